package effects

import (
	"math"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// contrast is how one level of a lever does in one account against the account's
// other levels at their own mix, on the log scale.
type contrast struct {
	n, nOther int
	known     bool    // whether there is an estimate
	est       float64 // log lift
	variance  float64 // of est, widened so that normal quantiles hold (see [stat.Widened])
	df        float64 // degrees of freedom of the variance
	meanLift  float64 // ratio of arithmetic means; 0 if it has none
	free      float64 // log lift with topics not held constant; NaN if that is est
	labels    float64 // part of the variance that comes from wrong labels
	posts     extremes
	weeks     extremes
}

// extremes are the removals that move a contrast down and up the most, one step of
// Newton away.
type extremes struct {
	down, up         float64
	downName, upName string
}

func (e *extremes) see(delta float64, name string) {
	if delta < e.down {
		e.down, e.downName = delta, name
	}
	if delta > e.up {
		e.up, e.upName = delta, name
	}
}

// contrasts compares each level of the lever, factor 0, with the others at their mix:
//
//	log lift = beta_l - sum over k != l of n_k beta_k / (N - n_l)
//
// Its variance is a mean, by degrees of freedom, of two: the model's, and the
// jackknife over clusters (weeks), (G-1)/G sum delta_g^2, where delta_g is what
// leaving cluster g out does to the contrast, one Newton step at once. The first is
// steady, the second right where levels differ in spread or weeks hang together.
//
// repair, if not nil, makes of the effects of levels as labelled those of the levels
// as they are (see [LabelErrors]); free, if not nil, are the effects with topics not held
// constant.
func (r *regression) contrasts(counts []int, repair [][]float64, free []float64, cluster []int32, clusters []string, post func(i int) string) []contrast {
	n, p := len(r.y), r.p
	out := make([]contrast, len(counts))
	dir := make([][]float64, len(counts)) // cov times the contrast
	of := make([][]float64, len(counts))  // the contrast
	for l := range out {
		out[l] = contrast{n: counts[l], nOther: n - counts[l]}
		if counts[l] == 0 || counts[l] == n {
			continue
		}
		c := make([]float64, p)
		for k, nk := range counts {
			c[r.first[0]+k] = -float64(nk) / float64(n-counts[l])
		}
		c[r.first[0]+l] = 1
		if repair != nil {
			c = repaired(c, r.first[0], repair)
		}
		dir[l], of[l] = make([]float64, p), c
		var model float64
		for i := range p {
			for j := range p {
				dir[l][i] += r.cov[i*p+j] * c[j]
			}
			out[l].est += c[i] * r.beta[i]
			model += c[i] * dir[l][i]
		}
		out[l].free = math.NaN()
		if free != nil {
			out[l].free = 0
			for k, b := range free {
				out[l].free += c[r.first[0]+k] * b
			}
		}
		out[l].known, out[l].variance = true, model
	}
	// Rows by cluster, so that each cluster is left out once.
	members := make([][]int, len(clusters))
	for i, g := range cluster {
		members[g] = append(members[g], i)
	}
	q := make([]struct{ sum, square, free float64 }, len(out))
	jack := make([]float64, len(out))
	used := 0
	delta, share := make([]float64, len(out)), make([]float64, len(out))
	for g, rows := range members {
		if len(rows) == 0 {
			continue
		}
		used++
		clear(delta)
		if len(rows) <= p {
			change := r.leaveOut(rows)
			for k, i := range rows {
				cols := r.columns(i)
				for l := range out {
					if out[l].known {
						delta[l] -= along(dir[l], cols) * change[k]
					}
				}
			}
		} else if change := r.leaveOutMany(rows); change != nil {
			for l := range out {
				for j, c := range of[l] {
					delta[l] -= c * change[j]
				}
			}
		}
		clear(share)
		for _, i := range rows {
			cols := r.columns(i)
			h := min(r.info[i]*r.leverage(cols), 0.99)
			for l := range out {
				if !out[l].known {
					continue
				}
				a := along(dir[l], cols)
				w := a * a * r.info[i]
				share[l] += w
				q[l].free += w * (1 - h)
				moves, most := -a*r.score[i]/(1-h), &out[l].posts
				if moves < most.down || moves > most.up { // few posts are named
					most.see(moves, post(i))
				}
			}
		}
		for l := range out {
			jack[l] += delta[l] * delta[l]
			q[l].sum += share[l]
			q[l].square += share[l] * share[l]
			out[l].weeks.see(delta[l], clusters[g])
		}
	}
	for l := range out {
		if c := &out[l]; c.known {
			G := float64(used)
			df := q[l].sum * q[l].sum / q[l].square * (q[l].free / q[l].sum)
			if used < 2 || math.IsNaN(df) {
				c.known = false
				continue
			}
			c.variance, c.df = stat.Widened(c.variance, jack[l]*(G-1)/G, df)
			c.known = c.variance > 0 && !math.IsInf(c.variance, 0)
		}
	}
	return out
}

// along returns the product of a vector and the row with these columns.
func along(v []float64, cols []int32) float64 {
	var sum float64
	for _, c := range cols {
		sum += v[c]
	}
	return sum
}
