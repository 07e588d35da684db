package delimited

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how a file's bytes stand for text.
type Encoding uint8

// Encodings that exports come in.
const (
	UTF8        Encoding = iota
	UTF8Strays           // UTF-8 with single bytes of Windows-1252 among it
	Windows1252          // Western Windows
	UTF16LE
	UTF16BE
	Windows1256 // Arabic Windows
	Windows1250 // Central European Windows
	Windows1251 // Cyrillic Windows
	MacRoman    // Excel on older Macs
)

// String is the encoding's usual name.
func (e Encoding) String() string {
	return [...]string{"UTF-8", "UTF-8 with stray Windows-1252 bytes", "Windows-1252", "UTF-16LE", "UTF-16BE", "Windows-1256", "Windows-1250", "Windows-1251", "Mac Roman"}[e]
}

// Sniffer works out an encoding from the bytes that are written to it.
type Sniffer struct {
	Head    []byte // the first bytes, for marks and NULs
	carry   []byte // of a sequence that a write cut in two
	strays  int64  // bytes that are no UTF-8
	runes   int64  // sequences of two to four bytes that are
	written int64
}

// Write looks at b.
func (s *Sniffer) Write(b []byte) (int, error) {
	n := len(b)
	if room := 4096 - len(s.Head); room > 0 {
		s.Head = append(s.Head, b[:min(room, n)]...)
	}
	s.written += int64(n)
	if len(s.carry) > 0 {
		b = append(s.carry, b...)
	}
	s.carry = s.carry[:0]
	for len(b) > 0 {
		i := 0
		for i < len(b) && b[i] < utf8.RuneSelf {
			i++
		}
		if b = b[i:]; len(b) == 0 {
			break
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(b) {
				s.carry = append(s.carry, b...)
				break
			}
			s.strays++
		} else {
			s.runes++
		}
		b = b[size:]
	}
	return n, nil
}

// Encoding returns the verdict. Where bytes are no UTF-8 the file is Windows-1252,
// unless so many sequences are UTF-8 that they cannot have come about by chance: in
// Windows-1252 a pair like "É" and a no-break space is one, but a rare one.
func (s *Sniffer) Encoding() Encoding {
	switch {
	case bytes.HasPrefix(s.Head, []byte{0xff, 0xfe}):
		return UTF16LE
	case bytes.HasPrefix(s.Head, []byte{0xfe, 0xff}):
		return UTF16BE
	}
	even, odd := 0, 0
	for i, c := range s.Head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	// A header is mostly ASCII, which in UTF-16 has a NUL in every other byte.
	if third := len(s.Head) / 3; third > 0 && (even > third || odd > third) {
		if even > odd {
			return UTF16BE
		}
		return UTF16LE
	}
	// One in Arabic has them only beside spaces and marks, but then nowhere else.
	if most := max(even, odd); most > len(s.Head)/32 && most > 8*min(even, odd) {
		if even > odd {
			return UTF16BE
		}
		return UTF16LE
	}
	strays := s.strays + int64(len(s.carry))
	switch {
	case strays == 0:
		return UTF8
	case strays > 20*s.runes:
		return Windows1252
	}
	return UTF8Strays
}

// Reader decodes r into UTF-8 without a byte order mark.
func (e Encoding) Reader(r io.Reader) io.Reader {
	switch e {
	case UTF16LE:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case UTF16BE:
		return transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case Windows1252:
		return transform.NewReader(r, charmap.Windows1252.NewDecoder())
	case Windows1256:
		return transform.NewReader(r, charmap.Windows1256.NewDecoder())
	case Windows1250:
		return transform.NewReader(r, charmap.Windows1250.NewDecoder())
	case Windows1251:
		return transform.NewReader(r, charmap.Windows1251.NewDecoder())
	case MacRoman:
		return transform.NewReader(r, charmap.Macintosh.NewDecoder())
	case UTF8Strays:
		return transform.NewReader(r, strayDecoder{})
	}
	return &noMark{r: r}
}

// Candidates lists the encodings that a file may be in, likeliest first. Bytes alone
// cannot tell one code page from another; how much of a header makes sense can.
func (e Encoding) Candidates() []Encoding {
	if e == Windows1252 {
		return []Encoding{Windows1252, Windows1256, Windows1250, Windows1251, MacRoman}
	}
	return []Encoding{e}
}

// Declared returns the encoding a mapping names, if it names one.
func Declared(name string, found Encoding) Encoding {
	switch strings.ToLower(name) {
	case "windows-1252":
		return Windows1252
	case "utf-16":
		if found != UTF16BE {
			return UTF16LE
		}
	case "utf-8":
		if found != UTF8 {
			return UTF8Strays
		}
	}
	return found
}

// strayDecoder keeps UTF-8 and reads every other byte as Windows-1252.
type strayDecoder struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (strayDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if r, size = utf8.DecodeRune(src[nSrc:]); r == utf8.RuneError && size == 1 {
				r = charmap.Windows1252.DecodeByte(src[nSrc])
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// noMark drops a UTF-8 byte order mark.
type noMark struct {
	r    io.Reader
	seen bool
}

// Read implements io.Reader.
func (m *noMark) Read(b []byte) (int, error) {
	if m.seen {
		return m.r.Read(b)
	}
	m.seen = true
	first := make([]byte, 3)
	n, err := io.ReadFull(m.r, first)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	first = bytes.TrimPrefix(first[:n], []byte("\ufeff"))
	m.r = io.MultiReader(bytes.NewReader(first), m.r)
	if err != nil {
		return 0, err
	}
	return m.r.Read(b)
}
