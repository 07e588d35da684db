package stat

import "math"

// Finite reports whether all of the numbers are.
func Finite(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// Cholesky replaces the lower triangle of a symmetric p x p matrix by its factor L.
// It is false if the matrix is not positive definite. Written out, rather than taken
// from a library, for its fixed order of adding, and because what is 0 before the first
// number of a row stays 0 and costs nothing.
func Cholesky(a []float64, p int) bool {
	starts := make([]int, p)
	for i := range p {
		ri := a[i*p : i*p+p]
		from := start(ri[:i+1])
		starts[i] = from
		for j := from; j <= i; j++ {
			rj := a[j*p : j*p+p]
			lo := max(from, starts[j])
			sum := ri[j] - dot(ri[lo:j], rj[lo:j])
			if i != j {
				ri[j] = sum / rj[j]
				continue
			}
			if !(sum > 0) {
				return false
			}
			ri[i] = math.Sqrt(sum)
		}
	}
	return true
}

// dot returns the product of x and the start of y, in four sums: a processor need not wait
// for one addition to begin the next.
func dot(x, y []float64) float64 {
	var a, b, c, d float64
	for len(x) >= 4 && len(y) >= 4 {
		a += x[0] * y[0]
		b += x[1] * y[1]
		c += x[2] * y[2]
		d += x[3] * y[3]
		x, y = x[4:], y[4:]
	}
	for k, v := range x {
		a += v * y[k]
	}
	return (a + b) + (c + d)
}

// start returns the place of the first number of a row that is not 0, or of its last.
func start(row []float64) int {
	for k, v := range row {
		if v != 0 {
			return k
		}
	}
	return len(row) - 1
}

// CholeskySolve, with the lower triangle L of [Cholesky], replaces b by the solution of L L' x = b.
func CholeskySolve(l, b []float64, p int) {
	for i := range p {
		b[i] = (b[i] - dot(l[i*p:i*p+i], b)) / l[i*p+i]
	}
	for i := p - 1; i >= 0; i-- {
		x := b[i] / l[i*p+i]
		b[i] = x
		for k, v := range l[i*p : i*p+i] {
			b[k] -= v * x
		}
	}
}

// CholeskyInverse, with the lower triangle L of [Cholesky], writes the inverse of L L' into
// inv: M' M with M = L^-1, row by row. Zeros before the first number of a row cost nothing.
// With apart > 0 only its lower half is found, and of the first so many columns only the
// diagonal and what they have with the others: enough for rows that have one of them each.
func CholeskyInverse(l, inv []float64, p, apart int) {
	clear(inv)
	m, starts := make([]float64, p*p), make([]int, p) // M, and where its rows begin
	for i := range p {
		li, mi := l[i*p:i*p+i], m[i*p:i*p+i+1]
		from := start(l[i*p : i*p+i+1])
		starts[i] = from
		for k := from; k < i; k++ {
			if x := li[k]; x != 0 {
				at := starts[k]
				starts[i] = min(starts[i], at)
				row := mi[at:]
				for j, v := range m[k*p+at : k*p+k+1] {
					row[j] -= x * v
				}
			}
		}
		from = starts[i]
		d := l[i*p+i]
		mi[i] = 1
		for j := from; j <= i; j++ {
			mi[j] /= d
		}
		for a := from; a <= i; a++ {
			x := mi[a]
			if a < apart {
				inv[a*p+a] += x * x
				continue
			}
			row := inv[a*p+from:]
			for b, v := range mi[from : a+1] {
				row[b] += x * v
			}
		}
	}
	for i := range p {
		for j := 0; j < i && apart == 0; j++ {
			inv[j*p+i] = inv[i*p+j]
		}
	}
}

// SolvePivoted solves an m x m system, given with its right side as column m, by elimination
// with row pivots. A pivot nearer to 0 than 1e-9 is taken as that: where a row alone decides
// a coefficient, leaving it out gives a large number and not none. It overwrites a.
func SolvePivoted(a []float64, m int) []float64 {
	w := m + 1
	for k := range m {
		best := k
		for i := k + 1; i < m; i++ {
			if math.Abs(a[i*w+k]) > math.Abs(a[best*w+k]) {
				best = i
			}
		}
		if best != k {
			for j := k; j < w; j++ {
				a[k*w+j], a[best*w+j] = a[best*w+j], a[k*w+j]
			}
		}
		if math.Abs(a[k*w+k]) < 1e-9 {
			a[k*w+k] = math.Copysign(1e-9, a[k*w+k])
		}
		for i := k + 1; i < m; i++ {
			f := a[i*w+k] / a[k*w+k]
			for j := k + 1; f != 0 && j < w; j++ {
				a[i*w+j] -= f * a[k*w+j]
			}
		}
	}
	x := make([]float64, m)
	for i := m - 1; i >= 0; i-- {
		sum := a[i*w+m]
		for j := i + 1; j < m; j++ {
			sum -= a[i*w+j] * x[j]
		}
		x[i] = sum / a[i*w+i]
	}
	return x
}
