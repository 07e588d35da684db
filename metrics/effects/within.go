package effects

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
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

// lever says which column a lever compares and which are held constant. A device is
// compared with the posts without it.
type lever struct {
	name     string
	column   int
	device   string
	controls []int
}

// leversOf lists the levers of a name; a device lever is one per device that occurs.
// Held constant is everything but the lever itself; a post's length and devices are
// part of how it is written, and are not.
func leversOf(name string, all []*sample) []lever {
	column, ok := map[string]int{LeverFormat: colFormat, LeverLanguage: colLanguage, LeverTopic: colTopic, LeverHour: colHour,
		LeverLength: colLength, LeverDevice: colDevices}[name]
	if !ok {
		return nil
	}
	var controls []int
	for _, c := range []int{colMonth, colTopic, colFormat, colHour, colLanguage} {
		if c != column {
			controls = append(controls, c)
		}
	}
	if name != LeverDevice {
		return []lever{{name: name, column: column, controls: controls}}
	}
	devices := map[string]bool{}
	for _, s := range all {
		for _, o := range s.rows {
			for d := range strings.SplitSeq(strings.Trim(s.names.text[o.code(colDevices)], "|"), "|") {
				devices[d] = d != ""
			}
		}
	}
	var out []lever
	for d, ok := range devices {
		if ok {
			out = append(out, lever{name: name, column: column, device: d, controls: controls})
		}
	}
	slices.SortFunc(out, func(a, b lever) int { return strings.Compare(a.device, b.device) })
	return out
}

// without is the level of posts that lack a device.
const without = "without"

// level returns the level that the text of the lever's column stands for, "" if that is
// not known.
func (l lever) level(text string) string {
	switch {
	case l.device != "" && strings.Contains(text, "|"+l.device+"|"):
		return l.device
	case l.device != "":
		return without
	case l.column == colFormat && text == string(data.FormatUnknown), l.column == colLanguage && text == "und":
		return ""
	}
	return text
}

// advisable reports whether a level is something one can do more of.
func advisable(level string) bool { return level != without && level != string(data.TopicOther) }

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

