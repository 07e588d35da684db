package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// rowWriter writes rows in one format. Values are as [lake.Values] gives them.
type rowWriter interface {
	write(values []any) error
	close() error
}

// Table writes one table of the lake in a format other than [Parquet], and returns
// the number of rows. Canonical sorts them over the whole table.
func Table(ctx context.Context, w io.Writer, r lake.Reader, table lake.TableDoc, f Format, canonical bool) (rows int64, err error) {
	buffered := bufio.NewWriterSize(w, 1<<16)
	var out rowWriter
	switch f {
	case CSV:
		out, err = newCSV(buffered, table)
	case JSON:
		out = newJSON(buffered, table)
	case JSONL:
		out = newJSONLines(buffered, table)
	case Arrow:
		out, err = newArrow(buffered, table)
	default:
		err = fmt.Errorf("%s cannot be written as one stream", f)
	}
	if err != nil {
		return 0, fmt.Errorf("export %s: %w", table.Name, err)
	}
	all := lake.Values(ctx, r, table.Name, nil)
	if canonical {
		all = lake.SortedValues(ctx, r, table.Name)
	}
	for values, err := range all {
		if err == nil {
			err = out.write(values)
		}
		if err != nil {
			return rows, fmt.Errorf("export %s: %w", table.Name, err)
		}
		rows++
	}
	if err := out.close(); err != nil {
		return rows, fmt.Errorf("export %s: %w", table.Name, err)
	}
	if err := buffered.Flush(); err != nil {
		return rows, fmt.Errorf("export %s: %w", table.Name, err)
	}
	return rows, nil
}

// Tables returns what the dictionary says of the named tables of the lake, in its
// order; of all of them if none is named. A table of the vault is an error, like
// one that does not exist.
func Tables(names ...string) ([]lake.TableDoc, error) {
	var docs []lake.TableDoc
	wanted := map[string]bool{}
	for _, n := range names {
		wanted[n] = true
	}
	known := ""
	for _, doc := range lake.Dictionary() {
		if doc.Vault {
			if wanted[doc.Name] {
				return nil, fmt.Errorf("%s is a table of the vault: it holds what people wrote, and is not exported", doc.Name)
			}
			continue
		}
		if len(names) == 0 || wanted[doc.Name] {
			docs = append(docs, doc)
		}
		known += ", " + doc.Name
		delete(wanted, doc.Name)
	}
	for _, n := range names {
		if wanted[n] {
			return nil, fmt.Errorf("the lake has no table %q; it has %s", n, known[2:])
		}
	}
	return docs, nil
}
