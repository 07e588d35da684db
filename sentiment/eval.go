package sentiment

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// Evaluation says how a scorer did on the labelled texts of one language.
type Evaluation struct {
	Language  string
	Confusion Confusion
	Other     int64 // texts with a label other than neg, neu, pos: not counted above
}

// N returns the number of labelled texts.
func (e Evaluation) N() int64 { return e.Confusion.N() }

// Abstained returns the share of texts the scorer abstained on; NaN if there is none.
func (e Evaluation) Abstained() float64 {
	c := e.Confusion
	return float64(c[0][Abstained]+c[1][Abstained]+c[2][Abstained]) / float64(c.N())
}

// Accuracy returns the share of texts read right, with an abstention taken as
// Neutral; NaN if there is none.
func (e Evaluation) Accuracy() float64 {
	c := e.Confusion
	return float64(c[Negative][Negative]+c[Neutral][Neutral]+c[Neutral][Abstained]+c[Positive][Positive]) / float64(c.N())
}

// MacroRecall returns the mean of the classes' recall, with an abstention taken as
// Neutral; NaN if a class has no text. Guessing gives 1/3.
func (e Evaluation) MacroRecall() float64 {
	recall, _ := e.Confusion.Recall()
	return recall
}

// MacroF1 returns the mean over the classes of 2 TP / (2 TP + FP + FN), with an
// abstention taken as Neutral; 0 for a class that is neither there nor read.
func (e Evaluation) MacroF1() float64 {
	var three [3][3]float64
	for t, row := range e.Confusion {
		for k, n := range row {
			if Class(k) == Abstained {
				k = int(Neutral)
			}
			three[t][k] += float64(n)
		}
	}
	sum := 0.0
	for t := range three {
		wrong := 0.0
		for o := range three {
			if o != t {
				wrong += three[t][o] + three[o][t]
			}
		}
		if all := 2*three[t][t] + wrong; all > 0 {
			sum += 2 * three[t][t] / all
		}
	}
	return sum / 3
}

// evaluationBatch is how many texts are scored at a time.
const evaluationBatch = 1024

// Evaluate scores a table of labelled texts, label<TAB>language<TAB>text, and
// returns one evaluation for each language, sorted by it. Labels are neg, neu and
// pos; others are counted apart. An error names the line, never the text.
func Evaluate(r io.Reader, s Scorer) ([]Evaluation, error) {
	byLang := map[string]*Evaluation{}
	e := evaluator{scorer: s, texts: array.NewStringBuilder(memory.DefaultAllocator), byLang: byLang}
	defer e.texts.Release()
	err := readTable(r, 3, func(f []string) error {
		ev := byLang[f[1]]
		if ev == nil {
			ev = &Evaluation{Language: f[1]}
			byLang[f[1]] = ev
		}
		label := slices.Index([]string{"neg", "neu", "pos"}, f[0])
		if label < 0 {
			ev.Other++
			return nil
		}
		e.labels, e.langs = append(e.labels, label), append(e.langs, f[1])
		e.texts.Append(strings.ToValidUTF8(f[2], " "))
		if len(e.langs) < evaluationBatch {
			return nil
		}
		return e.flush()
	})
	if err == nil {
		err = e.flush()
	}
	if err != nil {
		return nil, fmt.Errorf("evaluate scorer %s: %w", s.Version(), err)
	}
	var all []Evaluation
	for _, ev := range byLang {
		all = append(all, *ev)
	}
	slices.SortFunc(all, func(a, b Evaluation) int { return strings.Compare(a.Language, b.Language) })
	return all, nil
}

// evaluator gathers a batch.
type evaluator struct {
	scorer Scorer
	texts  *array.StringBuilder
	labels []int
	langs  []string
	byLang map[string]*Evaluation
}

// flush scores the batch and counts it.
func (e *evaluator) flush() error {
	batch := e.texts.NewStringArray()
	defer batch.Release()
	out := make([]Reading, len(e.langs))
	if err := e.scorer.Score(batch, e.langs, out); err != nil {
		return err
	}
	for i, r := range out {
		e.byLang[e.langs[i]].Confusion[e.labels[i]][r.Class]++
	}
	e.labels, e.langs = e.labels[:0], e.langs[:0]
	return nil
}

// Summary is one line of figures, as docs/sentiment.md has them.
func (e Evaluation) Summary() string {
	f1, recall := e.MacroF1(), e.MacroRecall()
	if math.IsNaN(recall) {
		return fmt.Sprintf("%s n=%d: a class has no text", e.Language, e.N())
	}
	return fmt.Sprintf("%s n=%d macro-F1=%.3f macro-recall=%.3f accuracy=%.3f abstained=%.3f", e.Language, e.N(), f1, recall,
		e.Accuracy(), e.Abstained())
}
