package main

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// tableLoad is how full the table of features is asked to be; what does not fit into
// its bucket is the least important of it.
const tableLoad = 0.8

// rare is the share of weights that may be cut at the ends of a byte.
const rare = 2e-4

// sentimentHead is what training gives for sentiment.
type sentimentHead struct {
	table    *model.Table
	step     float32
	measures [][model.Measures]model.Pair
}

// export turns trained weights into a table of at most cells features.
func export(f *features, w [][]float32, rows []row, languages, cells int) sentimentHead {
	odds := func(j int) model.Pair { return model.Pair{w[0][j] - w[1][j], w[2][j] - w[1][j]} }
	var h sentimentHead
	h.table, h.step = f.pack(rows, odds, cells)
	for l := range languages + 1 {
		var m [model.Measures]model.Pair
		for k := range m {
			m[k] = odds(int(f.measure(l, model.Measure(k))))
		}
		h.measures = append(h.measures, m)
	}
	return h
}

// pack puts the most important features into a table of a number of cells, in units
// of step.
func (f *features) pack(rows []row, odds func(int) model.Pair, cells int) (*model.Table, float32) {
	entries, step := f.entries(rows, odds, int(float64(cells)*tableLoad))
	t, left := model.NewTable(cells/4, entries)
	fmt.Fprintf(os.Stderr, "      %d of %d features, %d left out, %s, %d bytes\n", len(entries), len(f.keys), left, t, t.Bytes())
	return t, step
}

// entries returns at most n features, the most important first, in units of step.
func (f *features) entries(rows []row, odds func(int) model.Pair, n int) (entries []model.Entry, step float32) {
	squares := make([]float64, len(f.keys))
	for i := range rows {
		for k, j := range rows[i].columns {
			if int(j) < len(squares) {
				v := float64(rows[i].values[k])
				squares[j] += v * v
			}
		}
	}
	scores := make([]float64, len(f.keys))
	for j := range scores {
		o := odds(j)
		scores[j] = float64(o[0]*o[0]+o[1]*o[1]) * squares[j]
	}
	order := byImportance(scores)
	order = order[:min(len(order), n)]

	var sizes []float64
	for _, j := range order {
		o := odds(j)
		s := float64(keyScale * f.idf[j])
		sizes = append(sizes, s*math.Abs(float64(o[0])), s*math.Abs(float64(o[1])))
	}
	slices.Sort(sizes)
	step = float32(sizes[int(float64(len(sizes))*(1-rare))-1] / 127)
	byteOf := func(j int, v float32) int8 {
		return int8(max(-127, min(127, math.Round(float64(v*keyScale*f.idf[j]/step)))))
	}
	entries = make([]model.Entry, 0, len(order))
	for _, j := range order {
		o := odds(j)
		if e := (model.Entry{Key: f.keys[j], A: byteOf(j, o[0]), B: byteOf(j, o[1])}); e.A != 0 || e.B != 0 {
			entries = append(entries, e)
		}
	}
	return entries, step
}

// byImportance sorts features by what they add to the variance of the odds.
func byImportance(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
	return order
}
