package delimited

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

func sniff(b []byte) Encoding {
	var s Sniffer
	_, _ = s.Write(b)
	return s.Encoding()
}

func decodeAll(t testing.TB, b []byte) string {
	t.Helper()
	text, err := io.ReadAll(sniff(b).Reader(bytes.NewReader(b)))
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
		want  Encoding
	}{
		"utf-8":              {[]byte(text), UTF8},
		"utf-8 with mark":    {[]byte("\ufeff" + text), UTF8},
		"windows-1252":       {encode(charmap.Windows1252.NewEncoder().String), Windows1252},
		"utf-16le":           {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String), UTF16LE},
		"utf-16be":           {encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String), UTF16BE},
		"utf-16le, no mark":  {encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String), UTF16LE},
		"utf-16be, no mark":  {encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String), UTF16BE},
		"utf-8, stray bytes": {[]byte(strings.Replace(text, "–", "\x96", 1)), UTF8Strays},
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
	if got := sniff(french); got != Windows1252 {
		t.Errorf("French text: %s, want %s", got, Windows1252)
	}
}

// The Sniffer's verdict does not depend on how the bytes are cut, and decoding gives
// valid UTF-8, the same for every way of reading.
func TestEncodingOfAnyBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(rapid.StringMatching(`[a-zé–😀,\n]{0,9}`), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 3), func(b []byte) string { return string(b) })))
		b := []byte(strings.Join(parts.Draw(t, "parts"), ""))
		var cut Sniffer
		for i := 0; i < len(b); {
			n := min(rapid.IntRange(1, 5).Draw(t, "n"), len(b)-i)
			_, _ = cut.Write(b[i : i+n])
			i += n
		}
		if cut.Encoding() != sniff(b) {
			t.Fatalf("%q: %s in pieces, %s as a whole", b, cut.Encoding(), sniff(b))
		}
		e := sniff(b)
		whole, err1 := io.ReadAll(e.Reader(bytes.NewReader(b)))
		slow, err2 := io.ReadAll(e.Reader(iotest.OneByteReader(bytes.NewReader(b))))
		if err1 != nil || err2 != nil || !bytes.Equal(whole, slow) || !utf8.Valid(whole) {
			t.Fatalf("%q as %s: %q, %v and byte by byte %q, %v", b, e, whole, err1, slow, err2)
		}
	})
}
