package cli

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// finished is one demo that ran without any interruption. Tests share it and must
// not change it; those that go on from it take a copy.
var finished struct {
	once sync.Once
	dir  string
	errs string
	code int
	took time.Duration
}

func finishedDemo(t *testing.T) string {
	t.Helper()
	finished.once.Do(func() {
		var err error
		if finished.dir, err = os.MkdirTemp("", "tailor-finished-"); err != nil {
			finished.errs, finished.code = err.Error(), 1
			return
		}
		began := time.Now()
		_, finished.errs, finished.code = tailor(t, "run", "--demo", "--demo-dir", finished.dir)
		finished.took = time.Since(began)
	})
	if finished.code != 0 {
		t.Fatalf("the demo ended with exit code %d\n%s", finished.code, finished.errs)
	}
	return finished.dir
}

// copyOf copies a demo's folder; its snapshot trees stay what they are, links.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	// CopyFS widens modes; keys and vault refuse that.
	for _, private := range []string{"tailor-keys", "tailor-data/vault"} {
		err := filepath.WalkDir(filepath.Join(to, private), func(path string, d os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				return os.Chmod(path, 0o700)
			}
			return os.Chmod(path, 0o600)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// snapshot opens the newest snapshot of a demo.
func snapshot(t *testing.T, dir string) *lake.Snapshot {
	t.Helper()
	l, err := lake.Open(context.Background(), lake.Options{Root: filepath.Join(dir, "tailor-data")})
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Current(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rows reads a table of the lake or the vault.
func rows[T any](t *testing.T, s *lake.Snapshot, table lake.Table[T]) []T {
	t.Helper()
	all, err := lake.Rows(context.Background(), s, table, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// shown is the tree that analysts read, by the files' hashes.
func shown(t *testing.T, dir string) map[string]string {
	t.Helper()
	current, err := filepath.EvalSymlinks(filepath.Join(dir, "tailor-data", "lake", "current"))
	if err != nil {
		t.Fatal(err)
	}
	return tree(t, current)
}

// vaultRows is what can be compared of two vaults whose random keys differ: counts
// by cell in full, the rest by the number of rows.
type vaultRows struct {
	Cells                            []data.ReplyCell
	Seals                            []data.Seal
	Rejects                          []data.Reject
	Replies, Authors, Seen, Distinct int64
}

func vault(t *testing.T, dir string) vaultRows {
	t.Helper()
	s := snapshot(t, dir)
	v := vaultRows{
		Cells: rows(t, s, lake.ReplyCells), Seals: rows(t, s, lake.Seals), Rejects: rows(t, s, lake.Rejects),
		Replies: int64(len(rows(t, s, lake.Replies))), Seen: int64(len(rows(t, s, lake.ReplySeen))),
	}
	for _, a := range rows(t, s, lake.ReplyAuthors) {
		v.Authors++
		v.Distinct += a.Distinct + int64(len(a.Authors)) // one of them is empty
	}
	return v
}
