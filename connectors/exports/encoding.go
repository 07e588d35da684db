package exports

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// encoding is how a file's bytes stand for text.
type encoding uint8

const (
	utf8Text    encoding = iota
	utf8Strays           // UTF-8 with single bytes of Windows-1252 among it
	windows1252          // Western Windows
	utf16LE
	utf16BE
	windows1256 // Arabic Windows
	windows1250 // Central European Windows
	windows1251 // Cyrillic Windows
	macRoman    // Excel on older Macs
)

func (e encoding) String() string {
	return [...]string{"UTF-8", "UTF-8 with stray Windows-1252 bytes", "Windows-1252", "UTF-16LE", "UTF-16BE", "Windows-1256", "Windows-1250", "Windows-1251", "Mac Roman"}[e]
}

// sniffer works out an encoding from the bytes that are written to it.
type sniffer struct {
	head    []byte // the first bytes, for marks and NULs
	carry   []byte // of a sequence that a write cut in two
	strays  int64  // bytes that are no UTF-8
	runes   int64  // sequences of two to four bytes that are
	written int64
}

// Write looks at b.
func (s *sniffer) Write(b []byte) (int, error) {
	n := len(b)
	if room := 4096 - len(s.head); room > 0 {
		s.head = append(s.head, b[:min(room, n)]...)
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

// encoding returns the verdict. Where bytes are no UTF-8 the file is Windows-1252,
// unless so many sequences are UTF-8 that they cannot have come about by chance: in
// Windows-1252 a pair like "É" and a no-break space is one, but a rare one.
func (s *sniffer) encoding() encoding {
	switch {
	case bytes.HasPrefix(s.head, []byte{0xff, 0xfe}):
		return utf16LE
	case bytes.HasPrefix(s.head, []byte{0xfe, 0xff}):
		return utf16BE
	}
	even, odd := 0, 0
	for i, c := range s.head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	// A header is mostly ASCII, which in UTF-16 has a NUL in every other byte.
	if third := len(s.head) / 3; third > 0 && (even > third || odd > third) {
		if even > odd {
			return utf16BE
		}
		return utf16LE
	}
	// One in Arabic has them only beside spaces and marks, but then nowhere else.
	if most := max(even, odd); most > len(s.head)/32 && most > 8*min(even, odd) {
		if even > odd {
			return utf16BE
		}
		return utf16LE
	}
	strays := s.strays + int64(len(s.carry))
	switch {
	case strays == 0:
		return utf8Text
	case strays > 20*s.runes:
		return windows1252
	}
	return utf8Strays
}

// reader decodes r into UTF-8 without a byte order mark.
func (e encoding) reader(r io.Reader) io.Reader {
	switch e {
	case utf16LE:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case utf16BE:
		return transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case windows1252:
		return transform.NewReader(r, charmap.Windows1252.NewDecoder())
	case windows1256:
		return transform.NewReader(r, charmap.Windows1256.NewDecoder())
	case windows1250:
		return transform.NewReader(r, charmap.Windows1250.NewDecoder())
	case windows1251:
		return transform.NewReader(r, charmap.Windows1251.NewDecoder())
	case macRoman:
		return transform.NewReader(r, charmap.Macintosh.NewDecoder())
	case utf8Strays:
		return transform.NewReader(r, strayDecoder{})
	}
	return &noMark{r: r}
}

// candidates lists the encodings that a file may be in, likeliest first. Bytes alone
// cannot tell one code page from another; how much of a header makes sense can.
func (e encoding) candidates() []encoding {
	if e == windows1252 {
		return []encoding{windows1252, windows1256, windows1250, windows1251, macRoman}
	}
	return []encoding{e}
}

// declared returns the encoding a mapping names, if it names one.
func declared(name string, found encoding) encoding {
	switch strings.ToLower(name) {
	case "windows-1252":
		return windows1252
	case "utf-16":
		if found != utf16BE {
			return utf16LE
		}
	case "utf-8":
		if found != utf8Text {
			return utf8Strays
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
