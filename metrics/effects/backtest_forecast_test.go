package effects

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// predicted returns how likely the fitted model says the outcome is above 0, a tie
// counting half, as it does when forecasts are scored: the outcome is a median of counts, which
// are 0 and 1 where posts get little, so that it is 0 more often than a normal would be.
// It is found by drawing windows: the lift from its belief, latent counts around the
// account's typical one of the last 13 weeks with the fitted spread, counts, their pairs.
func predicted(known []*chunk, e *data.FormatEffect, in, others int) float64 {
	w := fitted(known, e)
	rows := w.sample.rows
	var total, recent, n float64
	for i := range rows {
		total += rows[i].y
		if rows[len(rows)-1].at-rows[i].at <= int64(13*7*metrics.Day/time.Microsecond) {
			recent += math.Log(rows[i].y + 0.5)
			n++
		}
	}
	s2 := w.perPost - 1/max(total/float64(len(rows)), 0.25)
	sd := math.Log(*e.High / *e.Low) / (2 * stat.Z950)
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(center float64) float64 {
		return math.Log(float64(metricstest.Poisson(r, math.Exp(center+math.Sqrt(s2)*r.NormFloat64()))) + 0.5)
	}
	const windows = 2000
	var above float64
	y, z := make([]float64, in), make([]float64, others)
	share := float64(in) / float64(in+others)
	for range windows {
		lift := math.Log(*e.Lift) + sd*r.NormFloat64()
		for i := range y {
			y[i] = draw(recent/n + (1-share)*lift)
		}
		for i := range z {
			z[i] = draw(recent/n - share*lift)
		}
		above += sideOfMedian(y, z)
	}
	return above / windows
}

// sideOfMedian returns 1 if the median of y-z over all pairs is above 0, 0 if it is
// below, and 1/2 if it is 0, or anywhere between the two halves of as many pairs above as
// below. It sorts both.
func sideOfMedian(y, z []float64) float64 {
	slices.Sort(y)
	slices.Sort(z)
	var below, upTo, less, more int // of z, up to the y at hand; of pairs
	for _, v := range y {
		for below < len(z) && z[below] < v {
			below++
		}
		for upTo < len(z) && z[upTo] <= v {
			upTo++
		}
		more, less = more+below, less+len(z)-upTo
	}
	half := len(y) * len(z)
	switch {
	case 2*more >= half && 2*less < half:
		return 1
	case 2*less >= half && 2*more < half:
		return 0
	}
	return 0.5
}

// fitted returns the comparison that an effect comes from.
func fitted(chunks []*chunk, e *data.FormatEffect) *within {
	for _, c := range chunks {
		for k, l := range c.levers {
			if l.name != e.Lever || l.device != "" && l.device != e.Level {
				continue
			}
			for i, s := range c.samples {
				if s.account == e.AccountID && s.goal == e.Goal {
					return c.fits[k][i]
				}
			}
		}
	}
	return nil
}

// comparedIn returns the lever and the sample of an effect.
func comparedIn(chunks []*chunk, e *data.FormatEffect) (lever, *sample) {
	for _, c := range chunks {
		for _, l := range c.levers {
			if l.name != e.Lever || l.device != "" && l.device != e.Level {
				continue
			}
			for _, s := range c.samples {
				if s.account == e.AccountID && s.goal == e.Goal {
					return l, s
				}
			}
		}
	}
	return lever{}, nil
}

// outcome returns what an effect was in a later window, without any model: the median
// of log((y+1/2)/(z+1/2)) over pairs of a post of the level and one of the others (Hodges
// and Lehmann), of the same month, and of the same format and topic unless these are
// compared; and how many posts had a pair.
func outcome(chunks []*chunk, e *data.FormatEffect) (log float64, in, others int) {
	l, s := comparedIn(chunks, e)
	if s == nil {
		return 0, 0, 0
	}
	return pairs(l, s, e.Level)
}

func pairs(l lever, s *sample, level string) (log float64, in, others int) {
	alike := func(a, b *observation) bool {
		for _, c := range []int{colMonth, colFormat, colTopic} {
			if c != l.column && a.code(c) != b.code(c) {
				return false
			}
		}
		return true
	}
	var logs []float64
	paired := map[int]bool{}
	for i := range s.rows {
		if l.level(s.names.text[(&s.rows[i]).code(l.column)]) != level {
			continue
		}
		found := false
		for j := range s.rows {
			if other := l.level(s.names.text[(&s.rows[j]).code(l.column)]); other != "" && other != level && alike(&s.rows[i], &s.rows[j]) {
				found, paired[j] = true, true
				logs = append(logs, math.Log((s.rows[i].y+0.5)/(s.rows[j].y+0.5)))
			}
		}
		if found {
			in++
		}
	}
	if len(logs) == 0 {
		return 0, 0, 0
	}
	slices.Sort(logs)
	return stat.SortedMedian(logs), in, len(paired)
}
