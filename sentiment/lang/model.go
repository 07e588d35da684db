package lang

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed model.bin
var embedded []byte

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
	follow []bool   // by class: it is of the language of the class before it
}

// group is the classes of a script, from first to before end.
type group struct{ first, end int }

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

var loadEmbedded = sync.OnceValues(func() (*Model, error) { return Decode(embedded) })

const magic = "TLID2\n"

// Encode writes a model: its head as lines of text, then its tables, little-endian.
func (m *Model) Encode() []byte {
	var head strings.Builder
	for _, c := range m.Classes {
		fmt.Fprintf(&head, "%s\t%s\t%s\n", c.Tag, c.Variant, c.Script)
	}
	b := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(b[len(magic):], uint32(head.Len()))
	b = append(b, head.String()...)
	b = append(b, byte(m.Bits))
	b = appendFloats(b, m.Scale, m.Least)
	b = appendFloats(b, m.Heat[:]...)
	b = appendFloats(b, m.Prior...)
	b = appendFloats(b, m.Bias...)
	for i := range m.Matrix {
		b = appendFloats(b, m.Matrix[i][:]...)
	}
	b = append(b, m.Marks...)
	for i := range m.Vectors {
		if m.Marks[i] != 0 {
			for _, v := range m.Vectors[i] {
				b = append(b, byte(v))
			}
		}
	}
	return b
}

func appendFloats(b []byte, list ...float32) []byte {
	for _, f := range list {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	r := reader{b}
	if string(r.take(len(magic))) != magic {
		return nil, errors.New("language model: this is no model of this version; make one with sentiment/train/lang")
	}
	m := new(Model)
	head := string(r.take(int(r.uint32())))
	for line := range strings.Lines(head) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("language model: class %q has %d fields, want 3", line, len(f))
		}
		s := slices.IndexFunc(scripts(), func(s text.Script) bool { return s.String() == f[2] })
		if s < 0 {
			return nil, fmt.Errorf("language model: class %q is in no known script", line)
		}
		m.Classes = append(m.Classes, Class{f[0], f[1], text.Script(s)})
	}
	if bits := r.take(1); len(bits) == 1 && bits[0] <= 24 {
		m.Bits = int(bits[0])
	}
	m.Scale, m.Least = r.float(), r.float()
	for i := range m.Heat {
		m.Heat[i] = r.float()
	}
	m.Prior, m.Bias = make([]float32, len(m.Classes)), make([]float32, len(m.Classes))
	for _, list := range [2][]float32{m.Prior, m.Bias} {
		for i := range list {
			list[i] = r.float()
		}
	}
	m.Matrix = make([][Width]float32, len(m.Classes))
	for i := range m.Matrix {
		for j := range m.Matrix[i] {
			m.Matrix[i][j] = r.float()
		}
	}
	m.Marks = r.take(1 << m.Bits)
	m.Vectors = make([][Width]int8, len(m.Marks))
	for i, mark := range m.Marks {
		if mark == 0 {
			continue
		}
		for j, v := range r.take(Width) {
			m.Vectors[i][j] = int8(v)
		}
	}
	if r.b == nil || len(r.b) != 0 || m.Bits == 0 {
		return nil, errors.New("language model: its length does not fit its head; the file is damaged")
	}
	m.packed = pack(m.Vectors)
	return m, m.index()
}

// index finds the classes of each script.
func (m *Model) index() error {
	for i, c := range m.Classes {
		g := &m.groups[c.Script]
		if g.end == 0 {
			g.first = i
		} else if g.end != i {
			return fmt.Errorf("language model: the classes of %s do not stand together", c.Script)
		}
		g.end = i + 1
		m.follow = append(m.follow, i > g.first && m.Classes[i-1].Tag == c.Tag)
	}
	return nil
}

func scripts() []text.Script {
	list := make([]text.Script, text.Scripts)
	for i := range list {
		list[i] = text.Script(i)
	}
	return list
}

// reader takes parts off a slice. After a part that is not there it gives zeros, and
// its slice is nil.
type reader struct{ b []byte }

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) || r.b == nil {
		r.b = nil
		return nil
	}
	part := r.b[:n:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) float() float32 { return math.Float32frombits(r.uint32()) }
