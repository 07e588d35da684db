package report

import (
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// hourMap draws which hours do better on each account. It stands only where two
// accounts or more have such estimates: one account's are better read as dots.
func (b *builder) hourMap(all []panel) (Part, bool) {
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
			if b.hours(e.Level) != nil && !slices.Contains(bands, e.Level) {
				bands = append(bands, e.Level)
			}
		}
	}
	if len(rows) < 2 || len(bands) < 2 {
		return Part{}, false
	}
	slices.Sort(bands)
	heading := b.say("hours.none")
	if clear, _ := tally(rows); clear > 0 {
		heading = b.say("hours.some")
	}
	part := Part{Heading: heading, Under: b.say("hours.under", "goal", b.goal(rows[0].key.goal)), Fold: b.word("page.numbers")}
	table := &Table{Caption: heading, Head: b.heads("account")}
	for _, band := range bands {
		table.Head = append(table.Head, Cell{Text: b.hours(band)})
	}
	cells := make([][]heatCell, len(rows))
	names := make([]Line, len(rows))
	for i, p := range rows {
		names[i] = b.accountOn(p.key.platform, p.key.account)
		row := Row{Head: Cell{Text: names[i]}}
		for _, band := range bands {
			c := heatCell{}
			if k := slices.IndexFunc(p.rows, func(e data.FormatEffect) bool { return e.Level == band }); k >= 0 {
				c = heatCell{positive(p.rows[k].Lift), isClear(p.rows[k].Verdict)}
			}
			text := own("–")
			if c.lift != nil {
				text = b.estimate(c.lift, nil, nil)
			}
			cells[i] = append(cells[i], c)
			row.Cells = append(row.Cells, Cell{text, "n"})
		}
		table.Rows = append(table.Rows, row)
	}
	columns := make([]Line, len(bands))
	for i, band := range bands {
		columns[i] = b.hours(band)
	}
	part.Table, part.Drawing = table, b.drawHeat("hours-1", heading, names, columns, cells)
	return part, true
}

// heatCell is one field of a heat map: a ratio, and whether it differs clearly from 1.
type heatCell struct {
	lift  *float64
	clear bool
}

// Places within a heat map, in pixels.
const (
	heatTop  = 22
	heatName = 14
	heatRow  = 56
	heatTall = 30
)

// drawHeat draws one row for each name and one field for each column. Colour says the
// side of 1 and how far from it, the number says it too, and a frame marks what is clear.
func (v *voice) drawHeat(id string, title Line, names, columns []Line, cells [][]heatCell) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("hours.desc"), Height: heatTop + heatRow*len(names), rtl: rightToLeft(v.lang)}
	width := 100 / float64(len(columns))
	for j, c := range columns {
		d.label("axis", "middle", Pct(round((float64(j)+0.5)*width)), 12, c)
	}
	for i, name := range names {
		top := float64(heatTop + i*heatRow)
		d.label("name", "start", 0, top+heatName, name)
		for j, c := range cells[i] {
			x, w := Pct(round(float64(j)*width+0.4)), Pct(round(width-0.8))
			class, text := "none", own("–")
			if c.lift != nil {
				class, text = heatClass(*c.lift), own(v.times(*c.lift)+"×")
			}
			if c.clear {
				class += " framed"
			}
			d.bar(class, fmt.Sprintf("%s %s", name, columns[j]), x, w, top+heatName+7, heatTall)
			d.label("in-"+class, "middle", Pct(round(float64(x+w/2))), top+heatName+26, text)
		}
	}
	return d.turned()
}

// heatClass is the colour of a ratio: three steps on either side of 1, at 1.1 and 1.3.
func heatClass(lift float64) string {
	step := 0
	switch far := math.Abs(math.Log(lift)); {
	case far >= math.Log(1.3):
		step = 2
	case far >= math.Log(1.1):
		step = 1
	default:
		return "heat0"
	}
	if lift < 1 {
		return fmt.Sprintf("less%d", step)
	}
	return fmt.Sprintf("more%d", step)
}
