package exports

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

func sniff(b []byte) encoding {
	var s sniffer
	_, _ = s.Write(b)
	return s.encoding()
}

func decodeAll(t testing.TB, b []byte) string {
	t.Helper()
	text, err := io.ReadAll(sniff(b).reader(bytes.NewReader(b)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEncodings(t *testing.T) {
	text := "Post ID,Titel\n1,Grüße – € aus Ruritanien\n"
	encode := func(e func(string) (string, error)) []byte {
		s, err := e(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(s)
	}
	for name, c := range map[string]struct {
		bytes []byte
		want  encoding
	}{
		"utf-8":              {[]byte(text), utf8Text},
		"utf-8 with mark":    {[]byte("\ufeff" + text), utf8Text},
		"windows-1252":       {encode(charmap.Windows1252.NewEncoder().String), windows1252},
		"utf-16le":           {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String), utf16LE},
		"utf-16be":           {encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String), utf16BE},
		"utf-16le, no mark":  {encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String), utf16LE},
		"utf-16be, no mark":  {encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String), utf16BE},
		"utf-8, stray bytes": {[]byte(strings.Replace(text, "–", "\x96", 1)), utf8Strays},
	} {
		if got := sniff(c.bytes); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := decodeAll(t, c.bytes); got != text {
			t.Errorf("%s: decoded %q", name, got)
		}
	}
	// A pair of Windows-1252 that happens to be UTF-8 (É and a no-break space) among
	// many that are not does not make the file UTF-8.
	french := []byte(strings.Repeat("\xe9t\xe9, \xe0 la f\xeate\n", 10) + "LIBERT\xc9\xa0!\n")
	if got := sniff(french); got != windows1252 {
		t.Errorf("French text: %s, want %s", got, windows1252)
	}
}

// The sniffer's verdict does not depend on how the bytes are cut, and decoding gives
// valid UTF-8, the same for every way of reading.
func TestEncodingOfAnyBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(rapid.StringMatching(`[a-zé–😀,\n]{0,9}`), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 3), func(b []byte) string { return string(b) })))
		b := []byte(strings.Join(parts.Draw(t, "parts"), ""))
		var cut sniffer
		for i := 0; i < len(b); {
			n := min(rapid.IntRange(1, 5).Draw(t, "n"), len(b)-i)
			_, _ = cut.Write(b[i : i+n])
			i += n
		}
		if cut.encoding() != sniff(b) {
			t.Fatalf("%q: %s in pieces, %s as a whole", b, cut.encoding(), sniff(b))
		}
		e := sniff(b)
		whole, err1 := io.ReadAll(e.reader(bytes.NewReader(b)))
		slow, err2 := io.ReadAll(e.reader(iotest.OneByteReader(bytes.NewReader(b))))
		if err1 != nil || err2 != nil || !bytes.Equal(whole, slow) || !utf8.Valid(whole) {
			t.Fatalf("%q as %s: %q, %v and byte by byte %q, %v", b, e, whole, err1, slow, err2)
		}
	})
}

// French headers whose needed columns have no accents fit in any code page; the one in
// which most columns make sense is the file's.
func TestCodePageOfTheWholeHeader(t *testing.T) {
	text := "Identifiant de la publication;Nom de la Page;Description;Heure de publication;Vues;Réactions\n122158000000000001;Ruritanie;Fête;14/05/2026 10:00;5;3\n"
	for name, e := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "Mac Roman": charmap.Macintosh} {
		b, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		post, snap := one(t, readText(t, oslo, "a.csv", b, nil))
		if post.Text != "Fête" || snap.Likes == nil || *snap.Likes != 3 {
			t.Errorf("%s: text %q, likes %v", name, post.Text, snap.Likes)
		}
	}
	arabic := "معرف المنشور;اسم الصفحة;الوصف;وقت النشر;المشاهدات\n122158000000000001;روريتانيا;مرحبا;14/05/2026 10:00;5\n"
	for name, order := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		b, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(arabic)
		if err != nil {
			t.Fatal(err)
		}
		if post, _ := one(t, readText(t, oslo, "a.csv", b, nil)); post.Text != "مرحبا" {
			t.Errorf("UTF-16, %s end first, without a mark: text %q", name, post.Text)
		}
	}
}
