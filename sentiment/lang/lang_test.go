package lang

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// sentence is a text with the language it is in.
type sentence struct{ tag, text string }

// sentences reads testdata/sentences.tsv.
func sentences(t testing.TB) []sentence {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "sentences.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []sentence
	s := bufio.NewScanner(f)
	for s.Scan() {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		tag, text, ok := strings.Cut(s.Text(), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", f.Name(), s.Text())
		}
		list = append(list, sentence{tag, text})
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestSentences names the languages of what people write to embassies, in a hundred
// languages. 0.967 were right when the floor was set.
func TestSentences(t *testing.T) {
	d := NewDetector()
	var x text.Text
	right, tags := 0, map[string]bool{}
	list := sentences(t)
	for _, s := range list {
		tags[s.tag] = true
		x.Read(s.text)
		g := d.Detect(&x)
		if g.BCP47() == s.tag {
			right++
		} else {
			t.Logf("%q is %s, read as %s (%.2f)", s.text, s.tag, g.BCP47(), g.Confidence)
		}
		if g.Confidence < 0 || g.Confidence > 1 || (g.Tag == Undetermined) != (g.Confidence == 0) {
			t.Errorf("%q: confidence %v of %s", s.text, g.Confidence, g.Tag)
		}
	}
	if share := float64(right) / float64(len(list)); share < 0.96 || len(tags) < 100 {
		t.Errorf("%.3f of %d sentences in %d languages are right, want 0.96 of 100 languages or more", share, len(list), len(tags))
	}
}

// TestUndetermined: what is in no language, or could be in many, is und.
func TestUndetermined(t *testing.T) {
	d := NewDetector()
	var x text.Text
	for _, s := range []string{"", "   ", "👍👍", "😂😂😂 !!!", "123 456", "12/03/2026 10:30", "@someone https://a.example/the/and", "[link] [phone]",
		"!!!", "\xff\xfe", "🇳🇴", ":) <3", "asdfghjkl", "qwrtp zxcvb", "xkcd qqqq zzzz", "hahaha", "lol", "ok", "م", "х", "क",
		"фывапр йцукен", "hjkl hjkl jkl"} {
		x.Read(s)
		if g := d.Detect(&x); g.Tag != Undetermined || g.Confidence != 0 || g.BCP47() != Undetermined {
			t.Errorf("Detect(%q) = %+v, want und", s, g)
		}
	}
}

// TestScriptAndVariant: the script and the variant of Arabic come with the tag.
func TestScriptAndVariant(t *testing.T) {
	d := NewDetector()
	var x text.Text
	for _, tc := range []struct {
		text string
		want Guess
	}{
		{"بغيت نجدد الباسبور ديالي دابا، فين نمشي عافاك", Guess{Tag: "ar", Script: "Arab", Variant: "ary"}},
		{"عايز أجدد الباسبور ومش عارف أعمل ايه عشان كده", Guess{Tag: "ar", Script: "Arab", Variant: "arz"}},
		{"Када ће поново радити конзулат?", Guess{Tag: "sr", Script: "Cyrl"}},
		{"大使館はいつ開きますか", Guess{Tag: "ja", Script: "Jpan"}},
		{"大使館は", Guess{Tag: "ja", Script: "Jpan"}},
		{"#領事館 #旅券", Guess{Tag: "zh", Script: "Hani"}},
		{"签证 visa 申请", Guess{Tag: "zh", Script: "Hani"}},
	} {
		x.Read(tc.text)
		g := d.Detect(&x)
		g.Confidence = 0
		if g != tc.want {
			t.Errorf("Detect(%q) = %+v, want %+v", tc.text, g, tc.want)
		}
	}
}

// TestInvariances: a handle, a link, capitals, decomposition and invisible characters
// do not change the language.
func TestInvariances(t *testing.T) {
	d := NewDetector()
	var x text.Text
	guess := func(s string) Guess {
		x.Read(s)
		return d.Detect(&x)
	}
	for _, s := range sentences(t) {
		want := guess(s.text)
		for _, changed := range []string{"@someone_else " + s.text + " https://b.example/le/la", norm.NFD.String(s.text),
			strings.ReplaceAll(s.text, " ", " \u200b"), "👍🏽 " + s.text + " !!! 2026"} {
			if got := guess(changed); got != want {
				t.Errorf("Detect(%q) = %+v, want %+v as for %q", changed, got, want, s.text)
			}
		}
		if s.tag == "tr" || s.tag == "az" {
			continue // their capital I is another letter
		}
		if got := guess(strings.ToUpper(s.text)); got != want {
			t.Errorf("in capitals %q is %+v, want %+v", s.text, got, want)
		}
	}
}

// TestMemo: what was read before does not change a guess.
func TestMemo(t *testing.T) {
	used := NewDetector()
	var x text.Text
	for range 2 {
		for _, s := range sentences(t) {
			x.Read(s.text)
			if a, b := used.Detect(&x), NewDetector().Detect(&x); a != b {
				t.Errorf("%q: %+v with a memory, %+v without", s.text, a, b)
			}
		}
	}
}

func TestSteadyStateAllocatesNothing(t *testing.T) {
	d := NewDetector()
	var x text.Text
	list := sentences(t)
	read := func() {
		for _, s := range list {
			x.Read(s.text)
			d.Detect(&x)
		}
	}
	read()
	if n := testing.AllocsPerRun(10, read); n != 0 {
		t.Errorf("%v allocations in %d texts, want 0", n, len(list))
	}
}

func TestModelSize(t *testing.T) {
	if len(embedded) > 2<<20 {
		t.Errorf("the model has %d bytes, want 2 MiB at most", len(embedded))
	}
	m, err := Decode(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Encode(); string(got) != string(embedded) {
		t.Error("the model written again differs from the file")
	}
}

// FuzzDetect: any bytes give a guess with a confidence from 0 to 1.
func FuzzDetect(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(s.text)
	}
	for _, s := range []string{"", "\xff", "#a", "#日本", "a\u0301", "ａ", "ﷺ", strings.Repeat("x", 200), strings.Repeat("я ", 200)} {
		f.Add(s)
	}
	d := NewDetector()
	var x text.Text
	f.Fuzz(func(t *testing.T, s string) {
		x.Read(s)
		g := d.Detect(&x)
		if !(g.Confidence >= 0 && g.Confidence <= 1) || g.Tag == "" || len(g.Script) != 4 || (g.Tag == Undetermined) != (g.Confidence == 0) {
			t.Fatalf("Detect = %+v", g)
		}
	})
}

// FuzzDecode: a damaged model is an error, not a panic, and a good one detects.
func FuzzDecode(f *testing.F) {
	m := &Model{Classes: []Class{{"a", "", text.Latin}, {"b", "", text.Latin}}, Bits: 1, Marks: []uint8{1, 0}, Vectors: make([][Width]int8, 2),
		Matrix: make([][Width]float32, 2), Bias: make([]float32, 2), Prior: make([]float32, 2)}
	good := m.Encode()
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte(magic))
	f.Add([]byte(magic + "\xff\xff\xff\xff"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		var x text.Text
		x.Read("is this a language at all")
		m.NewDetector().Detect(&x)
	})
}

// BenchmarkDetect times reading and naming; BenchmarkDetectOnly leaves out reading.
func BenchmarkDetect(b *testing.B) {
	list := sentences(b)
	d := NewDetector()
	var x text.Text
	for _, s := range list {
		x.Read(s.text)
		d.Detect(&x)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		x.Read(list[i%len(list)].text)
		d.Detect(&x)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkDetectOnly(b *testing.B) {
	list := sentences(b)
	d := NewDetector()
	texts := make([]text.Text, len(list))
	for i := range texts {
		texts[i].Read(list[i].text)
		d.Detect(&texts[i])
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		d.Detect(&texts[i%len(texts)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}
