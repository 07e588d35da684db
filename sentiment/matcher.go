package sentiment

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// maxPhrase is the longest phrase of a lexicon, in words.
const maxPhrase = 5

// matcher finds the entries of one lexicon in a text's tokens: words, phrases,
// beginnings of words ("благодар*") and, in scripts without spaces, the longest
// entry at each place of a run. It is never changed once filled.
type matcher[T comparable] struct {
	exact    map[string]T // folded words, and runs
	bare     map[string]T // the same without diacritics, where that is another word
	phrases  map[string]T // folded words joined by spaces
	openers  map[string]struct{}
	bares    map[string]struct{} // words and first words of phrases, folded, without diacritics
	prefixes map[string]T
	shortest int // of the prefixes, in bytes
	longest  int
	longRun  int      // longest entry of a run, in bytes
	clitics  []string // what may stand before a word, longest first
	heads    heads
}

func newMatcher[T comparable](lang string) *matcher[T] {
	return &matcher[T]{exact: map[string]T{}, bare: map[string]T{}, phrases: map[string]T{}, openers: map[string]struct{}{}, bares: map[string]struct{}{},
		prefixes: map[string]T{}, shortest: 1 << 20, clitics: clitics(lang)}
}

// clitics are the conjunctions, prepositions and articles that Arabic and Hebrew
// write together with the next word.
func clitics(lang string) []string {
	switch lang {
	case "ar":
		return []string{"وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل"}
	case "he":
		return []string{"וה", "שה", "מה", "כשה", "ול", "וב", "ומ", "ו", "ה", "ב", "ל", "מ", "ש", "כ"}
	}
	return nil
}

// add takes in an entry. The later of two entries with one folded form must say the
// same as the first.
func (m *matcher[T]) add(entry string, value T) error {
	word, isPrefix := strings.CutSuffix(entry, "*")
	folded, bare := text.FoldWord(word)
	if !strings.ContainsFunc(folded, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return fmt.Errorf("entry has no letters")
	}
	switch words := strings.Count(bare, " ") + 1; {
	case isPrefix && words > 1 || words > maxPhrase:
		return fmt.Errorf("a phrase has at most %d words and no asterisk", maxPhrase)
	case isPrefix:
		m.shortest, m.longest = min(m.shortest, len(bare)), max(m.longest, len(bare))
		m.heads.addStart(bare)
		return put(m.prefixes, bare, value)
	case words > 1:
		first, _, _ := strings.Cut(bare, " ")
		m.openers[first], m.bares[first] = struct{}{}, struct{}{}
		m.heads.addWord(first)
		if _, ok := m.bare[bare]; !ok && bare != folded {
			m.bare[bare] = value
		}
		return put(m.phrases, folded, value)
	}
	m.heads.addWord(folded)
	m.heads.addWord(bare)
	m.bares[bare] = struct{}{}
	var t text.Text
	if t.Read(word); len(t.Tokens) > 0 && t.Tokens[0].Kind == text.Run {
		m.longRun = max(m.longRun, len(folded))
	}
	if err := put(m.exact, folded, value); err != nil {
		return err
	}
	if _, ok := m.bare[bare]; !ok && bare != folded {
		m.bare[bare] = value
	}
	return nil
}

func put[T comparable](entries map[string]T, key string, value T) error {
	if old, ok := entries[key]; ok && old != value {
		return fmt.Errorf("two entries that differ only in spelling say different things")
	}
	entries[key] = value
	return nil
}

// at returns the value of the longest entry that begins at token i, and how many
// tokens it takes; 0 if there is none. buf is scratch.
func (m *matcher[T]) at(tokens []text.Token, i int, buf *[]byte) (value T, used int) {
	tok := &tokens[i]
	if !m.mayBegin(tok) {
		return value, 0
	}
	if _, ok := m.openers[string(tok.Bare)]; ok {
		if value, used = m.phrase(tokens, i, buf); used > 0 {
			return value, used
		}
	}
	if value, ok := m.word(tok); ok {
		return value, 1
	}
	return value, 0
}

// phrase looks for the longest phrase at token i, as written, then without
// diacritics.
func (m *matcher[T]) phrase(tokens []text.Token, i int, buf *[]byte) (value T, used int) {
	b, start := (*buf)[:0], 0
	end := min(len(tokens), i+maxPhrase)
	for j := i; j < end && (tokens[j].Kind == text.Word || tokens[j].Kind == text.Number || tokens[j].Kind == text.Mark && j > i); j++ {
		if j > i {
			b = append(b, ' ')
		}
		b = append(b, tokens[j].Norm...)
		if v, ok := m.phrases[string(b)]; ok && j > i {
			value, used = v, j-i+1
		}
	}
	if used == 0 {
		start = len(b)
		for j := i; j < end && (tokens[j].Kind == text.Word || tokens[j].Kind == text.Number); j++ {
			if j > i {
				b = append(b, ' ')
			}
			b = append(b, tokens[j].Bare...)
			if j == i {
				continue
			}
			if v, ok := m.phrases[string(b[start:])]; ok {
				value, used = v, j-i+1
			} else if v, ok := m.bare[string(b[start:])]; ok {
				value, used = v, j-i+1
			}
		}
	}
	*buf = b
	return value, used
}

// word looks a word up as it stands, then without its diacritics, with stretched
// letters cut, by its beginning, and without what is joined before it.
func (m *matcher[T]) word(tok *text.Token) (value T, ok bool) {
	if value, ok = m.exact[string(tok.Norm)]; ok {
		return value, true
	}
	if value, ok = m.lookup(tok.Bare); ok {
		return value, true
	}
	if tok.Short != nil {
		if value, ok = m.lookup(tok.Short); ok {
			return value, true
		}
	}
	for n := min(m.longest, len(tok.Bare)); n >= m.shortest; n-- {
		if value, ok = m.prefixes[string(tok.Bare[:n])]; ok {
			return value, true
		}
	}
	for _, c := range m.clitics {
		if rest, found := bytes.CutPrefix(tok.Bare, []byte(c)); found && len(rest) >= 6 {
			if value, ok = m.lookup(rest); ok {
				return value, true
			}
		}
	}
	return value, false
}

func (m *matcher[T]) lookup(w []byte) (value T, ok bool) {
	if value, ok = m.exact[string(w)]; ok {
		return value, true
	}
	value, ok = m.bare[string(w)]
	return value, ok
}

// inRun returns the longest entry that a run begins with and its length in bytes. If
// there is none, ok is false and the length is that of the first rune: what is left
// of the run is looked at from there.
func (m *matcher[T]) inRun(run []byte) (value T, n int, ok bool) {
	for n = min(m.longRun, len(run)); n > 0; n-- {
		if n < len(run) && !utf8.RuneStart(run[n]) {
			continue
		}
		if value, ok = m.exact[string(run[:n])]; ok {
			return value, n, true
		}
	}
	_, n = utf8.DecodeRune(run)
	return value, n, false
}
