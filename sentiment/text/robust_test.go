package text

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// samples are sentences in many scripts, written for these tests.
var samples = []string{
	"Where can I renew my passport this week? 👍🏽 #NationalDay2026",
	"Nous serons fermés lundi, c’est la fête nationale :)",
	"Soooo sad that l'ambassade is closed!!! 😢",
	"Das Konsulat ist am Montag geschloßen, größe Straße",
	"Konsolosluk yarın kapalı olacak, teşekkürler İstanbul",
	"Ilé iṣẹ́ aṣojú kò ní ṣí ní ọ̀la nítorí ọjọ́ ìsinmi",
	"Ofishin jakadanci ba zai buɗe gobe ba, ɓarna da ƙasa",
	"Ngày mai lãnh sự quán đóng cửa vì nghỉ lễ",
	"السفارة مغلقة غداً بسبب العُطلة، إن شاء الله",
	"سفارت خانہ کل چھٹی کی وجہ سے بند رہے گا",
	"می‌خواهم گذرنامه‌ام را تمدید کنم",
	"השגרירות סגורה מחר בגלל החג שָׁלוֹם",
	"दूतावास कल छुट्टी के कारण बंद रहेगा, ज़रूर",
	"দূতাবাস আগামীকাল বন্ধ থাকবে, বাড়ি",
	"ኤምባሲው ነገ ዝግ ነው ምክንያቱም የበዓል ቀን ነው",
	"Завтра консульство не работает, потому что ёлка й",
	"Το προξενείο είναι κλειστό αύριο",
	"领事馆明天放假不办公。谢谢",
	"大使館は明日お休みです。ガンバレ",
	"영사관은 내일 휴무입니다",
	"สถานกงสุลปิดพรุ่งนี้ครับ",
	"kal embassy band rahegi kya, mujhe passport chahiye",
	"3lach ma kaynch rendez-vous f consulat? 7ram",
}

// FuzzRead: any bytes give tokens of valid UTF-8, in time linear in them, with no
// empty word, and the same again when memory is used a second time.
func FuzzRead(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	for _, s := range []string{"", "#a_b__C9", "@a@b@c", "a.b@c.d", "\xff\xfe\x80", "e\u0301\u0301\u0301", "1/7 a b", "[link", "htthttp://", "hhttp://",
		"👩\u200d👩", "👩\u200d", "🇳", "🏴\U000E0067", "9\u20e3\u20e3", ":'-( <3<3", "\u034f\u00ad\ufeff", "ẞßſ", "：）", "\u0301", "#\u0301a", "a\u200db",
		"\u093c", "\u0640\u0640", "ﷺ", "\U0010ffff\U000e0020", "1'a", "a'", "l'", "ൻ", "՞՞", "a՞b՞"} {
		f.Add(s)
	}
	var used Text
	f.Fuzz(func(t *testing.T, s string) {
		var fresh Text
		fresh.Read(s)
		used.Read(s)
		if len(used.Tokens) != len(fresh.Tokens) {
			t.Fatal("a used Text reads otherwise than a new one")
		}
		if !utf8.Valid(fresh.Clean()) {
			t.Fatal("the cleaned text is not valid UTF-8")
		}
		for i, k := range fresh.Tokens {
			if string(k.Norm) != string(used.Tokens[i].Norm) || k.Kind != used.Tokens[i].Kind {
				t.Fatal("a used Text reads otherwise than a new one")
			}
			for _, b := range [][]byte{k.Lower, k.Norm, k.Bare, k.Short} {
				if !utf8.Valid(b) {
					t.Fatal("a token is not valid UTF-8")
				}
			}
			if k.Kind < Break && (len(k.Lower) == 0 || len(k.Norm) == 0 || len(k.Bare) == 0) {
				t.Fatalf("a token of kind %d without letters", k.Kind)
			}
		}
	})
}

// TestLinear reads texts of 1 MiB made of one piece. A rule that looks at every pair
// of bytes would take 10^12 steps, far above the bound, which is wide and holds for the
// best of three because machines are busy.
func TestLinear(t *testing.T) {
	var x Text
	for _, unit := range []string{"good ", "a", "@", "#a", "a@", "a.", "1.", "1'", "a.a@", "http", "[", ":(", "哈", "e\u0301", "\u0301", "l'", "👍", "👩\u200d",
		"🇳", "\xff", "1/", "“a ", "\U0001F3F4\U000E0067", "a_", "#", "\u093c", "<", "9\u20e3"} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		const bound = 3 * time.Second
		took := bound + 1
		for try := 0; try < 3 && took > bound; try++ {
			start := time.Now()
			x.Read(s)
			took = time.Since(start)
		}
		if took > bound {
			t.Errorf("%q repeated to 1 MiB takes %v: not linear", unit, took)
		}
	}
}

