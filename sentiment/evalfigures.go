package sentiment

import "math"

// N returns the number of labelled texts.
func (e Evaluation) N() int64 { return e.Confusion.N() }

// Abstained returns the share of texts the scorer abstained on; NaN if there is none.
func (e Evaluation) Abstained() float64 {
	c := e.Confusion
	return float64(c[0][Abstained]+c[1][Abstained]+c[2][Abstained]) / float64(c.N())
}

// Accuracy is [Confusion.Accuracy] of the scorer.
func (e Evaluation) Accuracy() float64 { return e.Confusion.Accuracy() }

// MacroRecall returns the mean of the classes' recall, with an abstention taken as
// Neutral; NaN if a class has no text. Guessing gives 1/3.
func (e Evaluation) MacroRecall() float64 { return macroRecall(e.Confusion) }

// MacroF1 is [Confusion.MacroF1] of the scorer.
func (e Evaluation) MacroF1() float64 { return e.Confusion.MacroF1() }

// Trivial returns the macro-F1 of reading every text as the most frequent class.
func (e Evaluation) Trivial() float64 {
	var c Confusion
	for t, row := range e.Confusion {
		c[t][Negative] = row[0] + row[1] + row[2] + row[3]
	}
	best := 0.0
	for t := range c {
		if n, all := float64(c[t][Negative]), float64(c.N()); all > 0 {
			best = max(best, 2*n/(n+all)/3)
		}
	}
	return best
}

// Accuracy returns the share of texts read right, with an abstention taken as
// Neutral; NaN if there is none.
func (c Confusion) Accuracy() float64 {
	return float64(c[Negative][Negative]+c[Neutral][Neutral]+c[Neutral][Abstained]+c[Positive][Positive]) / float64(c.N())
}

// F1 returns 2 TP / (2 TP + FP + FN) of each class, with an abstention taken as
// Neutral; 0 for a class that is neither there nor read.
func (c Confusion) F1() (f [3]float64) {
	var three [3][3]float64
	for t, row := range c {
		for k, n := range row {
			if Class(k) == Abstained {
				k = int(Neutral)
			}
			three[t][k] += float64(n)
		}
	}
	for t := range three {
		wrong := 0.0
		for o := range three {
			if o != t {
				wrong += three[t][o] + three[o][t]
			}
		}
		if all := 2*three[t][t] + wrong; all > 0 {
			f[t] = 2 * three[t][t] / all
		}
	}
	return f
}

// MacroF1 returns the mean of [Confusion.F1].
func (c Confusion) MacroF1() float64 {
	f := c.F1()
	return (f[0] + f[1] + f[2]) / 3
}

// PolarF1 returns the mean F1 of negative and positive, the measure of SemEval's tasks
// on tweets (Nakov et al. 2016).
func (c Confusion) PolarF1() float64 {
	f := c.F1()
	return (f[Negative] + f[Positive]) / 2
}

// WeightedF1 returns the mean of [Confusion.F1] by how many texts each class has;
// NaN if there is none.
func (c Confusion) WeightedF1() float64 {
	f, sum := c.F1(), 0.0
	for t, row := range c {
		sum += f[t] * float64(row[0]+row[1]+row[2]+row[3])
	}
	return sum / float64(c.N())
}

// AUC returns how well the probabilities rank: the mean over the classes of the
// chance that a text of the class has a higher probability of it than a text of
// another, ties counting half. NaN without probabilities or if a class has no text.
func (e Evaluation) AUC() float64 {
	sum := 0.0
	for c := range 3 {
		scores := make([]ranked, len(e.graded))
		for i, g := range e.graded {
			scores[i] = ranked{g.probability[c], g.label == Class(c)}
		}
		sum += rankAUC(scores) / 3
	}
	if len(e.graded) == 0 {
		return math.NaN()
	}
	return sum
}
