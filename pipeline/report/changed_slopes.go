package report

import (
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// slopes draws how the typical value of each account moved, side by side.
func (b *builder) slopes(all []chart.SlopeRow) page.Part {
	part := page.Part{Heading: b.slopesHeading(all), Fold: b.Word("page.numbers"),
		Under: b.Say("changed.slope_under", "goal", b.Goal(b.in.ActivityGoal), "age", b.Age(b.in.ActivityAge))}
	part.Drawing = chart.Slopes(b.Voice, "slopes-1", part.Heading, all)
	part.Table = &page.Table{Caption: part.Heading, Head: append(b.heads("account"), page.Cell{Text: voice.Capital(b.Say("changed.before"))}, page.Cell{Text: voice.Capital(b.Say("changed.now"))})}
	for _, s := range all {
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: s.Name},
			Cells: []page.Cell{page.Number(voice.Own(b.Amount(s.Before))), page.Number(voice.Own(b.Amount(s.Now)))}})
	}
	return part
}

// slopesHeading names the accounts whose typical value clearly rose or fell.
func (b *builder) slopesHeading(all []chart.SlopeRow) voice.Line {
	var up, down []voice.Line
	for _, s := range all {
		switch {
		case s.Way > 0:
			up = append(up, s.Short())
		case s.Way < 0:
			down = append(down, s.Short())
		}
	}
	id := "changed.slope_both"
	switch {
	case len(up)+len(down) == 0:
		id = "changed.slope_none"
	case len(down) == 0:
		id = "changed.slope_up"
	case len(up) == 0:
		id = "changed.slope_down"
	}
	return b.Say(id, "goal", b.Goal(b.in.ActivityGoal), "up", b.some(up), "down", b.some(down))
}
