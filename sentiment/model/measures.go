package model

// Measure is one of the numbers that are known of every text beside its hashed
// features.
type Measure int

// Measures. "Listed" are the scores of the merged lexicon, -1 to 1; "own" the
// weights of Tailor's lists in thirds, with intensifiers and negators applied.
const (
	Constant Measure = iota
	ListedPositive
	ListedNegative
	NegatedPositive // listed, within reach of a negator
	NegatedNegative
	ListedHighest
	ListedLowest
	ListedLast
	ListedBalance // (positive - negative) / (positive + negative + 1/2), negated ones turned
	OwnPositive
	OwnNegative
	OwnBalance
	EmojiPositive // Emoji Sentiment Ranking
	EmojiNegative
	EmojiBalance
	OwnEmojiPositive
	OwnEmojiNegative
	AnyStretched
	OneExclamation
	MoreExclamations
	AnyQuestion
	AnyEllipsis
	AnyTag
	ManyTags
	AnyMention
	AnyLink
	AnyEmoji
	ManyEmoji
	Words4 // at most 4 words
	Words8
	Words14
	Words20
	Measures // their number
)

// Measured holds the measures of one text.
type Measured [Measures]float32

// shapeWeight scales measures that are yes or no beside those that are sums.
const shapeWeight = 0.3

func (m *Measured) say(k Measure, yes bool) {
	if yes {
		m[k] = shapeWeight
	}
}
