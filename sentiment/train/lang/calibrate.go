package main

import (
	"math"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// case of the calibration set: the logits of a text whose class is known.
type logit struct {
	values []float32 // by class of the group
	truth  []int     // classes of the group that are right: variants of one language
}

// calibrate sets the model's inverse temperatures: for each class of length the one
// under which held-out texts are likeliest. Where a class has few texts it is drawn
// towards its neighbour's.
func calibrate(m *lang.Model, held []heldText) {
	d := m.NewDetector()
	var byLength [len(m.Heat)][]logit
	var t text.Text
	for _, h := range held {
		t.Read(h.text)
		values, script, length := d.Logits(&t)
		if values == nil {
			continue
		}
		first, end := groupOf(script)
		l := logit{values: append([]float32(nil), values...)}
		for i := first; i < end; i++ {
			if classes[i].Tag == classes[h.id].Tag {
				l.truth = append(l.truth, i-first)
			}
		}
		if len(l.truth) > 0 {
			byLength[length] = append(byLength[length], l)
		}
	}
	heat := 1.0
	for c := len(byLength) - 1; c >= 0; c-- {
		heat = likeliest(byLength[c], heat)
		m.Heat[c] = float32(heat)
	}
}

// likeliest returns the inverse temperature with the least loss, by steps of 5 %, with
// the neighbour's counting as prior, as if log(heat/prior) were normal with deviation 0.2.
func likeliest(list []logit, prior float64) float64 {
	best, bestLoss := prior, math.Inf(1)
	for step := -40; step <= 40; step++ {
		heat := prior * math.Pow(1.05, float64(step))
		z := float64(step) * math.Log(1.05) / 0.2
		loss := z * z / 2
		for _, l := range list {
			loss += l.loss(heat)
		}
		if loss < bestLoss {
			best, bestLoss = heat, loss
		}
	}
	return best
}

// loss returns -log of the probability of the true classes.
func (l logit) loss(heat float64) float64 {
	top := math.Inf(-1)
	for _, v := range l.values {
		top = max(top, float64(v))
	}
	all, right := 0.0, 0.0
	for _, v := range l.values {
		all += math.Exp((float64(v) - top) * heat)
	}
	for _, i := range l.truth {
		right += math.Exp((float64(l.values[i]) - top) * heat)
	}
	return -math.Log(max(right/all, 1e-9))
}
