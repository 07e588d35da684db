package exports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// Limits of workbooks: bytes of the file, of its parts unpacked, and cells.
const (
	maxWorkbook      = 128 << 20
	maxWorkbookParts = 256 << 20
	maxCells         = 10_000_000
)

// firstRows are what is read of a sheet to recognise it; more than most embassies post
// in a year, so that their workbooks are read once.
const firstRows = 1000

// cells are the rows of a sheet as they are stored, without formats: a date is the
// number of days that its column makes a date of, never the text that a locale makes
// of it.
type cells struct {
	rows   []sheetRow
	system parse.DateSystem
	saved  time.Time // when the workbook says it was saved; zero if it does not
	whole  bool      // whether these are all rows
}

// sheetRow is one row that holds something.
type sheetRow struct {
	line  int64
	cells []string
}

func tooLargeWorkbook() *fault {
	return &fault{whyUnreadable, fmt.Sprintf("the workbook is larger than %d MB; save the sheet as CSV (UTF-8)", maxWorkbook>>20)}
}

// inspectWorkbook lists the visible sheets of a workbook that hold anything, each with
// its first rows.
func inspectWorkbook(ctx context.Context, in *inspected, b []byte) (tables []*inspected, err error) {
	err = inWorkbook(b, func(f *excelize.File, system parse.DateSystem) error {
		for _, name := range f.GetSheetList() {
			if visible, err := f.GetSheetVisible(name); err != nil || !visible {
				continue
			}
			one := in.with(func(s *inspected) { s.sheet = name })
			one.cells, err = readSheet(ctx, f, name, firstRows)
			switch {
			case ctx.Err() != nil:
				return err
			case err != nil:
				one.fault = &fault{whyUnreadable, err.Error()}
			case len(one.cells.rows) == 0:
				continue // an empty sheet, or a chart
			default:
				one.cells.system, one.cells.saved = system, savedAt(f)
			}
			tables = append(tables, one)
		}
		return nil
	})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		in.fault = &fault{whyUnreadable, err.Error()}
		return []*inspected{in}, nil
	}
	if len(tables) == 0 {
		in.fault = &fault{whyUnreadable, "the workbook holds nothing; download it again"}
		return []*inspected{in}, nil
	}
	return tables, nil
}

// load reads the whole of a sheet, which is kept until release: only one workbook of
// an account is in memory at a time.
func (in *inspected) load(ctx context.Context) error {
	if in.cells == nil || in.cells.whole {
		return nil
	}
	file, err := in.bytes()
	if err != nil {
		return err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, maxWorkbook+1))
	if err != nil {
		return fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, in.path, err)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != in.sum {
		return fmt.Errorf("%w: %s changed while it was read; run again", connectors.ErrTransient, in.path)
	}
	var whole *cells
	err = inWorkbook(b, func(f *excelize.File, _ parse.DateSystem) (err error) {
		whole, err = readSheet(ctx, f, in.sheet, math.MaxInt)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return &fault{whyUnreadable, err.Error()}
	}
	whole.system, whole.saved = in.cells.system, in.cells.saved
	in.cells = whole
	return nil
}

// release lets go of all but the first rows of a sheet.
func (in *inspected) release() {
	if in.cells != nil && len(in.cells.rows) > firstRows {
		first := *in.cells
		first.rows, first.whole = slices.Clone(first.rows[:firstRows]), false
		in.cells = &first
	}
}

// inWorkbook opens a workbook for use. Its error, or one of use, is for people.
func inWorkbook(b []byte, use func(*excelize.File, parse.DateSystem) error) (err error) {
	damaged := errors.New("the workbook cannot be read; open it, save it as .xlsx or as CSV (UTF-8), and use that file")
	// The library parses whatever it is given and may stumble; one file must not end a
	// run.
	defer func() {
		if recover() != nil {
			err = damaged
		}
	}()
	// With equal limits the library keeps every part in memory: nothing of a file that
	// may hold people's comments goes to the folder for temporary files.
	f, err := openWorkbook(b, excelize.Options{
		UnzipSizeLimit: maxWorkbookParts, UnzipXMLSizeLimit: maxWorkbookParts, RawCellValue: true,
	})
	switch {
	case err != nil && strings.Contains(err.Error(), "unzip size"):
		return tooLargeWorkbook()
	case err != nil:
		return damaged
	}
	defer f.Close()
	system := parse.Days1900
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		system = parse.Days1904
	}
	return use(f, system)
}
