package effects

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

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
