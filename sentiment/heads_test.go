package sentiment

import (
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestHeads: every entry passes its matcher's heads, as it stands, stretched and after
// what may be joined to it; and they turn most texts away.
func TestHeads(t *testing.T) {
	l := lexicon(t)
	var cut text.Text
	for lang, m := range l.abuse {
		passes(t, lang, m)
	}
	for lang, m := range l.questions.lists {
		passes(t, lang, m)
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

// passes checks that a matcher's heads let its entries pass.
func passes[T comparable](t *testing.T, lang string, m *matcher[T]) {
	t.Helper()
	var cut text.Text
	check := func(s string) {
		cut.Read(s)
		if !m.mayMatch(cut.Tokens) || !slices.ContainsFunc(cut.Tokens, func(k text.Token) bool { return m.begins(&k) }) {
			t.Errorf("%s: entry %q is skipped", lang, s)
		}
	}
	for e := range m.exact {
		for _, s := range append([]string{""}, m.clitics...) {
			check(s + e)
		}
	}
	for e := range m.prefixes {
		check(e + "xyz")
	}
	for e := range m.phrases {
		check(strings.ReplaceAll(e, "' ", "'")) // an elided article is a word of its own
	}
}

// TestNotes: what is noted of words skips no list that would have found something.
func TestNotes(t *testing.T) {
	l := lexicon(t)
	var cut text.Text
	var buf []byte
	found := 0
	texts, langs := benchTexts(400)
	for i, s := range texts {
		cut.Read(s)
		notes := uint8(0)
		for k := range cut.Tokens {
			if kind := cut.Tokens[k].Kind; kind == text.Word || kind == text.Run {
				notes |= l.note(&cut.Tokens[k], langs[i])
			}
		}
		if l.questions.asksUnmarked(cut.Tokens, langs[i], &buf) {
			if found++; notes&mayAsk == 0 {
				t.Errorf("%s %q asks, and no word is noted", langs[i], s)
			}
		}
		if m := l.abuse[langs[i]]; m != nil && abusive(m, cut.Tokens, &buf) {
			if found++; notes&mayAbuse == 0 {
				t.Errorf("%s %q insults, and no word is noted", langs[i], s)
			}
		}
	}
	if found == 0 {
		t.Error("the lists find nothing in any text")
	}
}
