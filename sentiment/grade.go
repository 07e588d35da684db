package sentiment

import (
	"strings"

	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Grade is a reading with what it rests on.
type Grade struct {
	Reading
	Probability [3]float64 // of Negative, Neutral, Positive; equal thirds if abstained without evidence
	Valence     float64    // -1 to 1, how negative or positive; see docs/sentiment.md
	Asks        float64    // probability that the text asks something
	Abuses      float64    // probability that it is abusive, if one in ten is; 0 where no set was learnt from
	Learnt      bool       // read by a model trained on the language; else by word lists and emoji alone: low confidence
}

// even are the probabilities of a text of which nothing is known.
var even = [3]float64{1. / 3, 1. / 3, 1. / 3}

// Grade is like Score, with the probabilities.
func (s *Model) Grade(texts *array.String, langs []string, out []Grade) error {
	if texts.Len() != len(langs) || len(langs) != len(out) {
		return lengthError(texts.Len(), len(langs), len(out))
	}
	d := s.desks.Get().(*desk)
	defer s.desks.Put(d)
	for i := range out {
		out[i] = Grade{Reading: Reading{Class: Abstained}, Probability: even}
		if !texts.IsNull(i) {
			out[i] = s.grade(d, texts.Value(i), langs[i])
		}
	}
	return nil
}

// leastCertain is the weight below which the likeliest class is no class: with
// three of them, nearly a guess.
const leastCertain = 0.36

// abusiveFrom is the probability from which a text is marked for triage.
const abusiveFrom = 0.5

// grade grades one text.
func (s *Model) grade(d *desk, reply, tag string) Grade {
	g, tag := s.read(d, reply, tag)
	if g.Probability != even {
		g.Valence = valence(g, d.reader.Strength(&d.text, tag), tag)
	}
	return g
}

// read grades one text but for its valence, and returns the language it was read in.
func (s *Model) read(d *desk, reply, tag string) (Grade, string) {
	d.plain = model.AppendPlain(d.plain[:0], reply)
	d.text.ReadBytes(d.plain)
	if tag == "" {
		tag = d.detect.Detect(&d.text).BCP47()
	}
	tag = scriptTag(&d.text, tag)
	known := s.model.Resolve(tag)
	if known != "" {
		tag = known
	}
	o := d.reader.Read(&d.text, tag)
	g := Grade{Learnt: s.model.Trained(known)}
	g.Asks, g.Abuses = o.Asks, o.Abuses
	tokens := d.text.Tokens
	g.Question = marked(tokens, tag) || (o.Asks >= 0.5 && !endsLoud(tokens) ||
		o.Notes&mayAsk != 0 && s.lexicon.questions.asksUnmarked(tokens, tag, &d.sheet.buf)) && !s.exclaims(d, o.Notes, tag)
	g.Abuse = o.Abuses >= abusiveFrom ||
		o.Notes&mayAbuse != 0 && abusive(s.lexicon.abuse[tag], tokens, &d.sheet.buf)
	if !o.Listed && o.Known == 0 {
		g.Class, g.Probability = Abstained, even
		return g, tag
	}
	c := s.profile.For(known)
	g.Probability = c.Probabilities(o.Sentiment)
	g.Class = likeliestClass(c.Weights(g.Probability))
	if !g.Learnt {
		// Nothing was learnt here: what the lists sum up to is the better reading.
		if c := s.lexicon.classify(&d.sheet, tokens, tag); c != Abstained {
			g.Class = c
		}
	}
	return g, tag
}

// exclaims reports whether the text at hand begins like a question and is none: a set
// phrase ("honte à vous"), or a sentence that begins with one ("what a ...").
func (s *Model) exclaims(d *desk, notes uint8, tag string) bool {
	if notes&mayAsk != 0 && s.lexicon.questions.exclaims(d.text.Tokens, tag, &d.sheet.buf) {
		return true
	}
	_, ok := d.detect.Phrase(&d.text)
	return ok
}

// valence is how negative or positive a text is. English words were rated one by one by
// people, and what these ratings sum up to goes best with how strongly people rate a text;
// the probabilities err in another way, so they count a third. Elsewhere the lists are
// translated ones, and say more only where nothing was learnt.
func valence(g Grade, strength float64, tag string) float64 {
	likely := g.Probability[Positive] - g.Probability[Negative]
	switch {
	case tag == "en":
		return (likely + 2*strength) / 3
	case g.Learnt:
		return likely
	}
	return (likely + strength) / 2
}

// likeliestClass is the class of the highest weight, Abstained if that is low.
func likeliestClass(p [3]float64) Class {
	best := Negative
	for c := Neutral; c <= Positive; c++ {
		if p[c] > p[best] {
			best = c
		}
	}
	if p[best] < leastCertain {
		return Abstained
	}
	return best
}

// scriptTag names romanised Hindi and Urdu as such where the tag alone does not: "hi",
// with a region ("ur-PK"), or as sets of mixed language have it ("hi-en").
func scriptTag(t *text.Text, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	if base != "hi" && base != "ur" || lang == "hi-Latn" || lang == "ur-Latn" {
		return lang
	}
	other := uint32(0)
	for s, n := range t.Letters {
		if text.Script(s) != text.Latin {
			other += n
		}
	}
	switch {
	case t.Letters[text.Latin] <= other:
		return lang
	case base == "hi":
		return "hi-Latn"
	}
	return "ur-Latn"
}
