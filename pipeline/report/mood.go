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
		s.Lead = []voice.Line{b.Say("mood.none")}
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
		part.Text = []voice.Line{voice.Capital(voice.Joined(append(b.suppressed(cells[0]), voice.Own(".")...)))}
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
// intervals do not touch: between the newest two periods, or any two groups.
func (b *builder) moodFinding(d data.Dimension, cells []data.Mood) voice.Line {
	shown := slices.DeleteFunc(slices.Clone(cells), func(m data.Mood) bool { return !readable(m) })
	if d == data.DimTotal {
		switch n := len(shown); {
		case n == 0:
			return b.Say("mood.hidden")
		case n > 1 && shown[n-1].Scorer == shown[n-2].Scorer && apart(shown[n-2], shown[n-1]) > 0:
			return b.Say("mood.up")
		case n > 1 && shown[n-1].Scorer == shown[n-2].Scorer && apart(shown[n-2], shown[n-1]) < 0:
			return b.Say("mood.down")
		}
		return b.Say("mood.steady")
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

// apart says whether c is more positive (1) or more negative (-1) than a beyond
// their intervals; 0 if they touch or are not known.
func apart(a, c data.Mood) int {
	above := func(low, high *float64) bool { return voice.Finite(low) && voice.Finite(high) && *low > *high }
	switch {
	case above(c.PosLow, a.PosHigh) || above(a.NegLow, c.NegHigh):
		return 1
	case above(a.PosLow, c.PosHigh) || above(c.NegLow, a.NegHigh):
		return -1
	}
	return 0
}
