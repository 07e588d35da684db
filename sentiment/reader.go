package sentiment

import (
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Model is the scorer that reads with the embedded model, and with word lists where
// the model was not trained on a language. See [NewModel]. It is safe for concurrent
// use.
type Model struct {
	model     *model.Model
	profile   model.Profile
	name      string
	lexicon   *Lexicon
	confusion map[string]Confusion
	desks     sync.Pool // of *desk
}

// desk is what reading one text after the other needs.
type desk struct {
	plain  []byte
	text   text.Text
	detect *lang.Detector
	reader *model.Reader
	sheet  sheet
}

// NewModel returns the scorer with the embedded model, in the balanced profile: shares
// are corrected for the scorer's errors, and what a profile of a set's own shares never
// says (Swahili's negative, Hebrew's neutral) no correction brings back.
func NewModel() (*Model, error) {
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return NewModelOf(m, model.BalancedProfile)
}

// NewModelOf returns a scorer with another model or profile (see [model.Model.Profile]):
// "balanced", or the name of a training set.
func NewModelOf(m *model.Model, profile string) (*Model, error) {
	l, err := NewLexicon()
	if err != nil {
		return nil, err
	}
	p, ok := m.Profile(profile)
	if !ok {
		return nil, fmt.Errorf("sentiment profile %q is not one of %q", profile, m.ProfileNames())
	}
	s := &Model{model: m, profile: p, name: profile, lexicon: l}
	s.desks.New = func() any {
		d := &desk{reader: m.NewReader(), detect: lang.NewDetector()}
		d.reader.Annotate(l.note)
		return d
	}
	if s.confusion, err = measuredConfusion(modelConfusionText, s.Version()); err != nil {
		return nil, fmt.Errorf("modelconfusion.tsv: %w", err)
	}
	return s, nil
}

// Version names the model, the word lists beside it and the profile.
func (s *Model) Version() string {
	return fmt.Sprintf("%s+%s+%s", s.model.Version(), s.name, s.lexicon.Version())
}

// Confusion is like [Lexicon.Confusion]. Only languages that the model was trained on
// are read.
func (s *Model) Confusion(lang string) (Confusion, bool) {
	c, ok := s.confusion[s.model.Resolve(lang)]
	return c, ok && c.Valid()
}

// Score implements [Scorer]. It allocates nothing once its memory has grown. A
// language of "" is named first, as [Detect] does.
func (s *Model) Score(texts *array.String, langs []string, out []Reading) error {
	if texts.Len() != len(langs) || len(langs) != len(out) {
		return lengthError(texts.Len(), len(langs), len(out))
	}
	d := s.desks.Get().(*desk)
	defer s.desks.Put(d)
	for i := range out {
		out[i] = Reading{Class: Abstained}
		if !texts.IsNull(i) {
			g, _ := s.read(d, texts.Value(i), langs[i])
			out[i] = g.Reading
		}
	}
	return nil
}

func lengthError(texts, langs, out int) error {
	return fmt.Errorf("score %d texts with %d languages into %d readings: the numbers must be equal", texts, langs, out)
}

// Notes of words: which lists are to be gone through.
const (
	mayAsk   uint8 = 1 << iota // of question words
	mayAbuse                   // of insults
)

// note is the [model.Note] of the lists.
func (l *Lexicon) note(k *text.Token, tag string) (notes uint8) {
	if m := l.questions.lists[tag]; m != nil && m.begins(k) {
		notes |= mayAsk
	}
	if m := l.abuse[tag]; m != nil && m.begins(k) {
		notes |= mayAbuse
	}
	return notes
}
