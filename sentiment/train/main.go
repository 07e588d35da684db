// Command train makes the embedded sentiment model from labelled texts.
//
//	go run ./sentiment/train -data ../shared/sentiment -out sentiment/model/model.bin
//
// Equal input gives equal bytes. It reads train/, abuse/, questions/ and lexicons/ of
// the data folder, and dev/ only to report.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

type options struct {
	data, lists, written, out, card string
	cells, least                    int
	cost                            float64
	passes                          int
	quick                           bool
	log                             *bytes.Buffer // what the card says of heads and benchmarks
}

func main() {
	o := options{log: new(bytes.Buffer)}
	flag.StringVar(&o.data, "data", "../shared/sentiment", "folder of the labelled sets")
	flag.StringVar(&o.lists, "lists", "sentiment/lexicon", "folder of Tailor's word lists")
	flag.StringVar(&o.written, "written", "sentiment/train/written", "folder of the texts written for training")
	flag.StringVar(&o.out, "out", "sentiment/model/model.bin", "where the model is written")
	flag.StringVar(&o.card, "card", "docs/models/sentiment.md", "where the model card is written; empty for none")
	flag.IntVar(&o.cells, "cells", 1_200_000, "cells of the sentiment table, 4 bytes each before the file is deflated")
	flag.IntVar(&o.least, "least", 3, "texts that a feature must stand in")
	flag.Float64Var(&o.cost, "cost", 3, "inverse strength of the penalty")
	flag.IntVar(&o.passes, "passes", 12, "passes over the texts")
	flag.BoolVar(&o.quick, "quick", false, "leave out the second fit, on all texts")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	began := time.Now()
	note := func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%4.0fs "+format+"\n", append([]any{time.Since(began).Seconds()}, a...)...)
	}
	priors, err := makePriors(o.data, o.lists)
	if err != nil {
		return err
	}
	all, err := load(filepath.Join(o.data, "train"), "neg", "neu", "pos")
	if err != nil {
		return err
	}
	if all, err = written(usable(all), o.written, "neg", "neu", "pos"); err != nil {
		return err
	}
	languages := languagesOf(all)
	lists := list(all, priors, func(e *model.Extractor, t *text.Text, ex *example) { e.List(t, ex.language) })
	note("%d texts in %d languages", len(all), len(languages))

	tables := model.Tables{Priors: priors}
	heads := model.Heads{Languages: languages}
	use := func(h sentimentHead) { tables.Sentiment, heads.Step, heads.Measures = h.table, h.step, h.measures }
	asks, unseen, err := askHeads(o, all, priors)
	if err != nil {
		return err
	}
	asks.use(&heads, &tables)
	note("question head: heat %.2f, offset %.2f", asks.heat, asks.offset)
	if err := abuseHeads(o, priors, &heads, &tables, note); err != nil {
		return err
	}
	head, learnt := sentimentOf(o, all, lists, languages, func(i int) bool { return !all[i].tuning }, note)
	use(head)
	tuning := judge(model.New(heads, tables), all)
	heads.Profiles = profiles(tuning, learnt)
	reportTuning(o.log, tuning, heads.Profiles)
	note("calibrated")
	if !o.quick {
		head, _ = sentimentOf(o, all, lists, languages, func(int) bool { return true }, note)
		use(head)
	}
	m := model.New(heads, tables)
	b, err := m.Encode()
	if err != nil {
		return err
	}
	note("%s, %d bytes", m.Version(), len(b))
	if err := os.WriteFile(o.out, b, 0o644); err != nil {
		return err
	}
	if err := measureAsks(o, m, unseen); err != nil {
		return err
	}
	if err := benchmarks(o.log, o.data, m, all, o.quick); err != nil {
		return err
	}
	fmt.Print(o.log.String())
	if o.card == "" {
		return nil
	}
	var page bytes.Buffer
	if err := card(&page, o.data, m, all, o.log.String()); err != nil {
		return err
	}
	note("card")
	return os.WriteFile(o.card, page.Bytes(), 0o644)
}

func languagesOf(all []example) []string {
	var l []string
	for i := range all {
		l = append(l, all[i].language)
	}
	slices.Sort(l)
	return slices.Compact(l)
}

// sentimentOf fits the sentiment head on the texts that train.
func sentimentOf(o options, all []example, lists []listing, languages []string, train func(int) bool, note func(string, ...any)) (sentimentHead, map[string]offset) {
	f := frequent(lists, train, o.least)
	note("%d features", len(f.keys))
	first := len(f.keys) + (len(languages)+1)*int(model.Measures) // column of the first source
	cells := map[string]uint32{}
	counts := countClasses(all, train, 3)
	weights := weigh(all, train, counts)
	pr := problem{cost: o.cost, passes: o.passes, loose: f.contrast(all, lists, weights, 3)}
	for i := range all {
		if !train(i) {
			continue
		}
		r := f.row(&lists[i], 1+slices.Index(languages, all[i].language))
		// A column for each source and language takes up its shares of the classes; it
		// stays here, and a profile takes its place.
		c, ok := cells[all[i].cell()]
		if !ok {
			c = uint32(first + len(cells))
			cells[all[i].cell()] = c
		}
		r.columns, r.values = append(r.columns, c), append(r.values, 1)
		pr.rows, pr.class, pr.weight = append(pr.rows, r), append(pr.class, all[i].label), append(pr.weight, weights[i])
	}
	pr.columns = first + len(cells)
	note("rows")
	w := pr.solve(3)
	note("fitted")
	return export(f, w, pr.rows, len(languages), o.cells), offsets(cells, w, counts)
}

// judge reads the texts kept for tuning, by source and language.
func judge(m *model.Model, all []example) map[string]map[string][]judged {
	out := map[string]map[string][]judged{}
	r := m.NewReader()
	var t text.Text
	for i := range all {
		e := &all[i]
		if !e.tuning {
			continue
		}
		if out[e.source] == nil {
			out[e.source] = map[string][]judged{}
		}
		t.Read(e.text)
		out[e.source][e.language] = append(out[e.source][e.language], judged{r.Read(&t, e.language).Sentiment, e.label, 1})
	}
	return out
}

// reportTuning prints how the texts kept out of training are read, each source in its
// own profile.
func reportTuning(w io.Writer, tuning map[string]map[string][]judged, p map[string]map[string]model.Calibration) {
	fmt.Fprintf(w, "kept out of the first fit, own profiles: mean loss %.4f, mean macro-F1", loss(tuning, p))
	for _, source := range slices.Sorted(maps.Keys(tuning)) {
		fmt.Fprintf(w, " %s %.4f", source, meanF1(tuning, p, source))
	}
	fmt.Fprintln(w)
}
