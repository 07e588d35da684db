package exports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

// tab is a sheet to write: cells may be text, numbers and times.
type tab struct {
	name string
	rows [][]any
}

// xlsx writes a workbook.
func xlsx(t testing.TB, tabs ...tab) string {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range tabs {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipped writes an archive of files, in their order.
func zipped(t testing.TB, files ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, err := w.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func linkedInWorkbook(t testing.TB) string {
	day := time.Date(2026, 5, 14, 0, 0, 0, 0, time.UTC)
	return xlsx(t,
		tab{"Metrics", [][]any{{"Engagement metrics for your Page, by day"},
			{"Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions (total)", "Clicks (total)", "Reactions (total)", "Comments (total)", "Reposts (total)"},
			{"05/14/2026", 10, 0, 10, 1, 2, 3, 4}}},
		tab{"All posts", [][]any{{"Metrics of each post"},
			{"Post title", "Post link", "Post type", "Created date", "Impressions", "Views", "Offsite Views", "Clicks", "Click through rate (CTR)", "Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type"},
			{"We are hiring", "https://www.linkedin.com/feed/update/urn:li:activity:7460622434304000000", "Organic", day, 1500, nil, nil, 20, 0.0133, 30, 4, 5, 1, 0.04, "Image"},
			{"Film of the day", "https://www.linkedin.com/feed/update/urn:li:ugcPost:7460622434304000001", "Sponsored", "05/14/2026", 900, 400, 3, 10, 0.01, 3, 0, 1, 0, 0.02, "Video"}}},
		tab{"New followers", [][]any{{"Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"}, {"05/14/2026", 0, 5, 0, 5}}},
		tab{"Remarks", [][]any{{"made by", "the intern"}, {"on", "a Friday"}}})
}

func TestLinkedInWorkbook(t *testing.T) {
	p := readText(t, oslo, "content_1700000000.xlsx", linkedInWorkbook(t), nil)
	if len(p.Posts) != 2 || len(p.Rejects) != 0 || len(p.Accounts) != 0 {
		t.Fatalf("%d posts, %d accounts, rejects %+v", len(p.Posts), len(p.Accounts), p.Rejects)
	}
	want := []told{
		{ID: "linkedin:urn:li:activity:7460622434304000000", Format: "Image", Text: "We are hiring", At: "2026-05-14 09:30", Likes: "30", Shares: "5", Replies: "4", Impressions: "1500", Clicks: "20", Paid: data.Organic},
		{ID: "linkedin:urn:li:ugcPost:7460622434304000001", Format: "Video", Text: "Film of the day", At: "2026-05-14 09:30", Likes: "3", Shares: "1", Replies: "0", Views: "400", Impressions: "900", Clicks: "10", Paid: data.PaidFor},
	}
	for i := range want {
		if got := toldBy(p.Posts[i], p.Snapshots[i]); got != want[i] {
			t.Errorf("post %d:\n got %+v\nwant %+v", i, got, want[i])
		}
	}
	// A blank cell is unknown, and numbers by day are told of but never made posts.
	if p.Snapshots[0].Missing.Reason("views") != data.BadInput || !hasNote(p, "sheet Metrics sha256") || !hasNote(p, "sheet New followers") ||
		!hasNote(p, "sheet Remarks") {
		t.Errorf("missing %s, notes %v", p.Snapshots[0].Missing, p.Notes)
	}
	for _, n := range p.Notes {
		if strings.Contains(n.String(), "intern") {
			t.Errorf("a note repeats the cells of an unknown sheet: %s", n)
		}
	}
}

// Dates, long ids and large numbers of a workbook keep what they mean, whatever
// format a cell has.
func TestWorkbookCellsKeepTheirMeaning(t *testing.T) {
	at := time.Date(2026, 5, 14, 9, 30, 15, 0, time.UTC)
	book := func(system1904 bool) string {
		f := excelize.NewFile()
		row := []any{"Post ID", "Page ID", "Page name", "Description", "Publish time", "Permalink", "Reactions", "Comments", "Shares", "Reach"}
		check(t, f.SetSheetRow("Sheet1", "A1", &row))
		if system1904 {
			yes := true
			check(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		}
		check(t, f.SetCellValue("Sheet1", "A2", 1.22158e17)) // a number with fifteen digits kept
		check(t, f.SetCellValue("Sheet1", "F2", "https://www.facebook.com/r/posts/122158000000000012"))
		check(t, f.SetCellStr("Sheet1", "A3", "122158000000000034"))
		for i, r := range []string{"2", "3"} {
			check(t, f.SetCellValue("Sheet1", "D"+r, "text "+r))
			check(t, f.SetCellValue("Sheet1", "E"+r, at))
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr([]string{"dd/mm/yyyy hh:mm", "m-d-yy"}[i])})
			check(t, err)
			check(t, f.SetCellStyle("Sheet1", "E"+r, "E"+r, style))
			check(t, f.SetCellValue("Sheet1", "G"+r, 1234.0))
			check(t, f.SetCellValue("Sheet1", "H"+r, 0))
			check(t, f.SetCellValue("Sheet1", "J"+r, 1e6))
		}
		b, err := f.WriteToBuffer()
		check(t, err)
		return b.String()
	}
	for _, system1904 := range []bool{false, true} {
		p := readText(t, oslo, "a.xlsx", book(system1904), nil)
		if len(p.Posts) != 2 {
			t.Fatalf("1904 %v: %d posts, rejects %+v", system1904, len(p.Posts), p.Rejects)
		}
		for i, id := range []data.PostID{"facebook:122158000000000012", "facebook:122158000000000034"} {
			post, s := p.Posts[i], p.Snapshots[i]
			if post.PostID != id || post.PublishedAt != data.At(at) || *s.Likes != 1234 || *s.Replies != 0 || s.Shares != nil || *s.Reach != 1_000_000 {
				t.Errorf("1904 %v: %+v %+v", system1904, post, s)
			}
		}
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ptr[T any](v T) *T { return &v }

// A workbook that is not one must cost a reject, not the run.
func TestWorkbooksThatCannotBeRead(t *testing.T) {
	good := linkedInWorkbook(t)
	cut := good[:len(good)/2]
	odt := zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, [2]string{"content.xml", "<x/>"})
	docx := zipped(t, [2]string{"[Content_Types].xml", "<Types/>"}, [2]string{"word/document.xml", "<x/>"})
	hollow := zipped(t, [2]string{"[Content_Types].xml", "<Types/>"}, [2]string{"xl/workbook.xml", "<workbook><sheets><sheet name='a' sheetId='1' r:id='rId9'/></sheets></workbook>"})
	for name, c := range map[string]struct{ content, want string }{
		"cut.xlsx": {cut, "not finished"}, "sheet.ods": {odt, "OpenDocument"}, "letter.docx": {docx, "Word"}, "hollow.xlsx": {hollow, "workbook"},
		"old.xls": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", ".xlsx"}, "empty.xlsx": {xlsx(t, tab{"a", nil}), "holds nothing"},
	} {
		p := readText(t, oslo, name, c.content, nil)
		if len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, c.want) || len(p.Posts) != 0 {
			t.Errorf("%s: %+v, want it to say %q", name, p.Rejects, c.want)
		}
	}
}

func TestMappingTakesOneSheet(t *testing.T) {
	book := xlsx(t,
		tab{"2025", [][]any{{"when", "what", "hearts"}, {"2025-05-01", "old", 1}}},
		tab{"2026", [][]any{{"Report of the press section"}, {}, {"when", "what", "hearts"}, {time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), "new", 2}}})
	m := &Mapping{Platform: "threads", ID: ID{Hash: []string{"when", "what"}}, Columns: Columns{Published: "when", Text: "what", Likes: "hearts"}}
	if p := readText(t, oslo, "a.xlsx", book, m); len(p.Posts) != 2 {
		t.Errorf("without sheet: %d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
	m.Sheet = "2026"
	p := readText(t, oslo, "a.xlsx", book, m)
	if len(p.Posts) != 1 || p.Posts[0].Text != "new" || p.Posts[0].PublishedAt != utc(2026, 5, 1, 0, 0) || *p.Snapshots[0].Likes != 2 {
		t.Errorf("with sheet: %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

// The suite over a workbook of two sheets and over an archive of two files.
func TestConformanceOfWorkbooksAndArchives(t *testing.T) {
	row := func(id int, text string) []any {
		return []any{fmt.Sprintf("12215800000000%04d", id), "615", "Ruritania in Oslo", text, time.Date(2026, 5, 10, id, 30, 0, 0, time.UTC), 30 + id, 4, 2}
	}
	comment := func(post, id int, text string) []any {
		return []any{fmt.Sprintf("12215800000000%04d", post), fmt.Sprint("c", id), fmt.Sprint("person", id), "2026-05-28 10:00", text}
	}
	build := func(posts, comments [][]any) [2]tab {
		return [2]tab{
			{"Posts", append([][]any{{"Post ID", "Page ID", "Page name", "Description", "Publish time", "Reactions", "Comments", "Shares"}}, posts...)},
			{"Comments", append([][]any{{"Post ID", "Comment ID", "Author", "Date", "Comment"}}, comments...)},
		}
	}
	var posts, comments, nasty, twice, twiceComments [][]any
	for i := range 7 {
		posts = append(posts, row(i+1, fmt.Sprintf("Post %d", i)))
	}
	for i := range 4 {
		comments = append(comments, comment(1+i%2, i+1, fmt.Sprintf("comment %d", i)))
	}
	for i, text := range conntest.HardTexts {
		nasty = append(nasty, row(10+i, text))
	}
	for _, r := range posts {
		twice = append(twice, r, r)
	}
	for _, r := range comments {
		twiceComments = append(twiceComments, r, r)
	}
	csvOf := func(s tab) string {
		var b strings.Builder
		for _, r := range s.rows {
			cells := make([]string, len(r))
			for i, c := range r {
				cells[i] = fmt.Sprint(c)
				if at, ok := c.(time.Time); ok {
					cells[i] = at.Format("2006-01-02 15:04")
				}
				cells[i] = `"` + strings.ReplaceAll(cells[i], `"`, `""`) + `"`
			}
			b.WriteString(strings.Join(cells, ",") + "\n")
		}
		return b.String()
	}
	book := func(s [2]tab) conntest.Input { return conntest.Input{"a.xlsx": xlsx(t, s[0], s[1])} }
	pack := func(s [2]tab) conntest.Input {
		return conntest.Input{"a.zip": zipped(t, [2]string{"out/comments.csv", csvOf(s[1])}, [2]string{"out/posts.csv", csvOf(s[0])},
			[2]string{"__MACOSX/out/._posts.csv", "junk"})}
	}
	for name, make := range map[string]func([2]tab) conntest.Input{"xlsx": book, "zip": pack} {
		t.Run(name, func(t *testing.T) {
			a := connectors.Account{ID: "oslo", Platform: "exports", Handle: "ruritania in oslo", Role: data.RoleOwn, Replies: true, Files: []connectors.File{{Path: "."}}}
			conntest.Run(t, conntest.Suite{
				Account: a,
				Open: func(t *testing.T, dir string, rows int) connectors.Driver {
					d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Rows: rows}, nil)
					check(t, err)
					return d
				},
				Full: make(build(posts, comments)), Empty: make(build(nil, nil)), Twice: make(build(twice, twiceComments)), Nasty: make(build(nasty, nil)),
				Texts: conntest.HardTexts,
			})
		})
	}
}

// A spreadsheet set to another country takes some dates of an export for dates, with
// day and month the other way round, and leaves the others as text.
func TestWorkbookWithDatesTheOtherWayRound(t *testing.T) {
	head := []any{"Post ID", "Page name", "Title", "Publish time", "Views"}
	march := time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC) // was 04/03/2026, 3 April
	book := func(more ...[]any) string {
		return xlsx(t, tab{"Sheet1", append([][]any{head,
			{"122158000000000001", "Ruritania", "a", "04/14/2026 18:05", 1}, {"122158000000000002", "Ruritania", "b", march, 2}}, more...)})
	}
	p := readText(t, oslo, "posts.xlsx", book(), nil)
	if len(p.Posts) != 1 || byWhy(p.Rejects)[whyAmbiguous] != 1 || !strings.Contains(p.Rejects[0].Hint, "as it was downloaded") {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	// The period in the file's name settles it.
	p = readText(t, oslo, "Apr-01-2026_Apr-30-2026_1.xlsx", book(), nil)
	if len(p.Posts) != 2 || p.Posts[1].PublishedAt != utc(2026, 4, 3, 10, 0) {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	// A stored date after the 12th, or a text that both readings allow, speaks for a
	// table in which somebody typed some dates as text.
	for _, row := range [][]any{{"122158000000000003", "Ruritania", "c", march.AddDate(0, 0, 16), 3}, {"122158000000000003", "Ruritania", "c", "04/05/2026 10:00", 3}} {
		p = readText(t, oslo, "posts.xlsx", book(row), nil)
		if len(p.Posts) != 3 || p.Posts[1].PublishedAt != utc(2026, 3, 4, 10, 0) {
			t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
		}
	}
}

// Days and times of day stand in workbooks as numbers or as text, each on its own.
func TestWorkbookWithTypedTimes(t *testing.T) {
	day := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
	p := readText(t, oslo, "whatsapp.xlsx", xlsx(t, tab{"WhatsApp", [][]any{{"Date", "Heure", "Texte", "Vues"},
		{day, 0.25, "a", 1}, {day, "18h30", "b", 2}, {"21/05/2026", 0.25, "c", 3}, {"22/05/2026", "18h30", "d", 4}}}), nil)
	want := []data.Micros{utc(2026, 5, 20, 6, 0), utc(2026, 5, 20, 18, 30), utc(2026, 5, 21, 6, 0), utc(2026, 5, 22, 18, 30)}
	if len(p.Posts) != len(want) {
		t.Fatalf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	for i, at := range want {
		if p.Posts[i].PublishedAt != at || p.Posts[i].Precision != data.BySecond {
			t.Errorf("post %d at %s by %s, want %s", i, p.Posts[i].PublishedAt, p.Posts[i].Precision, at)
		}
	}
}

// A spreadsheet stores a length as a part of a day, and a short one with an exponent.
func TestWorkbookWithLengths(t *testing.T) {
	p := readText(t, oslo, "Table data.xlsx", xlsx(t, tab{"Table data", [][]any{{"Content", "Video title", "Video publish time", "Duration", "Views"},
		{"ABCDEFGHIJK", "a", "Apr 28, 2026", 65.0 / 86_400, 1}, {"BBCDEFGHIJK", "b", "Apr 28, 2026", "7.5231481481481471E-4", 1},
		{"CBCDEFGHIJK", "c", "Apr 28, 2026", 65, 1}, {"DBCDEFGHIJK", "d", "Apr 28, 2026", "0:01:05", 1}}}), nil)
	if len(p.Posts) != 4 {
		t.Fatalf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	for _, post := range p.Posts {
		if post.DurationMS == nil || *post.DurationMS != 65_000 {
			t.Errorf("%s is %v ms long", post.Text, post.DurationMS)
		}
	}
}
