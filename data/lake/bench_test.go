package lake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/digital-diplomacy/tailor/data"
)

// The benchmarks run on rows like those of a busy month: each has peers in the same
// run to be compared with, so that the machine's speed cancels out.

const benchRows = 100_000

func benchSnapshots(n int) []data.PostSnapshot {
	rows := make([]data.PostSnapshot, n)
	for i := range rows {
		p := i / 10
		s := aSnapshot(fmt.Sprintf("17%015d", p*7919), may(1, 0).Add(time.Duration(p)*time.Minute), i%10*12, int64(i%977))
		s.Shares, s.Replies, s.Quotes = data.N(int64(i%31)), data.N(int64(i%17)), data.N(int64(i%5))
		s.RepliesScope = "all"
		rows[i] = s
	}
	return rows
}

const benchPartition = "platform=x/month=2026-05"

func perRow(b *testing.B, rows int) {
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkWrite(b *testing.B) {
	rows := benchSnapshots(benchRows)
	b.Run("Replace", func(b *testing.B) {
		for b.Loop() {
			var c Changes
			if err := Replace(&c, PostSnapshots, benchPartition, rows, ""); err != nil {
				b.Fatal(err)
			}
		}
		perRow(b, len(rows))
	})
	b.Run("peer=GenericWriter", func(b *testing.B) {
		for b.Loop() {
			var buf bytes.Buffer
			w := parquet.NewGenericWriter[data.PostSnapshot](&buf, parquet.Compression(&parquet.Zstd))
			if _, err := w.Write(rows); err != nil {
				b.Fatal(err)
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
		perRow(b, len(rows))
	})
	b.Run("peer=JSONLines", func(b *testing.B) {
		for b.Loop() {
			var buf bytes.Buffer
			enc := json.NewEncoder(&buf)
			for i := range rows {
				if err := enc.Encode(&rows[i]); err != nil {
					b.Fatal(err)
				}
			}
		}
		perRow(b, len(rows))
	})
}

func BenchmarkScan(b *testing.B) {
	rows := benchSnapshots(benchRows)
	l := openLake(b, b.TempDir())
	var c Changes
	replace(b, &c, PostSnapshots, benchPartition, rows...)
	s := commit(b, l, c)
	b.Run("Scan", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for _, err := range Scan(b.Context(), s, PostSnapshots, nil) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != len(rows) {
				b.Fatal(n)
			}
		}
		perRow(b, len(rows))
	})
	b.Run("ScanColumns", func(b *testing.B) {
		type some struct {
			PostID     data.PostID `parquet:"post_id"`
			ObservedAt data.Micros `parquet:"observed_at,timestamp(microsecond)"`
			Likes      data.Count  `parquet:"likes,optional"`
		}
		for b.Loop() {
			n := 0
			for row, err := range ScanColumns[some](b.Context(), s, PostSnapshots, nil) {
				if err != nil || row.Likes == nil || row.ObservedAt == 0 || row.PostID == "" {
					b.Fatal(row, err)
				}
				n++
			}
			if n != len(rows) {
				b.Fatal(n)
			}
		}
		perRow(b, len(rows))
	})
	content := c.get("post_snapshots", benchPartition)
	file := content.content[content.Files[0].Hash]
	b.Run("peer=GenericReader", func(b *testing.B) {
		for b.Loop() {
			r := parquet.NewGenericReader[data.PostSnapshot](bytes.NewReader(file))
			buf := make([]data.PostSnapshot, readAtOnce)
			for n := 0; n < len(rows); {
				k, _ := r.Read(buf)
				if k == 0 {
					b.Fatal(n)
				}
				n += k
			}
		}
		perRow(b, len(rows))
	})
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for i := range rows {
		if err := enc.Encode(&rows[i]); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("peer=JSONLines", func(b *testing.B) {
		for b.Loop() {
			in := bufio.NewScanner(bytes.NewReader(lines.Bytes()))
			for in.Scan() {
				var row data.PostSnapshot
				if err := json.Unmarshal(in.Bytes(), &row); err != nil {
					b.Fatal(err)
				}
			}
		}
		perRow(b, len(rows))
	})
}

// A hundred late snapshots of one month come into a lake of five years: what it
// costs must be a month's worth, not the lake's. The peer rewrites the whole table.
func BenchmarkUpsertSmallIntoBig(b *testing.B) {
	const months = 60
	var c Changes
	perMonth := benchSnapshots(4000)
	for m := range months {
		rows := make([]data.PostSnapshot, len(perMonth))
		start := data.At(time.Date(2021+m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC))
		for i, s := range perMonth {
			s.PublishedAt = start + s.PublishedAt - may(1, 0)
			s.ObservedAt = start + s.ObservedAt - may(1, 0)
			rows[i] = s
		}
		replace(b, &c, PostSnapshots, month(data.X, start), rows...)
	}
	l := openLake(b, b.TempDir())
	s := commit(b, l, c)
	late := make([]data.PostSnapshot, 100)
	n := 0
	fresh := func() []data.PostSnapshot {
		n++
		for i := range late {
			late[i] = aSnapshot(fmt.Sprintf("late %d %d", n, i), data.At(time.Date(2025, 3, 2, 0, 0, 0, 0, time.UTC)), n, 1)
		}
		return late
	}
	b.Run("Upsert", func(b *testing.B) {
		for b.Loop() {
			var c Changes
			if err := Upsert(b.Context(), s, &c, PostSnapshots, fresh()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("UpsertAndCommit", func(b *testing.B) {
		for b.Loop() {
			var c Changes
			if err := Upsert(b.Context(), s, &c, PostSnapshots, fresh()); err != nil {
				b.Fatal(err)
			}
			s = commit(b, l, c)
		}
	})
	b.Run("peer=RewriteAll", func(b *testing.B) {
		for b.Loop() {
			rows, err := Rows(b.Context(), s, PostSnapshots, nil)
			if err != nil {
				b.Fatal(err)
			}
			var buf bytes.Buffer
			w := parquet.NewGenericWriter[data.PostSnapshot](&buf, parquet.Compression(&parquet.Zstd))
			if _, err := w.Write(append(rows, fresh()...)); err != nil {
				b.Fatal(err)
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("NothingNew", func(b *testing.B) {
		stored, again := rowsOf(b, s, PostSnapshots), make([]data.PostSnapshot, 100)
		for i := range again {
			again[i] = stored[i]
		}
		for b.Loop() {
			var c Changes
			if err := Upsert(b.Context(), s, &c, PostSnapshots, again); err != nil || !c.Empty() {
				b.Fatal(err)
			}
		}
	})
}
