package main

import (
	"fmt"
	"maps"
	"math"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// tally counts the texts of one language of a set.
type tally struct {
	n, right, und int
	wrong         map[string]int // by what was guessed
}

// bin counts the guesses of a tenth of confidence.
type bin struct{ n, right, confidence float64 }

// scored is the result on one set of texts.
type scored struct {
	name   string
	byName map[string]*tally
	bins   [10]bin
	part   bool // of the set before it
}

// evaluation is the result on all sets.
type evaluation struct{ sets []*scored }

// developmentSets are the labelled files that nothing was trained on. Those of
// questions/ are of another kind than anything trained on.
var developmentSets = []string{"dev/umsab", "dev/afrisenti", "dev/brighter", "dev/hebrew", "dev/indonesian", "dev/nusax", "dev/tweeteval", "questions/xquad"}

// mixedHindi is the set whose Hindi rows are English in good part; it is shown with and
// without them.
const mixedHindi = "dev/umsab"

// without returns the result with one language left out. Its bins are empty, as they
// are counted with the whole set.
func (s *scored) without(label string) *scored {
	rest := &scored{name: s.name + " without " + label, byName: maps.Clone(s.byName), part: true}
	delete(rest.byName, label)
	return rest
}

// heldOut names the set of held-out sentences.
const heldOut = "held-out sentences"

// evaluate scores a model on the development sets and on the held-out texts.
func evaluate(m *lang.Model, data string, held []heldText) (*evaluation, error) {
	d := m.NewDetector()
	var t text.Text
	e := new(evaluation)
	for _, name := range developmentSets {
		s := &scored{name: name, byName: map[string]*tally{}}
		e.sets = append(e.sets, s)
		err := eachLabelled(data, name, func(label, x string) {
			tag, _, _ := strings.Cut(label, "-")
			t.Read(x)
			s.count(label, tag, d.Detect(&t))
		})
		if err != nil {
			return nil, err
		}
		if name == mixedHindi {
			e.sets = append(e.sets, s.without("hi"))
		}
	}
	s := &scored{name: heldOut, byName: map[string]*tally{}}
	e.sets = append(e.sets, s)
	for _, h := range held {
		t.Read(h.text)
		if c := classes[h.id]; c.Tag != lang.Undetermined {
			s.count(c.String(), c.Tag, d.Detect(&t))
		}
	}
	for name, c := range s.byName {
		if c.n < leastHeld {
			delete(s.byName, name)
		}
	}
	return e, nil
}

// leastHeld is the number of held-out sentences below which a language is not shown.
const leastHeld = 40

func (s *scored) count(label, tag string, g lang.Guess) {
	c := s.byName[label]
	if c == nil {
		c = &tally{wrong: map[string]int{}}
		s.byName[label] = c
	}
	c.n++
	if g.Tag == lang.Undetermined {
		c.und++
		return
	}
	b := &s.bins[min(int(g.Confidence*10), 9)]
	b.n++
	b.confidence += g.Confidence
	if g.Tag == tag {
		b.right++
		c.right++
	} else {
		c.wrong[g.BCP47()]++
	}
}

// accuracy returns the share of right guesses, the half-width of its 95 % interval, and
// the mean over languages.
func (s *scored) accuracy() (share, half, mean float64, n int) {
	right := 0
	for _, c := range s.byName {
		n, right = n+c.n, right+c.right
	}
	for _, label := range sorted(s.byName) {
		mean += float64(s.byName[label].right) / float64(s.byName[label].n) / float64(len(s.byName))
	}
	share = float64(right) / float64(n)
	return share, 1.96 * math.Sqrt(share*(1-share)/float64(n)), mean, n
}

// calibrationError returns the expected calibration error over ten bins.
func (s *scored) calibrationError() float64 {
	off, n := 0.0, 0.0
	for _, b := range s.bins {
		off += math.Abs(b.confidence - b.right)
		n += b.n
	}
	return off / max(n, 1)
}

// confused lists what a language was most often taken for.
func (c *tally) confused() string {
	var list []string
	for _, l := range sorted(c.wrong) {
		if c.wrong[l]*100 >= c.n {
			list = append(list, fmt.Sprintf("%s %.1f %%", l, 100*float64(c.wrong[l])/float64(c.n)))
		}
	}
	return strings.Join(list, ", ")
}
