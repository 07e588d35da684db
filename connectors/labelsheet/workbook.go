package labelsheet

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

const (
	sheetName  = "Labels"
	listsName  = "Lists"
	headerRow  = 2
	maxText    = 4000 // runes of a post's text
	maxAddress = 2000 // longer ones workbooks cannot hold
)

// book is a workbook being written.
type book struct {
	*excelize.File
	columns             []column
	open, locked, heads int // styles
}

func (b *book) sheets() error {
	if err := b.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	_, err := b.NewSheet(listsName)
	return err
}

func (b *book) styles() (err error) {
	border := []excelize.Border{{Type: "left", Style: 1, Color: "BBBBBB"}, {Type: "right", Style: 1, Color: "BBBBBB"}, {Type: "bottom", Style: 1, Color: "BBBBBB"}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	if b.open, err = b.NewStyle(&excelize.Style{Alignment: top, Border: border, NumFmt: 49, Protection: &excelize.Protection{Locked: false}}); err != nil {
		return err
	}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F0F0F0"}}
	if b.locked, err = b.NewStyle(&excelize.Style{Alignment: top, Fill: grey, NumFmt: 49, Protection: &excelize.Protection{Locked: true}}); err != nil {
		return err
	}
	b.heads, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Protection: &excelize.Protection{Locked: true}})
	return err
}

func (b *book) rows(rows []Row) error {
	if err := b.SetCellStr(sheetName, "A1", intro); err != nil {
		return err
	}
	for i, c := range b.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		style := b.locked
		if c.answer {
			style = b.open
		}
		last := fmt.Sprint(name, headerRow+max(len(rows), 1))
		for _, err := range []error{
			b.SetColWidth(sheetName, name, name, c.width),
			b.SetCellStr(sheetName, fmt.Sprint(name, headerRow), c.title),
			b.SetCellStyle(sheetName, fmt.Sprint(name, headerRow), fmt.Sprint(name, headerRow), b.heads),
			b.SetCellStyle(sheetName, fmt.Sprint(name, headerRow+1), last, style),
		} {
			if err != nil {
				return err
			}
		}
		if c.folded {
			if err := b.SetColOutlineLevel(sheetName, name, 1); err != nil {
				return err
			}
			if err := b.SetColVisible(sheetName, name, false); err != nil {
				return err
			}
		}
		for j := range rows {
			if c.cell == nil {
				continue
			}
			at := fmt.Sprint(name, headerRow+1+j)
			text := printable(c.cell(&rows[j]))
			if err := b.SetCellStr(sheetName, at, text); err != nil {
				return err
			}
			if c.title == titleLink && isAddress(text) {
				if err := b.SetCellHyperLink(sheetName, at, text, "External"); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// lists writes what can be chosen to a sheet of its own, as a list in a cell may have
// 255 characters only.
func (b *book) lists() error {
	for i, c := range b.columns {
		for j, word := range c.list {
			at, err := excelize.CoordinatesToCellName(i+1, j+1)
			if err != nil {
				return err
			}
			if strings.ContainsRune(word, '/') { // of the calendar: a name that people chose
				word = printable(word)
			} else {
				word = shown(word)
			}
			if err := b.SetCellStr(listsName, at, word); err != nil {
				return err
			}
		}
	}
	return b.SetSheetVisible(listsName, false)
}

// choices puts the drop-down lists into the columns of answers.
func (b *book) choices(rows int) error {
	for i, c := range b.columns {
		if !c.answer || len(c.list) == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(fmt.Sprintf("%s%d:%s%d", name, headerRow+1, name, headerRow+max(rows, 1)))
		v.SetSqrefDropList(fmt.Sprintf("%s!$%s$1:$%s$%d", listsName, name, name, len(c.list)))
		style, what := excelize.DataValidationErrorStyleStop, "Choose from the list, or leave the cell blank."
		if c.free {
			style, what = excelize.DataValidationErrorStyleInformation, "Choose from the list, or write a code like en, nb or sr-Latn."
		}
		v.SetError(style, c.title, what)
		if err := b.AddDataValidation(sheetName, v); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) finish(made time.Time) error {
	text, err := excelize.ColumnNumberToName(7)
	if err != nil {
		return err
	}
	at := made.UTC().Format(time.RFC3339)
	for _, err := range []error{
		b.SetPanes(sheetName, &excelize.Panes{Freeze: true, XSplit: 6, YSplit: headerRow, TopLeftCell: fmt.Sprint(text, headerRow+1), ActivePane: "bottomRight"}),
		b.ProtectSheet(sheetName, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}),
		b.ProtectSheet(listsName, &excelize.SheetProtectionOptions{}),
		b.SetDocProps(&excelize.DocProperties{Creator: "Tailor", LastModifiedBy: "Tailor", Title: "Posts to label", Created: at, Modified: at}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// printable leaves out what a cell cannot hold, and cuts what is longer than anybody
// reads before choosing a label.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF) {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	if r := []rune(s); len(r) > maxText {
		return string(r[:maxText]) + " …"
	}
	return s
}

// isAddress reports whether a link leads to a web page: nothing else is made to be
// clicked on.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(s) <= maxAddress && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
