package model

import (
	"bytes"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// ruleWord is an English word that has a rule of its own in [Reader.Strength].
type ruleWord uint8

const (
	but ruleWord = iota + 1
	no
	never
	so // and "this"
	without
	doubt
	least
	at     // and "very": "at least", "very least"
	sortOf // "kind" and "sort"
	of
	end // of a sentence
)

// englishWord is what a word does to its neighbours for VADER's raters.
type englishWord struct {
	role Role
	word ruleWord
}

// englishWords are VADER's negators, intensifiers and diminishers; any word in n't is a
// negator as well. Tailor's own list has fewer: what it calls an intensifier has no
// score for the model, where some of these are insults.
var englishWords = func() map[string]englishWord {
	all := map[string]englishWord{}
	for role, words := range map[Role]string{
		Negator: `aint arent cannot cant couldnt darent despite didnt doesnt dont hadnt hasnt havent isnt least mightnt
			mustnt neednt neither never none nope nor not nothing nowhere oughtnt rarely seldom shant shouldnt uh-uh
			uhuh wasnt werent without wont wouldnt`,
		Intensifier: `absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous
			enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin
			frackin fracking fricking frickin frigging friggin fuckin fucking fuggin fugging fully greatly hella highly
			hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so
			substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very`,
		Diminisher: `almost barely hardly kinda kindof less little marginal marginally occasional occasionally partly
			scarce scarcely slight slightly somewhat sorta sortof`,
	} {
		for _, w := range strings.Fields(words) {
			all[w] = englishWord{role: role}
		}
	}
	for w, rule := range map[string]ruleWord{"but": but, "no": no, "never": never, "so": so, "this": so, "without": without,
		"doubt": doubt, "least": least, "at": at, "very": at, "kind": sortOf, "sort": sortOf, "of": of} {
		all[w] = englishWord{all[w].role, rule}
	}
	return all
}()

var contracted = []byte("n't")

// rate returns a word's score and what it does to its neighbours.
func (p Priors) rate(k *text.Token, lang uint64, english bool) rated {
	w := rated{loud: k.Has(text.Capitals)}
	h := text.Hash(k.Bare)
	if !english {
		listed, own := p.look(k, h, lang)
		if own >= int8(Negator) {
			w.role = Role(own)
		} else {
			w.score = float64(listed) / 100
		}
		return w
	}
	e := englishWords[string(k.Bare)]
	w.role, w.word = e.role, e.word
	if w.role == 0 && bytes.HasSuffix(k.Bare, contracted) {
		w.role = Negator
	}
	if w.role == Intensifier || w.role == Diminisher {
		return w
	}
	listed, _, ok := p.Get(key(kindLexicon, lang, h))
	if !ok && k.Short != nil {
		listed, _, _ = p.Get(key(kindLexicon, lang, text.Hash(k.Short)))
	}
	w.score = float64(listed) / 100
	return w
}

// rateSign returns the score of an emoji or emoticon: as rated, else the side that
// Tailor's list gives it.
func (p Priors) rateSign(k *text.Token) rated {
	listed, own, _ := p.Get(key(kindLexicon, emojiSalt, text.Hash(k.Norm)))
	switch {
	case listed != 0:
		return rated{score: float64(listed) / 100, sign: true}
	case own > 0:
		return rated{score: signed, sign: true}
	case own < 0:
		return rated{score: -signed, sign: true}
	}
	return rated{}
}
