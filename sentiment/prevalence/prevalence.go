// Package prevalence turns counts of readings that are known to err into shares with intervals.
//
// [Of] estimates a cell's shares: in a language with enough labels of the cell's own replies by
// these (prediction-powered), elsewhere by the scorer's measured [sentiment.Confusion].
// [Refuted] tests whether labels contradict such a confusion matrix. Readings and labels come as
// counts; no text comes near this package. docs/sentiment.md has method, figures and limits.
package prevalence

import (
	"maps"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment"
)

// minPowered is how many labels of a cell's own replies in a language make
// [predictionPowered] take the place of the confusion matrix there.
const minPowered = 30

// Of estimates the shares of negative, neutral and positive among the replies of a cell, whose
// key seeds what is drawn, from counts of readings by language: by [byConfusion], but a
// language with at least [minPowered] labels that were sampled from the cell's own replies
// by [predictionPowered]. A language that confusion does not know is not read; labels may be
// asked for any that it knows. The cell's shares are the mean over both kinds by replies; their errors are independent, so that the distances
// from the shares to the ends of the intervals add up as squares (Zou and Donner 2008).
func Of(cell string, counts map[string]Counts, confusion func(lang string) (sentiment.Confusion, bool), labels func(lang string) Labels) Shares {
	rest := map[string]Counts{}
	var parts []Shares
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		c := counts[lang]
		if _, ok := confusion(lang); ok && c.N() > 0 {
			if l := labels(lang); l.N() >= minPowered {
				if s, _ := predictionPowered(c, l); s.Read > 0 {
					parts = append(parts, s)
					continue
				}
			}
		}
		rest[lang] = c
	}
	s := byConfusion(cell, rest, confusion)
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
