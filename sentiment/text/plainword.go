package text

import "unicode/utf8"

// stops holds, for each byte, whether a word of small ASCII letters ends before it
// without more being looked at: what may begin an address, join digits or be part of the
// word does not.
var stops = func() (set [256]bool) {
	for c := range 0x80 {
		switch {
		case alphanumeric(byte(c)), c == '\'', c == '@', c == '.', c == '-', c == '+', c == '_':
		default:
			set[c] = true
		}
	}
	return set
}()

// plainWord takes the word at b[i:] if it is what most words of most texts are: ASCII
// letters, small but for the first, with nothing of note in or after it. What it takes is
// what special and word would take. It returns the length; 0 if the word is another.
func (t *Text) plainWord(b []byte, i int) int {
	first := b[i] | 0x20
	if first-'a' > 'z'-'a' || b[i] >= 0x80 {
		return 0
	}
	before, last := byte(0), first // the two letters before the one at hand
	n := i + 1
	for n < len(b) {
		c := b[n]
		if c-'a' > 'z'-'a' {
			break
		}
		if c == last && c == before || c == 't' && last == 'h' && (n == i+1 || n+1 < len(b) && b[n+1]|0x20 == 't') {
			return 0 // stretched, or a link
		}
		before, last = last, c
		n++
	}
	if n < len(b) && !stops[b[n]] && !(b[n] == '.' && (n+1 == len(b) || b[n+1] == ' ')) {
		return 0
	}
	if m := n - i; m > 1 && (first == 'w' && b[i+1] == 'w' || m >= 6 && b[i+2] == first && b[i+3] == b[i+1]) {
		return 0 // a link, or laughter
	}
	w, flags := b[i:n:n], Flag(0)
	if b[i] != first {
		from := len(t.arena)
		t.arena = append(append(t.arena, first), w[1:]...)
		w, flags = t.arena[from:len(t.arena):len(t.arena)], Title
	}
	t.Letters[Latin] += uint32(len(w))
	t.Tokens = append(t.Tokens, Token{Flags: flags, Script: Latin, Lower: w, Norm: w, Bare: w})
	return n - i
}

// small says what smallWord does with a rune.
type small uint8

const (
	ending  small = iota // it ends a word
	other                // it does not, and more is to be done with it
	kept                 // part of a word, as it is but for the spelling variants of Norm and Bare
	settled              // part of a word, as it is
)

func (t *tables) smallOf(r rune) small {
	switch c := t.class[r]; {
	case c == digit, c == capital, r == '\'', r == armenianAsk:
		return other
	case c != letter && c != joining:
		return ending
	case t.low(r) != r:
		return other
	case r >= foldSize || rune(t.norm[r]) == r && rune(t.bare[r]) == r:
		return settled
	}
	return kept
}

// smallWord takes the word at b[i:] if it is of small letters, or of letters that have no
// case, and not of ASCII alone, with nothing of note in it. What it takes is what word
// would take, with one look at each rune. It returns the length; 0 if the word is another.
func (t *Text) smallWord(b []byte, i int) int {
	n, ascii, fold := i, true, false
	before, last := rune(0), rune(0) // the two runes before the one at hand
	letters, script := uint32(0), NoScript
scan:
	for n < len(b) {
		r, m, s := rune(b[n]), 1, Latin
		if r >= utf8.RuneSelf {
			if r, m = decode(b[n:]); r >= tableSize {
				return 0
			}
			s = t.tables.script[r]
		}
		switch t.tables.small[r] {
		case ending:
			break scan
		case other:
			return 0
		case kept:
			fold = true
		}
		if r == last && r == before || r == 't' && last == 'h' {
			return 0 // stretched, or a link
		}
		ascii = ascii && r < utf8.RuneSelf
		if s != NoScript {
			if s != script && script != NoScript {
				return 0
			}
			script = s
			letters++
		}
		before, last = last, r
		n += m
	}
	if ascii {
		return 0
	}
	w := b[i:n:n]
	t.Tokens = append(t.Tokens, Token{Script: script, Lower: w, Norm: w, Bare: w})
	if fold {
		k := &t.Tokens[len(t.Tokens)-1]
		k.Norm = t.fold(w, &t.tables.norm)
		k.Bare = t.fold(k.Norm, &t.tables.bare)
	}
	t.Letters[script] += letters
	return n - i
}