// forms returns the normal forms of a text's tokens, kinds apart.
func forms(s string) string {
	var x Text
	x.Read(s)
	var b strings.Builder
	for _, k := range x.Tokens {
		b.WriteByte('0' + byte(k.Kind))
		b.Write(k.Norm)
		b.WriteByte(' ')
		b.Write(k.Bare)
		b.WriteByte('|')
	}
	return b.String()
}

// invariances change a text in ways that change nothing of what is read.
var invariances = []struct {
	name   string
	change func(t *rapid.T, s string) string
}{
	{"UpperCase", func(_ *rapid.T, s string) string {
		if strings.Contains(s, "#") {
			return s // capitals cut hashtags
		}
		return strings.ToUpper(s)
	}},
	{"NFD", func(_ *rapid.T, s string) string { return norm.NFD.String(s) }},
	{"NFC", func(_ *rapid.T, s string) string { return norm.NFC.String(s) }},
	{"ZeroWidth", func(t *rapid.T, s string) string {
		r := []rune(s)
		i := rapid.IntRange(0, len(r)).Draw(t, "at")
		mark := rapid.SampledFrom([]rune{'\u200b', '\u200c', '\u200e', '\u2060', '\ufeff', '\u00ad'}).Draw(t, "mark")
		return string(r[:i]) + string(mark) + string(r[i:])
	}},
	{"Spaces", func(_ *rapid.T, s string) string { return "  " + strings.ReplaceAll(s, " ", "\u00a0 ") + "\t" }},
}

func TestInvariances(t *testing.T) {
	for _, inv := range invariances {
		t.Run(inv.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := rapid.SampledFrom(samples).Draw(t, "text")
				if got, want := forms(inv.change(t, s)), forms(s); got != want {
					t.Errorf("%q reads\n%s\nwant\n%s", s, got, want)
				}
			})
		})
	}
}

// TestNamesInvariance: which handle, link or address stands in a text plays no role.
func TestNamesInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(samples).Draw(t, "text")
		name := rapid.StringMatching(`[a-z][a-z0-9_]{0,14}`).Draw(t, "name")
		a := forms("@someone " + s + " https://a.example/x b@c.example")
		b := forms("@" + name + " " + s + " https://" + name + ".example/?q=" + name + " " + name + "@" + name + ".example")
		if a != b {
			t.Errorf("reads\n%s\nwant\n%s", b, a)
		}
	})
}

// TestWordsOfUAX29: where nothing but letters, spaces and apostrophes inside words
// stands, words are those of Unicode's default word boundaries, but for elided
// articles.
func TestWordsOfUAX29(t *testing.T) {
	letters := rapid.SampledFrom([]rune("bkzéßñłşğøαλяжйўאבתابجدकखगमকতఅகഅየአሀሰ"))
	word := rapid.Custom(func(t *rapid.T) string {
		w := string(rapid.SliceOfN(letters, 2, 8).Draw(t, "letters"))
		if rapid.Bool().Draw(t, "apostrophe") {
			w += "'" + string(rapid.SliceOfN(letters, 1, 3).Draw(t, "ending"))
		}
		return w
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(word, 0, 6).Draw(t, "words"), " ")
		var want, got []string
		segments := words.FromString(s)
		for segments.Next() {
			if r, _ := utf8.DecodeRuneInString(segments.Value()); unicode.IsLetter(r) {
				norm, _ := FoldWord(segments.Value())
				want = append(want, norm)
			}
		}
		var x Text
		x.Read(s)
		for _, k := range x.Tokens {
			got = append(got, string(k.Norm))
		}
		if a, b := strings.Join(got, "|"), strings.Join(want, "|"); a != b {
			t.Errorf("%q: words %s, UAX #29 has %s", s, a, b)
		}
	})
}

// TestSteadyStateAllocatesNothing reads every sample a second time.
func TestSteadyStateAllocatesNothing(t *testing.T) {
	var x Text
	read := func() {
		for _, s := range samples {
			x.Read(s)
		}
	}
	read()
	if n := testing.AllocsPerRun(20, read); n != 0 {
		t.Errorf("%v allocations in %d texts, want 0", n, len(samples))
	}
}

func BenchmarkRead(b *testing.B) {
	var x Text
	bytes := 0
	for _, s := range samples {
		bytes += len(s)
	}
	b.SetBytes(int64(bytes / len(samples)))
	b.ReportAllocs()
	for _, s := range samples {
		x.Read(s)
	}
	i := 0
	for b.Loop() {
		x.Read(samples[i%len(samples)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}
