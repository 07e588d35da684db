package onnx

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/onnx/tiny"
)

// tinyModel writes the model of these tests into a folder.
func tinyModel(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	if err := tiny.Write(folder, tiny.Words()); err != nil {
		t.Fatal(err)
	}
	return folder
}

func open(t testing.TB) *Scorer {
	t.Helper()
	s, err := Open(tinyModel(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// batch makes a column of texts; "\x00" is null.
func batch(texts ...string) *array.String {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	for _, s := range texts {
		if s == "\x00" {
			b.AppendNull()
			continue
		}
		b.Append(s)
	}
	return b.NewStringArray()
}

func grade(t testing.TB, s *Scorer, texts ...string) []sentiment.Grade {
	t.Helper()
	langs, out := make([]string, len(texts)), make([]sentiment.Grade, len(texts))
	for i := range langs {
		langs[i] = "en"
	}
	if err := s.Grade(batch(texts...), langs, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// softmax by hand: what the weights of tiny.Words add up to.
func softmax(logits ...float64) (p [3]float64) {
	sum := 0.0
	for i, v := range logits {
		p[i] = math.Exp(v)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func TestGrade(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		name, text string
		want       [3]float64
		class      sentiment.Class
	}{
		{"positive", "Good good", softmax(-2, 0, 4), sentiment.Positive},
		{"negative", "so bad", softmax(2, 0.1, -1), sentiment.Negative},
		{"a handle and a link are what the model knows them as", "@somebody https://example.org/x", softmax(0, 0.4, 0), sentiment.Neutral},
		{"a mask is a handle", "@… good bad bad", softmax(3, 0.2, 0), sentiment.Negative},
		{"nothing known is no class", "hm", softmax(0, 0.1, 0), sentiment.Abstained},
	} {
		g := grade(t, s, c.text)[0]
		for k := range c.want {
			if math.Abs(g.Probability[k]-c.want[k]) > 1e-6 {
				t.Errorf("%s: probabilities %v, want %v", c.name, g.Probability, c.want)
				break
			}
		}
		if g.Class != c.class {
			t.Errorf("%s: read as %v, want %v", c.name, g.Class, c.class)
		}
		want := c.want[2] - c.want[0]
		if c.class == sentiment.Abstained {
			want = 0
		}
		if math.Abs(g.Valence-want) > 1e-6 {
			t.Errorf("%s: valence %v, want %v: of this model, not of the embedded one", c.name, g.Valence, want)
		}
	}
}

// What stands beside a text changes neither its class nor, beyond rounding, its
// probabilities: padding is masked and batches are cut anywhere.
func TestGradeAlone(t *testing.T) {
	s := open(t)
	var texts []string
	for i := range 2*batchSize + 3 {
		texts = append(texts, strings.Repeat("good ", i%7)+strings.Repeat("word ", i%5)+strings.Repeat("bad ", i%3))
	}
	texts[4], texts[9] = "\x00", "  "
	together := grade(t, s, texts...)
	for i, text := range texts {
		alone := grade(t, s, text)[0]
		if alone.Class != together[i].Class {
			t.Errorf("text %d is %v alone and %v among others", i, alone.Class, together[i].Class)
		}
	}
	if diff := cmp.Diff(together, grade(t, s, texts...)); diff != "" {
		t.Errorf("the same texts again (-first +second):\n%s", diff)
	}
	for _, i := range []int{4, 9} {
		if together[i].Class != sentiment.Abstained {
			t.Errorf("nothing to read is %v", together[i].Class)
		}
	}
}

// Questions and abuse are the embedded model's.
func TestGradeAsks(t *testing.T) {
	got := grade(t, open(t), "Where can I renew my passport?", "We renewed it")
	if !got[0].Question || got[1].Question {
		t.Errorf("questions %v, %v, want true, false", got[0].Question, got[1].Question)
	}
}

// A text longer than the model's positions is cut, not refused; bytes of all kinds do
// no harm.
func TestGradeOdd(t *testing.T) {
	s := open(t)
	got := grade(t, s, strings.Repeat("good ", 5000), "\xff\xfe bad", strings.Repeat("é", 20000), "\x01\u200b\u202e", strings.Repeat("@a ", 300))
	if got[0].Class != sentiment.Positive || got[1].Class != sentiment.Negative {
		t.Errorf("read as %v and %v", got[0].Class, got[1].Class)
	}
}

func FuzzGrade(f *testing.F) {
	s := open(f)
	for _, seed := range []string{"good", "\xff", "@a http bad", "[link][link]", "\u0301\u200d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := make([]sentiment.Grade, 1)
		if err := s.Grade(batch(text+" "), []string{"en"}, out); err != nil {
			t.Fatal(err)
		}
	})
}

func TestVersion(t *testing.T) {
	// One after the other: with onnxruntime one model can be open at a time.
	versionOf := func(words []tiny.Word) string {
		folder := t.TempDir()
		if err := tiny.Write(folder, words); err != nil {
			t.Fatal(err)
		}
		s, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		if v := s.Version(); !strings.HasPrefix(v, "onnx-") || !strings.Contains(v, s.embedded.Version()) {
			t.Errorf("version %q names not both models", v)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return s.Version()
	}
	a, b := versionOf(tiny.Words()), versionOf(tiny.Words())
	if a != b {
		t.Errorf("versions %q and %q of equal files", a, b)
	}
	words := tiny.Words()
	words[2].Logits[0]++
	if versionOf(words) == a {
		t.Error("another weight, the same version")
	}
}

// No language of a model is read until its errors are known.
func TestUnmeasured(t *testing.T) {
	s := open(t)
	m, err := sentiment.Remeasured(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := m.Confusion("en"); ok {
		t.Fatal("English is read although nothing is known of the model's errors")
	}
	// 240 labelled texts, made up: 80 of each class, of which the model errs on every eighth.
	var labelled strings.Builder
	for i := range 240 {
		label, word := [...]string{"neg", "neu", "pos"}[i%3], [...]string{"bad", "http http http http", "good"}[i%3]
		if i%8 == 0 {
			word = "good"
		}
		fmt.Fprintf(&labelled, "%s\ten\t%s\n", label, word)
	}
	evaluations, err := sentiment.Evaluate(strings.NewReader(labelled.String()), s)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := sentiment.WriteConfusion(&table, s, []string{"made up"}, evaluations); err != nil {
		t.Fatal(err)
	}
	if m, err = sentiment.Remeasured(s, strings.NewReader(table.String())); err != nil {
		t.Fatal(err)
	}
	c, ok := m.Confusion("en")
	if !ok || c.N() != 240 || c[0] != [4]int64{70, 0, 10, 0} || c[2] != [4]int64{0, 0, 80, 0} {
		t.Errorf("confusion %v, %v", c, ok)
	}
	if _, ok := m.Confusion("fr"); ok {
		t.Error("French is read, of which no text was labelled")
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(folder string) error
		want   string
	}{
		"no model":       {func(f string) error { return os.Remove(filepath.Join(f, "model.onnx")) }, "0 .onnx files"},
		"two models":     {func(f string) error { return os.WriteFile(filepath.Join(f, "b.onnx"), nil, 0o600) }, "2 .onnx files"},
		"no tokenizer":   {func(f string) error { return os.Remove(filepath.Join(f, "tokenizer.json")) }, "tokenizer.json is missing"},
		"other classes":  {config(`{"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}}`), "name the model's outputs"},
		"two classes":    {config(`{"id2label": {"0": "negative", "1": "positive"}}`), "three are needed"},
		"one twice":      {config(`{"id2label": {"0": "negative", "1": "positive", "2": "pos"}}`), "each once"},
		"not even JSON":  {config(`id2label`), "is not the configuration"},
		"a broken graph": {func(f string) error { return os.WriteFile(filepath.Join(f, "model.onnx"), []byte("no graph"), 0o600) }, "model "},
	} {
		t.Run(name, func(t *testing.T) {
			folder := tinyModel(t)
			if err := c.change(folder); err != nil {
				t.Fatal(err)
			}
			before, err := os.Getwd()
			if err != nil {
				t.Fatal(err)
			}
			s, err := Open(folder)
			if after, _ := os.Getwd(); after != before {
				t.Errorf("the program is in %s afterwards, was in %s", after, before)
			}
			if err == nil {
				t.Fatal(errors.Join(errors.New("it was opened"), s.Close()))
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q, want one with %q", err, c.want)
			}
		})
	}
}

func config(content string) func(string) error {
	return func(f string) error { return os.WriteFile(filepath.Join(f, "config.json"), []byte(content), 0o600) }
}

func BenchmarkGrade(b *testing.B) {
	s := open(b)
	texts := make([]string, 256)
	for i := range texts {
		texts[i] = "the embassy was good to us and bad to them, number " + fmt.Sprint(i)
	}
	langs, out, column := make([]string, len(texts)), make([]sentiment.Grade, len(texts)), batch(texts...)
	for b.Loop() {
		if err := s.Grade(column, langs, out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
