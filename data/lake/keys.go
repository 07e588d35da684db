package lake

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// hasKey reports whether one string column of a file holds a wanted value. It
// reads no other column.
func hasKey(f *parquet.File, column string, wanted map[string]bool) (hit bool, err error) {
	defer recovered(&err)
	leaf, ok := f.Schema().Lookup(column)
	if !ok {
		return false, fmt.Errorf("no column %s", column)
	}
	values := make([]parquet.Value, readAtOnce)
	for _, group := range f.RowGroups() {
		if hit, err := chunkHasKey(group.ColumnChunks()[leaf.ColumnIndex], values, wanted); hit || err != nil {
			return hit, err
		}
	}
	return false, nil
}

func chunkHasKey(chunk parquet.ColumnChunk, values []parquet.Value, wanted map[string]bool) (hit bool, err error) {
	pages := chunk.Pages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		hit, err := pageHasKey(page, values, wanted)
		parquet.Release(page)
		if hit || err != nil {
			return hit, err
		}
	}
}

func pageHasKey(page parquet.Page, values []parquet.Value, wanted map[string]bool) (hit bool, err error) {
	r := page.Values()
	for {
		n, err := r.ReadValues(values)
		for _, v := range values[:n] {
			if wanted[string(v.ByteArray())] {
				return true, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
}
