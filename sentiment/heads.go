package sentiment

import (
	"bytes"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// heads tell most words that a matcher has no entry for with one or two bits each, where
// the matcher would look into several maps.
type heads struct {
	words  [1 << 7]uint64 // a set of hashes: whole words, and first words of phrases
	starts [1 << 4]uint64 // the same of the first bytes of beginnings ("благодар*")
	open   bool           // a beginning is too short for that: all words may match
}

// startBytes is how much of a beginning heads know.
const startBytes = 3

func (h *heads) addWord(w string) {
	i := text.Hash([]byte(w))
	h.words[i>>57] |= 1 << (i >> 51 % 64)
}

func (h *heads) hasWord(w []byte) bool {
	i := text.Hash(w)
	return h.words[i>>57]>>(i>>51%64)&1 != 0
}

func (h *heads) addStart(w string) {
	if len(w) < startBytes {
		h.open = true
		return
	}
	i := startOf([]byte(w))
	h.starts[i/64] |= 1 << (i % 64)
}

func (h *heads) hasStart(w []byte) bool {
	if len(w) < startBytes {
		return h.open
	}
	i := startOf(w)
	return h.open || h.starts[i/64]>>(i%64)&1 != 0
}

// startOf returns 10 bits of the first bytes of a word.
func startOf(w []byte) uint32 {
	return (uint32(w[0])<<16 | uint32(w[1])<<8 | uint32(w[2])) * 0x9E3779B1 >> 22
}

// mayBegin reports whether an entry may begin with a word.
func (m *matcher[T]) mayBegin(tok *text.Token) bool {
	h := &m.heads
	if h.hasWord(tok.Bare) || h.hasStart(tok.Bare) || tok.Short != nil && h.hasWord(tok.Short) {
		return true
	}
	for _, c := range m.clitics {
		if rest, found := bytes.CutPrefix(tok.Bare, []byte(c)); found && h.hasWord(rest) {
			return true
		}
	}
	return false
}

// begins reports whether an entry begins with a word or in a run, as far as its Bare and
// Short tell: fewer words pass than mayBegin lets pass, at more expense.
func (m *matcher[T]) begins(tok *text.Token) bool {
	if tok.Kind == text.Run {
		return m.longRun > 0
	}
	if !m.mayBegin(tok) {
		return false
	}
	if _, ok := m.bares[string(tok.Bare)]; ok {
		return true
	}
	if _, ok := m.bares[string(tok.Short)]; ok {
		return true
	}
	for n := min(m.longest, len(tok.Bare)); n >= m.shortest; n-- {
		if _, ok := m.prefixes[string(tok.Bare[:n])]; ok {
			return true
		}
	}
	for _, c := range m.clitics {
		if rest, found := bytes.CutPrefix(tok.Bare, []byte(c)); found {
			if _, ok := m.bares[string(rest)]; ok {
				return true
			}
		}
	}
	return false
}

// mayMatch reports whether a matcher may find something in tokens.
func (m *matcher[T]) mayMatch(tokens []text.Token) bool {
	for i := range tokens {
		switch k := &tokens[i]; k.Kind {
		case text.Run:
			if m.longRun > 0 {
				return true
			}
		case text.Word:
			if m.mayBegin(k) {
				return true
			}
		}
	}
	return false
}
