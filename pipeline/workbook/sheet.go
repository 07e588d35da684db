package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/export"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Names of the sheets, in their order.
const (
	sheetReadMe     = "read me"
	sheetAdvice     = "advice"
	sheetEffects    = "effects"
	sheetCells      = "cells"
	sheetPosts      = "posts"
	sheetMood       = "mood"
	sheetDictionary = "data dictionary"
)

// column is a column of a sheet.
type column = lake.ColumnDoc

// styles are numbers of cell formats.
type styles struct{ header, text, moment, wrapped, title int }

func (b *book) makeStyles() error {
	moment := "yyyy-mm-dd hh:mm"
	top := &excelize.Alignment{Vertical: "top"}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.header, excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: textFormat, Alignment: top}},
		{&b.style.text, excelize.Style{NumFmt: textFormat}},
		{&b.style.moment, excelize.Style{CustomNumFmt: &moment}},
		{&b.style.wrapped, excelize.Style{NumFmt: textFormat, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&b.style.title, excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true, Size: 14}}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// textFormat is the number of the format "@": what is typed into the cell stays text.
const textFormat = 49

// longestCell is how many characters a cell shows. A cell of the format holds 32,767
// units of UTF-16, and some characters take two.
const longestCell = 16_000

// sheet is a table of a workbook that is being written.
type sheet struct {
	book    *book
	out     *excelize.StreamWriter
	columns []column
	said    Sheet
	cells   []any
}

// open begins a sheet with its header, which stays in sight.
func (b *book) open(name string, columns []column) (*sheet, error) {
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{book: b, out: out, columns: columns, said: Sheet{Name: name}, cells: make([]any, len(columns))}
	for i, c := range columns {
		if err := out.SetColWidth(i+1, i+1, widthOf(c)); err != nil {
			return nil, err
		}
		s.cells[i] = excelize.Cell{StyleID: b.style.header, Value: c.Name}
		b.columns = append(b.columns, described{name, c})
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return s, out.SetRow("A1", s.cells)
}

// widthOf is how wide a column is, in characters of the usual font.
func widthOf(c column) float64 {
	switch {
	case c.Name == "text", c.Name == "meaning":
		return 60
	case c.Kind == lake.KindTimestamp:
		return 17
	case c.Kind == lake.KindString, c.Kind == lake.KindList:
		return max(16, float64(len(c.Name))+4)
	}
	return max(10, float64(len(c.Name))+4)
}

// add writes a row of values, as [lake.Values] gives them, or counts it as left out
// if the sheet is full.
func (s *sheet) add(values []any) error {
	if s.said.Rows+1 >= s.book.maxRows {
		s.said.LeftOut++
		return nil
	}
	s.said.Rows++
	for i, v := range values {
		s.cells[i] = s.book.cell(v, s.columns[i].Shape)
	}
	return s.out.SetRow(fmt.Sprintf("A%d", s.said.Rows+1), s.cells)
}

// close ends a sheet. which says what was left out, if anything was.
func (s *sheet) close(which string) error {
	last, err := excelize.CoordinatesToCellName(len(s.columns), int(s.said.Rows)+1)
	if err != nil {
		return err
	}
	stripes := false
	table := excelize.Table{Range: "A1:" + last, Name: "t_" + strings.ReplaceAll(s.said.Name, " ", "_"), StyleName: "TableStyleLight1", ShowRowStripes: &stripes}
	if err := s.out.AddTable(&table); err != nil {
		return err
	}
	if s.said.LeftOut > 0 {
		s.said.Which = which
	}
	s.book.sheets = append(s.book.sheets, s.said)
	return s.out.Flush()
}

// exact is the largest integer that a spreadsheet's numbers hold exactly.
const exact = 1 << 53

// cell is a value as a typed cell.
func (b *book) cell(v any, shape lake.Shape) any {
	switch x := v.(type) {
	case nil:
		return nil
	case bool, float64:
		return x
	case int64:
		if x > exact || x < -exact {
			return b.text(export.Text(x, shape))
		}
		return x
	case data.Thousandth:
		return x.Float()
	case data.Micros:
		return excelize.Cell{StyleID: b.style.moment, Value: x.Time()}
	case []any:
		if shape.Elem != nil && shape.Elem.Kind == lake.KindString {
			words := make([]string, len(x))
			for i, w := range x {
				words[i] = w.(string)
			}
			return b.text(strings.Join(words, ", "))
		}
	}
	return b.text(export.Text(v, shape))
}

func (b *book) text(s string) any {
	return excelize.Cell{StyleID: b.style.text, Value: cleaned(s)}
}

// cleaned is foreign text that is safe in a cell.
func cleaned(s string) string { return voice.CleanTo(s, longestCell) }
