package trials

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// RotationDesign is the version of the rules by which rotations are drawn and read.
const RotationDesign = "rotation/1"

// Lots draws which slots of each block get the level under test: half of them, and of
// a block with an odd number of slots one more or one less with equal chance. blocks
// are the numbers of slots; the result has one entry for each slot, block by block.
// Equal seeds give equal lots on every machine and under every release of Go.
func Lots(seed [32]byte, blocks []int) []bool {
	source := rand.NewChaCha8(seed)
	below := func(n int) int { // uniform but for 2^-58
		high, _ := bits.Mul64(source.Uint64(), uint64(n))
		return int(high)
	}
	var lots []bool
	for _, n := range blocks {
		treated := n / 2
		if n%2 == 1 {
			treated += below(2)
		}
		block := make([]bool, n)
		for i := range treated {
			block[i] = true
		}
		for i := n - 1; i > 0; i-- { // Fisher and Yates
			j := below(i + 1)
			block[i], block[j] = block[j], block[i]
		}
		lots = append(lots, block...)
	}
	return lots
}

// ChanceToFind returns the chance that a rotation of n slots of each level finds a
// true lift at p <= 0.05, where log1p of the values has the standard deviation spread
// within blocks. It is the normal one of the difference of means; for lognormal
// values the rank test has 0.955 of its efficiency (Hodges and Lehmann 1956).
func ChanceToFind(lift, spread float64, n int) float64 {
	if n < 1 || !(spread > 0) || !(lift > 0) {
		return 0
	}
	z := math.Abs(math.Log(lift)) / (spread * math.Sqrt(2/(0.955*float64(n))))
	return stat.NormalCDF(z-stat.Z975) + stat.NormalCDF(-z-stat.Z975)
}

// SpreadWithin returns the standard deviation of log1p of values around the means of
// their groups, 0 if there are fewer than 5 degrees of freedom.
func SpreadWithin(groups [][]float64) float64 {
	var squares float64
	var freedom int
	for _, g := range groups {
		if len(g) < 2 {
			continue
		}
		var mean float64
		for _, v := range g {
			mean += math.Log1p(v) / float64(len(g))
		}
		for _, v := range g {
			d := math.Log1p(v) - mean
			squares += float64(d * d)
		}
		freedom += len(g) - 1
	}
	if freedom < 5 {
		return 0
	}
	return math.Sqrt(squares / float64(freedom))
}
