package sentiment

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed questions.tsv
var questionText string

// place says where an entry makes a sentence a question.
type place uint8

const (
	atStart place = iota + 1
	anywhere
	notAsking // looks like a question and is none: "what a day"
)

var places = map[string]place{"start": atStart, "anywhere": anywhere, "not": notAsking}

// questionLexicon holds question words by language.
type questionLexicon struct {
	lists map[string]*matcher[place]
}

var questions = sync.OnceValue(func() *questionLexicon {
	q := &questionLexicon{lists: map[string]*matcher[place]{}}
	mustTable("questions.tsv", questionText, 3, func(f []string) error {
		p, ok := places[f[1]]
		if !ok {
			return fmt.Errorf("place %q is not one of start, anywhere, not", f[1])
		}
		m := q.lists[f[0]]
		if m == nil {
			m = newMatcher[place]("")
			q.lists[f[0]] = m
		}
		return m.add(f[2], p)
	})
	return q
})

// Question reports whether a text asks something: by a question mark of any script,
// or, as many writers leave it out, by the question words and inversions of its
// language. It does not tell a real question from a rhetorical one.
func Question(s, lang string) bool {
	var t text.Text
	var buf []byte
	t.Read(s)
	return questions().asks(t.Tokens, lang, &buf)
}

// minAsked is how many words a sentence without a mark needs to be a question, so
// that "why" or "what" alone is none.
const minAsked = 3

// greetingWords bounds what may stand before the comma of a greeting.
const greetingWords = 4

func (q *questionLexicon) asks(tokens []text.Token, lang string, buf *[]byte) bool {
	return marked(tokens, lang) || q.asksUnmarked(tokens, lang, buf)
}

// marked reports whether a text has a question mark.
func marked(tokens []text.Token, lang string) bool {
	for i := range tokens {
		if questionMark(&tokens[i], lang) {
			return true
		}
	}
	return false
}

// asksUnmarked looks for the question words of a language in each sentence.
func (q *questionLexicon) asksUnmarked(tokens []text.Token, lang string, buf *[]byte) bool {
	m := q.lists[lang]
	if m == nil || !m.mayMatch(tokens) {
		return false
	}
	for len(tokens) > 0 {
		n := sentence(tokens)
		if sentenceAsks(m, tokens[:n], buf) {
			return true
		}
		for n < len(tokens) && (tokens[n].Kind == text.Mark || tokens[n].Kind == text.Break) {
			n++
		}
		tokens = tokens[n:]
	}
	return false
}

// questionMark reports whether a token is the question mark of some script. The
// semicolon is one in Greek, at the end of a sentence.
func questionMark(t *text.Token, lang string) bool {
	if t.Kind != text.Mark && t.Kind != text.Emoji {
		return false
	}
	switch string(t.Norm) {
	case "?", "؟", "՞", "፧", "⁇", "⁈", "⁉", "‽", "¿", "❓", "❔":
		return true
	case ";":
		return lang == "el"
	}
	return false
}

// sentence returns how many tokens stand before the mark that ends a sentence.
func sentence(tokens []text.Token) int {
	for i := range tokens {
		if tokens[i].Kind == text.Break || tokens[i].Kind == text.Mark && endsSentence(tokens[i].Norm) {
			return i
		}
	}
	return len(tokens)
}

func endsSentence(mark []byte) bool {
	switch string(mark) {
	case ".", "!", "?", "…", "؟", "۔", "।", "。", "！", "？", "።", ":", ";", "·":
		return true
	}
	return false
}

// sentenceAsks looks for question words in one sentence.
func sentenceAsks(m *matcher[place], s []text.Token, buf *[]byte) bool {
	words := 0
	for i := range s {
		switch s[i].Kind {
		case text.Word, text.Number:
			words++
		case text.Run:
			words += minAsked
		}
	}
	if words < minAsked {
		return false
	}
	start := true
	words = 0
	for i := 0; i < len(s); {
		used := 1
		switch s[i].Kind {
		case text.Word:
			p, n := m.at(s, i, buf)
			switch {
			case p == anywhere, p == atStart && start:
				return true
			case n > 0:
				used = n
			}
			start = false
			words += used
		case text.Run:
			for run := s[i].Norm; len(run) > 0; {
				p, n, ok := m.inRun(run)
				if ok && p == anywhere {
					return true
				}
				run = run[n:]
			}
		}
		// After a greeting or a name the question begins anew: "Hello all, how do I".
		if words < greetingWords && s[i].Kind == text.Mark && string(s[i].Norm) == "," {
			start = true
		}
		i += used
	}
	return false
}
