package lang

// A word has up to 246 n-grams with a vector of 24 numbers of 8 bits each. Adding
// these up one by one takes most of the time, so they are added eight at a time: a
// vector is three words of eight bytes, each number biased by 128 to have no sign, and
// a sum is six words of four lanes of 16 bits, which hold 256 of them.

const (
	bias   = 128
	perSum = 256 // vectors that the lanes of a sum hold: 256 * 255 < 1 << 16
	even   = 0x00FF00FF00FF00FF
)

// packed is a vector of biased bytes.
type packed [Width / 8]uint64

// lanes is a sum of packed vectors: the even bytes of each word, then the odd ones.
type lanes [Width / 4]uint64

func pack(vectors [][Width]int8) []packed {
	list := make([]packed, len(vectors))
	for i := range vectors {
		for j, v := range vectors[i] {
			list[i][j/8] |= uint64(uint8(int(v)+bias)) << (j % 8 * 8)
		}
	}
	return list
}

// sumOf returns the sum of the vectors in some slots. The words are summed as they are,
// whatever carries from byte to byte, and their odd bytes apart: the rest of the
// former, all carries included, is the even ones.
func sumOf(list []packed, slots []uint32) lanes {
	var a, b, c, oddA, oddB, oddC uint64
	for _, s := range slots {
		v := &list[s]
		a += v[0]
		b += v[1]
		c += v[2]
		oddA += v[0] >> 8 & even
		oddB += v[1] >> 8 & even
		oddC += v[2] >> 8 & even
	}
	return lanes{a - oddA<<8, oddA, b - oddB<<8, oddB, c - oddC<<8, oddC}
}

// merge adds another sum.
func (l *lanes) merge(o *lanes) {
	for i := range l {
		l[i] += o[i]
	}
}

// unpack adds the sum of n vectors to one of plain numbers.
func (l *lanes) unpack(sum *[Width]int32, n int) {
	for i := range l {
		x := l[i]
		for j := i/2*8 + i%2; x != 0; j += 2 {
			sum[j] += int32(x & 0xFFFF)
			x >>= 16
		}
	}
	for j := range sum {
		sum[j] -= int32(n) * bias
	}
}
