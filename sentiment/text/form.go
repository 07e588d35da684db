package text

import (
	"slices"
	"unicode/utf8"
)

// form adds a word, run or number with its spellings. They share memory where they
// are the same.
func (t *Text) form(kind Kind, raw []byte, flags Flag) {
	t.Tokens = append(t.Tokens, Token{Kind: kind, Flags: flags})
	k := &t.Tokens[len(t.Tokens)-1]
	start := len(t.arena)
	prev, repeat, latin := rune(-1), 0, uint32(0)
	counted := flags&Tag == 0 && kind != Number
	marked := false // Norm or Bare may differ from Lower
	i := 0
	if kind == Word {
		i, latin = t.lower(k, raw)
		if n := len(t.arena) - start; n > 0 {
			if prev, repeat = rune(t.arena[start+n-1]), 1; n > 1 && t.arena[start+n-2] == byte(prev) {
				repeat = 2
			}
		}
	}
	for i < len(raw) {
		c := raw[i]
		if c < utf8.RuneSelf { // most words of most texts are ASCII
			i++
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			if 'a' <= c && c <= 'z' {
				latin++
				if k.Script == NoScript {
					k.Script = Latin
				}
			}
			if repeat++; rune(c) != prev {
				prev, repeat = rune(c), 1
			}
			if repeat < 3 || kind == Number {
				t.arena = append(t.arena, c)
			} else {
				k.Flags |= Stretched
			}
			continue
		}
		r, n := decode(raw[i:])
		if s := t.tables.scriptOf(r); s != NoScript {
			if counted {
				t.Letters[s]++
			}
			if k.Script == NoScript {
				k.Script = s
			}
		}
		low := t.tables.low(r)
		i += n
		if low == dropped || low == armenianAsk {
			continue
		}
		marked = true
		if repeat++; low != prev {
			prev, repeat = low, 1
		}
		switch {
		case repeat >= 3 && kind != Number:
			k.Flags |= Stretched
		case low == r:
			t.arena = append(t.arena, raw[i-n:i]...)
		default:
			t.arena = utf8.AppendRune(t.arena, low)
		}
	}
	if kind == Word {
		t.arena = t.arena[:start+unlaugh(k, t.arena[start:])]
	}
	k.Lower = t.arena[start:len(t.arena):len(t.arena)]
	if len(k.Lower) == 0 {
		t.Tokens = t.Tokens[:len(t.Tokens)-1]
		return
	}
	k.Norm, k.Bare = k.Lower, k.Lower
	if marked {
		k.Norm = t.fold(k.Lower, &t.tables.norm)
		k.Bare = t.fold(k.Norm, &t.tables.bare)
	}
	if k.Has(Stretched) {
		k.Short = t.short(k.Bare)
	}
	if counted {
		t.Letters[Latin] += latin
	}
}

// lower writes what raw begins with of ASCII, which most words are, to the arena as
// form does with every rune. It returns how much that was, and the letters in it.
func (t *Text) lower(k *Token, raw []byte) (n int, latin uint32) {
	start := len(t.arena)
	t.arena = slices.Grow(t.arena, len(raw))
	out := t.arena[start : start+len(raw)]
	m := 0
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			break
		}
		n++
		if c-'A' <= 'Z'-'A' {
			c |= 0x20
		}
		if c-'a' <= 'z'-'a' {
			latin++
		}
		if m > 1 && out[m-1] == c && out[m-2] == c {
			k.Flags |= Stretched
			continue
		}
		out[m] = c
		m++
	}
	if latin > 0 {
		k.Script = Latin
	}
	t.arena = t.arena[:start+m]
	return n, latin
}

// low returns lowerRune(r) from the table.
func (t *tables) low(r rune) rune {
	if r >= foldSize {
		if r < 0xA640 { // Kana, Han, Tifinagh and the like have no case
			return r
		}
		return lowerRune(r)
	}
	if l := t.lower[r]; l != 0 {
		return rune(l)
	}
	return dropped
}

// fold returns w with every rune replaced by the table's; w itself if that changes
// nothing, or would leave nothing.
func (t *Text) fold(w []byte, table *[foldSize]uint16) []byte {
	i := 0
	for i < len(w) { // the common case: nothing changes
		r, n := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, n = decode(w[i:])
			if r < foldSize && rune(table[r]) != r {
				break
			}
		}
		i += n
	}
	if i == len(w) {
		return w
	}
	start := len(t.arena)
	t.arena = append(t.arena, w[:i]...)
	for i < len(w) {
		r, n := decode(w[i:])
		i += n
		if r < foldSize {
			if r = rune(table[r]); r == 0 {
				continue
			}
		}
		t.arena = utf8.AppendRune(t.arena, r)
	}
	if len(t.arena) == start {
		return w
	}
	return t.arena[start:len(t.arena):len(t.arena)]
}

// short returns w with every doubled letter written once.
func (t *Text) short(w []byte) []byte {
	start, prev := len(t.arena), rune(-1)
	for i := 0; i < len(w); {
		r, n := decode(w[i:])
		i += n
		if r != prev {
			t.arena = utf8.AppendRune(t.arena, r)
		}
		prev = r
	}
	return t.arena[start:len(t.arena):len(t.arena)]
}

// unlaugh returns the length to which w is cut if it is one syllable of two ASCII
// letters three times or more, as laughter is written: "hahahaha", "jajaja",
// "wkwkwk". Two times are left, and the word counts as stretched.
func unlaugh(k *Token, w []byte) int {
	if len(w) < 6 || w[0] == w[1] {
		return len(w)
	}
	for i := 2; i < len(w); i++ {
		if w[i] != w[i-2] {
			return len(w)
		}
	}
	if w[0] >= utf8.RuneSelf || w[1] >= utf8.RuneSelf {
		return len(w)
	}
	k.Flags |= Stretched
	return 4
}
