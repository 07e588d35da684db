package main

import (
	"math"
	"math/rand/v2"
	"sync"
)

// problem is a set of rows with a class and a weight each.
type problem struct {
	rows    []row
	class   []int
	weight  []float64
	columns int
	cost    float64 // inverse strength of the L2 penalty
	passes  int
	loose   [][]float32 // by class and column, how weak the penalty is; 1 for columns beyond it
}

// solve fits one logistic regression for each of the classes against the others,
// by dual coordinate descent (Yu, Huang, Lin 2011), and returns their weights. Each
// is fitted in its own goroutine from its own seed, so the result is always the same.
func (p *problem) solve(classes int) [][]float32 {
	w := make([][]float32, classes)
	var wait sync.WaitGroup
	for c := range classes {
		wait.Go(func() { w[c] = p.descend(c) })
	}
	wait.Wait()
	return w
}

// column is the weight of a column and how weak its penalty is.
type column struct{ weight, loose float32 }

func (p *problem) descend(class int) []float32 {
	w := make([]column, p.columns)
	for j := range w {
		w[j].loose = 1
	}
	if p.loose != nil {
		for j, l := range p.loose[class] {
			w[j].loose = l
		}
	}
	squares := make([]float64, len(p.rows))
	for i := range p.rows {
		for k, v := range p.rows[i].values {
			squares[i] += float64(v * v * w[p.rows[i].columns[k]].loose)
		}
	}
	rng := rand.New(rand.NewPCG(uint64(class), 7))
	alpha := make([]float64, len(p.rows))
	order := rng.Perm(len(p.rows))
	for range p.passes {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			r := &p.rows[i]
			y := -1.0
			if p.class[i] == class {
				y = 1
			}
			columns, values := r.columns, r.values[:len(r.columns)]
			var dot float32
			for k, j := range columns {
				dot += w[j].weight * values[k]
			}
			a := coordinate(alpha[i], p.cost*p.weight[i], squares[i], y*float64(dot))
			if d := float32(y * (a - alpha[i])); d != 0 {
				for k, j := range columns {
					w[j].weight += d * values[k] * w[j].loose
				}
				alpha[i] = a
			}
		}
	}
	weights := make([]float32, len(w))
	for j := range w {
		weights[j] = w[j].weight
	}
	return weights
}

// coordinate solves for one dual variable z in (0, c): the minimum of
// q/2 (z-a)^2 + b (z-a) + z log z + (c-z) log(c-z), by Newton's method kept inside.
func coordinate(a, c, q, b float64) float64 {
	z := a
	if z <= 0 {
		z = c / 10
	}
	z = min(max(z, 1e-8*c), c*(1-1e-8))
	for range 8 {
		gradient := q*(z-a) + b + math.Log(z/(c-z))
		next := z - gradient/(q+c/(z*(c-z)))
		switch {
		case next <= 0:
			next = z / 10
		case next >= c:
			next = c - (c-z)/10
		}
		if math.Abs(next-z) < 1e-4*c {
			return next
		}
		z = next
	}
	return z
}
