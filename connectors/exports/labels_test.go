package exports

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/labelsheet"
	"github.com/digital-diplomacy/tailor/data"
)

// labelBook is a workbook as it was written, with cells changed and saved at a moment.
func labelBook(t testing.TB, saved string, cells map[string]string) []byte {
	t.Helper()
	sheet := labelsheet.Sheet{Languages: []string{"en"}, Made: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
	for _, id := range []data.PostID{"x:1", "facebook:2"} {
		sheet.Rows = append(sheet.Rows, labelsheet.Row{Post: data.Post{PostID: id, Platform: id.Platform(), AccountID: "other", PublishedAt: utc(2026, 4, 3, 8, 0), Text: "Likes and views", URL: "https://x.example/1"}})
	}
	var b bytes.Buffer
	check(t, labelsheet.Write(&b, sheet))
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	check(t, err)
	defer f.Close()
	for cell, value := range cells {
		check(t, f.SetCellStr("Labels", cell, value))
	}
	check(t, f.SetDocProps(&excelize.DocProperties{Modified: saved}))
	b.Reset()
	check(t, f.Write(&b))
	return b.Bytes()
}

// A sheet of labels is recognised wherever it lies, for posts of whatever account and
// platform, and is never taken for a list of posts.
func TestLabelsFromTheInbox(t *testing.T) {
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "done.xlsx"), labelBook(t, "2026-05-02T09:00:00Z", map[string]string{"G3": "poll", "H3": "visas", "G4": "Short video"}), 0o600))
	check(t, os.WriteFile(filepath.Join(dir, "kept.csv"), []byte("Tailor post id;Text;Link;Topic\nx:3;=1+1;https://x.example/3;visa\n"), 0o600))
	a := oslo
	a.Files = []connectors.File{{Path: "*"}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	check(t, err)
	var got connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		check(t, err)
		if len(p.Posts)+len(p.Snapshots) > 0 {
			t.Errorf("labels are taken for posts: %+v", p.Posts)
		}
		got.Labels, got.Rejects = append(got.Labels, p.Labels...), append(got.Rejects, p.Rejects...)
	}
	saved := utc(2026, 5, 2, 9, 0)
	want := []data.HandLabel{
		{PostID: "x:1", Platform: "x", PublishedAt: utc(2026, 4, 3, 8, 0), Format: "poll", FormatAt: saved},
		{PostID: "facebook:2", Platform: "facebook", PublishedAt: utc(2026, 4, 3, 8, 0), Format: "short_video", FormatAt: saved},
		{PostID: "x:3", Platform: "x", PrimaryTopic: "visa", TopicAt: asOf.Now()},
	}
	if diff := cmp.Diff(want, got.Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if len(got.Rejects) != 1 || got.Rejects[0].Why != whyBadLabel || got.Rejects[0].Field != "Topic" || got.Rejects[0].Hint != `cell H3: "visas" is no topic; the closest is "visa"` {
		t.Errorf("rejects %+v", got.Rejects)
	}
	r, err := Recognise(filepath.Join(dir, "done.xlsx"))
	if err != nil || r.Rows != rowsLabels {
		t.Errorf("recognised as %+v, %v", r, err)
	}
}

func TestReadLabels(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	check(t, os.WriteFile(path, labelBook(t, "2999-01-01T00:00:00Z", map[string]string{"G3": "poll"}), 0o600))
	labels, rejects, err := ReadLabels(context.Background(), path, asOf)
	if err != nil || len(rejects) > 0 || len(labels) != 1 || labels[0].FormatAt != asOf.Now() {
		t.Errorf("saved in the future: %+v, %+v, %v; want the as-of moment", labels, rejects, err)
	}
	other := filepath.Join(dir, "b.csv")
	check(t, os.WriteFile(other, []byte("Week,Appointments\n2026-W07,12\n"), 0o600))
	if _, _, err := ReadLabels(context.Background(), other, asOf); err == nil || !strings.Contains(err.Error(), "no sheet of labels") {
		t.Errorf("a table of outcomes: %v", err)
	}
	if _, _, err := ReadLabels(context.Background(), filepath.Join(dir, "none.xlsx"), asOf); err == nil {
		t.Error("a file that is not there is read")
	}
}

func FuzzLabelSheet(f *testing.F) {
	f.Add([]byte("Tailor post id,Format\nx:1,video\n"))
	f.Add([]byte("Tailor post id\tTopic\tDevice 1\nx:1\tvisa\t\"\n\tx"))
	f.Add(labelBook(f, "2026-05-02T09:00:00Z", map[string]string{"G3": "poll", "M3": "crisis"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		readAny(t, "a.csv", b)
	})
}
