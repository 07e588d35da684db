package text

import (
	"testing"

	"pgregory.net/rapid"
)

// TestHash: every byte and the length count.
func TestHash(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "word")
		h := Hash(b)
		i := rapid.IntRange(0, len(b)-1).Draw(t, "place")
		b[i] ^= rapid.ByteRange(1, 255).Draw(t, "change")
		if Hash(b) == h {
			t.Errorf("%q hashes as before", b)
		}
		b[i] = 0
		if Hash(b) == Hash(append(b, 0)) {
			t.Errorf("%q hashes like one more zero", b)
		}
	})
}
