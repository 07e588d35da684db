package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDocsJobs keeps the table of jobs in docs/schedule.md equal to what the program does.
func TestDocsJobs(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "schedule.md")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- written by make docs -->\n", "<!-- end -->\n"
	before, rest, ok := strings.Cut(string(b), begin)
	old, after, there := strings.Cut(rest, end)
	if !ok || !there {
		t.Fatalf("docs/schedule.md has no place for the table: %q, %q", begin, end)
	}
	table := "\n" + mustTailor(t, "jobs", "--markdown") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(old, table); diff != "" {
		t.Errorf("the table of jobs in docs/schedule.md is not what tailor jobs prints; write it with: make docs\n%s", diff)
	}
}

// TestDocs keeps the generated documents equal to what the program prints.
func TestDocs(t *testing.T) {
	for _, c := range []struct{ command, file string }{
		{"dictionary", "data-dictionary.md"},
		{"schema", "config.schema.json"},
	} {
		got := []byte(mustTailor(t, "config", c.command))
		file := filepath.Join("..", "..", "docs", c.file)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("docs/%s is not what tailor config %s prints; write it with: make docs\n%s", c.file, c.command, cmp.Diff(string(want), string(got)))
		}
	}
}
