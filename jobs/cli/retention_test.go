package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// TestRetention runs the demo again 15 days later: the texts of replies are gone
// from every file of the vault, what was published of them stays.
func TestRetention(t *testing.T) {
	t.Parallel()
	dir := copyOf(t, finishedDemo(t))
	before := snapshot(t, dir)
	texts := map[string]bool{}
	for _, r := range rows(t, before, lake.Replies) {
		if len(r.Text) >= 30 && !r.ByOwnAccount { // own answers are own posts, and stay in posts
			texts[r.Text] = true
		}
	}
	mood := rows(t, before, lake.MoodTable)
	if len(texts) < 50 || len(mood) == 0 {
		t.Fatalf("the demo holds %d texts of replies and %d cells of mood; their going would prove nothing", len(texts), len(mood))
	}
	root := filepath.Join(dir, "tailor-data")
	if found := holders(t, root, texts); len(found) == 0 {
		t.Fatal("the texts are not even found while they are there")
	}

	later := demo.AsOf(demo.Weeks).Add(15 * 24 * time.Hour)
	mustTailor(t, "run", "--demo", "--demo-dir", dir, "-q", "--as-of", later.Format(time.RFC3339))

	after := snapshot(t, dir)
	if n := len(rows(t, after, lake.Replies)); n > 0 {
		t.Errorf("%d replies are still in the table 15 days later, want none", n)
	}
	for path, text := range holders(t, root, texts) {
		t.Errorf("%s still holds the text %q", path, text)
	}
	listed := map[string]bool{}
	for _, table := range lake.Dictionary() {
		for _, f := range after.Files(table.Name) {
			listed[f.Name] = true
		}
	}
	for _, part := range []string{"vault", "lake"} {
		files := tree(t, filepath.Join(root, part, "_files"))
		for name := range files {
			if !listed[filepath.ToSlash(filepath.Join("_files", name))] {
				t.Errorf("%s/_files/%s is superseded and still there", part, name)
			}
		}
		if len(files) == 0 {
			t.Errorf("%s holds no file at all", part)
		}
	}
	snapshots, err := os.ReadDir(filepath.Join(root, "lake", "_snapshots"))
	if err != nil || len(snapshots) != 1 {
		t.Errorf("%d snapshot trees are left, %v; want the newest alone", len(snapshots), err)
	}

	kept := map[string]bool{}
	for _, m := range rows(t, after, lake.MoodTable) {
		kept[m.Mission+m.PeriodKind+m.Period+string(m.Breakdown)+m.Value+m.Scorer+number(m.Net)] = true
	}
	for _, m := range mood {
		if m.N != nil && !kept[m.Mission+m.PeriodKind+m.Period+string(m.Breakdown)+m.Value+m.Scorer+number(m.Net)] {
			t.Errorf("the published mood of %s, %s %s=%s, changed or went", m.Mission, m.Period, m.Breakdown, m.Value)
		}
	}
	if diff := cmp.Diff(rows(t, before, lake.ReplyCells), rows(t, after, lake.ReplyCells)); diff != "" {
		t.Errorf("the counts of replies changed with their texts:\n%s", diff)
	}
	if out := mustTailor(t, "verify", "--read-data", "--config", filepath.Join(dir, "tailor.yaml")); !strings.Contains(out, "whole") {
		t.Errorf("verify says %q, want whole", out)
	}
}

func number(v *float64) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(*v)
}

// holders finds files that hold any of the texts, tables decoded: path -> a text.
func holders(t *testing.T, root string, texts map[string]bool) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, c := range stored(t, root) {
		for line := range strings.Lines(c.text) {
			if text := strings.TrimSuffix(line, "\n"); texts[text] {
				for _, path := range c.paths {
					found[path] = text
				}
			}
		}
	}
	return found
}
