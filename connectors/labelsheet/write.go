package labelsheet

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

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

// parseMoment reads the moment of publishing as Write wrote it.
func parseMoment(s string) (time.Time, error) { return time.Parse(time.RFC3339, s) }
