package main

import (
	"fmt"
	"io"
	"math"
	"path/filepath"

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

// askHead learns what a question looks like from the question marks that writers of
// the training texts set, with the marks hidden, and from XQuAD. Its sentences come in
// all languages of the sets and need no labels.
func askHead(o options, all []example, p model.Priors, heads *model.Heads, tables *model.Tables, note func(string, ...any)) error {
	xquad, err := load(filepath.Join(o.data, "questions"), "statement", "question")
	if err != nil {
		return err
	}
	sentences := appendSentences(nil, all)
	fit := func(sentences []example) (yesNo, []listing) {
		lists := list(sentences, p, func(e *model.Extractor, t *text.Text, ex *example) { e.ListAsk(t.Tokens, ex.language) })
		return fitYesNo(sentences, lists, func(i int) bool { return !sentences[i].tuning }, askLeast, askCost, 10), lists
	}
	h, _ := fit(sentences)
	tables.Asks, heads.AskStep = h.f.pack(h.rows, h.odds, askCells)
	reportAsks(o.log, *heads, *tables, p, xquad)

	sentences = appendSentences(sentences, xquad)
	h, lists := fit(sentences)
	tables.Asks, heads.AskStep = h.f.pack(h.rows, h.odds, askCells)
	var odds []float32
	var yes []bool
	for i := range sentences {
		if sentences[i].tuning && lists[i].all > 0 {
			odds = append(odds, sumOf(tables.Asks, lists[i], heads.AskStep))
			yes = append(yes, sentences[i].label == 1)
		}
	}
	heads.AskHeat, heads.AskOffset = fitLogistic(odds, yes, askShare)
	note("question head: %d sentences, heat %.2f, offset %.2f", len(sentences), heads.AskHeat, heads.AskOffset)
	return nil
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

// reportAsks prints how the head alone does on labelled questions that it was not
// trained on, without their marks: F1, and the share of statements taken for questions.
func reportAsks(w io.Writer, h model.Heads, t model.Tables, p model.Priors, all []example) {
	sentences := appendSentences(nil, all)
	lists := list(sentences, p, func(e *model.Extractor, t *text.Text, ex *example) { e.ListAsk(t.Tokens, ex.language) })
	for _, at := range []float32{0, 1, 2} {
		byLang := map[string][2][2]float64{}
		for i := range sentences {
			c := byLang[sentences[i].language]
			c[sentences[i].label][b2i(sumOf(t.Asks, lists[i], h.AskStep) > at)]++
			byLang[sentences[i].language] = c
		}
		fmt.Fprintf(w, "questions of XQuAD, unseen, without marks, head alone, log odds above %.0f: F1 (statements taken for questions)", at)
		for _, l := range languagesOf(all) {
			c := byLang[l]
			f1 := 2 * c[1][1] / (2*c[1][1] + c[1][0] + c[0][1])
			fmt.Fprintf(w, " %s %.2f (%.2f)", l, f1, c[0][1]/math.Max(1, c[0][0]+c[0][1]))
		}
		fmt.Fprintln(w)
	}
}
