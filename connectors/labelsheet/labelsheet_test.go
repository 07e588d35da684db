package labelsheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/data"
)

const at = data.Micros(1_800_000_000_000_000)

func aSheet() Sheet {
	post := data.Post{PostID: "x:1", Platform: data.X, AccountID: "oslo", PublishedAt: 1_700_000_000_000_000, URL: "https://x.example/1", Text: "=HYPERLINK(\"https://evil.example\",\"x\")\x01 end"}
	strange := post
	strange.PostID, strange.Text, strange.URL = "x:2", "+1\n@SUM(A1)", "javascript:alert(1)"
	label := data.PostLabel{Format: data.FormatShortVideo, PrimaryTopic: "visa", Devices: []data.Device{data.DeviceThanks}, Language: "en", Occasion: "crisis/Floods"}
	return Sheet{Rows: []Row{{post, label}, {strange, label}}, Occasions: []string{"crisis/Floods", "national_day/NO"}, Languages: []string{"en", "nb"}, Made: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
}

func TestWrite(t *testing.T) {
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := Write(b, aSheet()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("equal sheets give unequal bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(r)
		all[part.Name] = string(b)
	}
	sheet := all["xl/worksheets/sheet1.xml"]
	for name, xml := range all {
		if strings.Contains(xml, "<f>") || strings.Contains(xml, "<f ") || strings.Contains(xml, "javascript:\"") {
			t.Errorf("%s holds a formula", name)
		}
	}
	if strings.Contains(all["xl/worksheets/_rels/sheet1.xml.rels"], "javascript") || !strings.Contains(all["xl/worksheets/_rels/sheet1.xml.rels"], "https://x.example/1") {
		t.Error("links: only web addresses are to be clicked on")
	}
	if strings.Count(sheet, "<dataValidation ") != 8 || !strings.Contains(sheet, "<sheetProtection") {
		t.Error("columns of answers have no lists, or the sheet is not protected")
	}
	f, err := excelize.OpenReader(bytes.NewReader(one.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text, _ := f.GetCellValue(sheetName, "E3"); text != "=HYPERLINK(\"https://evil.example\",\"x\") end" {
		t.Errorf("text is %q", text)
	}
	if visible, _ := f.GetSheetVisible(listsName); visible {
		t.Error("the lists are shown")
	}
	if locked := styleLocked(t, f, "G3"); locked {
		t.Error("the cell for an answer is locked")
	}
	if locked := styleLocked(t, f, "A3"); !locked {
		t.Error("the post's id is not locked")
	}
	rows, _ := f.GetRows(sheetName)
	if c := Fit(rows[headerRow-1]); c == nil || c.Known() != 10 {
		t.Fatalf("its own header gives %+v", c)
	} else if _, said, problems := c.Read(rows[headerRow], at); said || problems != nil {
		t.Error("a sheet that nobody filled in says something")
	}
}

func styleLocked(t *testing.T, f *excelize.File, cell string) bool {
	t.Helper()
	id, err := f.GetCellStyle(sheetName, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || style.Protection == nil {
		t.Fatalf("style of %s: %v", cell, err)
	}
	return style.Protection.Locked
}

func TestRead(t *testing.T) {
	c := Fit([]string{"Language", "format", "TAILOR POST ID", "Topic", "Device 1", "device_2", "Occasion", "Published", "Remark"})
	if c == nil {
		t.Fatal("reordered columns are not known")
	}
	row := func(cells ...string) []string { return cells }
	said := data.HandLabel{PostID: "x:1", Platform: data.X, PublishedAt: data.At(time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC))}
	with := func(change func(*data.HandLabel)) data.HandLabel { l := said; change(&l); return l }
	for _, tc := range []struct {
		what  string
		cells []string
		want  data.HandLabel
		bad   []string
	}{
		{"nothing", row("", "", "x:1", "", "", "", "", "2026-05-01T08:00:00Z", "a remark"), data.HandLabel{}, nil},
		{"all", row("nb", "Short video", "x:1", "visa", "thanks", "call to action", "crisis/Floods", "2026-05-01T08:00:00Z"), with(func(l *data.HandLabel) {
			l.Language, l.LanguageAt, l.Format, l.FormatAt, l.PrimaryTopic, l.TopicAt = "nb", at, "short_video", at, "visa", at
			l.Devices, l.DevicesAt, l.Occasion, l.OccasionAt = []data.Device{"call_to_action", "thanks"}, at, "crisis/Floods", at
		}), nil},
		{"none", row("", "", "x:1", "", "none", "", "none", "2026-05-01T08:00:00Z"), with(func(l *data.HandLabel) { l.DevicesAt, l.OccasionAt = at, at }), nil},
		{"a kind alone", row("", "", "x:1", "", "", "", "Crisis", "2026-05-01T08:00:00Z"), with(func(l *data.HandLabel) { l.Occasion, l.OccasionAt = "crisis/by hand", at }), nil},
		{"a slip costs its cell", row("", "vidoe", "x:1", "visa", "", "", "", "2026-05-01T08:00:00Z"), with(func(l *data.HandLabel) { l.PrimaryTopic, l.TopicAt = "visa", at }), []string{`"vidoe" is no format; the closest is "video"`}},
		{"devices all or none", row("", "", "x:1", "", "thanks", "jokes", "", ""), data.HandLabel{}, []string{`"jokes" is no device; the closest is `}},
		{"none beside one", row("", "", "x:1", "", "thanks", "none", "", ""), data.HandLabel{}, []string{`"none" stands beside a device`}},
		{"no language", row("english!", "", "x:1", "", "", "", "", ""), data.HandLabel{}, []string{`is no language`}},
		{"no occasion", row("", "", "x:1", "", "", "", "krisis/x", ""), data.HandLabel{}, []string{`the closest is "crisis"`}},
		{"no id", row("", "video", "", "", "", "", "", ""), data.HandLabel{}, []string{"the post's id is missing"}},
		{"a short row", row("", "video"), data.HandLabel{}, []string{"the post's id is missing"}},
	} {
		got, isSaid, problems := c.Read(tc.cells, at)
		if !isSaid {
			got = data.HandLabel{}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.what, diff)
		}
		if len(problems) != len(tc.bad) {
			t.Errorf("%s: problems %+v, want %q", tc.what, problems, tc.bad)
			continue
		}
		for i, p := range problems {
			if !strings.Contains(p.Hint, tc.bad[i]) || p.Column < 0 {
				t.Errorf("%s: problem %+v, want %q", tc.what, p, tc.bad[i])
			}
		}
	}
	if Fit([]string{"Text", "Format"}) != nil || Fit([]string{titlePost, "Text"}) != nil {
		t.Error("another table is taken for labels")
	}
}

// FuzzRead: whatever stands in a row, what is read is a valid label or a problem in one
// of the columns.
func FuzzRead(f *testing.F) {
	f.Add("x:1", "video", "visa", "thanks", "crisis/Floods", "nb")
	f.Add("x:", "VIDEO ", "other", "none", "crisis/", "und")
	f.Add(":1", "=1+1", "\x00", "call-to-action", "/", "sr_Latn")
	c := Fit([]string{titlePost, titleFormat, titleTopic, "Device 1", titleOccasion, titleLanguage})
	f.Fuzz(func(t *testing.T, id, format, topic, device, occasion, lang string) {
		label, said, problems := c.Read([]string{id, format, topic, device, occasion, lang}, at)
		if said {
			if field, why := label.Validate(); why != "" {
				t.Fatalf("%+v: %s %s", label, field, why)
			}
		}
		for _, p := range problems {
			if p.Column < 0 || p.Column > 5 || len(p.Hint) > 400 {
				t.Fatalf("problem %+v", p)
			}
		}
	})
}
