package cli

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
)

// kept is text that files of a data folder hold, tables decoded. Files that hold the
// same bytes, as the trees of snapshots do, are one.
type kept struct {
	text  string
	paths []string
}

// stored returns all text that a data folder holds.
func stored(t *testing.T, root string) []*kept {
	t.Helper()
	var all []*kept
	known := map[[sha256.Size]byte]*kept{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(append(b, filepath.Ext(path)...))
		c := known[sum]
		if c == nil {
			c = &kept{text: string(b)}
			if filepath.Ext(path) == ".parquet" {
				if c.text, err = decoded(path); err != nil {
					return err
				}
			}
			known[sum] = c
			all = append(all, c)
		}
		c.paths = append(c.paths, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
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
	const there = "ruritania" // stands in the posts' texts; not to find it would mean that nothing can be found
	const least = 5           // shorter ones stand in other words
	forms := map[string][]string{there[:least]: {there}}
	ids := demo.New(demo.Seed).Identifiers().All()
	if len(ids) < 1000 {
		t.Fatalf("only %d identifiers to look for", len(ids))
	}
	for _, id := range ids {
		low := strings.ToLower(id)
		for _, form := range []string{low, fmt.Sprintf("%x", sha256.Sum256([]byte(id))), fmt.Sprintf("%x", sha1.Sum([]byte(id))), fmt.Sprintf("%x", md5.Sum([]byte(id)))} {
			if len(form) >= least {
				forms[form[:least]] = append(forms[form[:least]], form)
			}
		}
	}
	found := map[string]string{} // with a file that holds it
	for _, c := range stored(t, root) {
		low := strings.ToLower(c.text)
		for i := range max(0, len(low)-least+1) {
			for _, form := range forms[low[i:i+least]] {
				if strings.HasPrefix(low[i:], form) {
					found[form] = c.paths[0]
				}
			}
		}
	}
	if found[there] == "" {
		t.Fatal("the decoded tables do not even hold the posts' texts; the search would prove nothing")
	}
	delete(found, there)
	for i, form := range slices.Sorted(maps.Keys(found)) {
		if i == 5 {
			t.Errorf("and %d more", len(found)-i)
			break
		}
		t.Errorf("%q, an identifier of somebody who replied, is in %s", form, found[form])
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
