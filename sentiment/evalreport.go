package sentiment

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
)

// Figure is a number that may be unknown: NaN is null in JSON and "-" in a table.
type Figure float64

// MarshalJSON implements [json.Marshaler], with four decimals.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) {
		return []byte("null"), nil
	}
	return json.Marshal(math.Round(float64(f)*1e4) / 1e4)
}

func (f Figure) String() string {
	if math.IsNaN(float64(f)) {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(f))
}

// Figures are what an evaluation of one language comes to. Intervals are 90 %.
type Figures struct {
	Language           string    `json:"language"`
	N                  int64     `json:"n"`
	MacroF1            Figure    `json:"macro_f1"`
	MacroF1Interval    [2]Figure `json:"macro_f1_interval"`
	WeightedF1         Figure    `json:"weighted_f1"`
	MacroRecall        Figure    `json:"macro_recall"`
	RecallInterval     [2]Figure `json:"macro_recall_interval"`
	Accuracy           Figure    `json:"accuracy"`
	AccuracyInterval   [2]Figure `json:"accuracy_interval"`
	F1                 [3]Figure `json:"f1"`                          // negative, neutral, positive
	PolarF1            Figure    `json:"f1_of_negative_and_positive"` // their mean
	PolarF1Interval    [2]Figure `json:"f1_of_negative_and_positive_interval"`
	AUC                Figure    `json:"auc"`
	CalibrationError   Figure    `json:"calibration_error"`
	PerfectCalibration Figure    `json:"calibration_error_of_a_perfect_reader"`
	Abstained          Figure    `json:"abstained"`
	TrivialMacroF1     Figure    `json:"trivial_macro_f1"` // always the most frequent class
	LexiconMacroF1     Figure    `json:"lexicon_macro_f1"`
	Confusion          Confusion `json:"confusion"` // rows negative, neutral, positive; columns these and abstained
	OtherLabels        int64     `json:"other_labels"`
	Rated              int64     `json:"rated"`            // texts whose label is a number
	Correlation        Figure    `json:"rated_r"`          // Pearson's, of the numbers with the valence
	CorrelationSpan    [2]Figure `json:"rated_r_interval"` // 90 %
}

// Figures computes all of them.
func (e Evaluation) Figures() Figures {
	f := Figures{Language: e.Language, N: e.N(), MacroF1: Figure(e.MacroF1()), WeightedF1: Figure(e.Confusion.WeightedF1()),
		MacroRecall: Figure(e.MacroRecall()), Accuracy: Figure(e.Accuracy()), PolarF1: Figure(e.Confusion.PolarF1()), AUC: Figure(e.AUC()), Abstained: Figure(e.Abstained()),
		TrivialMacroF1: Figure(e.Trivial()), LexiconMacroF1: Figure(e.Lexicon.MacroF1()), Confusion: e.Confusion, OtherLabels: e.Other,
		Rated: e.Rated(), Correlation: Figure(e.Correlation())}
	for i, v := range e.Confusion.F1() {
		f.F1[i] = Figure(v)
	}
	ece, perfect := e.Calibration()
	f.CalibrationError, f.PerfectCalibration = Figure(ece), Figure(perfect)
	f.MacroF1Interval, f.RecallInterval = e.span(Confusion.MacroF1), e.span(macroRecall)
	f.AccuracyInterval, f.PolarF1Interval = e.span(Confusion.Accuracy), e.span(Confusion.PolarF1)
	low, high := e.CorrelationInterval()
	f.CorrelationSpan = [2]Figure{Figure(low), Figure(high)}
	return f
}

// span is [Evaluation.Interval] as figures.
func (e Evaluation) span(figure func(Confusion) float64) [2]Figure {
	low, high := e.Interval(figure)
	return [2]Figure{Figure(low), Figure(high)}
}

// WriteEvaluation prints evaluations as a table, one line for each language that has
// labels, and below it their mean and what numbers and other labels there were.
func WriteEvaluation(w io.Writer, all []Evaluation) error {
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	const head = "language\tn\tmacro-F1\t90 %\tmacro recall\t90 %\tweighted F1\taccuracy\t90 %\tF1 neg, pos\t90 %\tAUC\tECE\tperfect ECE\tabstained\ttrivial\tlexicon"
	lines, notes := []string{head}, ""
	for _, e := range all {
		f := e.Figures()
		if f.N > 0 {
			lines = append(lines, strings.Join([]string{f.Language, fmt.Sprint(f.N), f.MacroF1.String(), span(f.MacroF1Interval),
				f.MacroRecall.String(), span(f.RecallInterval), f.WeightedF1.String(), f.Accuracy.String(), span(f.AccuracyInterval),
				f.PolarF1.String(), span(f.PolarF1Interval), f.AUC.String(),
				f.CalibrationError.String(), f.PerfectCalibration.String(), f.Abstained.String(), f.TrivialMacroF1.String(), f.LexiconMacroF1.String()}, "\t"))
		}
		if f.Rated > 0 {
			notes += fmt.Sprintf("%s: %d texts with a number for a label, r of the valence with it %s (90 %%: %s)\n", f.Language, f.Rated, f.Correlation, span(f.CorrelationSpan))
		}
		if f.OtherLabels > 0 {
			notes += fmt.Sprintf("%s: %d texts left out, as their label is none of neg, neu, pos and no number\n", f.Language, f.OtherLabels)
		}
	}
	if len(lines) > 1 || notes == "" {
		fmt.Fprintln(t, strings.Join(lines, "\n"))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write evaluation: %w", err)
	}
	if m, ok := MeanOf(all); ok {
		notes = m.String() + "\n" + notes
	}
	if _, err := io.WriteString(w, notes); err != nil {
		return fmt.Errorf("write evaluation: %w", err)
	}
	return nil
}

// span prints an interval; one of what is not known is a dash.
func span(f [2]Figure) string {
	if math.IsNaN(float64(f[0])) {
		return "-"
	}
	return f[0].String() + "-" + f[1].String()
}
