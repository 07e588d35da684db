package lake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// TestCopiedFolder: a data folder that was copied file by file has no hard links any more,
// and systems leave files of their own in folders. Both is whole; a tree that holds other
// bytes is not, and is told how it is mended.
func TestCopiedFolder(t *testing.T) {
	ctx := t.Context()
	from, to := t.TempDir(), t.TempDir()
	l := openLake(t, from)
	var c Changes
	if err := Upsert(ctx, current(t, l), &c, Posts, []data.Post{aPost("1", may(3, 10)), aPost("2", may(4, 10)), aPost("3", may(5, 10))}); err != nil {
		t.Fatal(err)
	}
	commit(t, l, c)
	if err := os.CopyFS(filepath.Join(to, "lake", "_files"), os.DirFS(filepath.Join(from, "lake", "_files"))); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"_commits", "_snapshots"} {
		if err := os.CopyFS(filepath.Join(to, "lake", dir), os.DirFS(filepath.Join(from, "lake", dir))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"_commits/.DS_Store", "_commits/Thumbs.db", "_files/desktop.ini"} {
		if err := os.WriteFile(filepath.Join(to, "lake", name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copied, err := Open(ctx, Options{Root: to})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := copied.Verify(ctx, VerifyOptions{ReadData: true}); err != nil || !r.OK() || r.Rows != 3 {
		t.Errorf("a copied lake: %+v, %v", r, err)
	}
	shown, err := filepath.Glob(filepath.Join(to, "lake", "_snapshots", "*", "posts", "*", "*", "*.parquet"))
	if err != nil || len(shown) != 1 {
		t.Fatalf("the tree shows %v, %v", shown, err)
	}
	if err := os.Chmod(shown[0], 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(shown[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(shown[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := copied.Verify(ctx, VerifyOptions{})
	if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Remedy, "remove the folder lake/_snapshots/") {
		t.Errorf("a tree with another byte: %+v, %v", r.Problems, err)
	}
}
