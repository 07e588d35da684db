package exports

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/data"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares text with a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// consulate is an own account whose files are no platform's.
var consulate = connectors.Account{ID: "oslo-desk", Platform: "exports", Role: data.RoleOwn, Mission: "Oslo"}

// gather reads one file and returns its pages, as the driver checked by Source gives
// them.
func gather(t *testing.T, a connectors.Account, name string, content []byte, m *Mapping) []connectors.Page {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
	a.Files = []connectors.File{{Path: name}}
	mappings := map[string]Mapping{}
	if m != nil {
		a.Files[0].Mapping = "m"
		mappings["m"] = *m
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Rows: 2}, mappings)
	if err != nil {
		t.Fatal(err)
	}
	var pages []connectors.Page
	source := connectors.NewSource(a, d)
	source.Clock = asOf
	for p, err := range source.Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, p)
	}
	return pages
}

// taken reads a text without a driver around it, for fuzzing.
func taken(content []byte, m *Mapping) (p connectors.Page) {
	rows := delimited.NewTable(bytes.NewReader(content), ',', '\n')
	first, err := rows.Next()
	if err != nil {
		return p
	}
	h := formats.NewHeader(first.Cells)
	l, _, err := m.fit("m", &h)
	if err != nil {
		return p
	}
	r := reading{account: consulate, env: connectors.Env{Clock: asOf}, layout: l, head: &h, input: "f", file: "f.csv", survey: &survey{}, observed: asOf.Now()}
	for {
		rec, err := rows.Next()
		if err != nil {
			r.finish(&p)
			return p
		}
		r.take(rec, &p)
	}
}

// tellOutcomes writes figures and rejects down, one a line.
func tellOutcomes(pages []connectors.Page) string {
	var b strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&b, "all of %s\n", p.OutcomesOf)
		for _, o := range p.Outcomes {
			fmt.Fprintf(&b, "%s %s | %s | %s | %s %s", o.PeriodKind, o.Period, o.Measure, o.Topic, o.Value, o.Unit)
			if o.Small {
				b.WriteString(" small")
			}
			if about := cmp.Or(o.About, string(o.PostID), string(o.Platform)); about != "" {
				fmt.Fprintf(&b, " | %s %s %s", o.About, o.Platform, o.PostID)
			}
			b.WriteString("\n")
		}
		for _, r := range p.Rejects {
			fmt.Fprintf(&b, "line %d: %s %s: %s\n", r.Line, r.Why, r.Field, r.Hint)
		}
		for _, n := range p.Notes {
			fmt.Fprintf(&b, "note: %s\n", n.What)
		}
	}
	return b.String()
}

func TestOutcomesGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/outcomes/*.csv")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages := gather(t, consulate, "outcomes.csv", content, nil)
		if len(pages) != 1 {
			t.Errorf("%s: %d pages, want all figures on one", file, len(pages))
		}
		golden(t, strings.TrimSuffix(file, ".csv")+".golden", tellOutcomes(pages))
	}
}

// The same table as a workbook gives the same figures, with numbers and dates stored
// as such.
func TestOutcomesFromAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for cell, v := range map[string]any{"A1": "Week", "B1": "Appointments", "C1": "Waiting time (days)",
		"A2": "2026-W07", "B2": 42, "C2": 12.1 + 0.2, "A3": asOf.AsOf.AddDate(0, 0, -90), "B3": 3, "A4": "2026-W09", "B4": "0.30000000000000004"} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := tellOutcomes(gather(t, consulate, "outcomes.xlsx", b.Bytes(), nil))
	want := "all of outcomes.xlsx, sheet Sheet1\nweek 2026-W07 | appointments |  | 42 \nweek 2026-W07 | waiting time |  | 12.3 days\n" +
		"week 2026-W10 | appointments |  | 3  small\nweek 2026-W09 | appointments |  | 0.3 \n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// A table that begins with a date is read only if the mapping says what it is.
func TestOutcomesByDateNeedAMapping(t *testing.T) {
	const table = "Date,Visitors,Calls\n2026-02-09,12,3\n2026-02-20,8,1\n"
	if got := tellOutcomes(gather(t, consulate, "desk.csv", []byte(table), nil)); strings.Contains(got, "visitors") || !strings.Contains(got, whyUnknownFile) {
		t.Errorf("without a mapping: %s", got)
	}
	got := tellOutcomes(gather(t, consulate, "desk.csv", []byte(table), &Mapping{Rows: rowsOutcomes}))
	want := "all of desk.csv\nweek 2026-W07 | visitors |  | 12 \nweek 2026-W07 | calls |  | 3  small\nweek 2026-W08 | visitors |  | 8 \nweek 2026-W08 | calls |  | 1  small\n"
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct {
		in      string
		mark    mark
		want    string
		verdict decimalVerdict
	}{
		{"42", 0, "42", decimalRead}, {"0", 0, "0", decimalRead}, {"-3", 0, "-3", decimalRead}, {"−3.5", 0, "-3.5", decimalRead},
		{"1.5", 0, "1.5", decimalRead}, {"1,5", 0, "1.5", decimalRead}, {"0,125", 0, "0.125", decimalRead}, {"0.125", 0, "0.125", decimalRead},
		{"1,234", 0, "", decimalAmbiguous}, {"1.234", markMixed, "", decimalAmbiguous},
		{"1,234", markPoint, "1234", decimalRead}, {"1,234", markComma, "1.234", decimalRead}, {"1.234", markComma, "1234", decimalRead},
		{"1,234,567", 0, "1234567", decimalRead}, {"1.234,5", 0, "1234.5", decimalRead}, {"1,234.50", 0, "1234.5", decimalRead},
		{"1 234,5", 0, "1234.5", decimalRead}, {"1'234.5", 0, "1234.5", decimalRead}, {"1234,500", 0, "1234.5", decimalRead},
		{"25 %", 0, "25", decimalRead}, {"١٢٫٥", 0, "12.5", decimalRead}, {"١٬٢٣٤", 0, "1234", decimalRead},
		{"", 0, "", decimalBlank}, {"n/a", 0, "", decimalBlank}, {"–", 0, "", decimalBlank},
		{"12a", 0, "", decimalUnreadable}, {"1.2.3", 0, "", decimalUnreadable}, {"1.", 0, "", decimalUnreadable}, {"1e5", 0, "", decimalUnreadable},
		{"0.1234", 0, "", decimalFine}, {"10000000000000", 0, "", decimalImpossible}, {"99999999999999999999", 0, "", decimalImpossible},
	} {
		v, verdict := parseDecimal(c.in, c.mark)
		if verdict != c.verdict || verdict == decimalRead && v.String() != c.want {
			t.Errorf("parseDecimal(%q, %q) = %s, %d; want %s, %d", c.in, rune(c.mark), v, verdict, c.want, c.verdict)
		}
	}
}

func TestParsePeriods(t *testing.T) {
	for in, want := range map[string]string{"2026-W07": "2026-W07", "2026w7": "2026-W07", "KW 7/2026": "2026-W07", "Semaine 7, 2026": "2026-W07", "S53-2026": "2026-W53",
		"2025-W53": "", "2026-W00": "", "W7": "", "2026-07": "", "07 2026": "", "الأسبوع 7 2026": "2026-W07", "٢٠٢٦-W٠٧": "2026-W07"} {
		if got, _, ok := parseWeek(in); ok != (want != "") || ok && got != want {
			t.Errorf("parseWeek(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for in, want := range map[string]string{"2026-02": "2026-02", "2/2026": "2026-02", "02.2026": "2026-02", "Feb 2026": "2026-02", "février 2026": "2026-02",
		"febrero de 2026": "2026-02", "Feb-26": "2026-02", "März 2026": "2026-03", "13/2026": "", "2026": "", "02": "", "2026-02-01": "", "someday 2026": ""} {
		if got, _, ok := parseMonth(in); ok != (want != "") || ok && got != want {
			t.Errorf("parseMonth(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1.234,5", "-0.125", "١٢٫٥", "1 234", "25 %", "--", "+", "٬", "1,,2"} {
		f.Add(s, byte(0))
		f.Add(s, byte(','))
	}
	f.Fuzz(func(t *testing.T, s string, m byte) {
		v, verdict := parseDecimal(s, mark(m))
		if verdict != decimalRead {
			return
		}
		if v > data.MaxThousandth || v < -data.MaxThousandth {
			t.Fatalf("parseDecimal(%q) = %d", s, v)
		}
		if again, verdict := parseDecimal(v.String(), markPoint); verdict != decimalRead || again != v {
			t.Fatalf("%q is %s, which is read as %s", s, v, again)
		}
	})
}

func FuzzOutcomes(f *testing.F) {
	for _, file := range []string{"long-en", "wide-de", "month-fr", "wide-ar"} {
		b, err := os.ReadFile("testdata/outcomes/" + file + ".csv")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, o := range taken(content, &Mapping{Rows: rowsOutcomes}).Outcomes {
			if field, why := o.Validate(asOf.Now()); why != "" && utf8.Valid(content) {
				t.Errorf("%s %s: %+v", field, why, o)
			}
		}
	})
}
