package cli

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"index/suffixarray"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
)

// stored returns all text that a data folder holds, tables decoded, by file.
func stored(t *testing.T, root string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		if filepath.Ext(path) == ".parquet" {
			texts[path], err = decoded(path)
			return err
		}
		b, err := os.ReadFile(path)
		texts[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// decoded returns every value of a Parquet file, one to a line.
func decoded(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	f, err := parquet.OpenFile(file, info.Size())
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	var b strings.Builder
	rows := make([]parquet.Row, 100)
	for _, group := range f.RowGroups() {
		r := group.Rows()
		for {
			n, err := r.ReadRows(rows)
			for _, row := range rows[:n] {
				for _, v := range row {
					b.WriteString(v.String())
					b.WriteByte('\n')
				}
			}
			if err != nil {
				break
			}
		}
		if err := r.Close(); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// noIdentifiers looks for everybody who was invented to reply, plain and hashed.
func noIdentifiers(t *testing.T, root string) {
	texts := stored(t, root)
	var all bytes.Buffer
	for _, text := range texts {
		all.WriteString(strings.ToLower(text))
	}
	haystack := suffixarray.New(all.Bytes()) // thousands of look-ups in tens of megabytes
	contains := func(s string) bool { return len(haystack.Lookup([]byte(s), 1)) > 0 }
	if !contains("ruritania") {
		t.Fatal("the decoded tables do not even hold the posts' texts; the search would prove nothing")
	}
	ids := demo.New(demo.Seed).Identifiers().All()
	if len(ids) < 1000 {
		t.Fatalf("only %d identifiers to look for", len(ids))
	}
	found := 0
	for _, id := range ids {
		low := strings.ToLower(id)
		for _, form := range []string{low, fmt.Sprintf("%x", sha256.Sum256([]byte(id))), fmt.Sprintf("%x", sha1.Sum([]byte(id))), fmt.Sprintf("%x", md5.Sum([]byte(id)))} {
			if len(form) < 5 || !contains(form) {
				continue
			}
			if found++; found <= 5 {
				for path, text := range texts {
					if strings.Contains(strings.ToLower(text), form) {
						t.Errorf("%q, an identifier of somebody who replied, is in %s", form, path)
						break
					}
				}
			}
		}
	}
	if found > 5 {
		t.Errorf("and %d more", found-5)
	}
}

// readingsEqualLedger compares every stored reading with what the generator says
// is true of that post at that moment.
func readingsEqualLedger(t *testing.T, root string) {
	type at struct {
		post data.PostID
		when data.Micros
	}
	want := map[at]demo.Reading{}
	for _, record := range demo.Ledger() {
		for _, r := range record.Readings {
			want[at{record.Post, data.At(r.At)}] = r
		}
	}
	compared := 0
	for _, s := range rowsOf[data.PostSnapshot](t, root, "post_snapshots") {
		r, ok := want[at{s.PostID, s.ObservedAt}]
		if !ok {
			continue // own answers, and peers' readings on their own dates
		}
		compared++
		for _, c := range []struct {
			name string
			got  data.Count
			want int64
		}{{"likes", s.Likes, r.Reactions}, {"replies", s.Replies, r.Comments}, {"shares", s.Shares, r.Shares}, {"saves", s.Saves, r.Saves}, {"reach", s.Reach, r.Reach}} {
			if c.got != nil && *c.got != c.want {
				t.Errorf("%s of %s at %s = %d, want %d (%s line %d)", c.name, s.PostID, s.ObservedAt, *c.got, c.want, r.File, r.Line)
			}
		}
	}
	if compared < 4000 {
		t.Errorf("only %d readings could be compared", compared)
	}
}

// rowsOf reads a table through lake/current, as an analyst would.
func rowsOf[T any](t *testing.T, root, table string) []T {
	t.Helper()
	var all []T
	base, err := filepath.EvalSymlinks(filepath.Join(root, "lake", "current"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(base, table), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rows, err := parquet.ReadFile[T](path)
		all = append(all, rows...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// badRows checks that each kind of planted damage is set aside or shown as a note.
func badRows(t *testing.T, dir string) {
	status := mustTailor(t, "status", "--json", "--config", filepath.Join(dir, "tailor.yaml"))
	for _, bad := range demo.Truths().BadRows {
		if bad.Kind == demo.EmptyID {
			continue // the row's link holds the id, so that nothing is lost
		}
		if !strings.Contains(status, filepath.Base(bad.File)) {
			t.Errorf("status does not name %s, whose line %d has a planted %s", bad.File, bad.Line, bad.Kind)
		}
	}
	for _, why := range []string{"damaged_id", "total_row", "duplicate"} {
		if !strings.Contains(status, why) {
			t.Errorf("status names no row set aside for %s", why)
		}
	}
}
