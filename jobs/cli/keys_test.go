package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/jobs"
)

// TestAuthorKeys damages the key of an open week, and then takes it away: doctor says so,
// the next run too, although no reply came, and what to do; put back, all is well.
func TestAuthorKeys(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := demo.WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, demo.ConfigName)
	asOf := demo.AsOf(demo.Weeks).Format("2006-01-02T15:04:05Z07:00")
	mustTailor(t, "run", "-q", "--config", settings, "--as-of", asOf)
	open, err := filepath.Glob(filepath.Join(dir, "tailor-keys", "author.*.key"))
	if err != nil || len(open) == 0 {
		t.Fatalf("open weeks %q, %v", open, err)
	}
	whole, err := os.ReadFile(open[0])
	if err != nil {
		t.Fatal(err)
	}
	put := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(open[0], b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(whole[:7])
	if out, _, code := tailor(t, "doctor", "--offline", "--config", settings); code != 1 || !strings.Contains(out, "holds 7 bytes, a key has 32") || !strings.Contains(out, "put it back from a copy of") {
		t.Errorf("a damaged key: doctor gives %d: %s", code, out)
	}
	if _, errs, code := tailor(t, "run", "-q", "--config", settings, "--as-of", asOf); code != jobs.ExitPartial || !strings.Contains(errs, "holds 7 bytes, a key has 32") {
		t.Errorf("a damaged key: a run gives %d: %s", code, errs)
	}
	if err := os.Remove(open[0]); err != nil {
		t.Fatal(err)
	}
	if out, _, code := tailor(t, "doctor", "--offline", "--config", settings); code != 1 || !strings.Contains(out, "is gone, under which replies to") {
		t.Errorf("a key that is gone: doctor gives %d: %s", code, out)
	}
	if _, errs, code := tailor(t, "run", "-q", "--config", settings, "--as-of", asOf); code != jobs.ExitPartial || !strings.Contains(errs, "new replies count as without author") {
		t.Errorf("a key that is gone: a run gives %d: %s", code, errs)
	}
	if _, err := os.Stat(open[0]); err == nil {
		t.Error("a run made a new key for a week whose authors are counted already")
	}
	put(whole)
	if out, _, _ := tailor(t, "doctor", "--offline", "--config", settings); strings.Contains(out, "bad      keys") {
		t.Errorf("a key that is back: doctor says %s", out)
	}
	mustTailor(t, "run", "-q", "--config", settings, "--as-of", asOf)
}
