package main

import "math"

// fewest keeps the weight of a class with hardly any text from growing without end.
const fewest = 20

// How texts are weighed: classes of a source and language alike, and a source and
// language of many texts by a little less for each text.
const (
	typical    = 2000.0
	crowdPower = 0.25
)

// lesser sources weigh less than their texts: BRIGHTER's polarity is derived from
// emotions, and agrees with AfriSenti's on 68 % of the texts that both have.
var lesser = map[string]float64{"brighter": 0.5}

// flatter are the sources whose classes are weighed less than alike: by this power of
// what evens them out. One class in thirty weighed as a third is mostly chance.
var flatter = map[string]float64{"hebrew": 0.5}

// countClasses counts the classes of each source and language.
func countClasses(all []example, train func(i int) bool, classes int) map[string][]float64 {
	counts := map[string][]float64{}
	for i := range all {
		if !train(i) {
			continue
		}
		c := all[i].cell()
		if counts[c] == nil {
			counts[c] = make([]float64, classes)
		}
		counts[c][all[i].label]++
	}
	return counts
}

// weigh returns the weights of the examples that train; 0 for the others. Their mean
// is 1.
func weigh(all []example, train func(i int) bool, counts map[string][]float64) []float64 {
	w := make([]float64, len(all))
	sum, n := 0.0, 0.0
	for i := range all {
		if !train(i) {
			continue
		}
		c := counts[all[i].cell()]
		classes := len(c)
		total := 0.0
		for _, k := range c {
			total += k
		}
		w[i] = total / float64(classes) / max(c[all[i].label], fewest)
		if p, ok := flatter[all[i].source]; ok {
			w[i] = math.Pow(w[i], p)
		}
		w[i] *= math.Pow(total/typical, -crowdPower)
		if l, ok := lesser[all[i].source]; ok {
			w[i] *= l
		}
		sum += w[i]
		n++
	}
	for i := range w {
		w[i] *= n / sum
	}
	return w
}
