package model

import "github.com/digital-diplomacy/tailor/sentiment/text"

// Scheme is one label scheme of abuse: a set, its language and its calibration. The
// schemes mean different things by "abusive", so each has weights of its own.
type Scheme struct {
	Name     string // of the training set
	Language string
	Step     float32
	Heat     float32
	Offset   float32 // for one abusive text in ten
}

// ListAbuse lists the keys of a text under a label scheme.
func (e *Extractor) ListAbuse(t *text.Text, scheme string) {
	e.Keys = e.Keys[:0]
	s := salt("abuse " + scheme)
	before := uint64(0)
	for i := range t.Tokens {
		k := &t.Tokens[i]
		e.Keys, before = appendAbuse(e.Keys, k, before, s)
	}
}

// appendAbuse appends the keys of a token and of its pair with the one before, and
// returns the hash that the next one is paired with.
func appendAbuse(keys []uint64, k *text.Token, before, salt uint64) ([]uint64, uint64) {
	h := hashBytes(k.Norm)
	switch k.Kind {
	case text.Word, text.Run:
		h = hashBytes(k.Bare)
		keys = appendPieces(keys, kindAbuse, k.Bare, salt, k.Kind == text.Run, false)
	case text.Break:
		return keys, 0
	case text.Mention, text.Link, text.Mail, text.Phone, text.Number:
		h = uint64(k.Kind)
	}
	keys = append(keys, key(kindAbuse, salt, h))
	if before != 0 {
		keys = append(keys, key(kindAbuse, salt, pair(before, h)))
	}
	return keys, h
}

// abuse returns the log odds that a text is abusive under a scheme.
func (e *Extractor) abuse(t *text.Text, salt uint64, step float32) float32 {
	var s sums
	before := uint64(0)
	e.later = e.later[:0]
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.Kind != text.Word || len(k.Bare) > memoLetters {
			e.later, before = appendAbuse(e.later, k, before, salt)
			continue
		}
		h := e.hashes[i]
		m := &e.abuseMemo[(h^salt)>>(64-abuseMemoBits)]
		if m.lang != salt || int(m.size) != len(k.Bare) || string(m.word[:m.size]) != string(k.Bare) {
			m.lang, m.size, m.sums = salt, int8(copy(m.word[:], k.Bare)), sums{}
			e.keys, _ = appendAbuse(e.keys[:0], k, 0, salt)
			e.abuses.add(&m.sums, e.keys)
		}
		s.add(&m.sums)
		if before != 0 {
			e.later = append(e.later, key(kindAbuse, salt, pair(before, h)))
		}
		before = h
	}
	e.abuses.add(&s, e.later)
	return step * Norm(int(s.n)) * float32(s.a)
}
