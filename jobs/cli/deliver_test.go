package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// TestDeliverAgain removes what was delivered: a run with nothing new still makes
// the delivery good, so that one that failed is not lost.
func TestDeliverAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := demo.Small(1).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	args := []string{"run", "-q", "--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(1).Format("2006-01-02T15:04:05Z07:00")}
	mustTailor(t, args...)
	delivered, err := filepath.Glob(filepath.Join(dir, "reports", "*.html"))
	if err != nil || len(delivered) != 1 {
		t.Fatalf("delivered %v, %v; want one page", delivered, err)
	}
	if err := os.Remove(delivered[0]); err != nil {
		t.Fatal(err)
	}
	mustTailor(t, args...)
	if _, err := os.Stat(delivered[0]); err != nil {
		t.Errorf("the page was not delivered again: %v", err)
	}
}
