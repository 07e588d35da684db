package mood

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// sumsAfter is how long after its end a month or quarter is added up: by then its
// last week has sealed whatever the pull was like.
const sumsAfter = 21 * 24 * time.Hour

// sums adds up a mission's published weeks to months and quarters of the 4-4-5
// calendar. A single week of a small mission has too few replies to say which way
// people lean; a month may have enough. It discloses nothing that the weeks do not:
// every set of replies that can be told with a sum can be told without it, and is
// made of whole weeks, each with enough people. A sum is made once, of two weeks or
// more, and stays as it is.
func sums(mission string, rows []data.Mood, cells []data.ReplyCell, e *estimator, c data.Clock) []data.Mood {
	weeks := map[string][]string{} // published weeks by period
	kinds := map[string]string{}
	ends := map[string]time.Time{}
	made := map[string]bool{}
	for _, m := range rows {
		switch {
		case m.Mission != mission || m.Breakdown != data.DimTotal:
		case m.Basis == data.BasisWeeks:
			made[m.Period] = true
		case m.PeriodKind == "week" && m.Frozen && m.N != nil && m.Basis == "authors":
			quarter, month, err := data.Quarter445(m.Period)
			end, err2 := data.WeekEnd(m.Period)
			if err != nil || err2 != nil {
				continue
			}
			for period, kind := range map[string]string{month: "month", quarter: "quarter"} {
				weeks[period], kinds[period] = append(weeks[period], m.Period), kind
				if end.After(ends[period]) {
					ends[period] = end
				}
			}
		}
	}
	var out []data.Mood
	for period, published := range weeks {
		if made[period] || len(published) < 2 || c.AsOf.Before(periodEnd(period, ends[period]).Add(sumsAfter)) {
			continue
		}
		slices.Sort(published)
		row := data.Mood{Mission: mission, PeriodKind: kinds[period], Period: period, Weeks: published, Breakdown: data.DimTotal,
			Basis: data.BasisWeeks, Scorer: e.Version(), Frozen: true, SealedOn: c.Day()}
		sum := newSummed()
		for i := range cells {
			if cells[i].Mission == mission && slices.Contains(published, cells[i].Week) {
				sum.add(&cells[i], e.Version())
			}
		}
		row.N = data.N(sum.n)
		sum.answering(&row)
		sum.shares(&row, e)
		out = append(out, row)
	}
	return out
}

// periodEnd returns the end of a month or quarter of the 4-4-5 calendar, given the
// end of one of its weeks: that of the last week which belongs to it.
func periodEnd(period string, end time.Time) time.Time {
	for {
		quarter, month, err := data.Quarter445(data.At(end).Week())
		if err != nil || quarter != period && month != period {
			return end
		}
		end = end.AddDate(0, 0, 7)
	}
}
