package model

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

//go:embed model.bin
var embedded []byte

// magic begins a model file; its last byte is the format's revision.
const magic = "tailor sentiment 3"

// limit bounds what a length in a file may ask for.
const limit = 64 << 20

var loadEmbedded = sync.OnceValues(func() (*Model, error) { return Decode(embedded) })

// Embedded returns the model of this program. It is decoded once.
func Embedded() (*Model, error) { return loadEmbedded() }

// Norm is the factor that n features are scaled by.
func Norm(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }

// Encode writes the model: magic, then, deflated, five blocks (heads as JSON, and the
// tables), each after its length in 4 bytes, little-endian. Equal models give equal bytes
// by one release of Go, and one version by all.
func (m *Model) Encode() ([]byte, error) {
	heads, err := json.Marshal(m.Heads)
	if err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	var out []byte
	for _, block := range [][]byte{heads, m.Priors.bytes(), m.Sentiment.bytes(), m.Asks.bytes(), m.Abuses.bytes()} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(block)))
		out = append(out, block...)
	}
	m.version = versionOf(out)
	return deflate(out)
}

// deflate returns a whole model file with these blocks.
func deflate(blocks []byte) ([]byte, error) {
	file := bytes.NewBufferString(magic)
	w, err := flate.NewWriter(file, flate.BestCompression)
	if err == nil {
		_, err = w.Write(blocks)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	return file.Bytes(), nil
}

// inflate returns the blocks of a model file.
func inflate(file []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, errors.New("sentiment model: not a model file of this version; make it with go run ./sentiment/train")
	}
	blocks, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(rest)), limit))
	if err != nil {
		return nil, fmt.Errorf("sentiment model: %w; the file is damaged", err)
	}
	return blocks, nil
}

func versionOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "model-" + hex.EncodeToString(sum[:])[:8]
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	all, err := inflate(b)
	if err != nil {
		return nil, err
	}
	var blocks [5][]byte
	rest := all
	for i := range blocks {
		if len(rest) < 4 {
			return nil, errors.New("sentiment model: file is cut short")
		}
		n := binary.LittleEndian.Uint32(rest)
		if rest = rest[4:]; n > limit || int(n) > len(rest) {
			return nil, errors.New("sentiment model: file is cut short")
		}
		blocks[i], rest = rest[:n], rest[n:]
	}
	var h Heads
	if err := json.Unmarshal(blocks[0], &h); err != nil {
		return nil, fmt.Errorf("sentiment model: heads: %w", err)
	}
	if len(h.Measures) != len(h.Languages)+1 {
		return nil, fmt.Errorf("sentiment model: %d languages with %d sets of weights", len(h.Languages), len(h.Measures))
	}
	var tables [4]*Table
	for i := range tables {
		t, err := tableOf(blocks[i+1])
		if err != nil {
			return nil, err
		}
		tables[i] = t
	}
	m := New(h, Tables{Priors{tables[0]}, tables[1], tables[2], tables[3]})
	m.version = versionOf(all)
	return m, nil
}

// bytes returns the cells byte by byte: first the lowest of each cell and last the
// highest, as bytes of one kind deflate better together.
func (t *Table) bytes() []byte {
	cells := way * len(t.buckets)
	b := make([]byte, t.Bytes())
	for i := range t.buckets {
		for c := range way {
			x := t.buckets[i].cell(c)
			for k := range 4 {
				b[k*cells+way*i+c] = byte(x >> (8 * k))
			}
		}
	}
	return b
}

func tableOf(b []byte) (*Table, error) {
	if len(b) == 0 || len(b)%(4*way) != 0 {
		return nil, errors.New("sentiment model: a table is cut short")
	}
	cells := len(b) / 4
	t := emptyTable(cells / way)
	for i := range cells {
		x := uint32(b[i]) | uint32(b[cells+i])<<8 | uint32(b[2*cells+i])<<16 | uint32(b[3*cells+i])<<24
		t.set(uint64(i/way), i%way, x)
	}
	return t, nil
}
