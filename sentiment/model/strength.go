package model

import "math"

// How strongly a text says what its listed words and emoji say: for putting texts in
// order, not for the classes. The factors are those that VADER's raters were found to
// go by (Hutto and Gilbert 2014), from its scale of -4 to 4 brought to -1 to 1.
const (
	turned       = 0.74      // what a negator leaves of a score, on the other side
	strengthened = 0.293 / 4 // what an intensifier adds and a diminisher takes away
	exclaimed    = 0.292 / 4 // what each exclamation mark adds
	mostMarks    = 4         // exclamation marks that count
	halfway      = 15. / 16  // square of the sum that is brought to the square root of 1/2
)

// strengthen adds a listed score to the sum.
func (c *tally) strengthen(v float32) {
	by := float32(0)
	if c.boost > 0 {
		by = strengthened
	} else if c.boost < 0 {
		by = -strengthened
	}
	v = away(v, by)
	if c.reach > 0 {
		v *= -turned
	}
	c.sum += v
}

// away moves v away from 0 by something, or towards it and no further.
func away(v, by float32) float32 {
	if v < 0 {
		return min(v-by, 0)
	}
	return max(v+by, 0)
}

// strength is the sum between -1 and 1.
func (c *tally) strength() float64 {
	if c.sum == 0 {
		return 0
	}
	s := float64(away(c.sum, exclaimed*float32(min(c.exclamations, mostMarks))))
	return s / math.Sqrt(s*s+halfway)
}
