package lake

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// definition returns which values of a column are stored as values, not as null.
func definition(t *rapid.T, b []byte, column string) (stored []bool) {
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	leaf, _ := f.Schema().Lookup(column)
	for _, g := range f.RowGroups() {
		pages := g.ColumnChunks()[leaf.ColumnIndex].Pages()
		for {
			page, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			values := make([]parquet.Value, page.NumValues())
			if n, err := page.Values().ReadValues(values); n < len(values) {
				t.Fatal(err)
			}
			for _, v := range values {
				stored = append(stored, !v.IsNull())
			}
		}
		pages.Close()
	}
	return stored
}

// TestNullsAreNull writes patterns of known and unknown values of columns that are
// not pointers, and looks at what readers of other languages would see.
func TestNullsAreNull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		known := rapid.SliceOfN(rapid.Bool(), 1, 200).Draw(t, "known")
		rows := make([]data.Post, len(known))
		for i, k := range known {
			rows[i] = data.Post{PostID: "x:1", PublishedAt: data.Micros(i + 1)}
			if k {
				rows[i].DeletedAt, rows[i].Text = 1, "text"
			}
		}
		b, err := encode(&Posts, rows)
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range []string{"deleted_at", "text"} {
			for i, stored := range definition(t, b, column) {
				if stored != known[i] {
					t.Fatalf("row %d of %s: stored as a value: %v, known: %v", i, column, stored, known[i])
				}
			}
		}
	})
}

// TestTrapNullAfterValueIsStored pins why encode writes few rows at a time: of null,
// value, null the library stores the last as a value, "" or 1970.
func TestTrapNullAfterValueIsStored(t *testing.T) {
	type row struct {
		Text string `parquet:"text,optional"`
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, []row{{}, {"a"}, {}}); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	pages := f.RowGroups()[0].ColumnChunks()[0].Pages()
	defer pages.Close()
	page, err := pages.ReadPage()
	if err != nil {
		t.Fatal(err)
	}
	values := make([]parquet.Value, 3)
	if n, _ := page.Values().ReadValues(values); n != 3 {
		t.Fatalf("%d values", n)
	}
	if !values[0].IsNull() || values[2].IsNull() {
		t.Errorf("the library stores %v; if it stores nulls as nulls now, write all rows at once again", values)
	}
}
