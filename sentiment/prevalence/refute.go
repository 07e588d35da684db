package prevalence

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/sentiment"
	"gonum.org/v1/gonum/stat/distuv"
)

// Stratum is what was read, and what of it was labelled, of one set of replies that
// were sampled together.
type Stratum struct {
	Counts Counts
	Labels Labels
}

const (
	checks     = 2000 // draws of a test
	refuteFrom = 0.01 // level of the test over all predicted classes
)

// Refuted reports whether labels contradict the matrix: for each class that was read,
// a goodness-of-fit test of what the labelled texts are, against what the matrix and
// the shares under it say they are. One class at p < 0.01 over the number of
// classes tested refutes it, so that a true matrix is refuted in about one test of a
// hundred.
//
// p is the part of 2,000 draws whose chi-square is no less than that of the labels. A
// draw takes matrix and shares from their posterior, and from these as many labels of
// each class as there are: what is not known of either counts in the matrix's favour.
// The shares are those of the strata in the proportion in which they were labelled.
// Draws are seeded by key.
//
// Sources: Pearson 1900; Rubin 1984 (posterior predictive check); Bonferroni.
func Refuted(c sentiment.Confusion, key string, strata []Stratum) bool {
	counts, labels := alike(strata)
	seen := [4]float64{}
	tested := 0.0
	for k, row := range labels {
		for _, cell := range row {
			seen[k] += float64(cell.N)
		}
		if seen[k] > 0 {
			tested++
		}
	}
	if tested == 0 || counts.N() == 0 {
		return false
	}
	h := sha256.Sum256([]byte(key))
	src := rand.NewPCG(binary.BigEndian.Uint64(h[:8]), binary.BigEndian.Uint64(h[8:16]))
	read := floats(counts)
	var observed [4][3]float64
	for k, row := range labels {
		for t, cell := range row {
			observed[k][t] = float64(cell.N)
		}
	}
	reached := [4]float64{}
	state := solve([]part{{counts: read, rates: ratesOf(c)}}, [3]float64{}, even)
	// What is expected is the mean over the posterior: the likeliest shares may be 0,
	// and then a single text would outweigh all others.
	var want [4][3]float64
	drawn := make([][4][3]float64, checks)
	for i := range drawn {
		m := drawRates(src, c)
		for range turns {
			state = drawShares(src, drawTrue(src, read, m, state))
		}
		drawn[i] = truths(m, state)
		for k := range want {
			for t := range want[k] {
				want[k][t] += drawn[i][k][t] / checks
			}
		}
	}
	for i := range drawn {
		for k, n := range seen {
			if n > 0 && misfit(multinomial(src, n, drawn[i][k]), want[k], n) >= misfit(observed[k], want[k], n) {
				reached[k]++
			}
		}
	}
	for k, n := range seen {
		if n > 0 && (reached[k]+1)/(checks+1)*tested < refuteFrom {
			return true
		}
	}
	return false
}

// alike adds up strata, each with as many of its readings as keep all of them in the
// proportion of their labels. Strata without labels are left out.
func alike(strata []Stratum) (counts Counts, labels Labels) {
	ratio := math.Inf(1)
	for _, s := range strata {
		if n := s.Labels.N(); n > 0 && s.Counts.N() > 0 {
			ratio = min(ratio, float64(s.Counts.N())/float64(n))
		}
	}
	for _, s := range strata {
		n := s.Labels.N()
		if n == 0 || s.Counts.N() == 0 {
			continue
		}
		part := min(ratio*float64(n)/float64(s.Counts.N()), 1)
		for k, all := range s.Counts {
			counts[k] += int64(math.Round(part * float64(all)))
		}
		labels = labels.Add(s.Labels)
	}
	return counts, labels
}

// truths returns for each class read how likely each true class is.
func truths(m [3][4]float64, p [3]float64) (q [4][3]float64) {
	for k := range q {
		sum := 0.0
		for t := range p {
			q[k][t] = max(p[t]*m[t][k], 1e-9)
			sum += q[k][t]
		}
		for t := range p {
			q[k][t] /= sum
		}
	}
	return q
}

// misfit is Pearson's chi-square of n counts.
func misfit(counts, want [3]float64, n float64) (x float64) {
	for t, w := range want {
		d := counts[t] - n*w
		x += d * d / (n * w)
	}
	return x
}

// multinomial draws n texts.
func multinomial(src rand.Source, n float64, p [3]float64) (z [3]float64) {
	rest := 1.0
	for t := range 2 {
		if n <= 0 || rest <= 0 {
			return z
		}
		z[t] = n
		if q := p[t] / rest; q < 1 {
			z[t] = distuv.Binomial{N: n, P: q, Src: src}.Rand()
		}
		n -= z[t]
		rest -= p[t]
	}
	z[2] = n
	return z
}
