package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestElsewhere runs the demo in other folders, time zones, languages and on more and
// fewer processors, and where the system lets it, without any network: lake, pages,
// views and workbook are the same bytes.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	outcome := func(dir string) map[string]string {
		t.Helper()
		all := shown(t, dir)
		for name, sum := range tree(t, filepath.Join(dir, "tailor-data", "reports")) {
			all["reports/"+name] = sum
		}
		for name, sum := range tree(t, filepath.Join(dir, "books")) {
			all["books/"+name] = sum
		}
		views, err := os.ReadFile(filepath.Join(dir, "tailor-data", "lake", "lake.sql"))
		if err != nil {
			t.Fatal(err)
		}
		all["lake.sql"] = string(views)
		return all
	}
	books := func(dir string, run func(args ...string)) {
		t.Helper()
		if err := os.Mkdir(filepath.Join(dir, "books"), 0o755); err != nil {
			t.Fatal(err)
		}
		run("export", "--config", filepath.Join(dir, "tailor.yaml"), "--workbook", filepath.Join(dir, "books", "all.xlsx"))
	}
	here := copyOf(t, finishedDemo(t))
	books(here, func(args ...string) { mustTailor(t, args...) })
	want := outcome(here)
	if len(want) < 50 || want["books/all.xlsx"] == "" {
		t.Fatalf("only %d files to compare", len(want))
	}
	for i, env := range [][]string{
		{"TZ=Pacific/Auckland", "LANG=ar_EG.UTF-8", "LC_ALL=ar_EG.UTF-8", "GOMAXPROCS=1"},
		{"TZ=America/St_Johns", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=4"},
	} {
		if i > 0 && testing.Short() {
			continue // each is a whole run
		}
		dir := filepath.Join(t.TempDir(), "somewhere else", "ö")
		run := func(args ...string) {
			t.Helper()
			cmd := exec.Command("tailor", args...)
			cmd.Env = append(os.Environ(), env...)
			if alone := withoutNetwork(cmd); i == 0 && !alone {
				t.Log("this system lets nobody leave the network: the run had one")
			}
			var errs bytes.Buffer
			cmd.Stderr = &errs
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v tailor %v: %v\n%s", env, args, err, errs.String())
			}
		}
		run("run", "--demo", "--demo-dir", dir)
		books(dir, run)
		if diff := cmp.Diff(want, outcome(dir)); diff != "" {
			t.Errorf("%v: another outcome (-here +there)\n%s", env, diff)
		}
	}
}
