package export

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// csvWriter writes a header and one line for each row.
type csvWriter struct {
	out     *csv.Writer
	columns []lake.ColumnDoc
	cells   []string
	buf     []byte
}

func newCSV(w io.Writer, t lake.TableDoc) (*csvWriter, error) {
	c := &csvWriter{out: csv.NewWriter(w), columns: t.Columns, cells: make([]string, len(t.Columns))}
	for i, col := range t.Columns {
		c.cells[i] = col.Name
	}
	return c, c.out.Write(c.cells)
}

func (c *csvWriter) write(values []any) error {
	for i, v := range values {
		switch x := v.(type) {
		case nil:
			c.cells[i] = ""
		case string:
			c.cells[i] = Neutral(x)
		default:
			c.buf = appendText(c.buf[:0], x, c.columns[i].Shape)
			c.cells[i] = string(c.buf)
		}
	}
	return c.out.Write(c.cells)
}

func (c *csvWriter) close() error {
	c.out.Flush()
	return c.out.Error()
}

// steering are the characters at which spreadsheets take text for a formula, or skip
// to the next character and take that for one.
const steering = "=+-@\t\r\n＝＋－＠"

// Neutral returns text as a CSV cell that no spreadsheet takes for a formula: with a
// single quote in front if need be. Taking it away again gives the text.
func Neutral(text string) string {
	if steers(text) {
		return "'" + text
	}
	return text
}

// steers reports whether text begins with a steering character, behind any number of
// single quotes.
func steers(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != strings.TrimLeft(rest, steering)
}
