package labelsheet

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/data"
)

// Row is one post to label.
type Row struct {
	Post  data.Post
	Label data.PostLabel // as it is labelled now
}

// Sheet is what a workbook is made of.
type Sheet struct {
	Rows      []Row
	Occasions []string // of the calendar, as kind/name
	Languages []string // the unit's
	Made      time.Time
}

const (
	sheetName  = "Labels"
	listsName  = "Lists"
	headerRow  = 2
	maxText    = 4000 // runes of a post's text
	maxAddress = 2000 // longer ones workbooks cannot hold
)

const intro = "Fill in the white columns: choose from each list. A blank cell says nothing; \"none\" says that there is none. " +
	"What Tailor reads stands folded away on the right: look at it afterwards, or it will lead you. Then: tailor label --posts THIS-FILE.xlsx, or put the file into the inbox folder."

// column is one column of the workbook.
type column struct {
	title  string
	width  float64
	answer bool
	list   []string // to choose from
	free   bool     // whether other words than the list's may stand there
	folded bool
	cell   func(*Row) string
}

// Write writes the workbook. Texts of posts are stored as texts, never as formulas;
// all but the columns of answers are locked. Equal sheets give equal bytes.
func Write(w io.Writer, s Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{File: f, columns: columns(s)}
	for _, step := range []func() error{b.sheets, b.styles, func() error { return b.rows(s.Rows) }, b.lists, func() error { return b.choices(len(s.Rows)) }, func() error { return b.finish(s.Made) }} {
		if err := step(); err != nil {
			return fmt.Errorf("write the sheet of labels: %w", err)
		}
	}
	return f.Write(w, excelize.Options{})
}

func columns(s Sheet) []column {
	occasions := append(slices.Clone(s.Occasions), occasionWords()...)
	all := []column{
		{title: titlePost, width: 14, cell: func(r *Row) string { return string(r.Post.PostID) }},
		{title: titlePlatform, width: 11, cell: func(r *Row) string { return string(r.Post.Platform) }},
		{title: titleAccount, width: 14, cell: func(r *Row) string { return string(r.Post.AccountID) }},
		{title: titlePublished, width: 20, cell: func(r *Row) string { return r.Post.PublishedAt.Time().Format(time.RFC3339) }},
		{title: titleText, width: 70, cell: func(r *Row) string { return r.Post.Text }},
		{title: titleLink, width: 24, cell: func(r *Row) string { return r.Post.URL }},
		{title: titleFormat, width: 13, answer: true, list: formatWords()},
		{title: titleTopic, width: 17, answer: true, list: topicWords()},
	}
	for i := range deviceColumns {
		all = append(all, column{title: fmt.Sprintf("%s %d", titleDevice, i+1), width: 16, answer: true, list: append([]string{none}, deviceWords()...)})
	}
	devices := func(r *Row) string {
		words := []string{}
		for _, d := range r.Label.Devices {
			words = append(words, shown(string(d)))
		}
		return strings.Join(words, ", ")
	}
	return append(all,
		column{title: titleOccasion, width: 22, answer: true, list: append([]string{none}, occasions...)},
		column{title: titleLanguage, width: 11, answer: true, list: s.Languages, free: true},
		column{title: "Format now", width: 12, folded: true, cell: func(r *Row) string { return shown(string(r.Label.Format)) }},
		column{title: "Topic now", width: 16, folded: true, cell: func(r *Row) string { return shown(string(r.Label.PrimaryTopic)) }},
		column{title: "Devices now", width: 22, folded: true, cell: devices},
		column{title: "Occasion now", width: 22, folded: true, cell: func(r *Row) string { return r.Label.Occasion }},
		column{title: "Language now", width: 12, folded: true, cell: func(r *Row) string { return r.Label.Language }},
	)
}

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

// parseMoment reads the moment of publishing as Write wrote it.
func parseMoment(s string) (time.Time, error) { return time.Parse(time.RFC3339, s) }
