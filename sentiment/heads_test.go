package sentiment

import (
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestHeads: where the first bytes of words say that a list finds nothing, it does not;
// and they do say so of most texts.
func TestHeads(t *testing.T) {
	l := lexicon(t)
	texts, langs := benchTexts(400)
	for lang := range l.questions.lists {
		for _, x := range invariant {
			texts, langs = append(texts, x.text), append(langs, lang)
		}
	}
	asking, abusing := allHeads(l.questions.lists), allHeads(l.abuse)
	var cut text.Text
	var buf []byte
	skipped := 0
	for i, s := range texts {
		cut.Read(s)
		if !asking[langs[i]].any(cut.Tokens) && l.questions.asksUnmarked(cut.Tokens, langs[i], &buf) {
			t.Errorf("%s: %q asks, but its heads say that it does not", langs[i], s)
		}
		if m := l.abuse[langs[i]]; m != nil && !abusing[langs[i]].any(cut.Tokens) {
			if skipped++; abusive(m, cut.Tokens, &buf) {
				t.Errorf("%s: %q is abusive, but its heads say that it is not", langs[i], s)
			}
		}
	}
	if skipped == 0 {
		t.Error("no text is skipped")
	}
	for lang, m := range l.abuse {
		for e := range m.exact {
			if cut.Read(e); !abusing[lang].any(cut.Tokens) {
				t.Errorf("%s: entry %q is skipped", lang, e)
			}
		}
	}
}
