package model

import "github.com/digital-diplomacy/tailor/sentiment/text"

// Role is what a word of Tailor's lists does to its neighbours.
type Role int8

// Roles. They share the second number of a prior with weights, which are -3 to 3.
const (
	Negator       Role = iota + 16 // turns what follows
	NegatorAfter                   // turns what stands before
	NegatorAround                  // turns what stands before, else what follows
	Intensifier                    // strengthens what follows
	Diminisher                     // weakens what follows
)

// Priors are what is known of words and emoji before any training: the score of a
// merged lexicon in hundredths, and the weight or the role that Tailor's lists give.
type Priors struct{ *Table }

// PriorKey returns the key of a folded word of a language; of a beginning of words,
// if stem; of an emoji, if language is "emoji".
func PriorKey(language, word string, stem bool) uint64 {
	k := kindLexicon
	if stem {
		k = kindPrefix
	}
	return key(k, salt(language), text.Hash([]byte(word)))
}

// Reach of the rules, in words.
const (
	negationReach = 4
	afterReach    = 2
)

// Prefixes that word lists hold, in bytes of the folded word.
const (
	shortestStem = 3
	longestStem  = 24
)

// look returns the prior of a word: as it stands, with stretched letters cut, or,
// for what that does not give, by its longest listed beginning.
func (p Priors) look(t *text.Token, h, lang uint64) (listed, own int8) {
	var ok bool
	if listed, own, ok = p.Get(key(kindLexicon, lang, h)); !ok && t.Short != nil {
		listed, own, _ = p.Get(key(kindLexicon, lang, text.Hash(t.Short)))
	}
	if listed != 0 && own != 0 {
		return listed, own
	}
	w := t.Bare
	for n := min(len(w), longestStem); n >= shortestStem; n-- {
		if n < len(w) && w[n]&0xC0 == 0x80 {
			continue
		}
		a, b, ok := p.Get(key(kindPrefix, lang, text.Hash(w[:n])))
		if !ok {
			continue
		}
		if listed == 0 {
			listed = a
		}
		if own == 0 {
			own = b
		}
		if listed != 0 && own != 0 {
			break
		}
	}
	return listed, own
}

// apply counts a word's prior.
func (c *tally) apply(listed, own int8) {
	c.lastAge++
	if own >= int8(Negator) {
		c.turn(Role(own))
		return
	}
	if listed != 0 {
		v := float32(listed) / 100
		c.lastListed, c.lastNegated = v, c.reach > 0
		if c.reach > 0 {
			put(&c.negated, v)
		} else {
			put(&c.listed, v)
		}
		c.highest, c.lowest, c.last = max(c.highest, v), min(c.lowest, v), v
		c.lastAge = 0
	}
	if own != 0 {
		v := float32(own) / 3 * (1 + c.boost)
		if c.reach > 0 {
			v *= -0.75
		}
		put(&c.own, v)
		c.lastOwn, c.lastAge, c.boost = v, 0, 0
	}
	if c.reach > 0 {
		c.reach--
	}
}

// turn does what a role says.
func (c *tally) turn(r Role) {
	switch r {
	case Intensifier:
		c.boost = 0.5
		return
	case Diminisher:
		c.boost = -0.5
		return
	}
	if r != Negator && c.lastAge <= afterReach && (c.lastListed != 0 || c.lastOwn != 0) {
		if c.lastListed != 0 && !c.lastNegated {
			put(&c.listed, -c.lastListed) // an opposite instead of taking it back keeps both sums at 0 or above
			c.lastListed = 0
		}
		if c.lastOwn != 0 {
			put(&c.own, -1.75*c.lastOwn)
			c.lastOwn = 0
		}
		return
	}
	if r != NegatorAfter {
		c.reach = negationReach
	}
}

// pause ends the reach of what stands before a mark.
func (c *tally) pause() {
	c.reach, c.boost, c.lastListed, c.lastOwn = 0, 0, 0, 0
}
