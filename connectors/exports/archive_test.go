package exports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

const studioTable = "Content,Video title,Video publish time,Duration,Views,Impressions\nTotal,,,,1000,9000\nABCDEFGHIJK,Passports,\"May 20, 2026\",61,400,4000\n"

func TestYouTubeArchive(t *testing.T) {
	p := readText(t, oslo, "Content 2026-05-01_2026-05-29 Ruritania.zip", zipped(t,
		[2]string{"Chart data.csv", "Date,Content,Video title,Video publish time,Duration,Views\n2026-05-20,ABCDEFGHIJK,Passports,\"May 20, 2026\",61,7\n"},
		[2]string{"Table data.csv", studioTable}, [2]string{"Totals.csv", "Date,Views\n2026-05-20,7\n"},
		[2]string{"__MACOSX/._Table data.csv", "\x00\x05\x16\x07"}, [2]string{"cover.png", "\x89PNG"}), nil)
	if len(p.Posts) != 1 || p.Posts[0].PostID != "youtube:ABCDEFGHIJK" || *p.Snapshots[0].Views != 400 || byWhy(p.Rejects)[whyTotal] != 1 || len(p.Rejects) != 1 {
		t.Fatalf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	// The archive's name tells the period; its other tables are told of, not read.
	if p.Snapshots[0].ObservedAt != utc(2026, 5, 29, 0, 0) || !hasNote(p, "Chart data.csv in Content") || !hasNote(p, "Totals.csv in Content") ||
		!hasNote(p, "1 files of the archive are no tables") {
		t.Errorf("observed %s, notes %v", p.Snapshots[0].ObservedAt, p.Notes)
	}
}

func TestArchivesThatAreNotTrusted(t *testing.T) {
	inner := zipped(t, [2]string{"a.csv", studioTable})
	many := make([][2]string, maxMembers+1)
	for i := range many {
		many[i] = [2]string{fmt.Sprintf("%d.csv", i), "x"}
	}
	for name, c := range map[string]struct {
		content, want string
		posts         int
	}{
		"path tricks":   {zipped(t, [2]string{"../../etc/passwd.csv", studioTable}, [2]string{`..\..\b.csv`, studioTable}), "not trusted", 0},
		"absolute path": {zipped(t, [2]string{"/etc/x.csv", studioTable}), "not trusted", 0},
		"colours":       {zipped(t, [2]string{"../\x1b[31m\xff.csv", studioTable}), "not trusted", 0},
		"nested":        {zipped(t, [2]string{"inner.csv", inner}), "inside an archive", 0},
		"too many":      {zipped(t, many...), "2001 files", 0},
		"encrypted":     {encrypted(t), "password", 0},
		"x archive":     {zipped(t, [2]string{"data/tweets.js", "window.YTD.tweets.part0 = []"}), "platform: x", 0},
		"telegram":      {zipped(t, [2]string{"ChatExport/result.json", "{}"}), "platform: telegram", 0},
		"good and bad":  {zipped(t, [2]string{"../b.csv", studioTable}, [2]string{"Table data.csv", studioTable}), "not trusted", 1},
	} {
		p := readText(t, oslo, "a.zip", c.content, nil)
		hit := slices.ContainsFunc(p.Rejects, func(r data.Reject) bool { return strings.Contains(r.Hint, c.want) })
		for _, r := range p.Rejects {
			if strings.ContainsFunc(r.Input, unicode.IsControl) || !utf8.ValidString(r.Input) {
				t.Errorf("%s: the input is called %q", name, r.Input)
			}
		}
		if len(p.Posts) != c.posts || !hit {
			t.Errorf("%s: %d posts, rejects %+v, want one with %q", name, len(p.Posts), p.Rejects, c.want)
		}
	}
}

// encrypted is an archive whose member says it needs a password.
func encrypted(t *testing.T) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	text := []byte("secret")
	m, err := w.CreateRaw(&zip.FileHeader{Name: "a.csv", Flags: 1, Method: zip.Store, CRC32: crc32.ChecksumIEEE(text),
		CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))})
	check(t, err)
	_, err = m.Write(text)
	check(t, err)
	check(t, w.Close())
	return b.String()
}

// A megabyte that unpacks to a gigabyte costs a reject and little time or memory.
func TestBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks half a gigabyte")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, err := w.Create("a.csv")
	check(t, err)
	zeros := make([]byte, 1<<20)
	for range maxUnzip>>20 + 2 {
		_, err := m.Write(zeros)
		check(t, err)
	}
	check(t, w.Close())
	p := readText(t, oslo, "a.zip", b.String(), nil)
	if len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, "unpacks to more") {
		t.Errorf("rejects %+v", p.Rejects)
	}
}

func TestInboxFolder(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, "inbox", name)
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		check(t, os.WriteFile(path, []byte(content), 0o600))
	}
	put("youtube/Table data.csv", studioTable)
	put("linkedin/content.xlsx", linkedInWorkbook(t))
	put("whatsapp/updates.csv", "Date,Message,Views\n2026-05-20,Hello,100\n")
	put("b/unknown.csv", "Likes,red,green\n1,2,3\n")
	put("b/photo.jpg", "\xff\xd8\xff\xe0")
	put("tweets.js", "window.YTD.tweets.part0 = [ {} ]")
	for _, junk := range []string{"new.csv.crdownload", "x.csv.part", "x.csv", "~$content.xlsx", ".hidden/a.csv", ".DS_Store", "Thumbs.db", "youtube/.~lock.a.csv#"} {
		put(junk, "Post ID,Page name\n")
	}
	a := oslo
	a.Files = []connectors.File{{Path: "inbox/"}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	check(t, err)
	p := drain(t, a, d)
	var ids []string
	for _, post := range p.Posts {
		ids = append(ids, string(post.Platform))
	}
	if want := []string{"linkedin", "linkedin", "whatsapp", "youtube"}; !slices.Equal(ids, want) {
		t.Errorf("posts of %v, want %v", ids, want)
	}
	var refused []string
	for _, r := range p.Rejects {
		if r.Why == whyUnknownFile {
			refused = append(refused, strings.Fields(r.Input)[0])
		}
	}
	if want := []string{"unknown.csv", "tweets.js"}; !slices.Equal(refused, want) {
		t.Errorf("refused %v, want %v: %+v", refused, want, p.Rejects)
	}
	// A picture among them is nobody's mistake.
	if !slices.ContainsFunc(p.Notes, func(n connectors.Note) bool {
		return strings.HasPrefix(n.Input, "photo.jpg") && strings.Contains(n.What, "only tables are read")
	}) {
		t.Errorf("nothing is said of the picture: %+v", p.Notes)
	}
	for _, r := range p.Rejects {
		// What is known of a header helps; the rest may be anybody's words.
		if strings.HasPrefix(r.Input, "unknown") && (!strings.Contains(r.Hint, `"Likes"`) || strings.Contains(r.Hint, "red")) {
			t.Errorf("hint %q", r.Hint)
		}
	}
	// An empty inbox is nothing to complain of.
	check(t, os.MkdirAll(filepath.Join(dir, "empty"), 0o755))
	a.Files = []connectors.File{{Path: "empty"}}
	d, err = Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	check(t, err)
	if p := drain(t, a, d); !p.Empty() {
		t.Errorf("an empty inbox gives %+v", p)
	}
}
