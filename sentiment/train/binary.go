package main

import (
	"math"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// yesNo is a linear head with two answers.
type yesNo struct {
	f    *features
	w    []float32
	rows []row
	bias uint32 // first column of the cells' offsets
}

// fitYesNo trains on all listings that train says, with a column of its own for each
// source and language, which stays here.
func fitYesNo(all []example, lists []listing, train func(int) bool, least int, cost float64, passes int) yesNo {
	f := frequent(lists, train, least)
	h := yesNo{f: f, bias: uint32(len(f.keys))}
	cells := map[string]uint32{}
	counts := countClasses(all, train, 2)
	weights := weigh(all, train, counts)
	p := problem{cost: cost, passes: passes, loose: f.contrast(all, lists, weights, 2)}
	for i := range all {
		if !train(i) {
			continue
		}
		r := f.keysOnly(&lists[i])
		c, ok := cells[all[i].cell()]
		if !ok {
			c = h.bias + uint32(len(cells))
			cells[all[i].cell()] = c
		}
		r.columns, r.values = append(r.columns, c), append(r.values, 1)
		p.rows, p.class, p.weight = append(p.rows, r), append(p.class, all[i].label), append(p.weight, weights[i])
	}
	p.columns = int(h.bias) + len(cells)
	h.w, h.rows = p.descend(1), p.rows
	return h
}

func (h *yesNo) odds(j int) model.Pair { return model.Pair{h.w[j], 0} }

// fitLogistic fits label ~ logistic(heat odds + offset) with classes weighed so that
// a share of the texts is yes.
func fitLogistic(odds []float32, yes []bool, share float64) (heat, offset float32) {
	n := [2]float64{}
	for _, y := range yes {
		n[b2i(y)]++
	}
	weight := [2]float64{(1 - share) / max(n[0], 1), share / max(n[1], 1)}
	a, b := 1.0, 0.0
	for range 60 {
		// The hold keeps a separable set from an endless heat.
		g := [2]float64{1e-4 * (a - 1), 1e-6 * b}
		h := [3]float64{1e-4, 0, 1e-6}
		for i, x := range odds {
			p := 1 / (1 + math.Exp(-(a*float64(x) + b)))
			w := weight[b2i(yes[i])]
			d := w * (p - float64(b2i(yes[i])))
			v := w * p * (1 - p)
			g[0] += d * float64(x)
			g[1] += d
			h[0] += v * float64(x) * float64(x)
			h[1] += v * float64(x)
			h[2] += v
		}
		det := h[0]*h[2] - h[1]*h[1]
		if det < 1e-18 {
			break
		}
		da, db := (h[2]*g[0]-h[1]*g[1])/det, (h[0]*g[1]-h[1]*g[0])/det
		// Half steps while far, so that Newton's method does not overshoot.
		f := 1 / max(1, math.Abs(da), math.Abs(db))
		a, b = a-f*da, b-f*db
		if math.Abs(da)+math.Abs(db) < 1e-9 {
			break
		}
	}
	return float32(a), float32(b)
}
