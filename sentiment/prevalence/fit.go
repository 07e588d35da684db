package prevalence

import "math"

// even are equal shares: where a fit starts when nothing better is known.
var even = [3]float64{1. / 3, 1. / 3, 1. / 3}

// fit returns the shares of the whole cell, those common to all languages, and those
// of each. It starts from given shares: near the answer it is sooner done, and the
// answer is the same.
func fit(parts []part, start [3]float64, starts [][3]float64) (total, common [3]float64, each [][3]float64) {
	common = solve(parts, [3]float64{}, start)
	n := 0.0
	each = make([][3]float64, len(parts))
	for i := range parts {
		from := common
		if starts != nil {
			from = starts[i]
		}
		each[i] = solve(parts[i:i+1], [3]float64{pull * common[0], pull * common[1], pull * common[2]}, from)
		w := parts[i].counts[0] + parts[i].counts[1] + parts[i].counts[2] + parts[i].counts[3]
		for t := range total {
			total[t] += w * each[i][t]
		}
		n += w
	}
	for t := range total {
		total[t] /= n
	}
	return total, common, each
}

// Bounds of the iteration. Shares are published in steps of 0.05.
const (
	maxLeaps  = 60
	tolerance = 2e-5
)

// solve returns the shares that maximise the likelihood of all parts' readings,
// with lean added to the expected counts of the true classes: EM, sped up by
// SQUAREM (Varadhan and Roland 2008, scheme S3), which leaps along the path of two
// steps and takes a plain step where the leap would leave the simplex.
func solve(parts []part, lean, p [3]float64) [3]float64 {
	const inside = 1e-9 // what is zero stays zero in EM, so no start may be
	for t := range p {
		p[t] = (p[t] + inside) / (1 + 3*inside)
	}
	for range maxLeaps {
		p1 := step(parts, lean, p)
		p2 := step(parts, lean, p1)
		var r, v, leap [3]float64
		rr, vv := 0.0, 0.0
		for t := range p {
			r[t] = p1[t] - p[t]
			v[t] = p2[t] - p1[t] - r[t]
			rr += r[t] * r[t]
			vv += v[t] * v[t]
		}
		if rr < tolerance*tolerance {
			return p2
		}
		next := p2
		if vv > 0 {
			a := min(-math.Sqrt(rr/vv), -1)
			ok := true
			for t := range p {
				leap[t] = p[t] - 2*a*r[t] + a*a*v[t]
				ok = ok && leap[t] > 0
			}
			if ok {
				next = step(parts, lean, leap)
			}
		}
		p = next
	}
	return p
}

// step is one step of EM.
func step(parts []part, lean, p [3]float64) [3]float64 {
	next := lean
	for i := range parts {
		m := &parts[i].rates
		for k, n := range parts[i].counts {
			if n == 0 {
				continue
			}
			q := n / (p[0]*m[0][k] + p[1]*m[1][k] + p[2]*m[2][k])
			next[0] += q * p[0] * m[0][k]
			next[1] += q * p[1] * m[1][k]
			next[2] += q * p[2] * m[2][k]
		}
	}
	sum := next[0] + next[1] + next[2]
	return [3]float64{next[0] / sum, next[1] / sum, next[2] / sum}
}
