package main

import (
	"maps"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// judged is a text that was not trained on, with what the model says of it.
type judged struct {
	odds   model.Pair
	label  int
	weight float64
}

// How strongly a calibration is held to the one it starts from, in texts.
const (
	heatHold   = 40
	offsetHold = 25
)

// fit returns the calibration of the greatest likelihood of the labels, by Newton's
// method from start, which it is held to.
func fit(all []judged, start model.Calibration) model.Calibration {
	x := [3]float64{float64(start.Heat), float64(start.Negative), float64(start.Positive)}
	for range 40 {
		var g [3]float64
		var h [3][3]float64
		hold := [3]float64{heatHold, offsetHold, offsetHold}
		from := [3]float64{float64(start.Heat), float64(start.Negative), float64(start.Positive)}
		for i := range x {
			g[i] = hold[i] * (x[i] - from[i])
			h[i][i] = hold[i]
		}
		for _, j := range all {
			c := model.Calibration{Heat: float32(x[0]), Negative: float32(x[1]), Positive: float32(x[2])}
			p := c.Probabilities(j.odds)
			// d[c] is the gradient of class c's log odds by the parameters.
			d := [3][3]float64{{float64(j.odds[0]), 1, 0}, {}, {float64(j.odds[1]), 0, 1}}
			var mean [3]float64
			for c := range p {
				for k := range mean {
					mean[k] += p[c] * d[c][k]
				}
			}
			for k := range g {
				g[k] += j.weight * (mean[k] - d[j.label][k])
				for l := range g {
					for c := range p {
						h[k][l] += j.weight * p[c] * (d[c][k] - mean[k]) * (d[c][l] - mean[l])
					}
				}
			}
		}
		step := solve3(h, g)
		worst := 0.0
		for i := range x {
			x[i] -= step[i]
			worst = max(worst, math.Abs(step[i]))
		}
		x[0] = max(x[0], 0.05)
		if worst < 1e-6 {
			break
		}
	}
	return model.Calibration{Heat: float32(x[0]), Negative: float32(x[1]), Positive: float32(x[2])}
}

// solve3 solves h x = g for a positive definite h.
func solve3(h [3][3]float64, g [3]float64) [3]float64 {
	for i := range 3 {
		for j := i + 1; j < 3; j++ {
			f := h[j][i] / h[i][i]
			for k := range 3 {
				h[j][k] -= f * h[i][k]
			}
			g[j] -= f * g[i]
		}
	}
	var x [3]float64
	for i := 2; i >= 0; i-- {
		x[i] = g[i]
		for k := i + 1; k < 3; k++ {
			x[i] -= h[i][k] * x[k]
		}
		x[i] /= h[i][i]
	}
	return x
}

// primary is the order in which a language's default calibration is taken from the
// sources it is in: replies first, then balanced sets, then those of one region. BRIGHTER's
// texts were picked for their emotions and the written ones by us, so neither has the
// shares of any channel: a language of nothing else is balanced.
var primary = []string{"hebrew", "umsab", "semeval_en", "afrisenti", "indonesian", "nusax", "arsarcasm2"}

// cooled is by how much log odds shrink where the texts kept for tuning are easier than a
// channel's. Russian's were picked for their emotions or written by us, and 87 % of them are
// read right where tweets give 70 %: there its calibration error is 0.130 at 1, 0.030 at 0.6
// and 0.031 at 0.5 (RuSentiTweet, of which nothing else is used). No class changes by it.
var cooled = map[string]float32{"ru": 0.55}

// cool shrinks log odds to a share of theirs; 0 leaves them.
func cool(c model.Calibration, to float32) model.Calibration {
	if to == 0 {
		return c
	}
	c.Heat, c.Negative, c.Positive = c.Heat*to, c.Negative*to, c.Positive*to
	return c
}

// profiles fits the calibrations on the texts kept for tuning. For each source there
// is a profile of its name, with its own shares of the classes; "balanced" takes the
// classes of each source as equally frequent.
//
// Each starts from what training learnt: the offset of the source and language, and
// its shares of the classes, which training had evened out. Which class is read leans
// half of the way back to even shares, but for "balanced", which is there.
func profiles(tuning map[string]map[string][]judged, learnt map[string]offset) map[string]map[string]model.Calibration {
	everything := []judged{}
	for _, source := range slices.Sorted(maps.Keys(tuning)) {
		for _, language := range slices.Sorted(maps.Keys(tuning[source])) {
			everything = append(everything, balanced(tuning[source][language])...)
		}
	}
	pooled := fit(everything, model.Calibration{Heat: 0.5})
	out := map[string]map[string]model.Calibration{model.DefaultProfile: {}, model.BalancedProfile: {}}
	even := map[string][]judged{}
	main := map[string]offset{} // of the language's source of most texts
	for _, source := range slices.Sorted(maps.Keys(tuning)) {
		own := map[string]model.Calibration{}
		for language, all := range tuning[source] {
			own[language] = learnt[source+"/"+language].lean(source, fit(all, learnt[source+"/"+language].from(pooled.Heat, true)))
			if o := learnt[source+"/"+language]; o.texts > main[language].texts {
				main[language] = o
			}
			even[language] = append(even[language], balanced(all)...)
		}
		out[source] = own
	}
	for language, all := range even {
		c := cool(fit(all, main[language].from(pooled.Heat, false)), cooled[language])
		out[model.BalancedProfile][language] = c
		out[model.DefaultProfile][language] = c
		for _, source := range primary {
			if own, ok := out[source][language]; ok {
				if source != "semeval_en" {
					out[model.DefaultProfile][language] = own
				}
				break
			}
		}
	}
	for _, p := range []string{model.DefaultProfile, model.BalancedProfile} {
		out[p][""] = pooled
	}
	return out
}

// balanced weighs the classes of one source and language alike.
func balanced(all []judged) []judged {
	var n [3]float64
	for _, j := range all {
		n[j.label] += j.weight
	}
	out := slices.Clone(all)
	for i := range out {
		out[i].weight *= float64(len(all)) / 3 / max(n[out[i].label], fewest/tuningShare)
	}
	return out
}
