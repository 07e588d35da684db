package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// example is one block of docs/analysts.md that a tool can run.
type example struct {
	heading, program string
	needs            []string // modules or programs
	code             string
}

// TestAnalysts runs every example of docs/analysts.md whose tools are on this machine
// on the demo, and demands that each prints what the document says.
func TestAnalysts(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "analysts.md"))
	if err != nil {
		t.Fatal(err)
	}
	examples, expected := examplesOf(string(doc))
	if len(examples) < 9 || expected == "" {
		t.Fatalf("found %d examples and %d bytes of expected output; the document's marks must have changed", len(examples), len(expected))
	}
	all := t
	dir := "" // a copy of the demo, made once if any example can be run
	for _, e := range examples {
		t.Run(e.heading+" "+strings.Join(e.needs, " "), func(t *testing.T) {
			command := e.command(t)
			if dir == "" {
				dir = copyOf(all, finishedDemo(t))
			}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // Spark on a busy machine
			defer cancel()
			run := exec.CommandContext(ctx, command[0], append(command[1:], e.code)...)
			run.Dir = dir
			var out, errs bytes.Buffer
			run.Stdout, run.Stderr = &out, &errs
			if err := run.Run(); err != nil {
				t.Fatalf("%v\n%s", err, errs.String())
			}
			got := strings.ReplaceAll(strings.ReplaceAll(out.String(), "\r\n", "\n"), `"`, "")
			if got != expected {
				t.Errorf("the example prints\n%s\nthe document says\n%s", got, expected)
			}
		})
	}
}

// examplesOf finds the blocks under a mark, <!-- run: PROGRAM NEEDS... -->, and what
// they are to print.
func examplesOf(doc string) (examples []example, expected string) {
	block := regexp.MustCompile("(?ms)^## ([^\n]+)$|^<!-- (expected|run: [^\n]+) -->\n```[a-z]+\n(.*?)^```$")
	heading := ""
	for _, m := range block.FindAllStringSubmatch(doc, -1) {
		switch mark, _ := strings.CutPrefix(m[2], "run: "); {
		case m[1] != "":
			heading = m[1]
		case mark == "expected":
			expected = m[3]
		default:
			words := strings.Fields(mark)
			examples = append(examples, example{heading, words[0], words[1:], m[3]})
		}
	}
	return examples, expected
}

// command is what runs the example; it skips the test if this machine lacks it.
func (e example) command(t *testing.T) []string {
	t.Helper()
	present := func(args ...string) bool { return exec.Command(args[0], args[1:]...).Run() == nil }
	for _, need := range e.needs {
		switch {
		case e.program == "sh" && !present(need, "--version"),
			e.program == "python" && !present("python3", "-c", "import "+need),
			e.program == "R" && !present("Rscript", "-e", "library("+need+")"):
			t.Skipf("%s has no %s on this machine", e.program, need)
		}
	}
	switch e.program {
	case "sh":
		return []string{"sh", "-c"}
	case "python":
		return []string{"python3", "-c"}
	case "R":
		return []string{"Rscript", "-e"}
	}
	t.Fatalf("no way to run %q", e.program)
	return nil
}

// TestExportsAgree reads what is exported of every table of the demo with DuckDB, which
// also reads the lake's files: not a row may differ.
func TestExportsAgree(t *testing.T) {
	duckdb, err := exec.LookPath("duckdb")
	if err != nil {
		t.Skip("no duckdb on this machine")
	}
	dir := copyOf(t, finishedDemo(t))
	out := filepath.Join(dir, "out")
	mustTailor(t, "--config", filepath.Join(dir, "tailor.yaml"), "export", "--to", out, "--format", "jsonl")
	var script strings.Builder
	tables := 0
	for _, doc := range lake.Dictionary() {
		if doc.Vault || len(snapshot(t, dir).Files(doc.Name)) == 0 {
			continue
		}
		tables++
		var names []string
		for _, c := range doc.Columns {
			names = append(names, `"`+c.Name+`"`)
		}
		fmt.Fprintf(&script, `
CREATE TABLE stored AS SELECT %[2]s FROM read_parquet('tailor-data/lake/current/%[1]s/**/*.parquet', hive_partitioning = false);
CREATE TABLE exported AS FROM stored LIMIT 0;
COPY exported FROM 'out/%[1]s.jsonl' (FORMAT json);
SELECT '%[1]s', (SELECT count(*) FROM (FROM stored EXCEPT ALL FROM exported)), (SELECT count(*) FROM (FROM exported EXCEPT ALL FROM stored)), (SELECT count(*) > 0 FROM stored);
DROP TABLE stored;
DROP TABLE exported;
`, doc.Name, strings.Join(names, ", "))
	}
	run := exec.Command(duckdb, "-batch", "-bail", "-csv", "-noheader", ":memory:")
	run.Dir, run.Stdin = dir, strings.NewReader(script.String())
	answer, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, answer)
	}
	if got := strings.Count(string(answer), ",0,0,true\n"); got != tables || tables == 0 {
		t.Errorf("%d of %d tables agree:\n%s", got, tables, answer)
	}
}
