package exports

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Recognised is what a file turned out to be.
type Recognised struct {
	Format   string        // name of the native format, like "meta-facebook"
	Title    string        // for people, like "Meta Business Suite, Facebook"
	Rows     string        // posts or comments
	Platform data.Platform // "" for comments whose links do not tell
	Account  string        // the account most rows name, "" if none does: a guess
	Accounts []string      // all that are named, most rows first
	Lines    int64         // rows looked at
}

// Recognise says which native format a file is and whose it seems to be. Its error
// wraps [connectors.ErrInput] and names the nearest format and the columns that
// lack.
func Recognise(path string) (Recognised, error) {
	in, err := inspect(context.Background(), path)
	if err != nil {
		return Recognised{}, fmt.Errorf("recognise %s: %w", path, err)
	}
	l, src, err := in.open(nil, "")
	if err != nil {
		var unknown *unknownHeader
		if errors.As(err, &unknown) {
			err = fmt.Errorf("%w; its columns are %s", err, shorten(unknown.names))
		}
		return Recognised{}, fmt.Errorf("recognise %s: %w: %w", path, connectors.ErrInput, err)
	}
	defer src.Close()
	r := Recognised{Format: l.name, Rows: l.rows, Platform: l.platform}
	for _, f := range formats() {
		if f.name == l.name {
			r.Title = f.title
		}
	}
	names := map[string]int{}
	for {
		rec, err := src.table.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Recognised{}, fmt.Errorf("recognise %s: %w", path, err)
		}
		if len(rec.cells) != l.columns {
			continue
		}
		r.Lines++
		if l.rows == rowsComments {
			r.Platform = cmp.Or(r.Platform, linkPlatform(l.cell(rec, fPost)))
			continue
		}
		name := cmp.Or(l.cell(rec, fAccount), linkAccount(l.platform, l.cell(rec, fURL)))
		if name != "" {
			names[strings.Clone(name)]++
		}
	}
	for n := range names {
		r.Accounts = append(r.Accounts, n)
	}
	slices.SortFunc(r.Accounts, func(a, b string) int { return cmp.Or(cmp.Compare(names[b], names[a]), cmp.Compare(a, b)) })
	if len(r.Accounts) > 0 {
		r.Account = r.Accounts[0]
	}
	return r, nil
}

// recognise fits the native format whose needs the header meets and of which it has
// most columns.
func recognise(h *header) (*layout, error) {
	var best *layout
	most := 0
	type near struct {
		format  format
		matched int
		lacks   []string
	}
	var nearest near
	for _, f := range formats() {
		l, matched, lacks := f.fit(h)
		if len(lacks) == 0 && matched > most {
			best, most = l, matched
		}
		if nearest.format.name == "" || matched-len(lacks) > nearest.matched-len(nearest.lacks) {
			nearest = near{f, matched, lacks}
		}
	}
	if best != nil {
		return best, nil
	}
	if nearest.matched < 2 {
		return nil, &unknownHeader{"the columns are of no known export; declare a mapping for it in the config", h.names}
	}
	return nil, &unknownHeader{fmt.Sprintf("the columns are of no known export; nearest is %s, which also has %s; "+
		"download it again in English with all columns, or declare a mapping for it in the config",
		nearest.format.title, quoteAll(nearest.lacks)), h.names}
}

// unknownHeader is a header that no format fits. Its message, which may be stored,
// does not repeat the header: a file without one begins with somebody's data.
type unknownHeader struct {
	what  string
	names []string
}

// Error says what is nearest and what lacks.
func (e *unknownHeader) Error() string { return e.what }

// notText says what a file is that is no text, or "".
func notText(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return "it is an Excel workbook or ZIP archive; save the sheet as CSV (UTF-8), or unpack it"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "it is an old Excel workbook; save the sheet as CSV (UTF-8)"
	case bytes.HasPrefix(head, []byte("%PDF")):
		return "it is a PDF; download the CSV"
	case bytes.HasPrefix(head, []byte("PAR1")):
		return "it is a Parquet file; only tables of text are read"
	case bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("<")):
		return "it is a web page, not a table; the download may have needed a login"
	case bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("{")), bytes.HasPrefix(head, []byte("window.YTD")):
		return "it is JSON, not a table"
	}
	return ""
}

func shorten(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(quoted, ", ")
}

// base is a file's name without its folder, which may name a person.
func base(path string) string { return filepath.Base(path) }
