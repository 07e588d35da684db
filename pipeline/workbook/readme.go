package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// howTo says how to read the sheets.
var howTo = [...][2]string{
	{"Empty cells", "An empty cell is unknown, never zero. In posts, the columns missing and not_settled say why."},
	{"Times", "All times are UTC. For files that give only a day, published_precision says so."},
	{"Advice", "The newest advice to each mission, best first. lift is the ratio of the typical value of posts with this level to the account's other posts; low and high are its 90 % interval."},
	{"Verdicts", "more and less: clear, under strict error control. lean: a hint, of low confidence. no_clear_difference: choose the cheapest. try: too few posts; try_posts more would tell."},
	{"Effects", "What the advice rests on. Rows without an account are pooled over accounts. naive_lift is what a plain comparison prints; where it disagrees, alarm names the account that causes it."},
	{"Ages", "Values at 24h, 7d, 28d and settled are never mixed. settled is one reading at 28 days or later, or a figure the platform declares as final."},
	{"Cells", "er_sum divides sums, er_median is the median of posts; both with n. Small n means little."},
	{"Mood", "People who replied on our channels, not the diaspora. Only cells that enough people stand behind are here, as shares in steps of 5 points with their interval; they were published once and do not change."},
	{"Text", "Text of posts and names is shown as it was written, without characters that steer its direction; the rest of a very long text is cut and ends with …"},
}

// readMe is the first sheet: what this is, what each sheet holds, and definitions.
func (b *book) readMe() error {
	out, err := b.file.NewStreamWriter(sheetReadMe)
	if err != nil {
		return err
	}
	for i, width := range []float64{24, 110} {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	row := 0
	line := func(label, text string, style int) error {
		row++
		return out.SetRow(fmt.Sprintf("A%d", row), []any{
			excelize.Cell{StyleID: style, Value: cleaned(label)}, excelize.Cell{StyleID: b.style.wrapped, Value: cleaned(text)},
		})
	}
	for _, l := range b.lines() {
		style := b.style.header
		if l.title {
			style = b.style.title
		}
		if err := line(l.label, l.text, style); err != nil {
			return err
		}
	}
	return out.Flush()
}

// line is one line of the first sheet.
type line struct {
	label, text string
	title       bool
}

func (b *book) lines() []line {
	name, scope := b.about.Mission, "one mission of "+b.about.Unit
	if name == "" {
		name, scope = b.about.Unit, "all accounts in the settings"
	}
	lines := []line{{label: name, title: true}}
	if b.about.MadeUp {
		lines = append(lines, line{label: "Made up", text: "All data in this workbook are made up, to show what Tailor does. No account, person or number is real."})
	}
	lines = append(lines,
		line{label: "Holds", text: scope},
		line{label: "As of", text: b.about.AsOf.UTC().Format("2006-01-02 15:04") + " UTC"},
		line{label: "Commit", text: b.about.Commit + " (equal data have an equal commit)"},
		line{label: "Written by", text: "Tailor " + b.about.Program + ", " + metrics.Version + ", " + effects.Model},
		line{}, line{label: "Sheets", title: true})
	for _, s := range b.sheets {
		text := fmt.Sprintf("%d rows", s.Rows)
		if s.LeftOut > 0 {
			text += fmt.Sprintf("; %d more do not fit on a sheet and were left out: %s. For all of them: tailor export --to FOLDER", s.LeftOut, s.Which)
		}
		lines = append(lines, line{label: s.Name, text: text})
	}
	lines = append(lines, line{}, line{label: "How to read it", title: true})
	for _, h := range howTo {
		lines = append(lines, line{label: h[0], text: h[1]})
	}
	lines = append(lines, line{}, line{label: "Definitions", title: true})
	for _, d := range metrics.Dictionary() {
		lines = append(lines, line{label: d.ID, text: d.Formula})
		for _, note := range d.Notes {
			lines = append(lines, line{text: note})
		}
	}
	return lines
}
