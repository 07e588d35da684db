package model

import "github.com/digital-diplomacy/tailor/sentiment/text"

// remembered is a word read before, with all that does not depend on its neighbours.
type remembered struct {
	lang        uint64
	sums        sums
	listed, own int8
	size        int8
	word        [memoLetters]byte // Norm: Bare follows from it
}

const (
	memoBits      = 15
	abuseMemoBits = 12
	memoLetters   = 37 // words of more bytes are not remembered; these fill a cache line
)

// hash fills hashes. What is remembered of words is far from the processor, so it is
// fetched ahead here, for all words at once.
func (e *Extractor) hash(tokens []text.Token, lang uint64) {
	e.hashes = e.hashes[:0]
	for i := range tokens {
		k := &tokens[i]
		h := uint64(k.Kind)
		switch k.Kind {
		case text.Word, text.Run:
			h = hashBytes(k.Bare)
			if len(e.memo) > 0 {
				e.ahead ^= e.memo[(h^lang)>>(64-memoBits)].size
			}
		case text.Emoji, text.Emoticon, text.Mark:
			h = hashBytes(k.Norm)
		}
		e.hashes = append(e.hashes, h)
	}
}
