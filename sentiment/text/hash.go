package text

import "encoding/binary"

const (
	hashPrime = 0x9E3779B97F4A7C15
	hashMix   = 0xD6E8FEB86659FD93
)

// Hash hashes a word. Models are keyed by it: another function needs other models.
func Hash(b []byte) uint64 {
	n := len(b)
	h, last := uint64(n)*hashPrime, uint64(0)
	switch {
	case n >= 8:
		for i := 0; i+8 < n; i += 8 {
			h = (h ^ binary.LittleEndian.Uint64(b[i:])) * hashMix
			h ^= h >> 31
		}
		last = binary.LittleEndian.Uint64(b[n-8:]) // may share letters with the block before
	case n >= 4: // as may its halves
		last = uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32
	case n > 0:
		last = uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	h = (h ^ last) * hashMix
	return h ^ h>>29
}
