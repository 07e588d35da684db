package mood

import (
	"context"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/prevalence"
)

const (
	enoughToTest = 50 // labels of a quarter in a language that test its confusion matrix
	mostCopies   = 4  // a week of which more than one in four is a copy takes no part in the test
)

// estimator turns counts of readings into shares: by labels of the cell's own replies
// where there are enough, else by the confusion matrix, unless labels contradict it.
type estimator struct {
	Reader
	labels  []data.ReplyLabel // of this version of the scorer
	cells   []data.ReplyCell
	verdict map[[2]string]bool // by language and quarter whose labels tell
}

func newEstimator(ctx context.Context, r lake.Reader, s Reader, cells []data.ReplyCell) (*estimator, error) {
	labels, err := lake.Rows(ctx, r, lake.ReplyLabels, nil)
	if err != nil {
		return nil, err
	}
	labels = slices.DeleteFunc(labels, func(l data.ReplyLabel) bool { return l.Scorer != s.Version() })
	return &estimator{Reader: s, labels: labels, cells: cells, verdict: map[[2]string]bool{}}, nil
}

// estimate returns the shares of a cell, and whether replies in a language were left
// out of them because labels refute how the scorer is said to err there.
func (e *estimator) estimate(m *data.Mood, languages map[string]prevalence.Counts) (s prevalence.Shares, refuted bool) {
	key := m.Mission + "|" + m.Period + "|" + string(m.Breakdown) + "|" + m.Value
	confusion := func(lang string) (sentiment.Confusion, bool) {
		c, ok := e.Confusion(lang)
		if ok && languages[lang].N() > 0 && e.refuted(lang, m.Weeks, c) {
			refuted = true
			return sentiment.Confusion{}, false
		}
		return c, ok
	}
	// Labels are a sample of all of a mission's replies in a language, and speak for
	// those alone: not for what hangs under one account, format or topic.
	whole := m.Breakdown == data.DimTotal || m.Breakdown == data.DimLanguage
	labels := func(lang string) prevalence.Labels {
		return e.sum(func(l *data.ReplyLabel) bool {
			return whole && l.Mission == m.Mission && l.Language == lang && slices.Contains(m.Weeks, l.Week)
		})
	}
	return prevalence.Of(key, languages, confusion, labels), refuted
}

// sum adds up the labels that are wanted.
func (e *estimator) sum(wanted func(*data.ReplyLabel) bool) (sum prevalence.Labels) {
	for i := range e.labels {
		l := &e.labels[i]
		k, okPredicted := classOf(l.Predicted, sentiment.Abstained)
		t, okTrue := classOf(l.True, sentiment.Positive)
		if okPredicted && okTrue && wanted(l) {
			cell := &sum[k][t]
			cell.N += l.N
			cell.Weight += float64(l.Weight) / data.LabelScale
			cell.Squares += float64(l.Squares) / data.LabelScale
		}
	}
	return sum
}

// classOf returns the class of a name, if it is not above last.
func classOf(name string, last sentiment.Class) (sentiment.Class, bool) {
	for c := sentiment.Negative; c <= last; c++ {
		if c.String() == name {
			return c, true
		}
	}
	return 0, false
}

// refuted reports whether the labels of the unit, of the weeks' quarter or else of the
// latest one before it that has enough, contradict a language's matrix.
func (e *estimator) refuted(lang string, weeks []string, c sentiment.Confusion) bool {
	if len(weeks) == 0 {
		return false
	}
	quarter, _, err := data.Quarter445(weeks[0])
	if err != nil {
		return false
	}
	labelled := map[string]int64{}
	for i := range e.labels {
		if q, _, err := data.Quarter445(e.labels[i].Week); err == nil && e.labels[i].Language == lang && q <= quarter {
			labelled[q] += e.labels[i].N
		}
	}
	maps.DeleteFunc(labelled, func(_ string, n int64) bool { return n < enoughToTest })
	if len(labelled) == 0 {
		return false
	}
	tested := slices.Max(slices.Collect(maps.Keys(labelled)))
	key := [2]string{lang, tested}
	if _, known := e.verdict[key]; !known {
		e.verdict[key] = prevalence.Refuted(c, lang+"|"+tested, e.strata(lang, tested))
	}
	return e.verdict[key]
}

// strata returns each week of a quarter with what was read and labelled in a language,
// over all missions, as it was sampled. Copies count as readings and not as labels, so
// weeks with many are left out.
func (e *estimator) strata(lang, quarter string) []prevalence.Stratum {
	type week struct {
		prevalence.Stratum
		copies int64
	}
	weeks := map[string]*week{}
	for i := range e.labels {
		w := e.labels[i].Week
		if q, _, err := data.Quarter445(w); err == nil && q == quarter && weeks[w] == nil {
			weeks[w] = &week{}
			weeks[w].Labels = e.sum(func(l *data.ReplyLabel) bool { return l.Language == lang && l.Week == w })
		}
	}
	for i := range e.cells {
		if c, w := &e.cells[i], weeks[e.cells[i].Week]; w != nil && c.Language == lang && c.Scorer == e.Version() {
			w.Counts = w.Counts.Add(countsOf(c))
			w.copies += c.NearDup
		}
	}
	var out []prevalence.Stratum
	for _, name := range slices.Sorted(maps.Keys(weeks)) {
		if w := weeks[name]; w.copies*mostCopies <= w.Counts.N() {
			out = append(out, w.Stratum)
		}
	}
	return out
}
