package sentiment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"pgregory.net/rapid"
)

// batch is texts as a column; "\x00null" is null.
func batch(texts ...string) *array.String {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	defer b.Release()
	for _, text := range texts {
		if text == "\x00null" {
			b.AppendNull()
			continue
		}
		b.Append(text)
	}
	return b.NewStringArray()
}

func TestScore(t *testing.T) {
	l := lexicon(t)
	for _, tc := range []struct {
		rule, lang, text string
		want             Class
	}{
		{"Positive", "en", "The staff was very helpful, thank you", Positive},
		{"Negative", "en", "Terrible service, I waited three hours", Negative},
		{"NoEvidence", "en", "The office is on the third floor", Abstained},
		{"Balanced", "en", "good but slow", Neutral},
		{"Negation", "en", "this is not good", Negative},
		{"NegationOfBad", "en", "not bad", Positive},
		{"NegationEndsAtComma", "en", "not today, great staff", Positive},
		{"IntensifierTips", "en", "good, very slow", Negative},
		{"DiminisherTips", "en", "good, slightly slow", Positive},
		{"Elongation", "en", "goooood", Positive},
		{"HashtagWord", "en", "#GreatDay", Positive},
		{"EmojiInAnyLanguage", "xx", "jkl 😍", Positive},
		{"EmojiRowCountsOnce", "en", "great great 😡😡😡😡😡", Neutral},
		{"Emoticon", "und", "qwe :(", Negative},
		{"Phrase", "en", "well done", Positive},
		{"FrenchNegation", "fr", "je n'aime pas", Negative},
		{"SpanishDiacriticsLeftOut", "es", "que verguenza", Negative},
		{"GermanNegationAfter", "de", "das gefällt mir nicht", Negative},
		{"GermanSchonIsNotSchoen", "de", "ich war schon dort", Abstained},
		{"TurkishNegationAfter", "tr", "güzel değil", Negative},
		{"ArabicArticle", "ar", "السفارة الرائعة", Positive},
		{"ArabicNegation", "ar", "الخدمة ليست جيدة", Negative},
		{"PersianSpacing", "fa", "بی‌نظیر", Positive},
		{"HebrewPrefix", "he", "והטובים", Positive},
		{"HindiNegationAfter", "hi", "अच्छा नहीं", Negative},
		{"RomanisedHindi", "hi-Latn", "bahut acha", Positive},
		{"RussianEnding", "ru", "благодарность коллегам", Positive},
		{"ChineseRun", "zh", "服务太好了", Positive},
		{"ChineseNegation", "zh", "不喜欢", Negative},
		{"ChineseLongerWord", "zh", "非常", Abstained},
		{"JapaneseNegationAfter", "ja", "好きじゃない", Negative},
		{"KoreanEnding", "ko", "감사합니다", Positive},
		{"Swahili", "sw", "asante sana", Positive},
		{"UkrainianVerb", "uk", "дякую за допомогу", Positive},
		{"Indonesian", "id", "pelayanannya tidak bagus", Negative},
		{"Empty", "en", "", Abstained},
		{"LinkOnly", "en", "https://good.example/great", Abstained},
		{"HandleOnly", "en", "@great_love", Abstained},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			out := make([]Reading, 1)
			if err := l.Score(batch(tc.text), []string{tc.lang}, out); err != nil {
				t.Fatal(err)
			}
			if out[0].Class != tc.want {
				t.Errorf("Score(%q, %s) = %v, want %v", tc.text, tc.lang, out[0].Class, tc.want)
			}
		})
	}
}

func TestScoreNull(t *testing.T) {
	out := []Reading{{Class: Positive, Question: true}}
	if err := lexicon(t).Score(batch("\x00null"), []string{"en"}, out); err != nil || out[0] != (Reading{Class: Abstained}) {
		t.Errorf("Score(null) = %+v, %v, want abstained", out[0], err)
	}
}

// TestScoreError: lengths that differ are an error, and it holds no text.
func TestScoreError(t *testing.T) {
	err := lexicon(t).Score(batch("secret words"), nil, make([]Reading, 1))
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("Score with lengths 1, 0, 1: error %v", err)
	}
}

