package lang

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestSetPhrases: the shortest of replies have the language they are in, whatever stands
// around their words.
func TestSetPhrases(t *testing.T) {
	d := NewDetector()
	var x text.Text
	for s, want := range map[string]string{
		"Thank you": "en", "THANK YOU!!!": "en", "thank youuu 🙏🏽": "en", "@embassy Thank you. https://a.example": "en", "#ThankYou": "en",
		"Shame!!!": "en", "Congratulations Ambassador! 🎉": "en", "ＴＨＡＮＫ ＹＯＵ": "en",
		"Позор": "ru", "Ганьба вам!": "uk", "que verguenza": "es", "¡Qué vergüenza!": "es", "Félicitations": "fr", "felicitari!": "ro",
		"شكرًا جزيلًا": "ar", "शर्म करो": "hi", "jai hind": "hi-Latn", "хвала вам": "sr", "Teşekkürler": "tr", "cam on": "vi",
	} {
		x.Read(s)
		if g := d.Detect(&x); g.BCP47() != want {
			t.Errorf("Detect(%q) = %s (%.2f), want %s", s, g.BCP47(), g.Confidence, want)
		}
	}
	// One more word, and it is no set phrase.
	x.Read("thank you qwxz")
	if _, ok := d.Phrase(&x); ok {
		t.Error("a phrase with a word beside it is taken for the phrase")
	}
}

// TestPhraseTable: each tag is one that the model has in the phrase's script too, so that
// what a phrase is named can be read.
func TestPhraseTable(t *testing.T) {
	m, err := loadEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, c := range m.Classes {
		known[c.Tag+" "+c.Script.String()] = true
	}
	tags, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	if len(tags) < 300 {
		t.Errorf("%d phrases, want 300 or more", len(tags))
	}
	var x text.Text
	for phrase, tag := range tags {
		x.Read(phrase)
		if script, _ := MainScript(&x); !known[tag+" "+script.String()] {
			t.Errorf("%q is %s in %s, which the model does not have", phrase, tag, script)
		}
	}
}

func TestReadPhrasesErrors(t *testing.T) {
	for table, want := range map[string]string{
		"en thanks\n":                       "line 1: want a tag",
		"# x\nen\tthanks\nfr\tthanks\n":     "line 3: \"thanks\" stands under en too",
		"en\t12 34\n":                       "line 1: \"12 34\" is not one to",
		"en\tone two three four five six\n": "is not one to",
		"en\t" + strings.Repeat("abcdefghijklmnopqrstuvwxyz", 3): "is not one to",
		"\tthanks\n": "line 1: want a tag",
	} {
		if _, err := readPhrases(table); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readPhrases(%q): %v, want %q in it", table, err, want)
		}
	}
}
