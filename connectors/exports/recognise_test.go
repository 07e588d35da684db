package exports

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/data"
)

// Of a workbook or archive, Recognise names the table with the posts.
func TestRecogniseLooksInside(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "content.xlsx", linkedInWorkbook(t))
	writeFile(t, dir, "Content.zip", zipped(t, [2]string{"Totals.csv", "Date,Views\n2026-05-20,7\n"}, [2]string{"Table data.csv", studioTable}))
	writeFile(t, dir, "whatsapp.csv", "Date,Message,Views\n2026-05-20,Hello,100\n")
	for name, want := range map[string]Recognised{
		"content.xlsx": {Format: "linkedin-posts", Rows: "posts", Platform: data.LinkedIn, Lines: 2},
		"Content.zip":  {Format: "youtube-studio", Rows: "posts", Platform: data.YouTube, Lines: 2},
		"whatsapp.csv": {Format: "post-sheet", Rows: "posts", Platform: data.WhatsApp, Lines: 1},
	} {
		got, err := Recognise(filepath.Join(dir, name))
		if err != nil || got.Format != want.Format || got.Rows != want.Rows || got.Platform != want.Platform || got.Lines != want.Lines || got.Title == "" {
			t.Errorf("Recognise(%s) = %+v, %v; want %+v", name, got, err, want)
		}
	}
	writeFile(t, dir, "days.csv", "Date,Views\n2026-05-20,7\n")
	if _, err := Recognise(filepath.Join(dir, "days.csv")); err == nil || !strings.Contains(err.Error(), "no posts") {
		t.Errorf("numbers by day: %v", err)
	}
}

// A header that makes sense tells the code page of Windows that a spreadsheet wrote.
func TestCodePages(t *testing.T) {
	for name, c := range map[string]struct {
		enc        delimited.Encoding
		text, want string
	}{
		"arabic":  {delimited.Windows1256, "التاريخ,الرسالة,المشاهدات\r\n2026-05-20,السفارة مغلقة,100\r\n", "السفارة مغلقة"},
		"western": {delimited.Windows1252, "Date;Message;Réactions\r\n20/05/2026;L’ambassade est fermée;3\r\n", "L’ambassade est fermée"},
	} {
		a := oslo
		a.Platform = "whatsapp"
		p := readText(t, a, "a.csv", encoded(t, c.enc, c.text), nil)
		if len(p.Posts) != 1 || p.Posts[0].Text != c.want || !hasNote(p, "read as Windows-125") {
			t.Errorf("%s: %+v, rejects %+v, notes %v", name, p.Posts, p.Rejects, p.Notes)
		}
	}
}

func encoded(t *testing.T, e delimited.Encoding, text string) string {
	t.Helper()
	var b strings.Builder
	for _, r := range text {
		found := r < 0x80
		if found {
			b.WriteByte(byte(r))
		}
		for c := 0x80; c < 0x100 && !found; c++ {
			one := make([]byte, 8)
			n, _ := e.Reader(strings.NewReader(string([]byte{byte(c)}))).Read(one)
			if found = string(one[:n]) == string(r); found {
				b.WriteByte(byte(c))
			}
		}
		if !found {
			t.Fatalf("%s has no %q", e, r)
		}
	}
	return b.String()
}

// An account of one platform does not take another's table, wherever it lies.
func TestTablesOfAnotherPlatform(t *testing.T) {
	a := connectors.Account{ID: "a", Platform: "instagram", Role: data.RoleOwn}
	p := readText(t, a, "a.zip", zipped(t, [2]string{"Table data.csv", studioTable}), nil)
	if len(p.Posts) != 0 || byWhy(p.Rejects)[whyPlatform] != 1 {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}
