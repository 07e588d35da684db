package sentiment

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// Grader is a scorer that also gives probabilities.
type Grader interface {
	Scorer
	// Grade is like Score; see [Grade].
	Grade(texts *array.String, langs []string, out []Grade) error
}

var _ Grader = (*Model)(nil)

// Evaluation says how a scorer did on the labelled texts of one language.
type Evaluation struct {
	Language  string // as the table names it
	Confusion Confusion
	Lexicon   Confusion // how the word lists read the same texts: the baseline
	Other     int64     // texts with a label other than neg, neu, pos or a number: not counted above

	graded []graded // empty if the scorer gives no probabilities
	rated  []rated  // texts whose label is a number; empty likewise
}

// graded is a labelled text's probabilities.
type graded struct {
	label       Class
	probability [3]float64
}

// evaluationBatch is how many texts are scored at a time.
const evaluationBatch = 1024

// byNumber stands for a class where the label is a number.
const byNumber = Abstained + 1

// labels of a table, by class.
var labelNames = []string{"neg", "neu", "pos"}

// Evaluate scores a table of labelled texts, label<TAB>language<TAB>text, and
// returns one evaluation for each language, sorted by it. Labels are neg, neu and
// pos; or a number, how positive people found the text, which Valence is held against;
// others are counted apart. Languages may be named as in [Tag]. An error names the line,
// never the text.
func Evaluate(r io.Reader, s Scorer) ([]Evaluation, error) {
	lexicon, err := NewLexicon()
	if err != nil {
		return nil, err
	}
	e := evaluator{scorer: s, lexicon: lexicon, texts: array.NewStringBuilder(memory.DefaultAllocator), of: map[string]*Evaluation{}}
	defer e.texts.Release()
	err = readTable(r, 3, e.row)
	if err == nil {
		err = e.flush()
	}
	if err != nil {
		return nil, fmt.Errorf("evaluate scorer %s: %w", s.Version(), err)
	}
	var all []Evaluation
	for _, ev := range e.of {
		all = append(all, *ev)
	}
	slices.SortFunc(all, func(a, b Evaluation) int { return strings.Compare(a.Language, b.Language) })
	return all, nil
}

// evaluator gathers a batch.
type evaluator struct {
	scorer  Scorer
	lexicon *Lexicon
	texts   *array.StringBuilder
	labels  []Class
	numbers []float64 // labels by number
	into    []*Evaluation
	langs   []string
	of      map[string]*Evaluation
}

// row takes one line of the table.
func (e *evaluator) row(f []string) error {
	ev := e.of[f[1]]
	if ev == nil {
		ev = &Evaluation{Language: f[1]}
		e.of[f[1]] = ev
	}
	label, number := slices.Index(labelNames, f[0]), 0.0
	if label < 0 {
		var err error
		if number, err = strconv.ParseFloat(strings.TrimSpace(f[0]), 64); err != nil || math.IsNaN(number) || math.IsInf(number, 0) {
			ev.Other++
			return nil
		}
		label = int(byNumber)
	}
	e.labels, e.into, e.langs = append(e.labels, Class(label)), append(e.into, ev), append(e.langs, Tag(f[1]))
	e.numbers = append(e.numbers, number)
	e.texts.Append(strings.ToValidUTF8(f[2], " "))
	if len(e.langs) < evaluationBatch {
		return nil
	}
	return e.flush()
}

// flush scores the batch and counts it.
func (e *evaluator) flush() error {
	batch := e.texts.NewStringArray()
	defer batch.Release()
	plain, grades := make([]Reading, len(e.langs)), make([]Grade, len(e.langs))
	if err := e.lexicon.Score(batch, e.langs, plain); err != nil {
		return err
	}
	for i, r := range plain {
		if e.labels[i] != byNumber {
			e.into[i].Lexicon[e.labels[i]][r.Class]++
		}
	}
	grader, ok := e.scorer.(Grader)
	if ok {
		if err := grader.Grade(batch, e.langs, grades); err != nil {
			return err
		}
	} else if err := e.scorer.Score(batch, e.langs, plain); err != nil {
		return err
	}
	for i := range grades {
		ev := e.into[i]
		switch {
		case e.labels[i] == byNumber:
			if !ok {
				ev.Other++
				continue
			}
			ev.rated = append(ev.rated, rated{e.numbers[i], grades[i].Valence})
			continue
		case !ok:
			ev.Confusion[e.labels[i]][plain[i].Class]++
			continue
		}
		ev.Confusion[e.labels[i]][grades[i].Class]++
		ev.graded = append(ev.graded, graded{e.labels[i], grades[i].Probability})
	}
	e.labels, e.numbers, e.into, e.langs = e.labels[:0], e.numbers[:0], e.into[:0], e.langs[:0]
	return nil
}
