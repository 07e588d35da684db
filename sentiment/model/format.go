package model

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sync"
)

//go:embed model.bin
var embedded []byte

// magic begins a model file; its last byte is the format's revision.
const magic = "tailor sentiment 2"

// limit bounds what a length in a file may ask for.
const limit = 64 << 20

var loadEmbedded = sync.OnceValues(func() (*Model, error) { return Decode(embedded) })

// Embedded returns the model of this program. It is decoded once.
func Embedded() (*Model, error) { return loadEmbedded() }

// Norm is the factor that n features are scaled by.
func Norm(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }

// Encode writes the model: magic, then five blocks (heads as JSON, and the tables),
// each after its length in 4 bytes, little-endian. Equal models give equal bytes.
func (m *Model) Encode() ([]byte, error) {
	heads, err := json.Marshal(m.Heads)
	if err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	out := []byte(magic)
	for _, block := range [][]byte{heads, m.Priors.bytes(), m.Sentiment.bytes(), m.Asks.bytes(), m.Abuses.bytes()} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(block)))
		out = append(out, block...)
	}
	m.version = versionOf(out)
	return out, nil
}

func versionOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "model-" + hex.EncodeToString(sum[:])[:8]
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, errors.New("sentiment model: not a model file of this version; make it with go run ./sentiment/train")
	}
	var blocks [5][]byte
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
	m.version = versionOf(b)
	return m, nil
}

func (t *Table) bytes() []byte {
	b := make([]byte, 0, t.Bytes())
	for i := range t.buckets {
		for c := range way {
			b = binary.LittleEndian.AppendUint32(b, t.buckets[i].cell(c))
		}
	}
	return b
}

func tableOf(b []byte) (*Table, error) {
	if len(b) == 0 || len(b)%(4*way) != 0 {
		return nil, errors.New("sentiment model: a table is cut short")
	}
	t := emptyTable(len(b) / (4 * way))
	for i := range t.buckets {
		for c := range way {
			t.set(uint64(i), c, binary.LittleEndian.Uint32(b[4*(way*i+c):]))
		}
	}
	return t, nil
}
