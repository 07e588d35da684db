package main

import (
	"maps"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// loss is the mean negative log-likelihood of the labels, each source in its own
// profile and each source and language alike.
func loss(tuning map[string]map[string][]judged, p map[string]map[string]model.Calibration) float64 {
	sum, n := 0.0, 0.0
	for _, source := range slices.Sorted(maps.Keys(tuning)) {
		for _, language := range slices.Sorted(maps.Keys(tuning[source])) {
			all := tuning[source][language]
			for _, j := range all {
				sum -= math.Log(max(p[source][language].Probabilities(j.odds)[j.label], 1e-9)) / float64(len(all))
			}
			n++
		}
	}
	return sum / n
}

// choose returns the class that is read.
func choose(c model.Calibration, odds model.Pair) int {
	weights := c.Weights(c.Probabilities(odds))
	best := 0
	for k := range weights {
		if weights[k] > weights[best] {
			best = k
		}
	}
	return best
}

// meanF1 is the mean macro-F1 over the languages of a source.
func meanF1(tuning map[string]map[string][]judged, p map[string]map[string]model.Calibration, source string) float64 {
	sum := 0.0
	for _, language := range slices.Sorted(maps.Keys(tuning[source])) {
		var t table3
		for _, j := range tuning[source][language] {
			t[j.label][choose(p[source][language], j.odds)]++
		}
		sum += t.macroF1() / float64(len(tuning[source]))
	}
	return sum
}
