package lang

import (
	"os"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Near relatives and short texts are told apart by what the writer writes in, and a text
// that is plainly in another language keeps it.
func TestDetectAmong(t *testing.T) {
	d := NewDetector()
	var x text.Text
	for _, c := range []struct{ text, expected, want string }{
		{"Hvilket arrangement skal vi holde i august? Si fra i kommentarfeltet.", "", "da"},
		{"Hvilket arrangement skal vi holde i august? Si fra i kommentarfeltet.", "nb en", "nb"},
		{"Hvilket arrangement skal vi holde i august? Si fra i kommentarfeltet.", "no en", "nb"},
		{"Wandersaison in den Hügeln von Zenda. 15 Wege, ein Schloss.", "nb en", "de"},
		{"Le formulaire est sur notre page, rubrique Services.", "xr nb en", "fr"},
		{"Анкета на нашей странице в разделе Услуги.", "uk en", "ru"},
		{"感谢您的提问", "en", "zh"},
		{"Kako ste?", "sr-Latn", "sr"},
	} {
		x.Read(c.text)
		if g := d.DetectAmong(&x, strings.Fields(c.expected)); g.Tag != c.want {
			t.Errorf("%q with %q is named %s, want %s", c.text, c.expected, g.Tag, c.want)
		}
	}
}

// Over the sentences of all languages, cut to four words: naming the writer's languages
// mends most errors, and naming wrong ones makes few.
func TestExpectedHelps(t *testing.T) {
	d := NewDetector()
	var x text.Text
	b, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var n, plain, among, wrong float64
	for line := range strings.Lines(string(b)) {
		tag, s, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(tag, "#") {
			continue
		}
		tag, _, _ = strings.Cut(tag, "-")
		words := strings.Fields(s)
		x.Read(strings.Join(words[:min(4, len(words))], " "))
		n++
		right := func(expected ...string) float64 {
			if d.DetectAmong(&x, expected).Tag == tag {
				return 1
			}
			return 0
		}
		plain += right()
		among += right(tag, "en")
		wrong += right("en", "de", "fr")
	}
	t.Logf("of %.0f: %.3f right, %.3f with the language expected, %.3f with three others", n, plain/n, among/n, wrong/n)
	if among/n < 0.97 || wrong/n < plain/n-0.02 {
		t.Errorf("of %.0f: %.3f right, %.3f with the language expected (want 0.97), %.3f with three others (want at most 0.02 less)", n, plain/n, among/n, wrong/n)
	}
}
