package exports

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
)

// BenchmarkMetaExport reads a Meta export of 20,000 rows with encoding/csv alone and
// with the driver, so that one run gives the ratio.
func BenchmarkMetaExport(b *testing.B) {
	const rows = 20_000
	var text strings.Builder
	text.WriteString(facebookHeader)
	for i := range rows {
		text.WriteString(facebookRow(i, 1+i%28, "Our passport counter is open again, see https://ruritania.example #Passport"))
	}
	dir := b.TempDir()
	path := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	run := func(name string, read func(b *testing.B) int) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				if n := read(b); n != rows {
					b.Fatalf("%d rows, want %d", n, rows)
				}
			}
			b.ReportMetric(float64(b.N)*rows/b.Elapsed().Seconds(), "rows/s")
		})
	}
	run("encoding/csv", func(b *testing.B) int {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.ReuseRecord = true
		n := -1
		for {
			if _, err := r.Read(); err == io.EOF {
				return n
			} else if err != nil {
				b.Fatal(err)
			}
			n++
		}
	})
	run("driver", func(b *testing.B) int {
		a := oslo
		a.Files = []connectors.File{{Path: path}}
		d, err := Open(a, connectors.Env{Clock: asOf}, nil)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
			if err != nil {
				b.Fatal(err)
			}
			n += len(p.Posts)
		}
		return n
	})
}
