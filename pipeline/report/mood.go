package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Rows of one chart of moods.
const (
	moodPeriods = 8
	moodValues  = 10
)

func (b *builder) mood() Section {
	s := Section{ID: "mood", Short: shortMood(), Heading: sayMoodHead()}
	totals := b.moodTotals()
	if len(totals) == 0 {
		s.Lead = []Line{sayMoodNone()}
		if !b.in.Privacy.Replies {
			s.Lead = []Line{sayMoodOff(), sayMoodOffer()}
		}
		return s
	}
	s.Lead = append(moodLead(totals), sayMoodRead())
	totals = totals[max(0, len(totals)-moodPeriods):]
	part := b.shares(data.DimTotal, totals, 0)
	if slices.ContainsFunc(totals, func(m data.Mood) bool { return m.Scorer != totals[0].Scorer }) {
		part.List = append(part.List, sayScorerBreak())
	}
	s.Groups = []Group{{Parts: []Part{part}}}
	fold := Group{Fold: foldMood(), Class: "pair"}
	for i, d := range []data.Dimension{data.DimAccount, data.DimFormat, data.DimTopic, data.DimLanguage} {
		if cells := b.latest(d); len(cells) > 0 {
			fold.Parts = append(fold.Parts, b.shares(d, cells, i+1))
		}
	}
	if len(fold.Parts) > 0 {
		s.Groups = append(s.Groups, fold)
	}
	return s
}

// totals are the mission's cells, oldest first, each reply in one of them.
func (b *builder) totals() []data.Mood {
	return slices.DeleteFunc(b.cells(data.DimTotal), func(m data.Mood) bool { return m.Basis == sumOfWeeks })
}

// sumOfWeeks is the basis of a month or quarter that adds up weeks which are shown
// by themselves.
const sumOfWeeks = "weeks"

// moodTotals are the totals of the finest periods of which at least half say anything:
// where most single weeks have too few replies to be read, months, else quarters.
func (b *builder) moodTotals() []data.Mood {
	finest := b.totals()
	recent := finest[max(0, len(finest)-moodPeriods):]
	silent := slices.DeleteFunc(slices.Clone(recent), readable)
	if len(recent) > 0 && 2*len(silent) <= len(recent) {
		return finest
	}
	for _, kind := range []string{"month", "quarter"} {
		sums := slices.DeleteFunc(b.cells(data.DimTotal), func(m data.Mood) bool { return m.Basis != sumOfWeeks || m.PeriodKind != kind })
		if slices.ContainsFunc(sums, readable) {
			return sums
		}
	}
	return finest
}

func (b *builder) cells(d data.Dimension) []data.Mood {
	var cells []data.Mood
	for _, m := range b.in.Mood {
		if m.Breakdown == d {
			cells = append(cells, m)
		}
	}
	slices.SortFunc(cells, func(a, c data.Mood) int {
		return cmp.Or(cmp.Compare(lastWeek(a), lastWeek(c)), byLevel(string(d), a.Value, c.Value), cmp.Compare(a.Period, c.Period),
			cmp.Compare(a.Scorer, c.Scorer), cmp.Compare(fmt.Sprint(a.N != nil, a.Suppressed), fmt.Sprint(c.N != nil, c.Suppressed)))
	})
	return cells
}

func lastWeek(m data.Mood) string {
	if len(m.Weeks) == 0 {
		return m.Period
	}
	return slices.Max(m.Weeks)
}

// latest returns the cells of a breakdown's newest period that shows anything, or
// of its newest one; merged small ones come last.
func (b *builder) latest(d data.Dimension) []data.Mood {
	cells := b.cells(d)
	if len(cells) == 0 {
		return nil
	}
	newest := cells[len(cells)-1]
	for _, m := range slices.Backward(cells) {
		if readable(m) {
			newest = m
			break
		}
	}
	cells = slices.DeleteFunc(cells, func(m data.Mood) bool { return m.Period != newest.Period || m.Scorer != newest.Scorer })
	slices.SortStableFunc(cells, func(a, c data.Mood) int {
		return cmp.Compare(order(a.Value == mergedSmall), order(c.Value == mergedSmall))
	})
	return cells[:min(len(cells), moodValues)]
}

