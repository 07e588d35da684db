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
	notAsking // looks like a question word and is none: "when I"
	neverAsks // begins a sentence that asks nothing: "what a", "who cares"
)

var places = map[string]place{"start": atStart, "anywhere": anywhere, "not": notAsking, "never": neverAsks}

// questionLexicon holds question words by language.
type questionLexicon struct {
	lists map[string]*matcher[place]
}

var questions = sync.OnceValue(func() *questionLexicon {
	q := &questionLexicon{lists: map[string]*matcher[place]{}}
	mustTable("questions.tsv", questionText, 3, func(f []string) error {
		p, ok := places[f[1]]
		if !ok {
			return fmt.Errorf("place %q is not one of start, anywhere, not, never", f[1])
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

// minAsked is how many words a sentence without a mark needs to be a question, so
// that "why" or "what" alone is none.
const minAsked = 3

// greetingWords bounds what may stand before the comma of a greeting.
const greetingWords = 4

// asks reports whether a text asks something: by a question mark of any script,
// or, as many writers leave it out, by the question words and inversions of its
// language. It does not tell a real question from a rhetorical one.
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
	asks, _ := q.sentences(tokens, lang, buf)
	return asks
}

// exclaims reports whether a text without a mark has a sentence that begins like a
// question and never is one, and none that the question words of its language make one.
func (q *questionLexicon) exclaims(tokens []text.Token, lang string, buf *[]byte) bool {
	asks, exclaims := q.sentences(tokens, lang, buf)
	return exclaims && !asks
}

// sentences reports whether a sentence of the text asks, and whether one only seems to.
func (q *questionLexicon) sentences(tokens []text.Token, lang string, buf *[]byte) (asks, exclaims bool) {
	m := q.lists[lang]
	if m == nil || !m.mayMatch(tokens) {
		return false, false
	}
	for len(tokens) > 0 {
		n := sentence(tokens)
		switch sentenceAsks(m, tokens[:n], lang, buf) {
		case anywhere:
			return true, exclaims
		case neverAsks:
			exclaims = true
		}
		for n < len(tokens) && (tokens[n].Kind == text.Mark || tokens[n].Kind == text.Break) {
			n++
		}
		tokens = tokens[n:]
	}
	return false, exclaims
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
