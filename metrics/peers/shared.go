package peers

import (
	"fmt"
	"iter"
	"regexp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// SharedLeast is how many posts stand behind every figure that leaves a unit: values of
// a cell, and posts of a level and of the others.
const SharedLeast = 5

// SharedMetrics lists the metrics that cells and effects may be shared of: counts that
// anyone can make of public posts. Reach, views, saves and what they divide are the
// account's own knowledge; mood, questions and answers are of people who replied.
func SharedMetrics() []string {
	return []string{metrics.MetricInteractions, metrics.MetricApproval, metrics.MetricConversation, metrics.MetricRedistribution, metrics.MetricShares, metrics.MetricERFollowers,
		metrics.NumeratorOf(metrics.MetricERFollowers), metrics.DenominatorOf(metrics.MetricERFollowers)}
}

// SharedCells makes of cells by week those that may be shared: sums over a month of the
// 4-4-5 calendar with at least [SharedLeast] values; months with fewer become one cell
// of their quarter, beside the cells of its other months; what is still too small is
// left out, and counted. Cells of posts whose week is not known are left out, too.
// The span stands in Week; Missing is empty. Sorted as the table.
func SharedCells(cells iter.Seq[data.EngagementCell]) (shared []data.EngagementCell, small int) {
	var undated []data.EngagementCell
	byMonth := metrics.MergeCells(func(yield func(data.EngagementCell) bool) {
		for c := range cells {
			if c.N == 0 || !slices.Contains(SharedMetrics(), c.Metric) {
				continue
			}
			_, month, err := data.Quarter445(c.Week)
			if err != nil {
				undated = append(undated, c)
				continue
			}
			c.Week, c.Missing = month, ""
			if !yield(c) {
				return
			}
		}
	})
	var rest []data.EngagementCell
	for _, c := range byMonth {
		if c.N >= SharedLeast {
			shared = append(shared, c)
			continue
		}
		c.Week = quarterOf(c.Week)
		rest = append(rest, c)
	}
	for _, c := range metrics.MergeCells(slices.Values(rest)) {
		if c.N >= SharedLeast {
			shared = append(shared, c)
		} else {
			small++
		}
	}
	slices.SortFunc(shared, func(a, b data.EngagementCell) int { return metrics.CompareCells(&a, &b) })
	return shared, small + len(metrics.MergeCells(slices.Values(undated)))
}

// quarterOf returns the quarter of a month of the 4-4-5 calendar.
func quarterOf(month string) string {
	var y, m int
	_, _ = fmt.Sscanf(month, "%4d-M%2d", &y, &m) // as Quarter445 wrote it
	return fmt.Sprintf("%04d-Q%d", y, (m-1)/3+1)
}

// ShareableLevel reports whether a level may be shared: one of a closed list, so that
// no word of a unit's own, like a topic that only it has, leaves it.
func ShareableLevel(lever, level string) bool {
	switch lever {
	case effects.LeverFormat:
		return slices.Contains(data.Formats(), data.Format(level))
	case effects.LeverDevice:
		return slices.Contains(data.Devices(), data.Device(level))
	case effects.LeverTopic:
		return slices.Contains(data.Topics(), data.Topic(level))
	case effects.LeverHour:
		return slices.Contains([]string{"00-05", "06-09", "10-13", "14-17", "18-23"}, level)
	case effects.LeverLength:
		return slices.Contains([]string{"none", "1-80", "81-160", "161-280", "281-600", "601+"}, level)
	case effects.LeverLanguage:
		return languageTag.MatchString(level)
	}
	return false
}

// languageTag is a language with script and region, as labels have them.
var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)

// ShareableEffect reports whether an account's effect may be shared: estimated from at
// least [SharedLeast] posts on both sides, on a metric of [SharedMetrics].
func ShareableEffect(e *data.FormatEffect) bool {
	return e.AccountID != "" && e.OwnLift != nil && e.OwnStdErr != nil && *e.OwnStdErr > 0 && min(e.N, e.NOther) >= SharedLeast &&
		slices.Contains(SharedMetrics(), e.Goal) && ShareableLevel(e.Lever, e.Level)
}
