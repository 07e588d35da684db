package workbook

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// About is what only the caller knows.
type About struct {
	Unit    string    // name of the unit
	Mission string    // one mission's name; "" is the whole unit
	AsOf    time.Time // moment that the data are as of
	Commit  string    // what stands for the lake's content
	Program string    // version of the program
	MadeUp  bool      // the data are the demo's
}

// Sheet says what a sheet holds.
type Sheet struct {
	Name    string `json:"name"`
	Rows    int64  `json:"rows"`
	LeftOut int64  `json:"left_out,omitempty"` // rows beyond what a sheet holds
	Which   string `json:"which,omitempty"`    // which those are
}

// MaxRows is how many rows a sheet of the format holds, with the header.
const MaxRows = 1_048_576

// Write writes the workbook of a snapshot and says what its sheets hold.
func Write(ctx context.Context, w io.Writer, r lake.Reader, about About) ([]Sheet, error) {
	return write(ctx, w, r, about, MaxRows)
}

func write(ctx context.Context, w io.Writer, r lake.Reader, about About, maxRows int64) (sheets []Sheet, err error) {
	b := &book{ctx: ctx, r: r, about: about, maxRows: maxRows, file: excelize.NewFile(), accounts: map[string]data.Account{}}
	defer func() {
		if closed := b.file.Close(); err == nil {
			err = closed
		}
	}()
	steps := []func() error{b.prepare, b.advice, b.effects, b.cells, b.posts, b.mood, b.dictionary, b.readMe}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("workbook: %w", err)
		}
	}
	b.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &steadyZip{out: w} })
	if err := b.file.Write(w); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return b.sheets, nil
}

// book is a workbook in the making.
type book struct {
	ctx      context.Context
	r        lake.Reader
	about    About
	maxRows  int64
	file     *excelize.File
	style    styles
	accounts map[string]data.Account // those that the workbook is about
	sheets   []Sheet
	columns  []described // of all sheets so far
}

// described is one line of the data dictionary.
type described struct {
	sheet string
	column
}

// prepare makes the empty sheets in their order, the styles, and the properties.
func (b *book) prepare() error {
	if err := b.file.SetSheetName("Sheet1", sheetReadMe); err != nil {
		return err
	}
	for _, name := range []string{sheetAdvice, sheetEffects, sheetCells, sheetPosts, sheetMood, sheetDictionary} {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	for _, name := range b.file.GetSheetList() {
		// A stream cannot know how far it will go, and readers believe what it says.
		if err := b.file.SetSheetDimension(name, ""); err != nil {
			return err
		}
	}
	at := b.about.AsOf.UTC().Format("2006-01-02T15:04:05Z")
	title := b.about.Unit
	if b.about.Mission != "" {
		title = b.about.Mission
	}
	err := b.file.SetDocProps(&excelize.DocProperties{Title: cleaned(title), Creator: "Tailor", LastModifiedBy: "Tailor", Created: at, Modified: at, Identifier: b.about.identity()})
	if err != nil {
		return err
	}
	if err := b.makeStyles(); err != nil {
		return err
	}
	for a, err := range lake.Scan(b.ctx, b.r, lake.Accounts, nil) {
		if err != nil {
			return err
		}
		if b.about.Mission == "" || a.Mission == b.about.Mission {
			b.accounts[string(a.AccountID)] = a
		}
	}
	return nil
}

// ours reports whether an account is one that the workbook is about.
func (b *book) ours(account any) bool {
	id, _ := account.(string)
	_, ok := b.accounts[id]
	return ok
}
