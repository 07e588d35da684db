package text

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestStyled: each styled rune is written as package norm writes it after a letter and
// after a mark, and reading them allocates nothing.
func TestStyled(t *testing.T) {
	var x Text
	x.Read("a")
	for _, before := range []string{"", "a", "カ", "ا", "é", "e\u0301"} {
		for _, s := range styles {
			for r := s[0]; r <= s[1]; r++ {
				want := string(norm.NFKC.AppendString([]byte(before), string(r)))
				x.clean = append(x.clean[:0], before...)
				if x.shape(r, 'a', []byte(string(r))); string(x.clean) != want {
					t.Errorf("%q before %U gives %q, want %q", before, r, x.clean, want)
				}
			}
		}
	}
	if n := testing.AllocsPerRun(5, func() { x.Read("𝓫𝓸𝓵𝓭 ﷺ ﬁne Ⓐ") }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
