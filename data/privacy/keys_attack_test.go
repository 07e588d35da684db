package privacy

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// A process that is killed while it makes a week's key leaves a second name of it. A copy of
// the folder makes a second file of that, which destroying the key does not reach.
func TestNoKeyOutlivesItsWeek(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	k, err := CreateKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Author(data.X, "2026-W10", "target"); err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(dir, "author.x.2026-W10.key"))
	if err != nil {
		t.Fatal(err)
	}
	left, fresh := filepath.Join(dir, ".new-1234"), filepath.Join(dir, ".new-5678")
	for _, path := range []string{left, fresh} {
		if err := os.WriteFile(path, key, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err = OpenKeys(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("the key of a killed process is left: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("a file that somebody is writing is gone: %v", err)
	}
}
