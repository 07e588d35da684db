package main

import "math"

// Contrast of a key: how far the odds of a class among its texts, with as many others as
// smoothed, are from those among all.
const (
	smoothed      = 3.0
	leastContrast = 0.3 // of the mean, added, so that no key is held down altogether
)

// contrast returns how weak each key's penalty is, by class: the square of how unevenly
// the class and the others have it, as if its values were scaled by the log odds that
// naive Bayes gives it (Wang and Manning 2012). What says little is held down.
func (f *features) contrast(all []example, lists []listing, weights []float64, classes int) [][]float32 {
	counts := make([]float64, classes*len(f.keys))
	total, texts := make([]float64, classes), 0.0
	for i := range all {
		w, label := weights[i], all[i].label
		if w == 0 {
			continue
		}
		total[label] += w
		texts += w
		for _, k := range lists[i].keys {
			if j, ok := f.find.get(k); ok {
				counts[int(j)*classes+label] += w
			}
		}
	}
	loose := make([][]float32, classes)
	for c := range loose {
		share, mean := total[c]/texts, 0.0
		contrasts := make([]float64, len(f.keys))
		for j := range contrasts {
			n, sum := counts[j*classes:][:classes], 0.0
			for _, x := range n {
				sum += x
			}
			odds := (n[c] + smoothed*share) / (sum - n[c] + smoothed*(1-share))
			contrasts[j] = math.Abs(math.Log(odds * (1 - share) / share))
			mean += contrasts[j] / float64(len(contrasts))
		}
		loose[c] = make([]float32, len(contrasts))
		for j, x := range contrasts {
			scale := (x + leastContrast*mean) / ((1 + leastContrast) * mean)
			loose[c][j] = float32(scale * scale)
		}
	}
	return loose
}
