package metrics

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Prior standard deviations of stage 1, on the log scale: levels of the lever are
// left nearly free, since stage 2 pools them; what is controlled for is shrunk, so
// that a month or topic of one post costs little.
const (
	leverSD   = 2.5
	monthSD   = 0.7
	controlSD = 0.5
)

// within is one account's comparison of the levels of a lever.
type within struct {
	sample   *sample
	levels   []string // sorted
	contrast []contrast
	perPost  float64 // variance of one post's log count; 0 if not known
	perWeek  float64 // posts of the account per week; 0 if not known
	warnings []string
}

// lever says which column a lever compares and which are held constant. A device is
// compared with the posts without it.
type lever struct {
	name     string
	column   int
	device   string
	controls []int
}

// levers lists the levers of a name; a device lever is one per device that occurs.
func leversOf(name string, all []*sample) []lever {
	switch name {
	case LeverFormat:
		return []lever{{name: name, column: colFormat, controls: []int{colMonth, colTopic}}}
	case LeverLanguage:
		return []lever{{name: name, column: colLanguage, controls: []int{colMonth, colTopic, colFormat}}}
	case LeverTopic:
		return []lever{{name: name, column: colTopic, controls: []int{colMonth, colFormat}}}
	case LeverHour:
		return []lever{{name: name, column: colHour, controls: []int{colMonth, colTopic, colFormat}}}
	case LeverLength:
		return []lever{{name: name, column: colLength, controls: []int{colMonth, colTopic, colFormat}}}
	case LeverDevice:
		devices := map[string]bool{}
		for _, s := range all {
			for _, o := range s.rows {
				for d := range strings.SplitSeq(strings.Trim(s.names.text[o.code[colDevices]], "|"), "|") {
					devices[d] = d != ""
				}
			}
		}
		var out []lever
		for d, ok := range devices {
			if ok {
				out = append(out, lever{name: name, column: colDevices, device: d, controls: []int{colMonth, colTopic, colFormat}})
			}
		}
		slices.SortFunc(out, func(a, b lever) int { return strings.Compare(a.device, b.device) })
		return out
	}
	return nil
}

// without is the level of posts that lack a device.
const without = "without"

// level returns the level of a row, "" if it is not known.
func (l lever) level(s *sample, o *observation) string {
	text := s.names.text[o.code[l.column]]
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

// compare fits one account's levels of a lever: the typical count of each against the
// others, with month, topic and format held constant as the lever says.
func (s *sample) compare(l lever, h *hermite, minPosts int) *within {
	w := &within{sample: s, warnings: slices.Clone(s.warnings)}
	var rows []*observation
	var text []string
	for i := range s.rows {
		if t := l.level(s, &s.rows[i]); t != "" {
			rows = append(rows, &s.rows[i])
			text = append(text, t)
		}
	}
	if unknown := len(s.rows) - len(rows); unknown > 0 {
		w.warnings = append(w.warnings, plural(unknown, "post")+" of unknown "+l.name+" left out")
	}
	w.levels = slices.Compact(sortedText(text))
	counts := make([]int, len(w.levels))
	d := design{factors: []factor{{levels: len(w.levels), precision: 1 / (leverSD * leverSD)}}}
	var total float64
	for i, o := range rows {
		k, _ := slices.BinarySearch(w.levels, text[i])
		counts[k]++
		d.factors[0].level = append(d.factors[0].level, int32(k))
		d.y = append(d.y, o.y)
		d.phi = append(d.phi, temper(o))
		total += o.y
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
	for _, c := range l.controls {
		sd := controlSD
		if c == colMonth {
			sd = monthSD
		}
		if f := control(rows, c, sd); f.levels > 1 {
			d.factors = append(d.factors, f)
		}
	}
	r, ok := d.fit(h)
	if !ok {
		w.warnings = append(w.warnings, "the comparison found no stable numbers")
		return w
	}
	w.perPost = meanSpread(r.s2, counts) + 1/max(total/float64(len(rows)), 0.25)
	cluster, clusters, warning := clustersOf(rows, s.names)
	if warning != "" {
		w.warnings = append(w.warnings, warning)
	}
	for k, c := range r.contrasts(counts, cluster, clusters, func(i int) string { return rows[i].post }) {
		c.meanLift = w.contrast[k].meanLift
		c.known = c.known && c.n >= minPosts && c.nOther >= minPosts
		w.contrast[k] = c
	}
	return w
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

// temper returns the weight of a row's likelihood: y/(y + se^2), the Poisson share of
// the variance of an estimated count.
func temper(o *observation) float64 {
	if o.se <= 0 {
		return 1
	}
	y := max(o.y, 1)
	return y / (y + o.se*o.se)
}

func control(rows []*observation, column int, sd float64) factor {
	f := factor{precision: 1 / (sd * sd)}
	index := map[int32]int32{}
	for _, o := range rows {
		k, ok := index[o.code[column]]
		if !ok {
			k = int32(len(index))
			index[o.code[column]] = k
		}
		f.level = append(f.level, k)
	}
	f.levels = len(index)
	return f
}

// clustersOf returns the cluster of each row: its week, else its month. With fewer
// than four of them, or where only years are known, every post is its own.
func clustersOf(rows []*observation, n *names) (cluster []int32, text []string, warning string) {
	index := map[string]int32{}
	dated := true
	for _, o := range rows {
		period := n.text[o.code[colWeek]]
		if period == "" {
			period = n.text[o.code[colMonth]]
			dated = dated && len(period) > len("2014")
		}
		if _, ok := index[period]; !ok {
			index[period] = int32(len(text))
			text = append(text, period)
		}
		cluster = append(cluster, index[period])
	}
	if dated && len(text) >= minClusters {
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
	const week = int64(7*day) / 1000 // microseconds
	if len(rows) < 2 || n.text[rows[len(rows)-1].code[colWeek]] == "" {
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
