package sentiment

import (
	"fmt"
	"math"
)

// MeanFigures are the means over the languages of a table, each counting alike: how
// benchmarks of several languages are scored. Intervals are 90 %, each language's texts
// drawn anew.
type MeanFigures struct {
	Languages        int       `json:"languages"`
	N                int64     `json:"n"`
	MacroF1          Figure    `json:"macro_f1"`
	MacroF1Interval  [2]Figure `json:"macro_f1_interval"`
	WeightedF1       Figure    `json:"weighted_f1"`
	WeightedInterval [2]Figure `json:"weighted_f1_interval"`
	MacroRecall      Figure    `json:"macro_recall"`
	RecallInterval   [2]Figure `json:"macro_recall_interval"`
}

// MeanOf returns the means over the languages that have a text of each class; false if
// fewer than two have.
func MeanOf(all []Evaluation) (MeanFigures, bool) {
	var some []Evaluation
	m := MeanFigures{}
	for _, e := range all {
		if !math.IsNaN(e.MacroRecall()) {
			some, m.N = append(some, e), m.N+e.N()
		}
	}
	m.Languages = len(some)
	if m.Languages < 2 {
		return m, false
	}
	m.MacroF1, m.MacroF1Interval = meanOf(some, Confusion.MacroF1)
	m.WeightedF1, m.WeightedInterval = meanOf(some, Confusion.WeightedF1)
	m.MacroRecall, m.RecallInterval = meanOf(some, macroRecall)
	return m, true
}

// meanOf is the mean of one figure, and where the middle 90 % of the means of draws lie.
func meanOf(all []Evaluation, figure func(Confusion) float64) (mean Figure, interval [2]Figure) {
	draws, sum := make([]float64, simulations), 0.0
	for _, e := range all {
		sum += figure(e.Confusion)
		for i, v := range e.resampled(figure) {
			draws[i] += v / float64(len(all))
		}
	}
	low, high := middle(draws)
	return Figure(sum / float64(len(all))), [2]Figure{Figure(low), Figure(high)}
}

// String is the line below a table.
func (m MeanFigures) String() string {
	return fmt.Sprintf("mean of %d languages, %d texts: macro-F1 %s (90 %%: %s), macro recall %s (%s), weighted F1 %s (%s)", m.Languages, m.N,
		m.MacroF1, span(m.MacroF1Interval), m.MacroRecall, span(m.RecallInterval), m.WeightedF1, span(m.WeightedInterval))
}

// macroRecall is the recall of [Confusion.Recall] alone.
func macroRecall(c Confusion) float64 {
	recall, _ := c.Recall()
	return recall
}
