package metrics

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// YesNo is the class of a post in the confusion matrix of a device.
func YesNo(has bool) string {
	if has {
		return "yes"
	}
	return "no"
}

// Confusion is what is known of the reading of one lever: posts that a person calls
// Classes[i] and the rules read as Classes[j], over all platforms and languages that
// it was made from.
type Confusion struct {
	Lever, Level string // Level names the device; empty for the other levers
	Classes      []string
	N            [][]int64   // posts
	Weight       [][]float64 // their sums of inverse inclusion probabilities: numbers of posts of the whole
	squares      [][]float64
}

// Confusions returns the confusion matrix of each lever and device, sorted, as the
// version of the rules reads; where is the cells to use, all if nil. Versions are
// never pooled. Rows of the matrix divided by their sums estimate how a class is read:
// what an effect that was estimated between levels as read has to be corrected by.
func Confusions(cells []data.LabelAgreement, version string, where func(*data.LabelAgreement) bool) []Confusion {
	type key struct{ lever, level string }
	groups := map[key][]*data.LabelAgreement{}
	for i := range cells {
		c := &cells[i]
		if c.Version == version && (where == nil || where(c)) {
			groups[key{c.Lever, c.Level}] = append(groups[key{c.Lever, c.Level}], c)
		}
	}
	var all []Confusion
	for k, group := range groups {
		m := Confusion{Lever: k.lever, Level: k.level}
		for _, c := range group {
			m.Classes = append(m.Classes, c.True, c.Read)
		}
		slices.Sort(m.Classes)
		m.Classes = slices.Compact(m.Classes)
		m.fill(group)
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b Confusion) int { return cmp.Or(cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.Level, b.Level)) })
	return all
}

// fill adds the cells in whole numbers, so that their order does not show.
func (m *Confusion) fill(group []*data.LabelAgreement) {
	k := len(m.Classes)
	weights, squares := make([]int64, k*k), make([]int64, k*k)
	m.N = make([][]int64, k)
	for i := range k {
		m.N[i] = make([]int64, k)
	}
	for _, c := range group {
		i, _ := slices.BinarySearch(m.Classes, c.True)
		j, _ := slices.BinarySearch(m.Classes, c.Read)
		m.N[i][j] += c.N
		weights[i*k+j] += c.Weight
		squares[i*k+j] += c.Squares
	}
	for i := range k {
		m.Weight, m.squares = append(m.Weight, make([]float64, k)), append(m.squares, make([]float64, k))
		for j := range k {
			m.Weight[i][j], m.squares[i][j] = float64(weights[i*k+j])/data.LabelScale, float64(squares[i*k+j])/data.LabelScale
		}
	}
}

// Proportion is an estimated share with its 90 % limits and the posts it rests on.
type Proportion struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int64   `json:"n"`
}

// Agreement is how far rules and people agree on a lever or device.
type Agreement struct {
	Lever   string         `json:"lever"`
	Level   string         `json:"level,omitempty"`
	N       int64          `json:"n"`     // posts
	Agree   Proportion     `json:"agree"` // on how many of all posts they agree
	Kappa   Proportion     `json:"kappa"` // Cohen's kappa: 0 is what chance gives, 1 is always
	Classes []ClassReading `json:"classes"`
}

// ClassReading is how well one class is read. A share that no post tells of is nil.
type ClassReading struct {
	Class     string      `json:"class"`
	Recall    *Proportion `json:"recall,omitempty"`    // of the posts that are of the class: how many are read so
	Precision *Proportion `json:"precision,omitempty"` // of the posts that are read as the class: how many are
}

// Agreement summarises a confusion matrix. Shares are Hajek's weighted means, with
// Wilson's limits at the effective number of posts, (sum of weights)^2 over the sum of
// their squares (Kish 1965). Kappa (Cohen 1960) has the variance of Fleiss, Cohen and
// Everitt (1969) in its weighted, linearised form; its limits are Wilson's of the
// agreement at the number of posts that this variance is worth, carried through
// (agreement - chance) / (1 - chance), so that they do not vanish where all agree.
func (m *Confusion) Agreement() Agreement {
	k := len(m.Classes)
	var total, squares, agree float64
	truth, read := make([]float64, k), make([]float64, k)
	a := Agreement{Lever: m.Lever, Level: m.Level}
	for i := range k {
		for j := range k {
			a.N += m.N[i][j]
			total += m.Weight[i][j]
			squares += m.squares[i][j]
			truth[i] += m.Weight[i][j]
			read[j] += m.Weight[i][j]
			if i == j {
				agree += m.Weight[i][j]
			}
		}
	}
	if total == 0 {
		return a
	}
	effective := total * total / squares
	po := agree / total
	a.Agree = proportion(po, effective, a.N)
	var pe float64
	for i := range k {
		pe += truth[i] / total * (read[i] / total)
	}
	a.Kappa = m.kappa(po, pe, total, effective, truth, read)
	a.Kappa.N = a.N
	for i, class := range m.Classes {
		c := ClassReading{Class: class}
		c.Recall = m.share(func(t, r int) (bool, bool) { return t == i, r == i })
		c.Precision = m.share(func(t, r int) (bool, bool) { return r == i, t == i })
		a.Classes = append(a.Classes, c)
	}
	return a
}

// kappa returns Cohen's kappa; where only one class is there, chance agrees always and
// kappa is not defined: it is then 0 with the limits -1 and 1.
func (m *Confusion) kappa(po, pe, total, effective float64, truth, read []float64) Proportion {
	if 1-pe < 1e-12 {
		return Proportion{Value: 0, Low: -1, High: 1}
	}
	kappa := (po - pe) / (1 - pe)
	var variance float64
	for t := range m.Classes {
		for r := range m.Classes {
			hit := 0.0
			if t == r {
				hit = 1
			}
			e := (hit-po)/(1-pe) - (1-po)/((1-pe)*(1-pe))*(truth[r]/total+read[t]/total-2*pe)
			variance += m.squares[t][r] * e * e
		}
	}
	variance /= total * total
	worth := effective
	if variance > 0 && po > 0 && po < 1 {
		worth = min(effective, po*(1-po)/(variance*(1-pe)*(1-pe)))
	}
	w := proportion(po, worth, 0)
	return Proportion{Value: kappa, Low: max(-1, (w.Low-pe)/(1-pe)), High: min(1, (w.High-pe)/(1-pe))}
}

// share is a ratio over the cells: how many of those of a group hit; nil if the group
// is empty.
func (m *Confusion) share(of func(truth, read int) (in, hit bool)) *Proportion {
	var hits, total, squares float64
	var n int64
	for t := range m.Classes {
		for r := range m.Classes {
			in, hit := of(t, r)
			if !in {
				continue
			}
			n += m.N[t][r]
			total += m.Weight[t][r]
			squares += m.squares[t][r]
			if hit {
				hits += m.Weight[t][r]
			}
		}
	}
	if n == 0 {
		return nil
	}
	s := proportion(hits/total, total*total/squares, n)
	return &s
}

// proportion is a share with Wilson's 90 % limits, of n posts, n not whole.
func proportion(p, n float64, posts int64) Proportion {
	low, high := stat.WilsonEnds(p, n, stat.Z950)
	return Proportion{Value: p, Low: low, High: high, N: posts}
}
