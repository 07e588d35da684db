package model

import (
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Model is a trained model. It is never changed; any number of readers share it.
type Model struct {
	Heads
	Tables
	version   string
	languages map[string]place
}

// Tables are a model's tables.
type Tables struct {
	Priors    Priors
	Sentiment *Table
	Asks      *Table
	Abuses    *Table
}

// place is where a language stands in a model.
type place struct {
	measures int     // index into Measures
	salt     uint64  // of its features
	scheme   *Scheme // of abuse; nil if there is none
	abuse    uint64  // salt of the scheme's features
}

// New puts a model together. It is for the trainer; [Embedded] is the trained one.
func New(h Heads, t Tables) *Model {
	m := &Model{Heads: h, Tables: t, languages: map[string]place{}}
	for i, l := range h.Languages {
		m.languages[l] = place{measures: i + 1, salt: salt(l)}
	}
	for i := range h.Schemes {
		s := &h.Schemes[i]
		p := m.languages[s.Language] // a language may have a scheme and no sentiment
		p.salt, p.scheme, p.abuse = salt(s.Language), s, salt("abuse "+s.Name)
		m.languages[s.Language] = p
	}
	return m
}

// Version names the model's bytes, like "model-1f0c2a9b"; empty before it was
// encoded.
func (m *Model) Version() string { return m.version }

// Trained reports whether the model was trained on texts of a language, as far as a
// text of it is read by what it learnt there. Other texts are read by word lists
// and emoji alone.
func (m *Model) Trained(language string) bool { return m.languages[m.Resolve(language)].measures > 0 }

// Resolve returns the language of the model that texts of a language are read in:
// itself, or what is left of its tag before the first hyphen ("pt-BR" is "pt"), or
// "" if the model does not know it.
func (m *Model) Resolve(language string) string {
	if _, ok := m.languages[language]; ok {
		return language
	}
	if base, _, found := strings.Cut(language, "-"); found {
		if _, ok := m.languages[base]; ok && !strings.Contains(language, "-Latn") {
			return base
		}
	}
	return ""
}

// Reader reads texts with a model. It keeps memory between them, so it must not be
// used by two goroutines at once. No result depends on what was read before.
type Reader struct {
	model   *Model
	extract Extractor
	rated   []rated // of the text at hand
}

// NewReader returns a reader.
func (m *Model) NewReader() *Reader {
	return &Reader{model: m, extract: Extractor{priors: m.Priors, table: m.Sentiment, asks: m.Asks, abuses: m.Abuses,
		memo: make([]line, 1<<memoBits)}}
}

// Note says something of a word or a run in a language that whoever reads wants to know
// of a text: eight answers, as bits. It must depend on nothing but the token's Bare and
// Short and the language, as words are remembered with it.
type Note func(k *text.Token, language string) uint8

// Annotate sets what is noted of words. It must be called before anything is read.
func (r *Reader) Annotate(n Note) { r.extract.note = n }

// Said is what a text says before calibration of its sentiment.
type Said struct {
	Sentiment Pair
	Known     int     // features that the model knows
	Listed    bool    // a word or an emoji of the lists is in it
	Asks      float64 // probability that it asks, question marks left out
	Abuses    float64 // probability that it is abusive, if one in ten is; 0 without a scheme
	Notes     uint8   // notes of its words and runs together
}

// Read reads a text in one of the model's languages (see [Model.Resolve]); in any
// other by measures alone.
func (r *Reader) Read(t *text.Text, language string) Said {
	e, m := &r.extract, r.model
	p, ok := m.languages[language]
	if !ok {
		p.salt = salt(language)
	}
	e.scheme, e.language = p.abuse, language
	e.walk(t, p.salt)
	s := Said{Listed: e.tally.listedAny(), Notes: e.notes}
	s.Sentiment.add(&m.Measures[0], &e.Measured)
	if p.measures > 0 {
		s.Known = int(e.sums.known)
		s.Sentiment.add(&m.Measures[p.measures], &e.Measured)
		f := m.Step * Norm(int(e.sums.n))
		s.Sentiment[0] += f * float32(e.sums.a)
		s.Sentiment[1] += f * float32(e.sums.b)
	}
	if odds, ok := e.ask(t.Tokens, p.salt, m.AskStep); ok {
		s.Asks = logistic(m.AskHeat*odds + m.AskOffset)
	}
	if c := p.scheme; c != nil {
		s.Abuses = logistic(c.Heat*e.abuse(t, c.Step) + c.Offset)
	}
	return s
}

// add adds what measures say by their weights.
func (o *Pair) add(w *[Measures]Pair, m *Measured) {
	for k, v := range m {
		if v != 0 {
			o[0] += w[k][0] * v
			o[1] += w[k][1] * v
		}
	}
}

// listedAny reports whether a listed word or emoji was met.
func (c *tally) listedAny() bool {
	none := [2]float32{}
	return c.listed != none || c.negated != none || c.own != none || c.emoji != none || c.ownEmoji != none
}
