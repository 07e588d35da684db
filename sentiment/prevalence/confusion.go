package prevalence

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment"
)

const (
	resamples = 400  // bootstrap draws
	turns     = 4    // of the posterior's sampler between two draws of it
	tail      = 0.05 // left on either side of an interval
	pull      = 4.0  // replies' worth of the whole cell that each language's shares lean on
)

// byConfusion estimates the shares of negative, neutral and positive among the
// replies of a cell from counts of readings that are known to err.
//
// For each language the readings q follow q = M'p, where M[t][k] is the probability
// of reading class t as k, abstention included, and p the shares wanted. p is the
// likeliest point of the simplex given the counts (EM, which for counts is the
// constrained fit that weighs each column by its variance). As a language may have
// few replies, all languages are first fitted with one common p, and each then
// leans on it by the weight of four replies. The cell's shares are the mean over
// languages, weighed by replies.
//
// The interval spans two. One is from 400 draws of readings, multinomial about the
// fitted q, and of rows of M, Dirichlet about the labelled counts, each fitted anew.
// At the edge of the simplex that one is too sure: a fit of 0 is drawn as 0 again.
// The other is of the posterior, see [posterior], which at the edge is honest and
// inside a little narrow. Draws are seeded by the cell's key, so equal input gives
// equal output. It holds while labelled
// texts and replies err alike (see docs/sentiment.md).
//
// confusion is [sentiment.Lexicon.Confusion] of the version that made the counts.
//
// Sources: Forman 2008 (adjusted count), Daughton and Paul 2021 (bootstrap that
// includes the classifier's error).
func byConfusion(cell string, counts map[string]Counts, confusion func(lang string) (sentiment.Confusion, bool)) Shares {
	var s Shares
	var parts []part
	var judged int64
	for lang, c := range counts {
		n := c.N()
		s.N += n
		m, ok := confusion(lang)
		if !ok || n == 0 {
			continue
		}
		s.Read += n
		judged += n - c[sentiment.Abstained]
		parts = append(parts, part{lang, floats(c), ratesOf(m), m})
	}
	if s.N > 0 {
		s.Coverage = float64(s.Read) / float64(s.N)
	}
	if s.Read == 0 {
		return s
	}
	s.Judged = float64(judged) / float64(s.Read)
	slices.SortFunc(parts, func(a, b part) int {
		if a.lang < b.lang {
			return -1
		}
		return 1
	})
	total, common, each := fit(parts, even, nil)
	fitted, likely := bootstrap(cell, parts, common, each), posterior(cell, parts, each)
	pick := func(value func([3]float64) float64) Share {
		v := value(total)
		low1, high1 := interval(fitted, value)
		low2, high2 := interval(likely, value)
		return Share{v, min(v, low1, low2), max(v, high1, high2)}
	}
	s.Negative = pick(func(p [3]float64) float64 { return p[sentiment.Negative] })
	s.Neutral = pick(func(p [3]float64) float64 { return p[sentiment.Neutral] })
	s.Positive = pick(func(p [3]float64) float64 { return p[sentiment.Positive] })
	s.Net = pick(func(p [3]float64) float64 { return p[sentiment.Positive] - p[sentiment.Negative] })
	return s
}

// part is one language of a cell.
type part struct {
	lang     string
	counts   [4]float64
	rates    [3][4]float64
	labelled sentiment.Confusion
}

func floats(c Counts) (f [4]float64) {
	for k, n := range c {
		f[k] = float64(n)
	}
	return f
}

// prior is added to each cell of a confusion matrix (Jeffreys), so that what was
// never seen stays possible.
const prior = 0.5

// ratesOf returns the rows as probabilities.
func ratesOf(c sentiment.Confusion) (m [3][4]float64) {
	for t, row := range c {
		sum := 0.0
		for _, n := range row {
			sum += float64(n) + prior
		}
		for k, n := range row {
			m[t][k] = (float64(n) + prior) / sum
		}
	}
	return m
}

// bootstrap returns the cell's shares in each draw.
func bootstrap(cell string, parts []part, common [3]float64, each [][3]float64) [][3]float64 {
	h := sha256.Sum256([]byte(cell))
	src := rand.NewPCG(binary.BigEndian.Uint64(h[:8]), binary.BigEndian.Uint64(h[8:16]))
	drawn := make([]part, len(parts))
	out := make([][3]float64, resamples)
	for b := range out {
		for i := range parts {
			drawn[i].counts = drawReadings(src, parts[i].counts, parts[i].rates, each[i])
			drawn[i].rates = drawRates(src, parts[i].labelled)
		}
		out[b], _, _ = fit(drawn, common, each)
	}
	return out
}

// posterior returns draws of the cell's shares given its readings. For each draw the
// rows of M come from their Dirichlet posterior, and then in turns the true class of
// each reading given the shares, and the shares given the true classes, with half a
// reply of each class known beforehand (Jeffreys). M does not learn from the readings.
//
// Source: Tanner and Wong 1987 (data augmentation).
func posterior(cell string, parts []part, each [][3]float64) [][3]float64 {
	h := sha256.Sum256([]byte(cell))
	src := rand.NewPCG(binary.BigEndian.Uint64(h[16:24]), binary.BigEndian.Uint64(h[24:]))
	state := slices.Clone(each)
	out := make([][3]float64, resamples/2)
	for b := range out {
		n := 0.0
		for i := range parts {
			m := drawRates(src, parts[i].labelled)
			for range turns {
				state[i] = drawShares(src, drawTrue(src, parts[i].counts, m, state[i]))
			}
			w := parts[i].counts[0] + parts[i].counts[1] + parts[i].counts[2] + parts[i].counts[3]
			for t := range out[b] {
				out[b][t] += float64(w * state[i][t])
			}
			n += w
		}
		for t := range out[b] {
			out[b][t] /= n
		}
	}
	return out
}

// interval returns the 90 % interval of a value over draws.
func interval(draws [][3]float64, value func([3]float64) float64) (low, high float64) {
	xs := make([]float64, len(draws))
	for i, d := range draws {
		xs[i] = value(d)
	}
	slices.Sort(xs)
	k := int(tail * float64(len(xs)))
	return xs[k], xs[len(xs)-1-k]
}
