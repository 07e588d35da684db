package cli

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/model"
)

func (a *app) evalCommand() *cobra.Command {
	var profile string
	var lexicon bool
	c := &cobra.Command{
		Use:   "eval FILE...",
		Short: "Measure the embedded reader of replies on labelled texts",
		Long: `Reads tables of label<TAB>language<TAB>text, gzipped or not, with labels neg, neu and
pos, and prints for each file and language: n, macro-F1 and macro recall with 90 %
intervals, weighted F1, accuracy, AUC, calibration error beside that of a perfect
reader of so many texts, abstention, and the baselines. No text leaves this machine
or is written anywhere.

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("eval takes tables of labelled texts, but got none; see: tailor eval --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.eval(args, profile, lexicon) },
	}
	c.Flags().StringVar(&profile, "profile", model.DefaultProfile, "operating profile: default, balanced (as replies are read), or the name of a training set")
	c.Flags().BoolVar(&lexicon, "lexicon", false, "measure the word lists alone")
	return c
}

func (a *app) eval(files []string, profile string, lexicon bool) error {
	scorer, err := reader(profile, lexicon)
	if err != nil {
		return usageError{err}
	}
	type result struct {
		File      string              `json:"file"`
		Scorer    string              `json:"scorer"`
		Languages []sentiment.Figures `json:"languages"`
	}
	var results []result
	for _, name := range files {
		evaluations, err := evaluate(name, scorer)
		if err != nil {
			return err
		}
		if a.json {
			r := result{File: filepath.Base(name), Scorer: scorer.Version(), Languages: []sentiment.Figures{}}
			for _, e := range evaluations {
				r.Languages = append(r.Languages, e.Figures())
			}
			results = append(results, r)
			continue
		}
		fmt.Fprintf(a.out, "%s, read by %s\n", filepath.Base(name), scorer.Version())
		if err := sentiment.WriteEvaluation(a.out, evaluations); err != nil {
			return err
		}
	}
	if a.json {
		return json.NewEncoder(a.out).Encode(results)
	}
	return nil
}

// reader is the scorer to measure.
func reader(profile string, lexicon bool) (sentiment.Scorer, error) {
	if lexicon {
		return sentiment.NewLexicon()
	}
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return sentiment.NewModelOf(m, profile)
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
