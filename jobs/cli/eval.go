package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/reading"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/model"
)

func (a *app) evalCommand() *cobra.Command {
	var o evalOptions
	c := &cobra.Command{
		Use:   "eval FILE...",
		Short: "Measure the embedded reader of replies on labelled texts",
		Long: `Reads tables of label<TAB>language<TAB>text, gzipped or not, with labels neg, neu and
pos, and prints for each file and language: n, macro-F1, macro recall, accuracy and the
mean F1 of neg and pos with 90 % intervals, weighted F1, AUC, calibration error beside that
of a perfect reader of so many texts, abstention, and the baselines; below them the mean
of the languages. Where a label is a number, such as
a mean rating from -4 to 4, it prints the correlation with the reader's valence instead.
No text leaves this machine or is written anywhere.

With --confusion it prints, in place of these, the table of counts that shares are
corrected by. Judge at least 200 replies of a language by hand, 20 of each class, that
no model was trained on and that are like those you get, then:

  tailor eval --confusion labelled.tsv > confusion.tsv

and name the table under reading: {confusion: ./confusion.tsv} in the settings. It stands
in place of what is known of that language, and is refused once the reader has changed.

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("eval takes tables of labelled texts, but got none; see: tailor eval --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if o.confusion && a.json {
				return usagef("--confusion prints the table that the settings name; leave --json out")
			}
			if o.confusion && !c.Flags().Changed("profile") {
				o.profile = model.BalancedProfile
			}
			return a.eval(args, o)
		},
	}
	c.Flags().StringVar(&o.profile, "profile", model.DefaultProfile, "operating profile: default, balanced (as replies are read), or the name of a training set")
	c.Flags().BoolVar(&o.lexicon, "lexicon", false, "measure the word lists alone")
	c.Flags().StringVar(&o.model, "model", "", "measure the model in this folder, with tailor-onnx")
	c.Flags().BoolVar(&o.confusion, "confusion", false, "print the table of counts for reading.confusion of the settings")
	return c
}

// evalOptions say what is measured and printed.
type evalOptions struct {
	profile   string
	lexicon   bool
	model     string // folder
	confusion bool
}

func (a *app) eval(files []string, o evalOptions) error {
	scorer, err := a.reader(o)
	if err != nil {
		return err
	}
	type result struct {
		File      string                 `json:"file"`
		Scorer    string                 `json:"scorer"`
		Languages []sentiment.Figures    `json:"languages"`
		Mean      *sentiment.MeanFigures `json:"mean,omitempty"` // of two languages or more
	}
	var results []result
	var all []sentiment.Evaluation
	var names []string
	for _, name := range files {
		evaluations, err := evaluate(name, scorer)
		if err != nil {
			return err
		}
		if o.confusion {
			all, names = append(all, evaluations...), append(names, voice.Clean(filepath.Base(name)))
			continue
		}
		if a.json {
			r := result{File: filepath.Base(name), Scorer: scorer.Version(), Languages: []sentiment.Figures{}}
			for _, e := range evaluations {
				r.Languages = append(r.Languages, e.Figures())
			}
			if m, ok := sentiment.MeanOf(evaluations); ok {
				r.Mean = &m
			}
			results = append(results, r)
			continue
		}
		fmt.Fprintf(a.out, "%s, read by %s\n", filepath.Base(name), scorer.Version())
		if err := sentiment.WriteEvaluation(a.out, evaluations); err != nil {
			return err
		}
	}
	if o.confusion {
		return a.confusion(scorer, names, all)
	}
	if a.json {
		return json.NewEncoder(a.out).Encode(results)
	}
	return nil
}

// confusion prints the table for the settings, and says which languages it does not
// make readable.
func (a *app) confusion(scorer sentiment.Scorer, names []string, all []sentiment.Evaluation) error {
	var table bytes.Buffer
	if err := sentiment.WriteConfusion(&table, scorer, names, all); err != nil {
		return err
	}
	measured, err := sentiment.Remeasured(scorer, bytes.NewReader(table.Bytes()))
	if err != nil {
		return err
	}
	langs := map[string]bool{}
	for _, e := range all {
		if e.N() > 0 {
			langs[sentiment.Tag(e.Language)] = true
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(langs)) {
		if c, ok := measured.Confusion(lang); !ok {
			fmt.Fprintf(a.err, "note: %s will count as not read: of %d texts, shares need 200, 20 of each class, and a macro recall above 0.40 with its error\n", lang, c.N())
		}
	}
	_, err = a.out.Write(table.Bytes())
	return err
}

// reader is the scorer to measure.
func (a *app) reader(o evalOptions) (sentiment.Scorer, error) {
	switch {
	case o.model != "" && a.models == nil:
		return nil, usagef("--model %s", reading.NoModels)
	case o.model != "" && o.lexicon:
		return nil, usagef("--model and --lexicon name two readers: leave one out")
	case o.model != "":
		return a.models(o.model)
	case o.lexicon:
		return sentiment.NewLexicon()
	}
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	s, err := sentiment.NewModelOf(m, o.profile)
	if err != nil {
		return nil, usageError{err}
	}
	return s, nil
}

func evaluate(name string, scorer sentiment.Scorer) ([]sentiment.Evaluation, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, usagef("%s cannot be read: %v", name, err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		defer z.Close()
		in = z
	}
	all, err := sentiment.Evaluate(in, scorer)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}
