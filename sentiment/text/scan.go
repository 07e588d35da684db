package text

import "unicode/utf8"

// scan cuts t.clean into t.Tokens, from left to right, each byte once.
func (t *Text) scan() {
	b := t.clean
	for i := 0; i < len(b); {
		i += t.next(b, i)
	}
}

// next takes the token at b[i:] and returns its length in bytes.
func (t *Text) next(b []byte, i int) int {
	r, n := rune(b[i]), 1
	if r >= utf8.RuneSelf {
		r, n = decode(b[i:])
	} else {
		if r == ' ' {
			return 1
		}
		if m := t.plainWord(b, i); m > 0 {
			return m
		}
		if m := t.special(b, i); m > 0 {
			return m
		}
	}
	switch c := t.tables.classOf(r); c {
	case space:
		return n
	case newline:
		t.add(Token{Kind: Break})
		return n
	case picture:
		m := pictureLength(b[i:], r, n)
		t.picture(b[i : i+m])
		return m
	case letter:
		if m := t.smallWord(b, i); m > 0 {
			return m
		}
		return t.word(b[i:], 0)
	case capital, digit, joining:
		return t.word(b[i:], 0)
	case run:
		return t.run(b[i:], 0)
	}
	return t.mark(b[i:], r, n)
}

// special takes a token that only ASCII begins: a link, an address, a handle, a
// hashtag, a keycap, an emoticon. It returns 0 if there is none.
func (t *Text) special(b []byte, i int) int {
	c := b[i]
	if emoticonAt[c] {
		if m := emoticonLength(b, i); m > 0 {
			t.add(Token{Kind: Emoticon, Lower: b[i : i+m], Norm: b[i : i+m], Bare: b[i : i+m]})
			return m
		}
	}
	switch {
	case c == '@':
		if m := handleLength(b[i+1:]); m > 0 {
			t.add(Token{Kind: Mention})
			return 1 + m
		}
	case c == '#':
		if m := keycapLength(b[i:]); m > 0 {
			t.picture(b[i : i+m])
			return m
		}
		if m := t.hashtag(b[i+1:]); m > 0 {
			return 1 + m
		}
	case c == '[' || c == '<':
		if kind, m := mask(b[i:]); m > 0 {
			t.add(Token{Kind: kind})
			return m
		}
	case c == '*' || '0' <= c && c <= '9':
		if m := keycapLength(b[i:]); m > 0 {
			t.picture(b[i : i+m])
			return m
		}
	case c|0x20 == 'h' || c|0x20 == 'w':
		if m := linkLength(b[i:], i == 0 || !wordByte(b[i-1])); m > 0 {
			t.add(Token{Kind: Link})
			return m
		}
	}
	return 0
}

func (t *Text) add(k Token) { t.Tokens = append(t.Tokens, k) }

func (t *Text) picture(b []byte) {
	t.add(Token{Kind: Emoji, Lower: b, Norm: b, Bare: b})
}

// mark takes a punctuation mark and its repetitions. Hyphens and what shows nothing
// are left out, so that "co-op" and "co op" read alike.
func (t *Text) mark(b []byte, r rune, n int) int {
	m, repeat := n, 1
	for len(b)-m >= n && string(b[m:m+n]) == string(b[:n]) {
		m += n
		repeat++
	}
	switch {
	case r == '-' || r == '‐' || r == '‑', r < ' ' || r == 0x7F, r == zwj:
		return m
	}
	t.add(Token{Kind: Mark, Repeat: uint16(min(repeat, 1<<16-1)), Lower: b[:n], Norm: b[:n], Bare: b[:n]})
	return m
}

// hashtag takes the body of a hashtag as its words: cut at underscores, at digits
// and where a small letter meets a capital. What cannot be cut stays one word. It
// returns the length, 0 if b begins with no body.
func (t *Text) hashtag(b []byte) int {
	n, start, cuts := 0, 0, len(t.Tokens)
	prev := symbol
	for n < len(b) {
		r, m := decode(b[n:])
		c := t.tables.classOf(r)
		if r == '_' {
			t.part(b[start:n])
			start = n + m
		} else if c != letter && c != capital && c != joining && c != digit && c != run {
			break
		} else if n > start && (c == digit) != (prev == digit) || c == capital && prev == letter {
			t.part(b[start:n])
			start = n
		}
		prev = c
		n += m
	}
	t.part(b[start:n])
	if len(t.Tokens) > cuts {
		t.Tokens[cuts].Flags |= TagStart
	}
	return n
}

// part adds a part of a hashtag.
func (t *Text) part(b []byte) {
	for len(b) > 0 {
		r, _ := utf8.DecodeRune(b)
		if t.tables.classOf(r) == run {
			b = b[t.run(b, Tag):]
		} else {
			b = b[t.word(b, Tag):]
		}
	}
}
