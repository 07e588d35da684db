package sentiment

import (
	"github.com/apache/arrow/go/v17/arrow/array"
)

// Class is what a reply was read as.
type Class int8

// Classes. Abstained means that the scorer saw nothing it could judge by; it is not
// neutral.
const (
	Negative Class = iota
	Neutral
	Positive
	Abstained
)

// String is the class's name in tables.
func (c Class) String() string {
	if c < Negative || c > Abstained {
		return "unknown"
	}
	return [...]string{"negative", "neutral", "positive", "abstained"}[c]
}

// Reading is what a scorer says of one text. It is counted, never stored.
type Reading struct {
	Class    Class
	Question bool // it asks something
	Abuse    bool // it may be abusive: for triage by a person, not for judging
}

// Scorer reads a batch of reply texts.
type Scorer interface {
	// Version names the scorer and its data: counts of different versions are never
	// added up.
	Version() string
	// Score fills out[i] with the reading of text i in language langs[i] (BCP 47, as
	// Detect gives it). A null text is read as Abstained. The three must have the
	// same length.
	Score(texts *array.String, langs []string, out []Reading) error
}

// Measured is a scorer whose errors were measured.
type Measured interface {
	Scorer
	// Confusion returns how this version reads labelled texts of a language, false if
	// it is not known to read it: its replies count as not read.
	Confusion(lang string) (Confusion, bool)
}

var (
	_ Measured = (*Lexicon)(nil)
	_ Measured = (*Model)(nil)
)

// Version names the word lists and rules, like "lexicon-1-9f0c2a1b".
func (l *Lexicon) Version() string { return l.version }

// Score implements [Scorer]. It allocates a few buffers per
// call, and one for each text that is not in composed form.
func (l *Lexicon) Score(texts *array.String, langs []string, out []Reading) error {
	if texts.Len() != len(langs) || len(langs) != len(out) {
		return lengthError(texts.Len(), len(langs), len(out))
	}
	var s sheet
	for i := range out {
		if texts.IsNull(i) {
			out[i] = Reading{Class: Abstained}
			continue
		}
		out[i] = l.read(&s, texts.Value(i), langs[i])
	}
	return nil
}

// read scores one text.
func (l *Lexicon) read(s *sheet, reply, lang string) Reading {
	s.tokens.Read(reply)
	tokens := s.tokens.Tokens
	r := Reading{Class: l.classify(s, tokens, lang), Question: l.questions.asks(tokens, lang, &s.buf)}
	if m := l.abuse[lang]; m != nil {
		r.Abuse = abusive(m, tokens, &s.buf)
	}
	return r
}
