package prevalence

import "github.com/digital-diplomacy/tailor/sentiment"

// Counts are the replies of one cell in one language by what was read, indexed by
// [sentiment.Class].
type Counts [4]int64

// N returns the number of replies.
func (c Counts) N() int64 {
	return c[sentiment.Negative] + c[sentiment.Neutral] + c[sentiment.Positive] + c[sentiment.Abstained]
}

// Add returns the replies of both cells.
func (c Counts) Add(other Counts) Counts {
	for k := range c {
		c[k] += other[k]
	}
	return c
}

// Label sums up labelled texts that were read alike and are alike.
type Label struct {
	N       int64   // texts that a person judged
	Weight  float64 // sum of their inverse inclusion probabilities, > 0 each
	Squares float64 // sum of the squares of these
}

// Labels are texts that a person judged, by what the scorer read (index of [sentiment.Class],
// abstentions included) and what they are.
type Labels [4][3]Label

// N returns the number of texts judged.
func (l Labels) N() int64 {
	var n int64
	for _, row := range l {
		for _, cell := range row {
			n += cell.N
		}
	}
	return n
}

// Add returns the labels of both.
func (l Labels) Add(other Labels) Labels {
	for k := range l {
		for t := range l[k] {
			l[k][t].N += other[k][t].N
			l[k][t].Weight += other[k][t].Weight
			l[k][t].Squares += other[k][t].Squares
		}
	}
	return l
}

// Share is an estimate with its 90 % interval. A share of a class is from 0 to 1,
// net sentiment from -1 to 1. Low <= Value <= High.
type Share struct{ Value, Low, High float64 }

// Shares are the corrected shares of a cell. They are those of the replies that
// were read, in the languages that the scorer is known to read; if there are none,
// Read is 0 and the shares say nothing.
type Shares struct {
	Negative, Neutral, Positive Share
	Net                         Share   // positive less negative
	N                           int64   // replies
	Read                        int64   // of them in languages with a valid confusion matrix
	Labelled                    int64   // of those, in languages estimated by labels of the cell's own replies
	Coverage                    float64 // Read / N; 0 if N is 0
	Judged                      float64 // share of Read that was not abstained on
}
