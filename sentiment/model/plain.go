package model

import (
	"strings"
	"unicode/utf8"
)

// Plain undoes what exports leave of other formats in a text: \u2019 of JSON and the
// named entities of HTML. A text without them is returned as it is, without a copy.
func Plain(s string) string {
	first := 0
	for ; first < len(s); first++ {
		if c := s[first]; c != '\\' && c != '&' {
			continue
		}
		if _, n := escaped(s[first:]); n > 0 {
			break
		}
	}
	if first == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)), s[:first]...)
	for i := first; i < len(s); {
		if r, n := escaped(s[i:]); n > 0 {
			b = utf8.AppendRune(b, r)
			i += n
			continue
		}
		b = append(b, s[i])
		i++
	}
	return string(b)
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
