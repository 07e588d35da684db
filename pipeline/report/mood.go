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
	s := Section{ID: "mood", Short: b.word("short.mood"), Heading: b.say("mood.head")}
	totals := b.moodTotals()
	if len(totals) == 0 {
		s.Lead = []Line{b.say("mood.none")}
		if !b.in.Privacy.Replies {
			s.Lead = []Line{b.say("mood.not_read"), b.say("mood.offer")}
		}
		return s
	}
	s.Lead = b.moodLead(totals)
	totals = totals[max(0, len(totals)-moodPeriods):]
	part := b.shares(data.DimTotal, totals, 0)
	if slices.ContainsFunc(totals, func(m data.Mood) bool { return m.Scorer != totals[0].Scorer }) {
		part.List = append(part.List, b.say("mood.scorer"))
	}
	s.Groups = []Group{{Parts: []Part{part}}}
	fold := Group{Fold: b.word("mood.show"), Class: "pair"}
	for i, d := range []data.Dimension{data.DimAccount, data.DimFormat, data.DimTopic, data.DimLanguage} {
		if cells := b.latest(d); slices.ContainsFunc(cells, readable) {
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

// suppressed says why a cell shows nothing, in the words of the page's language.
func (b *builder) suppressed(m data.Mood) Line { return b.suppressedWhy(m.Suppressed) }

func (b *builder) suppressedWhy(why string) Line {
	switch why {
	case "", "too few people to show safely":
		return b.say("mood.too_few")
	case "all replies are in one group":
		return b.say("mood.one_group")
	case "its replies came in after their quarter had been closed":
		return b.say("mood.late")
	case "too few replies that could be read":
		return b.say("mood.unread")
	case "what people of the unit labelled contradicts what is known of the scorer's errors":
		return b.say("mood.disagree")
	}
	return quoted(why)
}

// moodLead says the newest readable total in words, and what its shares rest on.
func (b *builder) moodLead(totals []data.Mood) []Line {
	for _, m := range slices.Backward(totals) {
		if !readable(m) {
			continue
		}
		var lead []Line
		if finite(m.NegLow) && finite(m.NegHigh) && finite(m.PosLow) && finite(m.PosHigh) {
			lead = append(lead, b.say("mood.between", "neg_low", b.percent(*m.NegLow), "neg_high", b.percent(*m.NegHigh),
				"pos_low", b.percent(*m.PosLow), "pos_high", b.percent(*m.PosHigh)))
		}
		if m.N != nil {
			lead = append(lead, b.say("mood.count", "replies", b.say("n.reply", "n", *m.N), "period", b.moodPeriod(m)))
		}
		if finite(m.Coverage) {
			lead = append(lead, b.say("mood.coverage", "share", b.percent(*m.Coverage)))
		}
		if finite(m.Flood) && *m.Flood >= 0.1 {
			lead = append(lead, b.say("mood.flood", "share", b.percent(*m.Flood)))
		}
		return append(append(lead, b.say("mood.read")), b.moodBasis(m)...)
	}
	return []Line{capital(joined(append(b.suppressed(totals[len(totals)-1]), own(".")...)))}
}

// moodBasis says whether shares rest on the unit's own labels, and reminds it to
// label where they do not. Cells of a time before that was noted say nothing.
func (b *builder) moodBasis(m data.Mood) []Line {
	var lead []Line
	switch m.Estimate {
	case data.EstimateLabels:
		return []Line{b.say("mood.by_labels")}
	case data.EstimateBoth:
		return []Line{b.say("mood.by_both")}
	case data.EstimateMatrix:
		lead = append(lead, b.say("mood.by_matrix"))
	default:
		return nil
	}
	if command := b.command("tailor label --replies"); command != "" {
		lead = append(lead, b.say("mood.label", "command", command))
	}
	return lead
}

// moodPeriod names the days that a cell holds.
func (b *builder) moodPeriod(m data.Mood) Line {
	if len(m.Weeks) == 0 {
		return b.span(m.Period)
	}
	first, err := data.WeekStart(slices.Min(m.Weeks))
	end, err2 := data.WeekEnd(slices.Max(m.Weeks))
	if err != nil || err2 != nil {
		return foreignName(m.Period)
	}
	return own(b.days(first, end.AddDate(0, 0, -1)))
}

func (b *builder) moodName(m data.Mood) Line {
	switch {
	case m.Breakdown == data.DimTotal:
		return b.moodPeriod(m)
	case m.Value == mergedSmall:
		return b.say("mood.merged")
	case m.Value == "":
		return b.say("mood.all")
	case m.Breakdown == data.DimAccount:
		return b.account(data.AccountID(m.Value))
	}
	return b.level(string(m.Breakdown), m.Value)
}

// shares draws the cells of one breakdown and writes the table behind them.
func (b *builder) shares(d data.Dimension, cells []data.Mood, i int) Part {
	part := Part{Heading: b.moodFinding(d, cells), Fold: b.word("page.numbers")}
	if d != data.DimTotal {
		part.Under = b.moodPeriod(cells[0])
	}
	if !slices.ContainsFunc(cells, readable) {
		part.Text = []Line{capital(joined(append(b.suppressed(cells[0]), own(".")...)))}
		return part
	}
	first := "period"
	if d != data.DimTotal {
		first = string(d)
	}
	table := &Table{Caption: part.Heading, Head: b.heads(first, "replies")}
	for _, class := range []string{"negative", "neutral", "positive"} {
		table.Head = append(table.Head, Cell{Text: capital(b.say("mood." + class))})
	}
	rows := make([]shareRow, len(cells))
	for j, m := range cells {
		rows[j] = shareRow{name: b.moodName(m), note: b.suppressed(m)}
		if readable(m) {
			rows[j] = shareRow{name: b.moodName(m), shown: true, negative: *m.Negative, neutral: *m.Neutral, positive: *m.Positive,
				negLow: m.NegLow, negHigh: m.NegHigh, posLow: m.PosLow, posHigh: m.PosHigh}
			if m.N != nil {
				rows[j].note = b.say("n.reply", "n", *m.N)
			}
		}
		table.Rows = append(table.Rows, b.shareCells(rows[j], m.N))
	}
	part.Table = table
	part.Drawing = b.drawShares(fmt.Sprintf("mood-%d", i+1), part.Heading, rows)
	part.Legend = []Key{{"neg", square, b.say("mood.negative")}, {"neu", square, b.say("mood.neutral")}, {"pos", square, b.say("mood.positive")}}
	return part
}

// moodFinding heads a chart of shares. A difference is claimed only where 90 %
// intervals do not touch: between the newest two periods, or any two groups.
func (b *builder) moodFinding(d data.Dimension, cells []data.Mood) Line {
	shown := slices.DeleteFunc(slices.Clone(cells), func(m data.Mood) bool { return !readable(m) })
	if d == data.DimTotal {
		switch n := len(shown); {
		case n == 0:
			return b.say("mood.hidden")
		case n > 1 && shown[n-1].Scorer == shown[n-2].Scorer && apart(shown[n-2], shown[n-1]) > 0:
			return b.say("mood.up")
		case n > 1 && shown[n-1].Scorer == shown[n-2].Scorer && apart(shown[n-2], shown[n-1]) < 0:
			return b.say("mood.down")
		}
		return b.say("mood.steady")
	}
	for i := range shown {
		for j := range i {
			if apart(shown[i], shown[j]) != 0 {
				return b.say("mood.differ_" + string(d))
			}
		}
	}
	return b.say("mood.alike_" + string(d))
}

// apart says whether c is more positive (1) or more negative (-1) than a beyond
// their intervals; 0 if they touch or are not known.
func apart(a, c data.Mood) int {
	above := func(low, high *float64) bool { return finite(low) && finite(high) && *low > *high }
	switch {
	case above(c.PosLow, a.PosHigh) || above(a.NegLow, c.NegHigh):
		return 1
	case above(a.PosLow, c.PosHigh) || above(c.NegLow, a.NegHigh):
		return -1
	}
	return 0
}
