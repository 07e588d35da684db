package sentiment

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
)

// ranked is a score and whether it is of the class.
type ranked struct {
	score float64
	yes   bool
}

// rankAUC returns the chance that a yes has a higher score than a no; NaN if one of
// them is missing.
func rankAUC(all []ranked) float64 {
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Compare(a.score, b.score) })
	wins, yes, no := 0.0, 0.0, 0.0
	for i := 0; i < len(all); {
		y, n, j := 0.0, 0.0, i
		for ; j < len(all) && all[j].score == all[i].score; j++ {
			if all[j].yes {
				y++
			} else {
				n++
			}
		}
		wins += y * (no + n/2)
		yes, no, i = yes+y, no+n, j
	}
	return wins / (yes * no)
}

// Bins of the calibration error, and draws of simulations.
const (
	calibrationBins = 10
	simulations     = 400
)

// Calibration returns the expected calibration error of the likeliest class, over ten
// bins of equally many texts, and what a perfectly calibrated scorer with the same
// probabilities would show on so many texts, by simulation. Both are NaN without
// probabilities.
func (e Evaluation) Calibration() (ece, perfect float64) {
	all := make([]ranked, len(e.graded))
	for i, g := range e.graded {
		best := 0
		for c := range g.probability {
			if g.probability[c] > g.probability[best] {
				best = c
			}
		}
		all[i] = ranked{g.probability[best], g.label == Class(best)}
	}
	if len(all) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.score, b.score) })
	ece = calibrationError(all)
	rng := e.draws("calibration")
	for range simulations / 4 {
		for i := range all {
			all[i].yes = rng.Float64() < all[i].score
		}
		perfect += calibrationError(all) / (simulations / 4)
	}
	return ece, perfect
}

// calibrationError is the mean distance of confidence and accuracy over bins of
// sorted scores.
func calibrationError(all []ranked) float64 {
	sum := 0.0
	for b := range calibrationBins {
		distance := 0.0
		for _, r := range all[b*len(all)/calibrationBins : (b+1)*len(all)/calibrationBins] {
			distance += r.score
			if r.yes {
				distance--
			}
		}
		sum += math.Abs(distance)
	}
	return sum / float64(len(all))
}

// Interval returns the 90 % bootstrap interval of a figure of the confusion, such as
// [Confusion.MacroF1]: texts are drawn anew with their readings.
func (e Evaluation) Interval(figure func(Confusion) float64) (low, high float64) {
	return middle(e.resampled(figure))
}

// resampled returns the figure of texts drawn anew, once a draw; none without texts.
func (e Evaluation) resampled(figure func(Confusion) float64) []float64 {
	var cells []int64
	total := int64(0)
	for _, row := range e.Confusion {
		for _, n := range row {
			total += n
			cells = append(cells, total)
		}
	}
	if total == 0 {
		return nil
	}
	rng := e.draws("interval")
	figures := make([]float64, simulations)
	for i := range figures {
		var c Confusion
		for range total {
			k, _ := slices.BinarySearch(cells, rng.Int64N(total)+1)
			c[k/4][k%4]++
		}
		figures[i] = figure(c)
	}
	return figures
}

// middle returns where the middle 90 % of some draws lie; draws that have no figure do
// not count.
func middle(draws []float64) (low, high float64) {
	draws = slices.DeleteFunc(draws, math.IsNaN)
	if len(draws) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(draws)
	return draws[len(draws)/20], draws[len(draws)-1-len(draws)/20]
}

// draws is a source of random numbers that depends only on the language and what
// they are for, so that equal tables give equal figures.
func (e Evaluation) draws(what string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(what + e.Language))
	return rand.New(rand.NewPCG(h.Sum64(), binary.BigEndian.Uint64([]byte("sentimnt"))))
}
