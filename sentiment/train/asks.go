package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Cells and calibration of the question head.
const (
	askCells = 64_000
	askLeast = 4
	askCost  = 1.0
	askShare = 0.2 // of questions among sentences without a mark, which the calibration assumes
)

// askHead is what training gives for questions.
type askHead struct {
	table              *model.Table
	step, heat, offset float32
}

// use puts the head into a model.
func (a askHead) use(h *model.Heads, t *model.Tables) {
	t.Asks, h.AskStep, h.AskHeat, h.AskOffset = a.table, a.step, a.heat, a.offset
}

// fitAsks learns what a question looks like from sentences of which the marks are
// hidden.
func fitAsks(sentences []example, p model.Priors) askHead {
	lists := list(sentences, p, func(e *model.Extractor, t *text.Text, ex *example) { e.ListAsk(t.Tokens, ex.language) })
	h := fitYesNo(sentences, lists, func(i int) bool { return !sentences[i].tuning }, askLeast, askCost, 10)
	var a askHead
	a.table, a.step = h.f.pack(h.rows, h.odds, askCells)
	var odds []float32
	var yes []bool
	for i := range sentences {
		if sentences[i].tuning && lists[i].all > 0 {
			odds = append(odds, sumOf(a.table, lists[i], a.step))
			yes = append(yes, sentences[i].label == 1)
		}
	}
	a.heat, a.offset = fitLogistic(odds, yes, askShare)
	return a
}

// askHeads learns from the question marks that writers of the training texts set, in all
// languages of the sets and without labels, and from XQuAD. unseen is learnt without
// XQuAD, to be measured on it.
func askHeads(o options, all []example, p model.Priors) (head, unseen askHead, err error) {
	xquad, err := loadQuestions(o.data)
	if err != nil {
		return head, unseen, err
	}
	sentences := appendSentences(nil, all)
	unseen = fitAsks(sentences, p)
	return fitAsks(appendSentences(sentences, xquad), p), unseen, nil
}

func loadQuestions(data string) ([]example, error) {
	return load(filepath.Join(data, "questions"), "statement", "question")
}

// sumOf returns the odds of a listing as a reader would.
func sumOf(t *model.Table, l listing, step float32) float32 {
	sum := 0
	for i, k := range l.keys {
		if a, _, ok := t.Get(k); ok {
			sum += int(a) * int(l.times[i])
		}
	}
	return step * model.Norm(l.all) * float32(sum)
}

// appendSentences cuts texts into sentences, each written out without its marks; the
// label says whether it had a question mark. A labelled question is one whole.
func appendSentences(out, all []example) []example {
	var t text.Text
	for i := range all {
		e := all[i]
		t.Read(e.text)
		for rest := t.Tokens; len(rest) > 0; {
			var s []text.Token
			var marked bool
			if s, rest, marked = model.Sentence(rest); len(s) == 0 {
				continue
			}
			n := e
			n.text = ""
			for k := range s {
				if s[k].Kind == text.Word || s[k].Kind == text.Run {
					n.text += string(s[k].Norm) + " "
				}
			}
			if n.source != "xquad" {
				n.label = b2i(marked)
			}
			out = append(out, n)
		}
	}
	return out
}

// unseenAsks reads labelled questions with a head that was not trained on them, as a
// part of the whole reader, and returns the F1 of "question" by language: as they were
// written, and with their marks taken off.
func unseenAsks(m *model.Model, unseen askHead, questions []example) (marked, bare map[string]float64, err error) {
	h, t := m.Heads, m.Tables
	unseen.use(&h, &t)
	s, err := sentiment.NewModelOf(model.New(h, t), model.BalancedProfile)
	if err != nil {
		return nil, nil, err
	}
	if marked, err = asksF1(s, questions, func(q string) string { return q }); err != nil {
		return nil, nil, err
	}
	bare, err = asksF1(s, questions, func(q string) string { return strings.TrimRight(q, "?؟;；？ ") })
	return marked, bare, err
}

func asksF1(s *sentiment.Model, questions []example, write func(string) string) (map[string]float64, error) {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	defer b.Release()
	languages, out := make([]string, len(questions)), make([]sentiment.Reading, len(questions))
	for i := range questions {
		b.Append(write(questions[i].text))
		languages[i] = questions[i].language
	}
	column := b.NewStringArray()
	defer column.Release()
	if err := s.Score(column, languages, out); err != nil {
		return nil, err
	}
	counts := map[string][2][2]float64{}
	for i, r := range out {
		c := counts[languages[i]]
		c[questions[i].label][b2i(r.Question)]++
		counts[languages[i]] = c
	}
	f1 := map[string]float64{}
	for l, c := range counts {
		f1[l] = 2 * c[1][1] / (2*c[1][1] + c[1][0] + c[0][1])
	}
	return f1, nil
}

// reportAsks prints the F1 of questions that were not trained on.
func reportAsks(w io.Writer, f1 map[string]float64, how string) {
	sum := 0.0
	for _, v := range f1 {
		sum += v
	}
	fmt.Fprintf(w, "questions of XQuAD, %s, head trained without it: F1 mean %.3f:", how, sum/float64(len(f1)))
	for _, l := range slices.Sorted(maps.Keys(f1)) {
		fmt.Fprintf(w, " %s %.2f", l, f1[l])
	}
	fmt.Fprintln(w)
}

func measureAsks(o options, m *model.Model, unseen askHead) error {
	questions, err := loadQuestions(o.data)
	if err != nil {
		return err
	}
	marked, bare, err := unseenAsks(m, unseen, questions)
	if err != nil {
		return err
	}
	reportAsks(o.log, marked, "as written")
	reportAsks(o.log, bare, "without their marks")
	return nil
}
