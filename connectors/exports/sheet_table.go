package exports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// readSheet returns the rows of a sheet that hold something, up to most.
func readSheet(ctx context.Context, f *excelize.File, name string, most int) (*cells, error) {
	it, err := f.Rows(name)
	if err != nil {
		return &cells{whole: true}, nil // a sheet of another kind, like a chart
	}
	defer it.Close()
	c := &cells{whole: true}
	budget := maxCells
	for line := int64(1); it.Next(); line++ {
		if line%1024 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if len(c.rows) == most {
			c.whole = false
			break
		}
		row, err := it.Columns()
		if err != nil {
			return nil, fmt.Errorf("row %d of the sheet cannot be read; open the workbook, save it again, and use that file", line)
		}
		if budget -= 1 + len(row); budget < 0 {
			return nil, fmt.Errorf("the sheet has more than %d cells; save it as CSV (UTF-8)", maxCells)
		}
		for len(row) > 0 && strings.TrimFunc(row[len(row)-1], parse.Blank) == "" {
			row = row[:len(row)-1]
		}
		if len(row) > 0 {
			c.rows = append(c.rows, sheetRow{line, slices.Clone(row)})
		}
	}
	if it.Error() != nil && len(c.rows) == 0 {
		return nil, errors.New("the sheet cannot be read; open the workbook, save it again, and use that file")
	}
	return c, nil
}

// sheetTable hands out the rows of a sheet as records of a fixed width.
type sheetTable struct {
	rows  []sheetRow
	width int // cells of the header
	rec   delimited.Record
}

// Next returns the next row, or io.EOF. A row that is shorter than the header has
// blank cells at its end, which workbooks do not store.
func (t *sheetTable) Next() (*delimited.Record, error) {
	if len(t.rows) == 0 {
		return nil, io.EOF
	}
	row := t.rows[0]
	t.rows = t.rows[1:]
	t.rec.Line = row.line
	t.rec.Cells = append(t.rec.Cells[:0], row.cells...)
	for len(t.rec.Cells) < t.width {
		t.rec.Cells = append(t.rec.Cells, "")
	}
	return &t.rec, nil
}
