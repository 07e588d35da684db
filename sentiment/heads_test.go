package sentiment

import (
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestHeads: every entry passes its matcher's heads, as it stands, stretched and after
// what may be joined to it; and they turn most texts away.
func TestHeads(t *testing.T) {
	l := lexicon(t)
	var cut text.Text
	for lang, m := range l.abuse {
		for e := range m.exact {
			for _, s := range append([]string{""}, m.clitics...) {
				if cut.Read(s + e); !m.mayMatch(cut.Tokens) {
					t.Errorf("%s: entry %q after %q is skipped", lang, e, s)
				}
			}
		}
		for e := range m.prefixes {
			if cut.Read(e + "xyz"); !m.mayMatch(cut.Tokens) {
				t.Errorf("%s: a word that begins with %q is skipped", lang, e)
			}
		}
		for e := range m.phrases {
			if cut.Read(e); !m.mayMatch(cut.Tokens) {
				t.Errorf("%s: phrase %q is skipped", lang, e)
			}
		}
	}
	if m := l.abuse["en"]; true {
		if cut.Read("Idiooooots!"); !m.mayMatch(cut.Tokens) {
			t.Error("a stretched entry is skipped")
		}
	}
	texts, langs := benchTexts(400)
	passed := 0
	for i, s := range texts {
		if m := l.abuse[langs[i]]; m != nil {
			if cut.Read(s); m.mayMatch(cut.Tokens) {
				passed++
			}
		}
	}
	if passed > len(texts)/2 {
		t.Errorf("%d of %d texts pass", passed, len(texts))
	}
}
