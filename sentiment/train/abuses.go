package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Cells and calibration of the abuse heads.
const (
	abuseCells = 80_000
	abuseLeast = 3
	abuseCost  = 1.0
	abuseShare = 0.1 // of abusive texts, which the calibration assumes
)

// abuseHeads trains one head for each label scheme, each on its own set. They share
// a table, in which each gets the same number of features.
func abuseHeads(o options, p model.Priors, heads *model.Heads, tables *model.Tables, note func(string, ...any)) error {
	all, err := load(filepath.Join(o.data, "abuse"), "neg", "pos")
	if err != nil {
		return err
	}
	lists := list(all, p, func(e *model.Extractor, t *text.Text, ex *example) { e.ListAbuse(t, ex.source) })
	var entries []model.Entry
	schemes := map[string]string{}
	for i := range all {
		schemes[all[i].source] = all[i].language
	}
	var each []model.Scheme
	for name, language := range schemes {
		each = append(each, model.Scheme{Name: name, Language: language})
	}
	slices.SortFunc(each, func(a, b model.Scheme) int { return cmp.Compare(a.Name, b.Name) })
	for i := range each {
		s := &each[i]
		mine := func(k int) bool { return all[k].source == s.Name }
		h := fitYesNo(all, lists, func(k int) bool { return mine(k) && !all[k].tuning }, abuseLeast, abuseCost, 15)
		e, step := h.f.entries(h.rows, h.odds, int(float64(abuseCells)*tableLoad)/len(each))
		s.Step = step
		entries = append(entries, e...)
	}
	// The most important of each first, in turn: what a full bucket leaves out is small.
	slices.SortStableFunc(entries, func(a, b model.Entry) int { return cmp.Compare(abs8(b.A), abs8(a.A)) })
	t, left := model.NewTable(abuseCells/4, entries)
	tables.Abuses = t
	for i := range each {
		s := &each[i]
		var odds []float32
		var yes []bool
		for k := range all {
			if all[k].source == s.Name && all[k].tuning {
				odds = append(odds, sumOf(t, lists[k], s.Step))
				yes = append(yes, all[k].label == 1)
			}
		}
		s.Heat, s.Offset = fitLogistic(odds, yes, abuseShare)
		heads.Schemes = append(heads.Schemes, *s)
		fmt.Fprintf(o.log, "abuse head %s: AUC %.3f on %d texts kept out\n", s.Name, auc(odds, yes), len(yes))
	}
	note("abuse table: %d features, %d left out", len(entries), left)
	return nil
}

func abs8(v int8) int { return max(int(v), -int(v)) }

// auc is the chance that a yes has higher odds than a no; ties count half.
func auc(odds []float32, yes []bool) float64 {
	order := byImportance(func() []float64 {
		s := make([]float64, len(odds))
		for i, o := range odds {
			s[i] = -float64(o)
		}
		return s
	}())
	wins, no, n := 0.0, 0.0, 0.0
	for i := 0; i < len(order); {
		j := i
		y, m := 0.0, 0.0
		for ; j < len(order) && odds[order[j]] == odds[order[i]]; j++ {
			if yes[order[j]] {
				y++
			} else {
				m++
			}
		}
		wins += y * (no + m/2)
		no += m
		n += y
		i = j
	}
	return wins / (n * no)
}
