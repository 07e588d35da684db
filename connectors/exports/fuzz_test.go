package exports

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// readAny reads any bytes as a file and holds the driver to its rules.
func readAny(t *testing.T, name string, b []byte) {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, dir, name, string(b))
	a := oslo
	a.Replies, a.Files = true, []connectors.File{{Path: name}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	check(t, err)
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		check(t, err)
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(asOf.Now()); why != "" {
				t.Errorf("post: %s %s", field, why)
			}
		}
		for _, r := range p.Rejects {
			if r.Why == "invalid_row" {
				t.Errorf("the driver let an invalid row through: %+v", r)
			}
		}
	}
	_, _ = Recognise(dir + "/" + name) // must not stumble
}

// FuzzWorkbook changes the bytes of a workbook, and the XML of one of its sheets.
func FuzzWorkbook(f *testing.F) {
	book := linkedInWorkbook(f)
	f.Add([]byte(book), "")
	f.Add([]byte(book[:len(book)/3]), "")
	f.Add([]byte(renamedSheet(f, book, "All posts", "*")), "")
	for _, sheet := range []string{
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Post ID</t></is></c><c r="XFD1" t="n"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1e400</v></c></row>`,
		`<row><c t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="b"><v>1</v></c><c t="e"><v>#NAME?</v></c><c t="d"><v>2026-05-01T10:00:00</v></c></row>`,
		`<row r="0"><c r="A0"><v>1</v></c></row><row r="-1"/><row r="2"><c r="ZZZZ2"><v></v></c></row>`,
	} {
		f.Add([]byte(nil), sheet)
	}
	f.Fuzz(func(t *testing.T, b []byte, sheet string) {
		if sheet != "" {
			b = []byte(zipped(t,
				[2]string{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
				[2]string{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
				[2]string{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`},
				[2]string{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
				[2]string{"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`}))
		}
		readAny(t, "a.xlsx", b)
	})
}

// FuzzArchive changes the bytes of an archive, and the names and texts in one.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(zipped(f, [2]string{"Table data.csv", studioTable})), "", "")
	f.Add([]byte(nil), "../x.csv", studioTable)
	f.Add([]byte(nil), "a/b.xlsx", "PK\x03\x04")
	f.Add([]byte(nil), "C:\\x.csv", "Date,Views\n")
	f.Add([]byte(nil), "folder.csv/", "")
	f.Fuzz(func(t *testing.T, b []byte, name, text string) {
		if name != "" {
			if strings.HasSuffix(name, "/") {
				text = "" // a folder holds no bytes
			}
			b = []byte(zipped(t, [2]string{name, text}, [2]string{"Table data.csv", studioTable}))
		}
		readAny(t, "a.zip", b)
	})
}

// FuzzHeader holds the comparison of headers to its promises: folding twice is
// folding once, case and invisible marks do not matter, and what is recognised has
// what it needs.
func FuzzHeader(f *testing.F) {
	for _, c := range locales {
		line, _, _ := strings.Cut(c.text, "\n")
		f.Add(line)
	}
	f.Add("a(,b[,(%),\u0345,ß,İ,ﷺ")
	f.Fuzz(func(t *testing.T, line string) {
		cells := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' })
		if len(cells) > 200 {
			return
		}
		for _, c := range cells {
			once := parse.Fold(c)
			if marked := parse.Fold("\u200f" + c + "\ufeff "); marked != once {
				t.Errorf("%q: %q with invisible marks is %q", c, once, marked)
			}
		}
		h := formats.NewHeader(cells)
		l, matched, err := knownTable(&h)
		if err == nil && (l == nil || matched == 0 || l.Columns != len(cells)) {
			t.Errorf("recognised %+v with %d columns", l, matched)
		}
		for i := range 3 { // a file that goes on must not change what it is
			again := formats.NewHeader(append(cells, strings.Repeat("?", i+1)))
			if other, _, err2 := knownTable(&again); (err == nil) != (err2 == nil) || err == nil && other.Name != l.Name {
				t.Errorf("a column without a name changes what is recognised")
			}
		}
	})
}

// FuzzMoments reads any text as a date; what is read must be readable again.
func FuzzMoments(f *testing.F) {
	for _, s := range []string{"14 juil. 2026", "١٤ يوليو ٢٠٢٦ ٦:٠٥ م", "03/04/2026 10:00", "46217.75", "14 de julio de 2026, 6:05 p. m.", "2026-05-31T10:00:00Z", "12:00", "99999999999",
		"2026年5月18日 下午3:05", "13 thg 1, 2026", "2026. 1. 13.", "13. 1. 2026", "May 22", "5月22日", "13 sty 2026 r."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range []parse.Dates{{}, {Order: parse.DayFirst}, {Order: parse.MonthFirst}, {Serial: parse.Days1900}, {Serial: parse.Days1904},
			{Order: parse.MonthFirst, Learned: true, Doubtful: true}, {From: utc(2026, 5, 1, 0, 0).Time(), To: utc(2026, 5, 31, 0, 0).Time()}} {
			at, _, verdict := d.Parse(s)
			if verdict == parse.DateRead && (at.Year() < 1994 || at.Year() > 2101) {
				t.Errorf("%q read as %s", s, at)
			}
			if verdict == parse.DateRead {
				again, _, v := (&parse.Dates{}).Parse(at.Format(time.RFC3339Nano))
				if v != parse.DateRead || !again.Equal(at) {
					t.Errorf("%q read as %s, which reads as %s", s, at, again)
				}
			}
		}
	})
}