type columnLevel struct {
	column int
	code   int32
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
		w.warnings = append(w.warnings, stat.Plural(unknown, "post")+" of unknown "+l.name+" left out")
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
	for k, c := range r.contrasts(counts, repair.matrix, withoutTopic, cluster, clusters, func(i int) string { return rows[i].post }) {
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

// fit fits a design of these rows of the sample, from where the last one ended.
func (f *comparer) fit(l lever, d design, index []int) (*regression, bool) {
	column := func(k int) int { return d.factors[k].column }
	if l.device == "" {
		d.factors[0].column = l.column
	} else {
		d.factors[0].column = -1 // of its own
	}
	if f.mode != nil {
		d.mode = make([]float64, len(index))
		for i, row := range index {
			d.mode[i] = f.mode[row]
		}
		for k := range d.factors {
			start := make([]float64, d.factors[k].levels)
			for j, code := range d.factors[k].codes {
				start[j] = f.effects[columnLevel{column(k), code}]
			}
			d.effects = append(d.effects, start)
		}
		d.spread, d.base = f.spread, f.base
	}
	r, ok := d.fit(f.hermite)
	if !ok && f.mode != nil {
		d.mode, d.effects, d.spread = nil, nil, 0
		r, ok = d.fit(f.hermite)
	}
	if !ok {
		return nil, false
	}
	if f.mode == nil {
		f.mode, f.effects = make([]float64, len(f.sample.rows)), map[columnLevel]float64{}
		for i := range f.mode {
			f.mode[i] = math.Log(f.sample.rows[i].y + 0.5)
		}
	}
	for i, row := range index {
		f.mode[row] = r.mode[i]
	}
	f.base, f.spread = r.beta[r.one], 0
	for i := range r.y {
		f.spread += r.s2[r.factors[0].level[i]] / float64(len(r.y))
	}
	for k := range d.factors {
		for j, code := range d.factors[k].codes {
			f.effects[columnLevel{column(k), code}] = r.beta[r.first[k]+j]
		}
	}
	return r, true
}

// followerOffset returns log followers at publishing of each row, less their mean:
// the count is taken as proportional to them. Where a row lacks them those of the
// nearest row before, else after it stand in. It is nil if fewer than half of the rows
// have them, or if they do not change.
func followerOffset(rows []*observation) []float64 {
	known := 0
	same := true
	var first int64
	for _, o := range rows {
		if o.followers > 0 {
			if known++; first == 0 {
				first = o.followers
			}
			same = same && o.followers == first
		}
	}
	if 2*known < len(rows) || same {
		return nil
	}
	out := make([]float64, len(rows))
	last, mean := first, 0.0
	for i, o := range rows {
		if o.followers > 0 {
			last = o.followers
		}
		out[i] = math.Log(float64(last))
		mean += out[i] / float64(len(rows))
	}
	for i := range out {
		out[i] -= mean
	}
	return out
}

// meanSpread returns the mean variance of the latent noise over posts.
func meanSpread(s2 []float64, counts []int) float64 {
	var sum, n float64
	for l, c := range counts {
		sum += s2[l] * float64(c)
		n += float64(c)
	}
	return sum / n
}

func control(rows []*observation, column int, sd float64) factor {
	f := factor{precision: 1 / (sd * sd), column: column}
	index := map[int32]int32{}
	for _, o := range rows {
		k, ok := index[o.code(column)]
		if !ok {
			k = int32(len(index))
			index[o.code(column)] = k
			f.codes = append(f.codes, o.code(column))
		}
		f.level = append(f.level, k)
	}
	f.levels = len(index)
	return f
}

// clustersOf returns the cluster of each row: its week, else its month. With fewer
// than four of them, or where only years are known, every post is its own.
func clustersOf(rows []*observation, n *names) (cluster []int32, text []string, warning string) {
	index := map[int32]int32{}
	dated := true
	for _, o := range rows {
		period := o.code(colWeek)
		if n.text[period] == "" {
			period = o.code(colMonth)
			dated = dated && len(n.text[period]) > len("2014")
		}
		k, ok := index[period]
		if !ok {
			k = int32(len(text))
			index[period] = k
			text = append(text, n.text[period])
		}
		cluster = append(cluster, k)
	}
	if dated && len(text) >= stat.MinClusters {
		return cluster, text, ""
	}
	text = text[:0]
	for i, o := range rows {
		cluster[i] = int32(i)
		text = append(text, o.post)
	}
	if !dated {
		return cluster, text, "only the year of some posts is known: season and weeks are not held constant"
	}
	return cluster, text, "fewer than 4 weeks: posts of one week are taken as independent"
}

// cadence returns the posts per week over the last 13 weeks before the account's last
// post, or over its whole span if that is shorter but at least a week; 0 if only
// months or years are known.
func cadence(rows []observation, n *names) float64 {
	const week = int64(7*metrics.Day) / 1000 // microseconds
	if len(rows) < 2 || n.text[rows[len(rows)-1].code(colWeek)] == "" {
		return 0
	}
	last := rows[len(rows)-1].at
	span := min(max(last-rows[0].at, week), 13*week)
	var recent int
	for _, o := range rows {
		if o.at > last-span || o.at == rows[0].at && span == last-rows[0].at {
			recent++
		}
	}
	return float64(recent) / (float64(span) / float64(week))
}

func meanRatio(y []float64, level []int32, k int32) float64 {
	var sum, other float64
	var n, m int
	for i, v := range y {
		if level[i] == k {
			sum, n = sum+v, n+1
		} else {
			other, m = other+v, m+1
		}
	}
	if n == 0 || m == 0 || other == 0 || sum == 0 {
		return 0
	}
	return (sum / float64(n)) / (other / float64(m))
}

func sortedText(s []string) []string {
	c := slices.Clone(s)
	slices.Sort(c)
	return c
}
