package exports

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/digital-diplomacy/tailor/data"
)

// seen remembers by 24 bytes what a row has told, so that a row told twice is
// noticed however large the file is.
type seen struct {
	rows map[[16]byte][8]byte
	buf  []byte
}

// add notes the values of id at a moment; the same again is a duplicate, others are
// a conflict that nothing can decide.
func (s *seen) add(id string, at data.Micros, values []string) *bad {
	if s.rows == nil {
		s.rows = map[[16]byte][8]byte{}
	}
	s.buf = binary.BigEndian.AppendUint64(s.buf[:0], uint64(at))
	s.buf = append(s.buf, id...)
	hash := sha256.Sum256(s.buf)
	key := [16]byte(hash[:])
	s.buf = s.buf[:0]
	for _, v := range values {
		s.buf = binary.AppendUvarint(s.buf, uint64(len(v)))
		s.buf = append(s.buf, v...)
	}
	hash = sha256.Sum256(s.buf)
	sum := [8]byte(hash[:])
	switch before, known := s.rows[key]; {
	case !known:
		s.rows[key] = sum
		return nil
	case before == sum:
		return badRow(whyDuplicate, "the same row stands further up")
	}
	return badRow(whyConflict, "a row further up gives other values for the same moment; the first is kept")
}
