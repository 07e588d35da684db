package show

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/export"
)

// Form is how the answer to a query is printed.
type Form string

// Forms of answers.
const (
	Table Form = "table" // for people
	CSV   Form = "csv"   // for spreadsheets: no cell is taken for a formula
	JSON  Form = "json"  // one array of objects
)

// ErrNoDuckDB says that there is no duckdb to run queries with.
var ErrNoDuckDB = errors.New(`no duckdb on the PATH. Queries are run by DuckDB, one program without a server:
  pip install duckdb-cli       or, on macOS: brew install duckdb      on Windows: winget install DuckDB.cli
  or from https://duckdb.org/install
Without it: tailor export TABLE writes CSV, JSON or Arrow, and docs/analysts.md shows pandas, Polars and others`)

// QueryError is a mistake in a query, as DuckDB tells it.
type QueryError struct{ Message string }

func (e *QueryError) Error() string { return e.Message }

// Query runs one SELECT on the views of the newest commit, in a duckdb from the PATH
// that keeps everything in memory, and writes the answer. The query can read the
// lake's tables and nothing else: DuckDB itself refuses other statements, other files
// and changes of settings.
func Query(ctx context.Context, u *jobs.Unit, w io.Writer, query string, form Form) error {
	program, err := exec.LookPath("duckdb")
	if err != nil {
		return ErrNoDuckDB
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return err
	}
	spill, err := os.MkdirTemp("", "tailor-query-")
	if err != nil {
		return fmt.Errorf("make a working folder: %w", err)
	}
	defer os.RemoveAll(spill)
	script, err := queryScript(s, query, spill)
	if err != nil {
		return err
	}
	tree, err := u.TreePath(s.Tree())
	if err != nil {
		return err
	}
	args := map[Form][]string{Table: {"-box"}, CSV: {"-csv", "-nullvalue", ""}, JSON: {"-json"}}[form]
	var errs bytes.Buffer
	cmd := exec.CommandContext(ctx, program, append([]string{"-init", os.DevNull, "-batch", "-bail"}, append(args, ":memory:")...)...)
	cmd.Dir = tree // the folder's own path may hold what a pattern would take for more
	cmd.Stdin, cmd.Stderr = strings.NewReader(script), &errs
	answer, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", program, err)
	}
	written := writeAnswer(w, answer, form)
	_, drained := io.Copy(io.Discard, answer) // or duckdb would wait for somebody to read
	if err := cmd.Wait(); err != nil {
		return queryError(ctx, errs.String(), err)
	}
	return errors.Join(written, drained)
}

// queryScript is what duckdb is given to do: make the views, lock itself in, answer.
// Its function query() takes one SELECT and refuses anything else.
func queryScript(s *lake.Snapshot, query, spill string) (string, error) {
	if strings.TrimSpace(query) == "" {
		return "", &QueryError{"the query is empty; try: tailor query \"SELECT * FROM posts_wide LIMIT 5\""}
	}
	return fmt.Sprintf(`SET temp_directory = %s;
SET allowed_directories = ['./'];
SET enable_external_access = false;
%s
SET lock_configuration = true;
FROM query(%s);
`, sqlText(spill), jobs.ViewsOf(s, "."), sqlText(query)), nil
}

func sqlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// writeAnswer passes on what duckdb answers, made safe for whoever reads it.
func writeAnswer(w io.Writer, answer io.Reader, form Form) error {
	switch form {
	case CSV:
		return neutralCSV(w, answer)
	case JSON:
		return someJSON(w, answer)
	}
	// Post texts are foreign: nothing in them may steer the terminal or the direction.
	steers := runes.Predicate(func(r rune) bool {
		return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r))
	})
	_, err := io.Copy(w, transform.NewReader(answer, runes.Remove(steers)))
	return err
}

// neutralCSV makes every cell that is no number one that no spreadsheet runs.
func neutralCSV(w io.Writer, answer io.Reader) error {
	in, out := csv.NewReader(answer), csv.NewWriter(w)
	in.FieldsPerRecord, in.ReuseRecord = -1, true
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return out.Error()
		}
		if err != nil {
			return err
		}
		for i, c := range cells {
			if _, err := strconv.ParseFloat(c, 64); err != nil {
				cells[i] = export.Neutral(c)
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
}

// someJSON passes on the array, and writes an empty one where duckdb writes none.
func someJSON(w io.Writer, answer io.Reader) error {
	n, err := io.Copy(w, answer)
	if err == nil && n == 0 {
		_, err = io.WriteString(w, "[]\n")
	}
	return err
}

// queryError is what duckdb printed, without the noise, and with what to do next.
func queryError(ctx context.Context, printed string, failed error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var lines []string
	for line := range strings.Lines(printed) {
		if strings.Contains(line, "Loading resources from") || strings.TrimSpace(line) == "" {
			continue
		}
		if strings.HasPrefix(line, "LINE 1: FROM query(") {
			break // the line of the script, and where in it: not what was asked
		}
		lines = append(lines, strings.TrimRight(strings.TrimPrefix(line, "\x1b[00m"), "\r\n"))
	}
	message := strings.Join(lines, "\n")
	switch {
	case message == "":
		return fmt.Errorf("duckdb failed: %w", failed)
	case strings.Contains(message, "unrecognized configuration parameter"), strings.Contains(message, "Table Function with name query does not exist"):
		return fmt.Errorf("this duckdb is too old for tailor query, which needs 1.2 or later; lake.sql works with it:\n%s", message)
	case strings.Contains(message, "Expected a single SELECT statement"):
		message += "\ntailor query reads: give it one SELECT. For anything else run duckdb itself on lake.sql; see docs/analysts.md"
	case strings.Contains(message, "Permission Error"), strings.Contains(message, "No files found"):
		message += "\ntailor query reads the lake's tables only. To join other files run duckdb itself on lake.sql; see docs/analysts.md"
	}
	return &QueryError{message}
}
