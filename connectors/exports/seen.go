package exports

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/maphash"

	"github.com/digital-diplomacy/tailor/data"
)

// seen remembers by 24 bytes what a row has told, so that a row told twice is
// noticed however large the file is.
type seen struct {
	rows map[[16]byte]uint64
	seed maphash.Seed
	buf  []byte
}

// add notes the values of id at a moment; the same again is a duplicate, others are
// a conflict that nothing can decide.
func (s *seen) add(id string, at data.Micros, values []string) *bad {
	if s.rows == nil {
		s.rows, s.seed = map[[16]byte]uint64{}, maphash.MakeSeed()
	}
	s.buf = binary.BigEndian.AppendUint64(s.buf[:0], uint64(at))
	s.buf = append(s.buf, id...)
	hash := sha256.Sum256(s.buf)
	key := [16]byte(hash[:])
	// What the values hash to only tells a repetition from a contradiction.
	var h maphash.Hash
	h.SetSeed(s.seed)
	for _, v := range values {
		s.buf = binary.AppendUvarint(s.buf[:0], uint64(len(v)))
		_, _ = h.Write(s.buf) // never fails
		_, _ = h.WriteString(v)
	}
	sum := h.Sum64()
	switch before, known := s.rows[key]; {
	case !known:
		s.rows[key] = sum
		return nil
	case before == sum:
		return badRow(whyDuplicate, "the same row stands further up")
	}
	return badRow(whyConflict, "a row further up gives other values for the same moment; the first is kept")
}
