package model

import (
	"strings"
	"unicode/utf8"
)

// Plain undoes what exports leave of other formats in a text: \u2019 of JSON and the
// named entities of HTML.
func Plain(s string) string { return string(AppendPlain(nil, s)) }

// AppendPlain appends what Plain returns to b.
func AppendPlain(b []byte, s string) []byte {
	from := 0 // what stands from here on is not copied yet
	for i := 0; i < len(s); {
		if c := s[i]; c == '\\' || c == '&' {
			if r, n := escaped(s[i:]); n > 0 {
				b = utf8.AppendRune(append(b, s[from:i]...), r)
				i += n
				from = i
				continue
			}
		}
		i++
	}
	return append(b, s[from:]...)
}

var entities = [...]struct {
	name string
	r    rune
}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}}

// escaped returns the rune that s begins with in escaped form, and its length.
func escaped(s string) (rune, int) {
	switch s[0] {
	case '&':
		for _, e := range entities {
			if strings.HasPrefix(s, e.name) {
				return e.r, len(e.name)
			}
		}
	case '\\':
		if len(s) < 6 || s[1] != 'u' {
			return 0, 0
		}
		var r rune
		for _, c := range []byte(s[2:6]) {
			switch {
			case '0' <= c && c <= '9':
				c -= '0'
			case 'a' <= c|0x20 && c|0x20 <= 'f':
				c = c | 0x20 - 'a' + 10
			default:
				return 0, 0
			}
			r = r<<4 | rune(c)
		}
		return r, 6
	}
	return 0, 0
}
