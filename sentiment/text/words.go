package text

import "unicode/utf8"

// armenianAsk is Armenian's question mark, which stands inside the word asked about.
const armenianAsk = '՞'

// word takes the word or number that b begins with. As in UAX #29 letters, marks and
// digits run on, and so they do over an apostrophe between letters, and over a mark
// between digits; a full stop, colon or underscore between letters parts them. An
// elided article is a word of its own. It returns the length.
func (t *Text) word(b []byte, flags Flag) int {
	var (
		n, letters, capitals int
		numeric              = -1 // where the first letter stands
		digits, ascii        = false, true
		apostrophe, asked    = -1, -1
	)
scan:
	for n < len(b) {
		if m := smallLetters(b[n:]); m > 0 {
			if numeric < 0 {
				numeric = n
			}
			letters += m
			n += m
			continue
		}
		r, m := rune(b[n]), 1
		c := symbol
		if r < utf8.RuneSelf {
			if r == 'h' && n > 0 && linkLength(b[n:], false) > 0 {
				break
			}
			c = t.tables.class[r]
		} else {
			r, m = decode(b[n:])
			c = t.tables.classOf(r)
			ascii = false
		}
		switch {
		case c == letter || c == capital:
			letters++
			if c == capital {
				capitals++
			}
			if numeric < 0 {
				numeric = n
			}
		case c == joining:
		case c == digit:
			digits = true
		case r == '\'':
			if numeric < 0 || n+1 >= len(b) || !wordByte(b[n+1]) || b[n+1] == '_' {
				break scan
			}
			if apostrophe < 0 {
				apostrophe = n
			}
		case r == armenianAsk && asked < 0:
			asked = n
		default:
			if ascii && flags == 0 {
				if m := mailLength(b, n); m > 0 {
					t.add(Token{Kind: Mail})
					return m
				}
			}
			if numeric >= 0 || !betweenDigits(b, n) {
				break scan
			}
		}
		n += m
	}
	w := b[:n]
	if digits {
		if numeric < 0 || numeric > 0 && unit(w[numeric:]) {
			t.form(Number, w, flags)
			return n
		}
		flags |= Digits
	}
	if capitals > 0 {
		if first, _ := utf8.DecodeRune(w); t.tables.classOf(first) == capital {
			flags |= Title
		}
		if capitals == letters && letters > 1 {
			flags |= Capitals
		}
	}
	if cut := elision(w, apostrophe); cut > 0 {
		t.form(Word, w[:cut], flags&^Capitals)
		w = w[cut:]
	}
	t.form(Word, w, flags)
	if asked >= 0 {
		ask := b[asked : asked+utf8.RuneLen(armenianAsk)]
		t.add(Token{Kind: Mark, Repeat: 1, Lower: ask, Norm: ask, Bare: ask})
	}
	return n
}

// smallLetters returns how many small ASCII letters b begins with, which most words are
// made of, up to where a link may begin.
func smallLetters(b []byte) int {
	for i, c := range b {
		if c-'a' > 'z'-'a' || c == 'h' && i+1 < len(b) && b[i+1]|0x20 == 't' {
			return i
		}
	}
	return len(b)
}

// betweenDigits reports whether b[n] joins digits to one number, time or date.
func betweenDigits(b []byte, n int) bool {
	switch b[n] {
	case '.', ',', ':', '/', '-':
		return n > 0 && n+1 < len(b) && '0' <= b[n+1] && b[n+1] <= '9' && b[n-1] != b[n]
	}
	return false
}

// unit reports whether what follows digits is a unit or an ordinal's ending: "5km",
// "1st", "10k", "3pm", "2x". Other mixtures are words: "3amel", "gr8".
func unit(w []byte) bool {
	switch string(w) {
	case "st", "nd", "rd", "th", "k", "K", "m", "M", "bn", "km", "kg", "cm", "mm", "h", "am", "pm", "AM", "PM", "x", "s",
		"º", "ª", "e", "er", "ème":
		return true
	}
	return false
}

// run takes the letters of a script without spaces that b begins with.
func (t *Text) run(b []byte, flags Flag) int {
	n := 0
	for n < len(b) {
		r, m := decode(b[n:])
		if c := t.tables.classOf(r); c != run && c != joining {
			break
		}
		n += m
	}
	t.form(Run, b[:n], flags)
	return n
}

// decode returns the first rune of valid UTF-8 and its length.
func decode(b []byte) (rune, int) {
	switch c := b[0]; {
	case c < utf8.RuneSelf:
		return rune(c), 1
	case c < 0xE0:
		return rune(c&0x1F)<<6 | rune(b[1]&0x3F), 2
	case c < 0xF0:
		return rune(c&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F), 3
	}
	return utf8.DecodeRune(b)
}
