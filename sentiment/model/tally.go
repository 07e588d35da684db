package model

import "github.com/digital-diplomacy/tailor/sentiment/text"

// tally is what is counted while a text is walked through.
type tally struct {
	listed, negated, own, emoji, ownEmoji [2]float32 // positive, negative
	highest, lowest, last                 float32

	stretched, exclamations, questions, ellipses int
	tags, mentions, links, pictures, words       int

	reach       int // words a negator still reaches
	boost       float32
	lastListed  float32 // latest scores, and words since
	lastOwn     float32
	lastAge     int
	lastNegated bool
}

// put adds v to the positive or the negative sum.
func put(s *[2]float32, v float32) {
	if v > 0 {
		s[0] += v
	} else {
		s[1] -= v
	}
}

// sumWeight scales sums of scores.
const sumWeight = 1.5

func balance(p, n float32) float32 { return (p - n) / (p + n + 0.5) }

// measure turns the counts into measures.
func (c *tally) measure(m *Measured) {
	*m = Measured{}
	m[Constant] = shapeWeight
	m[ListedPositive], m[ListedNegative] = sumWeight*c.listed[0], sumWeight*c.listed[1]
	m[NegatedPositive], m[NegatedNegative] = sumWeight*c.negated[0], sumWeight*c.negated[1]
	m[ListedHighest], m[ListedLowest], m[ListedLast] = sumWeight*c.highest, sumWeight*c.lowest, sumWeight*c.last
	m[ListedBalance] = balance(c.listed[0]+c.negated[1], c.listed[1]+c.negated[0])
	m[OwnPositive], m[OwnNegative] = sumWeight*c.own[0], sumWeight*c.own[1]
	m[OwnBalance] = balance(c.own[0], c.own[1])
	m[EmojiPositive], m[EmojiNegative] = sumWeight*c.emoji[0], sumWeight*c.emoji[1]
	m[EmojiBalance] = balance(c.emoji[0]+c.ownEmoji[0], c.emoji[1]+c.ownEmoji[1])
	m[OwnEmojiPositive], m[OwnEmojiNegative] = sumWeight*c.ownEmoji[0], sumWeight*c.ownEmoji[1]
	m.say(AnyStretched, c.stretched > 0)
	m.say(OneExclamation, c.exclamations == 1)
	m.say(MoreExclamations, c.exclamations > 1)
	m.say(AnyQuestion, c.questions > 0)
	m.say(AnyEllipsis, c.ellipses > 0)
	m.say(AnyTag, c.tags > 0)
	m.say(ManyTags, c.tags > 2)
	m.say(AnyMention, c.mentions > 0)
	m.say(AnyLink, c.links > 0)
	m.say(AnyEmoji, c.pictures > 0)
	m.say(ManyEmoji, c.pictures > 2)
	m.say(Words4, c.words <= 4)
	m.say(Words8, c.words <= 8)
	m.say(Words14, c.words <= 14)
	m.say(Words20, c.words <= 20)
}

// shape counts how a word is written.
func (c *tally) shape(k *text.Token) {
	c.words++
	if k.Has(text.Stretched) {
		c.stretched++
	}
	if k.Has(text.TagStart) {
		c.tags++
	}
}

// mark counts punctuation and ends the reach of words.
func (c *tally) mark(k *text.Token) {
	c.pause()
	switch string(k.Norm) {
	case "!":
		c.exclamations += int(k.Repeat)
	case "?", "؟":
		c.questions++
	case "…":
		c.ellipses++
	case ".":
		if k.Repeat > 1 {
			c.ellipses++
		}
	}
}
