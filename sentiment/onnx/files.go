package onnx

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment"
)

// modelFiles is what a folder says of its model.
type modelFiles struct {
	digest  []byte // of all files' names and bytes
	classes []sentiment.Class
	longest int
}

// look reads what Open needs to know and checks that nothing is missing.
func look(folder string) (modelFiles, error) {
	var m modelFiles
	graphs, err := filepath.Glob(filepath.Join(folder, "*.onnx"))
	if err != nil {
		return m, err
	}
	if len(graphs) != 1 {
		return m, fmt.Errorf("the folder holds %d .onnx files; put one there, with tokenizer.json and config.json", len(graphs))
	}
	for _, name := range []string{"tokenizer.json", "config.json"} {
		if _, err := os.Stat(filepath.Join(folder, name)); errors.Is(err, fs.ErrNotExist) {
			return m, fmt.Errorf("%s is missing: it comes with the model", name)
		}
	}
	b, err := os.ReadFile(filepath.Join(folder, "config.json"))
	if err != nil {
		return m, err
	}
	if err := m.config(b); err != nil {
		return m, fmt.Errorf("config.json: %w", err)
	}
	m.digest, err = digest(folder)
	return m, err
}

// config reads the classes and the longest text.
func (m *modelFiles) config(b []byte) error {
	var c struct {
		Labels    map[string]string `json:"id2label"`
		Positions int               `json:"max_position_embeddings"`
		Padding   int               `json:"pad_token_id"`
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return fmt.Errorf("is not the configuration of a model: %w", err)
	}
	names := [][]string{{"negative", "neg"}, {"neutral", "neu"}, {"positive", "pos"}}
	m.classes = make([]sentiment.Class, len(c.Labels))
	seen := map[sentiment.Class]bool{}
	for place, label := range c.Labels {
		i, err := strconv.Atoi(place)
		class := slices.IndexFunc(names, func(n []string) bool { return slices.Contains(n, strings.ToLower(label)) })
		if err != nil || i < 0 || i >= len(c.Labels) || class < 0 || seen[sentiment.Class(class)] {
			return fmt.Errorf("id2label is %v: name the model's outputs negative, neutral and positive there, each once, from \"0\" on", c.Labels)
		}
		m.classes[i], seen[sentiment.Class(class)] = sentiment.Class(class), true
	}
	if len(seen) != 3 {
		return fmt.Errorf("id2label names %d classes: three are needed, negative, neutral and positive", len(seen))
	}
	if c.Positions > 0 {
		// RoBERTa's kind counts positions from behind the padding token's.
		if m.longest = c.Positions - c.Padding - 1; m.longest < 8 {
			return fmt.Errorf("max_position_embeddings is %d: too few to read a text", c.Positions)
		}
	}
	return nil
}

// digest hashes the folder's files that a model is made of, by name.
func digest(folder string) ([]byte, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, e := range entries {
		if !e.Type().IsRegular() && e.Type()&fs.ModeSymlink == 0 || strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), ".md") {
			continue
		}
		f, err := os.Open(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err == nil && info.Mode().IsRegular() {
			fmt.Fprintf(h, "%q %d\n", e.Name(), info.Size())
			_, err = io.Copy(h, f)
		}
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, err
		}
	}
	return h.Sum(nil), nil
}
