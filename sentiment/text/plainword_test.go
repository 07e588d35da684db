package text

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestShortWays: words that go a short way are read as the long one reads them, whatever
// stands around them.
func TestShortWays(t *testing.T) {
	pieces := []string{"a", "b", "h", "t", "th", "w", "www.", "http://", "x", "D", "T_T", "E", "é", "Ж", "ж", "ё", "ם", "ב", "أ", "ل", "ـ", "क", "ी",
		"ά", "ß", "ẞ", "ዘ", "ไ", "漢", "ա", "՞", "haha", "ooo", "аaа", "l'", "'", ".", ". ", " ", "-", "_", "@", "#", "1", "9km", "!", "…", "😀", "\u0301", "\n",
		":)", "\U0001E900", "\U00020000", "ʰ"}
	short := 0
	rapid.Check(t, func(t *rapid.T) {
		s := ""
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			s += rapid.SampledFrom(pieces).Draw(t, "piece")
		}
		var got, want Text
		got.Read(s)
		want.Read("")
		want.compose([]byte(s))
		for i := 0; i < len(want.clean); {
			n := want.longWay(want.clean, i)
			if got.plainWord(want.clean, i)+got.smallWord(want.clean, i) > 0 {
				short++
			}
			i += n
		}
		got.Read(s)
		if got.Letters != want.Letters {
			t.Fatalf("%q: letters %v, the long way %v", s, got.Letters, want.Letters)
		}
		if len(got.Tokens) != len(want.Tokens) {
			t.Fatalf("%q: %d tokens, the long way %d", s, len(got.Tokens), len(want.Tokens))
		}
		for i := range got.Tokens {
			g, w := plainOf(got.Tokens[i]), plainOf(want.Tokens[i])
			if !reflect.DeepEqual(g, w) {
				t.Fatalf("%q: token %d is %q, the long way %q", s, i, g, w)
			}
		}
	})
	if short == 0 {
		t.Error("no word went a short way")
	}
}

// longWay is next for a text of which no word goes a short way.
func (t *Text) longWay(b []byte, i int) int {
	r, _ := decode(b[i:])
	if b[i] < 0x80 && b[i] != ' ' {
		if m := t.special(b, i); m > 0 {
			return m
		}
	}
	switch t.tables.classOf(r) {
	case letter, capital, digit, joining:
		return t.word(b[i:], 0)
	}
	return t.next(b, i)
}

// plainOf is a token as it can be compared and printed.
func plainOf(k Token) []any {
	return []any{k.Kind, k.Flags, k.Script, k.Repeat, string(k.Lower), string(k.Norm), string(k.Bare), string(k.Short)}
}
