package delimited

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// rowsOf reads a table into rows; a broken one is its raw text after "!".
func rowsOf(t testing.TB, text string, comma, newline byte) (rows [][]string, lines []int64) {
	t.Helper()
	tab := NewTable(strings.NewReader(text), comma, newline)
	for {
		r, err := tab.Next()
		if errors.Is(err, io.EOF) {
			return rows, lines
		}
		if err != nil {
			t.Fatal(err)
		}
		cells := slices.Clone(r.Cells)
		if r.Broken {
			cells = []string{"!", string(r.raw)}
		}
		rows, lines = append(rows, cells), append(lines, r.Line)
	}
}

func TestTable(t *testing.T) {
	check := func(name, text string, want [][]string, wantLines ...int64) {
		t.Helper()
		rows, lines := rowsOf(t, text, ',', '\n')
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !slices.Equal(lines, wantLines) {
			t.Errorf("%s: lines %v, want %v", name, lines, wantLines)
		}
	}
	check("plain", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, 1, 2)
	check("no last line end", "a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}, 1, 2)
	check("carriage returns", "a,b\r\n1,\"2\r\n3\"\r\n", [][]string{{"a", "b"}, {"1", "2\r\n3"}}, 1, 2)
	check("line break in a cell", "a,\"b\nc\"\nd,e\n", [][]string{{"a", "b\nc"}, {"d", "e"}}, 1, 3)
	check("doubled quotes", `"say ""hi""",x`, [][]string{{`say "hi"`, "x"}}, 1)
	check("quote that is not doubled", "\"a \"b\" c\",x\n", [][]string{{`a "b" c`, "x"}}, 1)
	check("quote inside a bare cell", `5" disc,x`, [][]string{{`5" disc`, "x"}}, 1)
	check("empty lines", "a,b\n\n\r\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}, 1, 4)
	check("empty cells", ",\n,,\n", [][]string{{"", ""}, {"", "", ""}}, 1, 2)
	check("unclosed quote costs one line", "a,b\nx,\"y\n1,2\n3,4\n", [][]string{{"a", "b"}, {"!", `x,"y`}, {"1", "2"}, {"3", "4"}}, 1, 2, 3, 4)
	check("two unclosed quotes", "x,\"y\n1,2\nz,\"w\n3,4\n", [][]string{{"!", `x,"y`}, {"1", "2"}, {"!", `z,"w`}, {"3", "4"}}, 1, 2, 3, 4)
}

// A quote that opens a megabyte of text is given up after maxRecord bytes, and every
// later row is still read.
func TestTableLongUnclosedQuote(t *testing.T) {
	const n = 60_000
	text := "h,i\nx,\"y\n" + strings.Repeat("1,2345678\n", n)
	rows, lines := rowsOf(t, text, ',', '\n')
	if len(rows) != n+2 || rows[1][0] != "!" || rows[n+1][1] != "2345678" || lines[n+1] != n+2 {
		t.Errorf("%d rows, the last %v in line %d", len(rows), rows[len(rows)-1], lines[len(lines)-1])
	}
}

func TestTableOldMacLines(t *testing.T) {
	rows, _ := rowsOf(t, "a;b\r1;\"2\r3\"\r", ';', '\r')
	if diff := cmp.Diff([][]string{{"a", "b"}, {"1", "2\r3"}}, rows); diff != "" {
		t.Error(diff)
	}
}

// What encoding/csv writes comes back.
func TestTableReadsWhatCSVWrites(t *testing.T) {
	cell := rapid.StringMatching("[a-zé\",;\t\n ]{0,8}")
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 6).Draw(t, "rows")
		comma := rapid.SampledFrom([]byte{',', ';', '\t'}).Draw(t, "comma")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = rune(comma)
		_ = w.WriteAll(rows)
		tab := NewTable(strings.NewReader(b.String()), comma, '\n')
		for i, want := range rows {
			r, err := tab.Next()
			if err != nil || !slices.Equal(r.Cells, want) {
				t.Fatalf("row %d of %q: %q, %v; want %q", i, b.String(), r.Cells, err, want)
			}
		}
		if _, err := tab.Next(); !errors.Is(err, io.EOF) {
			t.Fatalf("after the last row of %q: %v", b.String(), err)
		}
	})
}

// Every byte of any input is in exactly one row's raw text or is a line end, and
// well-formed input reads as encoding/csv reads it.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\nb\",c\n", "x,\"y\n1,2\n", "\"a\"b\",c", "a\r\nb\r", "\"\"\"", "é,\xff\n"} {
		f.Add(s, byte(','))
	}
	f.Fuzz(func(t *testing.T, s string, comma byte) {
		if comma == '"' || comma == '\n' || comma == '\r' || comma >= 0x80 || comma == 0 || len(s) > 4096 {
			return
		}
		tab := NewTable(strings.NewReader(s), comma, '\n')
		kept := 0
		var rows [][]string
		var last int64
		broken := false
		for {
			r, err := tab.Next()
			if err != nil {
				break
			}
			if r.Line <= last {
				t.Fatalf("line %d after %d of %q", r.Line, last, s)
			}
			last, broken = r.Line, broken || r.Broken
			kept += len(r.raw) - strings.Count(string(r.raw), "\n") - strings.Count(string(r.raw), "\r")
			rows = append(rows, slices.Clone(r.Cells))
		}
		if want := len(s) - strings.Count(s, "\n") - strings.Count(s, "\r"); kept != want {
			// Lines of a lone pair of quotes are empty rows and are skipped.
			if !strings.Contains(s, `""`) {
				t.Fatalf("%q: rows hold %d bytes, want %d", s, kept, want)
			}
		}
		r := csv.NewReader(strings.NewReader(s))
		r.Comma, r.FieldsPerRecord = rune(comma), -1
		want, err := r.ReadAll()
		if err != nil || broken || strings.Contains(s, "\r") {
			return
		}
		want = slices.DeleteFunc(want, func(row []string) bool { return len(row) == 1 && row[0] == "" })
		if diff := cmp.Diff(want, rows, cmp.Comparer(func(a, b [][]string) bool { return len(a) == len(b) && slices.EqualFunc(a, b, slices.Equal) })); diff != "" {
			t.Fatalf("%q differs from encoding/csv:\n%s", s, diff)
		}
	})
}
