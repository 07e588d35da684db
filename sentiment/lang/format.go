package lang

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed model.bin
var embedded []byte

var loadEmbedded = sync.OnceValues(func() (*Model, error) { return Decode(embedded) })

const magic = "TLID3\n"

// limit bounds how much a file may inflate to.
const limit = 64 << 20

// Encode writes a model, deflated: its head as lines of text, then its tables,
// little-endian.
func (m *Model) Encode() []byte {
	var head strings.Builder
	for _, c := range m.Classes {
		fmt.Fprintf(&head, "%s\t%s\t%s\n", c.Tag, c.Variant, c.Script)
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(head.Len()))
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
	file := bytes.NewBufferString(magic)
	w, err := flate.NewWriter(file, flate.BestCompression)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer takes everything, and the level is one of package flate's
	}
	return file.Bytes()
}

func appendFloats(b []byte, list ...float32) []byte {
	for _, f := range list {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, errors.New("language model: this is no model of this version; make one with sentiment/train/lang")
	}
	all, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(rest)), limit))
	if err != nil {
		return nil, fmt.Errorf("language model: %w; the file is damaged", err)
	}
	r := reader{all}
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
