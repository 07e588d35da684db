package sentiment

import (
	"strings"
	"unicode/utf8"
)

// word adds a token with its folded forms.
func (t *Tokens) word(kind Kind, raw []byte, tag bool) {
	tok := Token{Kind: kind, Tag: tag}
	start := len(t.arena)
	prev, run, stretched, marked := rune(-1), 0, false, false
	var asked []byte
	for i := 0; i < len(raw); {
		r, n := rune(raw[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(raw[i:])
		}
		i += n
		if r == armenianAsk {
			asked = raw[i-n : i]
			continue
		}
		if r = foldRune(r); r == dropped {
			continue
		}
		if run++; r != prev {
			prev, run = r, 1
		}
		if run >= 3 && kind != Number {
			stretched = true
			continue
		}
		marked = marked || r >= 0xC0
		t.arena = utf8.AppendRune(t.arena, r)
	}
	tok.Norm = t.arena[start:len(t.arena):len(t.arena)]
	if len(tok.Norm) == 0 {
		return
	}
	tok.Bare = tok.Norm
	if marked {
		tok.Bare = t.bare(tok.Norm)
	}
	if stretched {
		tok.Short = t.short(tok.Bare)
	}
	t.list = append(t.list, tok)
	if asked != nil {
		t.mark(asked)
	}
}

// armenianAsk is Armenian's question mark, which stands inside the word asked about.
const armenianAsk = '՞'

// bare returns w without diacritics: w itself if it has none.
func (t *Tokens) bare(w []byte) []byte {
	start, same := len(t.arena), true
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRune(w[i:])
		i += n
		b := bareRune(r)
		same = same && b == r
		if b != dropped {
			t.arena = utf8.AppendRune(t.arena, b)
		}
	}
	if same || len(t.arena) == start {
		t.arena = t.arena[:start]
		return w
	}
	return t.arena[start:len(t.arena):len(t.arena)]
}

// short returns w with every doubled letter written once.
func (t *Tokens) short(w []byte) []byte {
	start, prev := len(t.arena), rune(-1)
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRune(w[i:])
		i += n
		if r != prev {
			t.arena = utf8.AppendRune(t.arena, r)
		}
		prev = r
	}
	return t.arena[start:len(t.arena):len(t.arena)]
}

// FoldWord returns the form that lexicons are keyed by (see [Token].Norm), and the
// one without diacritics. The words of a phrase are joined by single spaces. An
// elided word keeps its apostrophe: "qu'".
func FoldWord(word string) (folded, bare string) {
	var t Tokens
	var f, b []byte
	elided := strings.HasSuffix(word, "'")
	for i, tok := range t.Read(strings.TrimSuffix(word, "'")) {
		if i > 0 {
			f, b = append(f, ' '), append(b, ' ')
		}
		f, b = append(f, tok.Norm...), append(b, tok.Bare...)
	}
	if elided {
		f, b = append(f, '\''), append(b, '\'')
	}
	return string(f), string(b)
}
