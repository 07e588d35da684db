package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/status"
)

// tailor runs one command in this process.
func tailor(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errw bytes.Buffer
	code = (&app{in: strings.NewReader(""), out: &out, err: &errw, now: time.Now}).run(context.Background(), args)
	return out.String(), errw.String(), code
}

// mustTailor runs one command that must succeed.
func mustTailor(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := tailor(t, args...)
	if code != 0 {
		t.Fatalf("tailor %s: exit code %d\n%s", strings.Join(args, " "), code, errs)
	}
	return out
}

// tree hashes every file below a folder, symbolic links not followed.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	sums, err := treeOf(root)
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func treeOf(root string) (map[string]string, error) {
	sums := map[string]string{}
	return sums, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		sums[name] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
}

// TestDemo runs the main job as make run does, and then again.
func TestDemo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	out := mustTailor(t, "run", "--demo", "--demo-dir", dir, "--json")
	var result jobs.Result
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("stdout under --json is not JSON: %v\n%.300s", err, out)
	}
	root := filepath.Join(dir, "tailor-data")

	t.Run("pages and advice for every mission", func(t *testing.T) {
		missions := map[string]int{}
		for _, a := range result.Advice {
			missions[a.Mission]++
		}
		if len(result.Pages) != 6 || len(missions) != 4 {
			t.Errorf("%d pages and advice for %d missions, want 6, one over all and one of the last quarter, and 4", len(result.Pages), len(missions))
		}
		for _, p := range result.Pages {
			page, err := os.ReadFile(p.Path)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) > 300_000 {
				t.Errorf("%s has %d bytes, more than 300 kB", p.Path, len(page))
			}
			if !bytes.Contains(page, []byte("Made-up data")) {
				t.Errorf("%s does not say that its data are made up", p.Path)
			}
		}
	})

	t.Run("the quarter tells the planted theme, and what was answered", func(t *testing.T) {
		page, err := os.ReadFile(filepath.Join(root, "reports", "quarter-2026-Q1.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Criticism stands out on visas", "People who replied on our channels, not the diaspora", "Consular Department (made up)", "We answered "} {
			if !bytes.Contains(page, []byte(want)) {
				t.Errorf("the page of the quarter lacks %q", want)
			}
		}
		wave := demo.Truths().Wave
		if of, _, err := data.Quarter445(wave.Week); err != nil || of != "2026-Q1" || wave.Topic != "visa" {
			t.Errorf("planted were complaints about %s in %s, which is %s", wave.Topic, wave.Week, of)
		}
	})

	t.Run("a second run changes no byte", func(t *testing.T) {
		lake, vault, reports := tree(t, filepath.Join(root, "lake")), tree(t, filepath.Join(root, "vault")), tree(t, filepath.Join(root, "reports"))
		again := mustTailor(t, "run", "--demo", "--demo-dir", dir, "--json")
		var second jobs.Result
		if err := json.Unmarshal([]byte(again), &second); err != nil {
			t.Fatal(err)
		}
		if second.Changed || second.Commit != result.Commit {
			t.Errorf("the second run says changed %v, commit %d, want false and %d", second.Changed, second.Commit, result.Commit)
		}
		for name, before := range map[string]map[string]string{"lake": lake, "vault": vault, "reports": reports} {
			if diff := cmp.Diff(before, tree(t, filepath.Join(root, name))); diff != "" {
				t.Errorf("%s changed:\n%s", name, diff)
			}
		}
	})

	t.Run("another folder gives equal bytes", func(t *testing.T) {
		other := finishedDemo(t)
		// Manifests are left out: they name the vault's, which depends on random keys.
		for _, name := range []string{"lake/_files", "lake/_snapshots", "reports"} {
			if diff := cmp.Diff(tree(t, filepath.Join(root, name)), tree(t, filepath.Join(other, "tailor-data", name))); diff != "" {
				t.Errorf("%s differs:\n%s", name, diff)
			}
		}
	})

	t.Run("every row decodes", func(t *testing.T) {
		out := mustTailor(t, "verify", "--read-data", "--config", filepath.Join(dir, "tailor.yaml"))
		if !strings.Contains(out, "whole") {
			t.Errorf("verify says %q, want whole", out)
		}
	})

	t.Run("the planted format effect is found, the naive one is not believed", func(t *testing.T) {
		simpson := demo.Truths().Simpson
		found := false
		for _, a := range result.Advice {
			if a.Lever == "format" && data.Format(a.Level) == simpson.Format && a.Platform == simpson.Platform && a.Verdict == data.VerdictMore {
				found = true
			}
			if a.Lever == "format" && data.Format(a.Level) == simpson.Format && a.Platform == simpson.Platform && a.Verdict == data.VerdictLess {
				t.Errorf("%s is told to use less %s, which is better within every account", a.Mission, a.Level)
			}
		}
		if !found {
			t.Errorf("no mission is told to use more %s on %s", simpson.Format, simpson.Platform)
		}
	})

	t.Run("nobody who replied is in what is stored", func(t *testing.T) { noIdentifiers(t, root) })
	t.Run("readings equal the ledger", func(t *testing.T) { readingsEqualLedger(t, root) })
	t.Run("bad rows are set aside and named", func(t *testing.T) { badRows(t, dir) })
	t.Run("a post can be followed", func(t *testing.T) {
		out := mustTailor(t, "explain", "advice", "1", "--mission", result.Advice[0].Mission, "--config", filepath.Join(dir, "tailor.yaml"))
		post := strings.Fields(out[strings.Index(out, "post_metrics"):])[1]
		story := mustTailor(t, "explain", post, "--config", filepath.Join(dir, "tailor.yaml"))
		for _, want := range []string{"1 pull", "2 ingest", "3 classify", "6 measure", "7 recommend", "interactions_public"} {
			if !strings.Contains(story, want) {
				t.Errorf("explain %s does not tell %q:\n%s", post, want, story)
			}
		}
	})
	t.Run("status", func(t *testing.T) {
		var state status.State
		if err := json.Unmarshal([]byte(mustTailor(t, "status", "--json", "--config", filepath.Join(dir, "tailor.yaml"))), &state); err != nil {
			t.Fatal(err)
		}
		if len(state.Accounts) != 23 || state.Weeks == 0 || len(state.SetAside) == 0 || len(state.Runs) == 0 {
			t.Errorf("status has %d accounts, %d sealed weeks, %d kinds of rows set aside, %d runs; want 23 and some of each",
				len(state.Accounts), state.Weeks, len(state.SetAside), len(state.Runs))
		}
	})
}
