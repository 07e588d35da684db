package report

import (
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Rows of one chart of moods.
const (
	moodPeriods = 8
	moodValues  = 10
)

func (b *builder) mood() page.Section {
	s := page.Section{ID: "mood", Short: b.Word("short.mood"), Heading: b.Say("mood.head")}
	totals := b.moodTotals()
	if len(totals) == 0 {
		s.Heading, s.Lead = b.Say("mood.unknown"), []voice.Line{b.Say("mood.none")}
		if !b.in.Privacy.Replies {
			s.Lead = []voice.Line{b.Say("mood.not_read"), b.Say("mood.offer")}
		}
		return s
	}
	s.Lead = b.moodLead(totals)
	totals = totals[max(0, len(totals)-moodPeriods):]
	part := b.shares(data.DimTotal, totals, 0)
	if slices.ContainsFunc(totals, func(m data.Mood) bool { return m.Scorer != totals[0].Scorer }) {
		part.List = append(part.List, b.Say("mood.scorer"))
	}
	s.Groups = []page.Group{{Parts: []page.Part{part}}}
	fold := page.Group{Fold: b.Word("mood.show"), Class: "pair"}
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

// shares draws the cells of one breakdown and writes the table behind them.
func (b *builder) shares(d data.Dimension, cells []data.Mood, i int) page.Part {
	part := page.Part{Heading: b.moodFinding(d, cells), Fold: b.Word("page.numbers")}
	if d != data.DimTotal {
		part.Under = b.moodPeriod(cells[0])
	}
	if !slices.ContainsFunc(cells, readable) {
		part.Text = []voice.Line{voice.Capital(b.Ended(b.suppressed(cells[0])))}
		return part
	}
	first := "period"
	if d != data.DimTotal {
		first = string(d)
	}
	table := &page.Table{Caption: part.Heading, Head: b.shareHeads(first)}
	rows := make([]chart.ShareRow, len(cells))
	for j, m := range cells {
		rows[j] = chart.ShareRow{Name: b.moodName(m), Note: b.suppressed(m)}
		if readable(m) {
			rows[j] = chart.ShareRow{Name: b.moodName(m), Shown: true, Negative: *m.Negative, Neutral: *m.Neutral, Positive: *m.Positive,
				NegLow: m.NegLow, NegHigh: m.NegHigh, PosLow: m.PosLow, PosHigh: m.PosHigh}
			if m.N != nil {
				rows[j].Note = b.Say("n.reply", "n", *m.N)
			}
		}
		table.Rows = append(table.Rows, b.shareCells(rows[j], m.N))
	}
	part.Table = table
	part.Drawing = chart.Shares(b.Voice, fmt.Sprintf("mood-%d", i+1), part.Heading, rows)
	part.Legend = chart.ShareLegend(b.Voice)
	return part
}

// moodFinding heads a chart of shares. A difference is claimed only where 90 %
// intervals do not touch: between any two groups, or between periods.
func (b *builder) moodFinding(d data.Dimension, cells []data.Mood) voice.Line {
	shown := slices.DeleteFunc(slices.Clone(cells), func(m data.Mood) bool { return !readable(m) })
	switch {
	case d == data.DimTotal && len(shown) == 0:
		return b.Say("mood.hidden")
	case len(shown) < 2:
		return b.Say("mood.single_" + string(d))
	case d == data.DimTotal:
		return b.moodTurn(shown)
	}
	for i := range shown {
		for j := range i {
			if apart(shown[i], shown[j]) != 0 {
				return b.Say("mood.differ_" + string(d))
			}
		}
	}
	return b.Say("mood.alike_" + string(d))
}

// moodTurn says what happened last in a row of periods that are shown, oldest first: the
// newest differs from the one before, or an earlier one did, and either was alone in that
// or is what has held since.
func (b *builder) moodTurn(shown []data.Mood) voice.Line {
	newest := shown[len(shown)-1]
	for i := len(shown) - 1; i > 0; i-- {
		turn := apart(shown[i-1], shown[i])
		say := func(up, down string, since data.Mood) voice.Line {
			if turn < 0 {
				up = down
			}
			return b.Say(up, "period", b.moodPeriod(since))
		}
		switch {
		case turn == 0:
		case i == len(shown)-1:
			return say("mood.up", "mood.down", newest)
		case i > 1 && apart(shown[i-2], shown[i-1]) == -turn: // the one before i was alone
			return say("mood.was_down", "mood.was_up", shown[i-1])
		case apart(shown[i-1], newest) == turn:
			return say("mood.since_up", "mood.since_down", shown[i])
		default:
			return b.Say("mood.steady")
		}
	}
	return b.Say("mood.steady")
}

// apart says whether c is more positive (1) or more negative (-1) than a beyond
// their intervals; 0 if they touch, are not known, or were read by different scorers.
func apart(a, c data.Mood) int {
	if a.Scorer != c.Scorer {
		return 0
	}
	above := func(low, high *float64) bool { return voice.Finite(low) && voice.Finite(high) && *low > *high }
	switch {
	case above(c.PosLow, a.PosHigh) || above(a.NegLow, c.NegHigh):
		return 1
	case above(a.PosLow, c.PosHigh) || above(c.NegLow, a.NegHigh):
		return -1
	}
	return 0
}