// mergedSmall is the value of the cell that holds merged small ones.
const mergedSmall = "other"

func readable(m data.Mood) bool {
	return m.Suppressed == "" && finite(m.Negative) && finite(m.Neutral) && finite(m.Positive)
}

// suppressed says why a cell shows nothing.
func suppressed(m data.Mood) Line {
	if m.Suppressed == "" {
		return own(sayTooFew())
	}
	return suppressedWhy(m.Suppressed)
}

// moodLead says the newest readable total in words.
func moodLead(totals []data.Mood) []Line {
	for _, m := range slices.Backward(totals) {
		if !readable(m) {
			continue
		}
		var lead []Line
		if finite(m.NegLow) && finite(m.NegHigh) && finite(m.PosLow) && finite(m.PosHigh) {
			lead = append(lead, sayMood(*m.NegLow, *m.NegHigh, *m.PosLow, *m.PosHigh))
		}
		if m.N != nil {
			lead = append(lead, sayMoodN(*m.N, moodPeriod(m)))
		}
		if finite(m.Coverage) {
			lead = append(lead, sayCoverage(*m.Coverage))
		}
		if finite(m.Flood) && *m.Flood >= 0.1 {
			lead = append(lead, sayFlood(*m.Flood))
		}
		return lead
	}
	return []Line{append(capital(suppressed(totals[len(totals)-1])), own(".")...)}
}

// moodPeriod names the days that a cell holds.
func moodPeriod(m data.Mood) Line {
	if len(m.Weeks) == 0 {
		return span(m.Period)
	}
	first, err := data.WeekStart(slices.Min(m.Weeks))
	end, err2 := data.WeekEnd(slices.Max(m.Weeks))
	if err != nil || err2 != nil {
		return foreignName(m.Period)
	}
	return own(days(first, end.AddDate(0, 0, -1)))
}

func (b *builder) moodName(m data.Mood) Line {
	switch {
	case m.Breakdown == data.DimTotal:
		return moodPeriod(m)
	case m.Value == mergedSmall:
		return sayOtherMerged()
	case m.Value == "":
		return sayAllOfThem()
	case m.Breakdown == data.DimAccount:
		return b.account(data.AccountID(m.Value))
	}
	return levelName(string(m.Breakdown), m.Value)
}

// shares draws the cells of one breakdown and writes the table behind them.
func (b *builder) shares(d data.Dimension, cells []data.Mood, i int) Part {
	part := Part{Heading: sayMoodPart(d), Fold: fixedWords().Numbers}
	if d != data.DimTotal {
		part.Under = moodPeriod(cells[0])
	}
	if !slices.ContainsFunc(cells, readable) {
		part.Text = []Line{capital(say("%s.", suppressed(cells[0])))}
		return part
	}
	table := &Table{Caption: part.Heading, Head: heads(moodHead(d))}
	rows := make([]shareRow, len(cells))
	for j, m := range cells {
		rows[j] = shareRow{name: b.moodName(m), note: suppressed(m)}
		if readable(m) {
			rows[j] = shareRow{name: b.moodName(m), shown: true, negative: *m.Negative, neutral: *m.Neutral, positive: *m.Positive,
				negLow: m.NegLow, negHigh: m.NegHigh, posLow: m.PosLow, posHigh: m.PosHigh}
			if m.N != nil {
				rows[j].note = own(sayReplies(*m.N))
			}
		}
		table.Rows = append(table.Rows, rows[j].table(m.N))
	}
	part.Table = table
	part.Drawing = drawShares(fmt.Sprintf("mood-%d", i+1), part.Heading, rows)
	negative, neutral, positive := moodClasses()
	part.Legend = []Key{{"neg", square, own(negative)}, {"neu", square, own(neutral)}, {"pos", square, own(positive)}}
	return part
}
