package sentiment

import (
	"maps"
	"math"
	"slices"
)

// MinPowered is how many labels of a cell's own replies in a language make
// [PredictionPowered] take the place of the confusion matrix there.
const MinPowered = 30

// LabelledPrevalence is [Prevalence], but a language with at least [MinPowered] labels
// that were sampled from the cell's own replies is estimated by [PredictionPowered].
// labels may be asked for any language that confusion knows. The cell's shares are the
// mean over both kinds by replies; their errors are independent, so that the distances
// from the shares to the ends of the intervals add up as squares (Zou and Donner 2008).
func LabelledPrevalence(cell string, counts map[string]Counts, confusion func(lang string) (Confusion, bool), labels func(lang string) Labels) Shares {
	rest := map[string]Counts{}
	var parts []Shares
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		c := counts[lang]
		if _, ok := confusion(lang); ok && c.N() > 0 {
			if l := labels(lang); l.N() >= MinPowered {
				if s, _ := PredictionPowered(c, l); s.Read > 0 {
					parts = append(parts, s)
					continue
				}
			}
		}
		rest[lang] = c
	}
	s := Prevalence(cell, rest, confusion)
	if len(parts) == 0 {
		return s
	}
	all := together(append(parts, s))
	for _, part := range parts {
		all.Labelled += part.Read
	}
	return all
}

// together returns the shares of all parts.
func together(parts []Shares) (all Shares) {
	judged := 0.0
	for _, s := range parts {
		all.N += s.N
		all.Read += s.Read
		judged += s.Judged * float64(s.Read)
	}
	all.Coverage, all.Judged = float64(all.Read)/float64(all.N), judged/float64(all.Read)
	mean := func(of func(*Shares) Share, least float64) (m Share) {
		low, high := 0.0, 0.0
		for i := range parts {
			w, s := float64(parts[i].Read)/float64(all.Read), of(&parts[i])
			m.Value += w * s.Value
			low += w * w * (s.Value - s.Low) * (s.Value - s.Low)
			high += w * w * (s.High - s.Value) * (s.High - s.Value)
		}
		m.Low, m.High = max(m.Value-math.Sqrt(low), least), min(m.Value+math.Sqrt(high), 1)
		return m
	}
	all.Negative = mean(func(s *Shares) Share { return s.Negative }, 0)
	all.Neutral = mean(func(s *Shares) Share { return s.Neutral }, 0)
	all.Positive = mean(func(s *Shares) Share { return s.Positive }, 0)
	all.Net = mean(func(s *Shares) Share { return s.Net }, -1)
	return all
}
