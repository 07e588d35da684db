package sentiment

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// TestModelReads: texts whose feeling nobody would doubt.
func TestModelReads(t *testing.T) {
	m := embeddedModel(t)
	for _, tc := range []struct {
		rule, lang, text string
		want             Class
	}{
		{"English", "en", "Thank you so much, the staff was wonderful!", Positive},
		{"Negation", "en", "this is not good at all, terrible service", Negative},
		{"JSONEscape", "en", `I don\u2019t like this, worst consulate ever`, Negative},
		{"Spanish", "es", "qué vergüenza, nunca contestan", Negative},
		{"Arabic", "ar", "شكرا جزيلا على الخدمة الرائعة", Positive},
		{"Hebrew", "he", "תודה רבה, כל הכבוד", Positive},
		{"Hausa", "ha", "Allah ya saka da alheri, mun gode", Positive},
		{"RomanisedHindi", "hi", "bahut bura kaam, sharam karo", Negative},
		{"Region", "pt-BR", "parabéns, excelente trabalho!", Positive},
		{"NotLearnt", "tr", "çok güzel olmuş, teşekkürler", Positive},
		{"NoLanguage", "und", "😡😡", Negative},
		{"Empty", "en", "", Abstained},
		{"LinkOnly", "und", "https://good.example/great", Abstained},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			out := make([]Grade, 1)
			if err := m.Grade(batch(tc.text), []string{tc.lang}, out); err != nil {
				t.Fatal(err)
			}
			if out[0].Class != tc.want {
				t.Errorf("Grade(%q, %s) = %+v, want %v", tc.text, tc.lang, out[0], tc.want)
			}
		})
	}
}

// TestModelUnlearnt: a language without training is marked as such and never read.
func TestModelUnlearnt(t *testing.T) {
	m := embeddedModel(t)
	out := make([]Grade, 2)
	if err := m.Grade(batch("çok güzel", "very good"), []string{"tr", "en"}, out); err != nil {
		t.Fatal(err)
	}
	if out[0].Learnt || !out[1].Learnt {
		t.Errorf("Learnt = %v, %v, want false for Turkish and true for English", out[0].Learnt, out[1].Learnt)
	}
	if _, ok := m.Confusion("tr"); ok {
		t.Error("Confusion(tr) is valid")
	}
}

// TestModelInvariance: case, normal form, invisible runes, and who is mentioned or
// linked change no reading.
func TestModelInvariance(t *testing.T) {
	m := embeddedModel(t)
	read := func(s, lang string) (g Grade) {
		out := make([]Grade, 1)
		if err := m.Grade(batch(s), []string{lang}, out); err != nil {
			t.Fatal(err)
		}
		return out[0]
	}
	rapid.Check(t, func(t *rapid.T) {
		x := invariant[rapid.IntRange(0, len(invariant)-1).Draw(t, "text")]
		want := read(x.text, x.lang)
		for name, s := range map[string]string{
			"upper": strings.ToUpper(x.text), "lower": strings.ToLower(x.text),
			"decomposed": decompose(x.text), "invisible": sprinkle(t, x.text), "replaced": replaceNames(x.text),
		} {
			if diff := cmp.Diff(want, read(s, x.lang)); diff != "" {
				t.Fatalf("%s: text %q is graded otherwise (-want +got)\n%s", name, s, diff)
			}
		}
	})
}

// TestModelScoreIsGrade: Score says what Grade says, null is abstained, and lengths
// that differ are an error without text.
func TestModelScoreIsGrade(t *testing.T) {
	m := embeddedModel(t)
	texts, langs := benchTexts(200)
	texts[5] = "\x00null"
	readings, grades := make([]Reading, len(texts)), make([]Grade, len(texts))
	if err := m.Score(batch(texts...), langs, readings); err != nil {
		t.Fatal(err)
	}
	if err := m.Grade(batch(texts...), langs, grades); err != nil {
		t.Fatal(err)
	}
	for i, g := range grades {
		if g.Reading != readings[i] {
			t.Errorf("text %d: Score %+v, Grade %+v", i, readings[i], g.Reading)
		}
		if sum := g.Probability[0] + g.Probability[1] + g.Probability[2]; math.Abs(sum-1) > 1e-9 {
			t.Errorf("text %d: probabilities sum to %v", i, sum)
		}
	}
	if readings[5] != (Reading{Class: Abstained}) {
		t.Errorf("null is read as %+v", readings[5])
	}
	if err := m.Score(batch("secret words"), nil, readings[:1]); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("Score with lengths 1, 0, 1: error %v", err)
	}
}

// TestModelProfiles: a profile that is not there is refused with those that are.
func TestModelProfiles(t *testing.T) {
	m := embeddedModel(t)
	if _, err := NewModelOf(m.model, "nowhere"); err == nil || !strings.Contains(err.Error(), "balanced") {
		t.Errorf("NewModelOf with profile nowhere: %v", err)
	}
	b, err := NewModelOf(m.model, model.DefaultProfile)
	if err != nil {
		t.Fatal(err)
	}
	if b.Version() == m.Version() {
		t.Error("two profiles have one version")
	}
	if _, ok := b.Confusion("en"); ok {
		t.Error("a profile takes over the confusion of another")
	}
}

// TestModelAllocations: reading allocates nothing once its memory has grown, with the
// language given and with it named, whatever an export or a keyboard left in the texts.
func TestModelAllocations(t *testing.T) {
	m := embeddedModel(t)
	texts, langs := benchTexts(512)
	for i, s := range []string{
		"Thanks &amp; regards &lt;3 &quot;great&quot; service, isn&#39;t it?", `don\u2019t you ever answer? \ud83d`,
		"ｆｕｌｌ　ｗｉｄｔｈ ﷺ 𝓫𝓸𝓵𝓭 🅱🅰🅳", "Ẹ s\u0323e\u0301 gan, o\u0301 da\u0301ra pu\u0323\u0300po\u0323\u0300!", "soooo gooood hahahaha :)) 👩‍👩‍👧 👍🏽",
		"\xff\xfe broken \xe2\x82", "https://a.example/b?c=d&amp;e=f @someone #PassportRenewal info@a.example", "",
	} {
		texts[i*7] = s
	}
	d := m.desks.Get().(*desk)
	for _, given := range []bool{true, false} {
		read := func() {
			for i, s := range texts {
				if given {
					m.read(d, s, langs[i])
				} else {
					m.read(d, s, "")
				}
			}
		}
		if got := testing.AllocsPerRun(5, read); got != 0 {
			t.Errorf("512 texts, language given %v: %v allocations, want none", given, got)
		}
	}
}

func FuzzModel(f *testing.F) {
	for _, x := range invariant {
		f.Add(x.text, x.lang)
	}
	f.Add("\xff\xfe\u0000&amp;\\u00e", "hi")
	m := embeddedModel(f)
	f.Fuzz(func(t *testing.T, s, lang string) {
		d := m.desks.Get().(*desk)
		defer m.desks.Put(d)
		a := m.grade(d, s, lang)
		if b := m.grade(d, s, lang); a != b {
			t.Fatalf("read twice: %+v, then %+v", a, b)
		}
		if !(a.Valence >= -1 && a.Valence <= 1) {
			t.Fatalf("valence %v", a.Valence)
		}
		for _, p := range a.Probability {
			if !(p >= 0 && p <= 1) {
				t.Fatalf("probability %v", p)
			}
		}
	})
}
