package lake

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Shape of a file.
const (
	rowsPerGroup = 131_072          // row groups; the library's default is one for the whole file
	rowsPerFile  = 8 * rowsPerGroup // a longer partition becomes several files, in order
	pageBytes    = 1 << 20
	schemaKey    = "schema" // key-value metadata: "posts/1"
	readAtOnce   = 1024     // rows decoded at a time
	writeAtOnce  = 2        // rows encoded at a time; of more, the library stores some nulls as values: null, value, null
)

// compression is one for all files, since it keeps its encoders, of 8 MiB each, for
// the next page: with one for each file, most of the memory of a run was theirs.
var compression = &zstd.Codec{Level: zstd.SpeedFastest}

// encode returns the bytes of a file of rows, which must be clean, sorted and
// unique. Equal rows give equal bytes: created_by is fixed (the library would put
// in what the program was built from), maps are written by sorted key.
func encode[T any](t *Table[T], rows []T) (b []byte, err error) {
	defer recovered(&err)
	var buf bytes.Buffer
	w := parquet.NewGenericWriter[T](&buf,
		parquet.Compression(compression),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.PageBufferSize(pageBytes),
		parquet.CreatedBy("tailor", "1", ""),
		parquet.KeyValueMetadata(schemaKey, t.schema()),
	)
	for few := range slices.Chunk(rows, writeAtOnce) {
		if _, err := w.Write(few); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// recovered turns a panic into an error. The library panics on some malformed
// files, in the goroutine that reads.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("malformed parquet file: %v", p)
	}
}
