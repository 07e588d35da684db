package patient

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestReplace: a file is made with the folders above it, left alone while it holds what it
// should, and replaced with nothing left beside it.
func TestReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	path := filepath.Join(dir, "page.html")
	for _, step := range []struct {
		text    string
		changed bool
	}{{"one", true}, {"one", false}, {"two", true}} {
		changed, err := Replace(path, []byte(step.text), 0o600)
		if err != nil || changed != step.changed {
			t.Errorf("Replace with %q: changed %v, %v", step.text, changed, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != step.text {
			t.Errorf("it holds %q, %v; want %q", got, err, step.text)
		}
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are in the folder, %v; want the one", len(left), err)
	}
}
