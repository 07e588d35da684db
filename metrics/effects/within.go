package effects

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// within is one account's comparison of the levels of a lever.
type within struct {
	sample   *sample
	levels   []string // sorted
	contrast []contrast
	perPost  float64 // variance of one post's log count; 0 if not known
	perWeek  float64 // posts of the account per week; 0 if not known
	warnings []string
	past     *within // the same on the metric that a break ended; nil if there is none
	fresh    float64 // share of the past's posts that are not in the sample
}

// of returns the contrast of a level, with the counts alone if it has none.
func (w *within) of(level string) contrast {
	if k, ok := slices.BinarySearch(w.levels, level); ok {
		return w.contrast[k]
	}
	var n int
	for _, c := range w.contrast {
		n += c.n
	}
	return contrast{nOther: n}
}

// comparer compares the levels of levers within one account. What one lever's fit
// found is where the next one starts.
type comparer struct {
	sample   *sample
	hermite  *stat.Hermite
	minPosts int
	labels   map[string]LabelErrors
	mode     []float64               // of each row of the sample
	effects  map[columnLevel]float64 // what a level of a column did
	base     float64                 // intercept
	spread   float64
}

// compare fits one account's levels of a lever: the typical count of each against the
// others, with month, topic, format, hour and language held constant as the lever says.
func (f *comparer) compare(l lever) *within {
	s := f.sample
	w := &within{sample: s, warnings: slices.Clone(s.warnings)}
	byCode := map[int32]string{} // the few codes of the column
	for i := range s.rows {
		if code := s.rows[i].code(l.column); byCode[code] == "" {
			byCode[code] = l.level(s.names.text[code])
		}
	}
	place := map[int32]int{} // of the levels, by code; -1 if not known
	w.levels = slices.Compact(slices.Sorted(maps.Values(byCode)))
	w.levels = slices.DeleteFunc(w.levels, func(level string) bool { return level == "" })
	for code, level := range byCode {
		if k, ok := slices.BinarySearch(w.levels, level); ok {
			place[code] = k
		} else {
			place[code] = -1
		}
	}
	var rows []*observation
	var index []int
	counts := make([]int, len(w.levels))
	d := design{factors: []factor{{levels: len(w.levels), precision: 1 / (stat.LeverSD * stat.LeverSD), codes: make([]int32, len(w.levels))}}}
	var total float64
	for i := range s.rows {
		o := &s.rows[i]
		code := o.code(l.column)
		k := place[code]
		if k < 0 {
			continue
		}
		rows, index = append(rows, o), append(index, i)
		counts[k]++
		d.factors[0].level = append(d.factors[0].level, int32(k))
		d.factors[0].codes[k] = code
		d.y = append(d.y, o.y)
		d.phi = append(d.phi, stat.Temper(o.y, o.se))
		total += o.y
	}
	if unknown := len(s.rows) - len(rows); unknown > 0 {
		w.warnings = append(w.warnings, metrics.Plural(unknown, "post")+" of unknown "+l.name+" left out")
	}
	w.contrast = make([]contrast, len(w.levels))
	for k, n := range counts {
		w.contrast[k] = contrast{n: n, nOther: len(rows) - n, meanLift: meanRatio(d.y, d.factors[0].level, int32(k))}
	}
	w.perWeek = cadence(s.rows, s.names)
	switch {
	case len(rows) == 0:
		return w
	case len(w.levels) == 1:
		w.warnings = append(w.warnings, "only one "+l.name+" was used: nothing to compare it with")
		return w
	case total == 0:
		w.warnings = append(w.warnings, "all values are 0: nothing to compare")
		return w
	}
	topics := 0
	for _, c := range l.controls {
		sd := stat.ControlSD
		if c == colMonth {
			sd = stat.MonthSD
		}
		if k := control(rows, c, sd); k.levels > 1 {
			if c == colTopic {
				topics = len(d.factors)
			}
			d.factors = append(d.factors, k)
		}
	}
	d.offset = followerOffset(rows)
	r, ok := f.fit(l, d, index)
	if !ok {
		w.warnings = append(w.warnings, "the comparison found no stable numbers")
		return w
	}
	w.perPost = meanSpread(r.s2, counts) + 1/max(total/float64(len(rows)), 0.25)
	cluster, clusters, warning := clustersOf(rows, s.names)
	if warning != "" {
		w.warnings = append(w.warnings, warning)
	}
	var withoutTopic []float64
	if topics > 0 {
		withoutTopic = r.without(f.hermite, topics)
	}
	repair, warning := f.repairOf(l, w.levels)
	if warning != "" {
		w.warnings = append(w.warnings, warning)
	}
	for k, c := range r.contrasts(counts, repair.matrix, withoutTopic, cluster, clusters, func(i int) string { return rows[i].name() }) {
		c.meanLift = w.contrast[k].meanLift
		c.known = c.known && c.n >= f.minPosts && c.nOther >= f.minPosts && !repair.hopeless
		if c.known {
			repair.widen(&c)
			f.labels[LeverTopic].confound(&c)
		}
		w.contrast[k] = c
	}
	return w
}
