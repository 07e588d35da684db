package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// hourMap draws which hours do better on each account. It stands only where two
// accounts or more have such estimates: one account's are better read as dots.
func (b *builder) hourMap(all []panel) (page.Part, bool) {
	var rows []panel
	var bands []string
	seen := map[data.AccountID]bool{}
	for _, p := range all {
		if p.key.lever != "hour" || p.key.account == "" || seen[p.key.account] || !known(p) {
			continue
		}
		seen[p.key.account] = true
		rows = append(rows, p)
		for _, e := range p.rows {
			if b.Hours(e.Level) != nil && !slices.Contains(bands, e.Level) {
				bands = append(bands, e.Level)
			}
		}
	}
	if len(rows) < 2 || len(bands) < 2 {
		return page.Part{}, false
	}
	slices.Sort(bands)
	heading := b.Say("hours.none")
	if clear, _ := tally(rows); clear > 0 {
		heading = b.Say("hours.some")
	}
	part := page.Part{Heading: heading, Under: b.Say("hours.under", "goal", b.Goal(rows[0].key.goal)), Fold: b.Word("page.numbers")}
	table := &page.Table{Caption: heading, Head: b.heads("account")}
	for _, band := range bands {
		table.Head = append(table.Head, page.Cell{Text: b.Hours(band)})
	}
	cells := make([][]chart.Field, len(rows))
	names := make([]voice.Line, len(rows))
	for i, p := range rows {
		names[i] = b.accountOn(p.key.platform, p.key.account)
		row := page.Row{Head: page.Cell{Text: names[i]}}
		for _, band := range bands {
			c := chart.Field{}
			if k := slices.IndexFunc(p.rows, func(e data.FormatEffect) bool { return e.Level == band }); k >= 0 {
				c = chart.Field{Lift: positive(p.rows[k].Lift), Clear: isClear(p.rows[k].Verdict)}
			}
			text := voice.Own("–")
			if c.Lift != nil {
				text = b.Estimate(c.Lift, nil, nil)
			}
			cells[i] = append(cells[i], c)
			row.Cells = append(row.Cells, page.Number(text))
		}
		table.Rows = append(table.Rows, row)
	}
	columns := make([]voice.Line, len(bands))
	for i, band := range bands {
		columns[i] = b.Hours(band)
	}
	part.Table, part.Drawing = table, chart.Heat(b.Voice, "hours-1", heading, names, columns, cells)
	return part, true
}
