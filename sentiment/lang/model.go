package lang

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Width is the length of an n-gram's vector.
const Width = 24

// Class is a language in a script, and a variant where the model knows some.
type Class struct {
	Tag     string // BCP 47 language, such as "ar"; "und" for what is none
	Variant string // BCP 47 language of a variant, such as "ary"; empty if none
	Script  text.Script
}

// Model is a trained model. It is never changed, so any number of detectors may share it.
type Model struct {
	Classes []Class // ordered by script
	// Marks and Vectors are a hash table of 1<<Bits slots: a feature stands in one of
	// its two slots, known by its mark; 0 marks a free slot.
	Bits    int
	Marks   []uint8
	Vectors [][Width]int8
	Scale   float32 // of Vectors
	Matrix  [][Width]float32
	Bias    []float32
	// Prior is the logarithm of how much more often posts are in a class than in the
	// rarest; it is added after Heat.
	Prior []float32
	// Heat is the inverse temperature of the softmax by length; see lengthClass.
	Heat [lengths]float32
	// Least is the confidence below which a text is und.
	Least float32

	groups [text.Scripts]group
	packed []packed // Vectors, for adding up
	heads  []int    // by class: the first class of its language
}

// group is the classes of a script, from first to before end.
type group struct {
	first, end int
	rounded    rounded
}

// lengths is the number of classes of length: 1, 2 to 3, 4 to 7 n-grams and so on.
const lengths = 10

// lengthClass returns the class of length of a text of n n-grams.
func lengthClass(n int) int {
	c := 0
	for n > 1 && c < lengths-1 {
		n >>= 1
		c++
	}
	return c
}

// Slots returns the two slots that a feature may stand in, and its mark.
func (m *Model) Slots(f Feature) (a, b uint32, mark uint8) {
	mask := uint32(1)<<m.Bits - 1
	return uint32(f) & mask, uint32(f>>24) & mask, max(uint8(f>>56), 1)
}

// index finds the classes of each script, and the first of each language.
func (m *Model) index() error {
	for i, c := range m.Classes {
		g := &m.groups[c.Script]
		if g.end == 0 {
			g.first = i
		} else if g.end != i {
			return fmt.Errorf("language model: the classes of %s do not stand together", c.Script)
		}
		g.end = i + 1
		head := i
		if i > g.first && m.Classes[i-1].Tag == c.Tag {
			head = m.heads[i-1]
		}
		m.heads = append(m.heads, head)
	}
	for i := range m.groups {
		g := &m.groups[i]
		g.rounded = roundMatrix(m.Matrix[g.first:g.end], m.Bias[g.first:g.end], m.Prior[g.first:g.end])
	}
	return nil
}
