// Package tiny makes a model of a few hundred bytes in ONNX form, so that the way from
// a text to a class can be tested without one of a gigabyte: each word it knows has
// three weights, and those of a text are added up.
package tiny

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// Word is a word that the model knows, in small letters, with its logits of negative,
// neutral and positive.
type Word struct {
	Text   string
	Logits [3]float32
}

// Words is what the model of these tests knows. All else is unknown: neutral.
func Words() []Word {
	return []Word{
		{"[PAD]", [3]float32{9, 9, -9}}, // masked; would show if it were not
		{"[UNK]", [3]float32{0, 0.1, 0}},
		{"good", [3]float32{-1, 0, 2}}, {"bad", [3]float32{2, 0, -1}},
		{"@user", [3]float32{0, 0.2, 0}}, {"http", [3]float32{0, 0.2, 0}},
	}
}

// Write puts the model with its tokenizer and configuration into a folder.
func Write(folder string, words []Word) error {
	vocabulary := map[string]int{}
	for i, w := range words {
		vocabulary[w.Text] = i
	}
	tokenizer := map[string]any{
		"version": "1.0", "truncation": nil, "padding": nil, "added_tokens": []any{},
		"normalizer":    map[string]any{"type": "Lowercase"},
		"pre_tokenizer": map[string]any{"type": "WhitespaceSplit"}, "post_processor": nil, "decoder": nil,
		"model": map[string]any{"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
	}
	config := map[string]any{"id2label": map[string]string{"0": "negative", "1": "neutral", "2": "positive"}, "max_position_embeddings": 40, "pad_token_id": 0}
	for name, content := range map[string]any{"tokenizer.json": tokenizer, "config.json": config} {
		b, err := json.Marshal(content)
		if err != nil {
			return fmt.Errorf("tiny model: %w", err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o644); err != nil {
			return fmt.Errorf("tiny model: %w", err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "model.onnx"), Graph(words), 0o644); err != nil {
		return fmt.Errorf("tiny model: %w", err)
	}
	return nil
}

// Data types of ONNX, and of its attributes.
const (
	floats, int64s         = 1, 7
	attributeInt           = 2
	irVersion, opset int64 = 8, 13
)

// Graph returns the model: logits = sum over tokens of mask * weights[token]. Field
// numbers are those of onnx.proto (https://github.com/onnx/onnx).
func Graph(words []Word) []byte {
	var weights []byte
	for _, w := range words {
		for _, v := range w.Logits {
			weights = binary.LittleEndian.AppendUint32(weights, math.Float32bits(v))
		}
	}
	var graph message
	graph.message(1, node("Gather", "weights input_ids", "found"))
	graph.message(1, node("Cast", "attention_mask", "kept", attribute("to", floats)))
	graph.message(1, node("Unsqueeze", "kept middle", "mask"))
	graph.message(1, node("MatMul", "mask found", "sums"))
	graph.message(1, node("Squeeze", "sums middle", "logits"))
	graph.text(2, "tiny")
	graph.message(5, tensor("weights", floats, weights, int64(len(words)), 3))
	graph.message(5, tensor("middle", int64s, binary.LittleEndian.AppendUint64(nil, 1), 1))
	graph.message(11, value("input_ids", int64s, "batch", "sequence"))
	graph.message(11, value("attention_mask", int64s, "batch", "sequence"))
	graph.message(12, value("logits", floats, "batch", 3))
	var model, set message
	model.number(1, irVersion)
	model.text(2, "tailor")
	model.message(7, graph)
	set.text(1, "")
	set.number(2, opset)
	model.message(8, set)
	return model
}

// message is a protocol buffer in the making.
type message []byte

func (m *message) number(field protowire.Number, v int64) {
	*m = protowire.AppendVarint(protowire.AppendTag(*m, field, protowire.VarintType), uint64(v))
}

func (m *message) text(field protowire.Number, s string) { m.message(field, message(s)) }

func (m *message) message(field protowire.Number, b message) {
	*m = protowire.AppendBytes(protowire.AppendTag(*m, field, protowire.BytesType), b)
}

// node is an operation with inputs and one output.
func node(operation, inputs, output string, attributes ...message) (m message) {
	for in := range strings.FieldsSeq(inputs) {
		m.text(1, in)
	}
	m.text(2, output)
	m.text(3, output)
	m.text(4, operation)
	for _, a := range attributes {
		m.message(5, a)
	}
	return m
}

func attribute(name string, v int64) (m message) {
	m.text(1, name)
	m.number(3, v)
	m.number(20, attributeInt)
	return m
}

func tensor(name string, kind int64, raw []byte, dims ...int64) (m message) {
	for _, d := range dims {
		m.number(1, d)
	}
	m.number(2, kind)
	m.text(8, name)
	m.message(9, raw)
	return m
}

// value is an input or output; a dimension is a number, or a name where it may vary.
func value(name string, kind int64, dims ...any) (m message) {
	var shape, of, tensorType message
	for _, d := range dims {
		var dim message
		switch d := d.(type) {
		case int:
			dim.number(1, int64(d))
		case string:
			dim.text(2, d)
		}
		shape.message(1, dim)
	}
	of.number(1, kind)
	of.message(2, shape)
	tensorType.message(1, of)
	m.text(1, name)
	m.message(2, tensorType)
	return m
}
