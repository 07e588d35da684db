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
	h := text.Hash(k.Norm)
	switch k.Kind {
	case text.Word, text.Run:
		h = text.Hash(k.Bare)
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

// abuse returns the log odds that a text that was walked through is abusive under the
// scheme at hand.
func (e *Extractor) abuse(t *text.Text, step float32) float32 {
	var s sums
	before := uint64(0)
	e.later = e.later[:0]
	for i := range t.Tokens {
		r := &e.words[i]
		if r.n == 0 {
			e.later, before = appendAbuse(e.later, &t.Tokens[i], before, e.scheme)
			continue
		}
		s.a += int32(r.abuse)
		s.n += int32(r.abuseN)
		h := e.hashes[i]
		if before != 0 {
			e.later = append(e.later, key(kindAbuse, e.scheme, pair(before, h)))
		}
		before = h
	}
	e.abuses.addRare(&s, e.later)
	return step * Norm(int(s.n)) * float32(s.a)
}