// invariant texts carry no hashtag: where a tag parts depends on its capitals.
var invariant = []struct{ lang, text string }{
	{"en", "I really love this, not bad at all! @friend https://a.example/b"},
	{"en", "What a disgrace. The consulate never answers @someone :("},
	{"fr", "Très déçue, quelle honte ! https://b.example"},
	{"el", "Συγχαρητήρια σε όλους"},
	{"ru", "Ужасное обслуживание, стыдно @handle"},
	{"ar", "شكرا جزيلا @embassy الله يبارك فيكم"},
	{"vi", "Cảm ơn đại sứ quán, tuyệt vời"},
	{"yo", "Ẹ ṣé gan, ó dára púpọ̀"},
	{"hi", "बहुत अच्छा काम, धन्यवाद"},
	{"tr", "çok güzel olmuş, teşekkürler"},
}

// TestInvariance: case, normal form, invisible runes, and who is mentioned or linked
// change no reading.
func TestInvariance(t *testing.T) {
	l := lexicon(t)
	read := func(text, lang string) Reading {
		var s sheet
		return l.read(&s, text, lang)
	}
	rapid.Check(t, func(t *rapid.T) {
		x := invariant[rapid.IntRange(0, len(invariant)-1).Draw(t, "text")]
		want := read(x.text, x.lang)
		for name, text := range map[string]string{
			"upper": strings.ToUpper(x.text), "lower": strings.ToLower(x.text),
			"decomposed": decompose(x.text), "invisible": sprinkle(t, x.text), "replaced": replaceNames(x.text),
		} {
			if got := read(text, x.lang); got != want {
				t.Fatalf("%s: text %q reads %+v, want %+v", name, text, got, want)
			}
		}
	})
}

// TestAllocations: a batch costs a few buffers, and one for each text that
// must be composed (the Hindi eighth of these).
func TestAllocations(t *testing.T) {
	l := lexicon(t)
	texts, langs := benchTexts(1000)
	col, out := batch(texts...), make([]Reading, len(texts))
	if got := testing.AllocsPerRun(3, func() {
		if err := l.Score(col, langs, out); err != nil {
			t.Fatal(err)
		}
	}); got > 200 {
		t.Errorf("Score of 1000 texts allocates %v times, want at most 200", got)
	}
}

// benchTexts are made-up replies of many languages.
func benchTexts(n int) (texts, langs []string) {
	samples := []struct{ lang, text string }{
		{"en", "Thank you for the quick answer, but why is the consulate closed again on Friday? #Passport"},
		{"fr", "Bonjour, je n'arrive pas à prendre rendez-vous pour mon passeport, c'est vraiment une honte"},
		{"ar", "شكرا لكم على هذه المبادرة الرائعة ونتمنى لكم التوفيق @embassy"},
		{"ru", "Подскажите, пожалуйста, когда откроется запись на приём? Очень долго ждём"},
		{"zh", "服务太好了，谢谢大使馆的帮助，请问护照什么时候可以取？"},
		{"hi", "बहुत अच्छा काम, क्या पासपोर्ट की तारीख बढ़ सकती है?"},
		{"sw", "Asante sana kwa msaada wenu, mungu awabariki 🙏🙏"},
		{"de", "Leider wieder keine Termine. Das ist nicht gut, ich warte seit Wochen https://a.example/x"},
	}
	for i := range n {
		s := samples[i%len(samples)]
		texts, langs = append(texts, fmt.Sprint(s.text, " ", i)), append(langs, s.lang)
	}
	return texts, langs
}

// BenchmarkScore reports texts per second of mixed replies.
func BenchmarkScore(b *testing.B) {
	l := lexicon(b)
	texts, langs := benchTexts(1024)
	col, out := batch(texts...), make([]Reading, len(texts))
	b.ReportAllocs()
	for b.Loop() {
		if err := l.Score(col, langs, out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}

func benchEach(b *testing.B, f func(text, lang string)) {
	texts, langs := benchTexts(256)
	f(texts[0], langs[0]) // load tables
	b.ReportAllocs()
	for b.Loop() {
		for i := range texts {
			f(texts[i], langs[i])
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkDetect(b *testing.B) { benchEach(b, func(text, _ string) { Detect(text) }) }
func BenchmarkTopics(b *testing.B) { benchEach(b, func(text, lang string) { Topics(text, lang) }) }

func BenchmarkNearDuplicates(b *testing.B) {
	texts, _ := benchTexts(4096)
	b.ReportAllocs()
	for b.Loop() {
		NearDuplicates(texts)
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
