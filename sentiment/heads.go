package sentiment

import "github.com/digital-diplomacy/tailor/sentiment/text"

// headBytes is how much of an entry heads know.
const headBytes = 3

// heads are the first bytes of a matcher's entries, as a set of hashes. Most texts have
// no word that begins like an entry of a short list; that is seen here with one bit a
// word, where the matcher looks into several maps.
type heads [1 << 6]uint64

// headsOf returns the heads of a matcher's entries; nil if they do not tell, as where
// something may stand before a word.
func headsOf[T comparable](m *matcher[T]) *heads {
	if len(m.clitics) > 0 || m.shortest < headBytes {
		return nil
	}
	h := new(heads)
	for _, entries := range []map[string]T{m.exact, m.bare, m.prefixes} {
		for e := range entries {
			h.add([]byte(e))
		}
	}
	for e := range m.openers {
		h.add([]byte(e))
	}
	return h
}

// allHeads returns the heads of each language's matcher.
func allHeads[T comparable](lists map[string]*matcher[T]) map[string]*heads {
	all := map[string]*heads{}
	for lang, m := range lists {
		all[lang] = headsOf(m)
	}
	return all
}

func (h *heads) add(w []byte) {
	i := headHash(w)
	h[i/64] |= 1 << (i % 64)
}

func (h *heads) has(w []byte) bool {
	i := headHash(w)
	return h[i/64]>>(i%64)&1 != 0
}

// headHash returns 12 bits of the first bytes of a word.
func headHash(w []byte) uint32 {
	x := uint32(0)
	for _, c := range w[:min(len(w), headBytes)] {
		x = x<<8 | uint32(c)
	}
	return x * 0x9E3779B1 >> 20
}

// any reports whether a matcher may find something in tokens.
func (h *heads) any(tokens []text.Token) bool {
	if h == nil {
		return true
	}
	for i := range tokens {
		switch k := &tokens[i]; k.Kind {
		case text.Run:
			return true
		case text.Word:
			if h.has(k.Bare) || h.has(k.Norm) || k.Short != nil && h.has(k.Short) {
				return true
			}
		}
	}
	return false
}
