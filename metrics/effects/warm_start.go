package effects

import "math"

type columnLevel struct {
	column int
	code   int32
}

// fit fits a design of these rows of the sample, from where the last one ended.
func (f *comparer) fit(l lever, d design, index []int) (*regression, bool) {
	column := func(k int) int { return d.factors[k].column }
	if l.device == "" {
		d.factors[0].column = l.column
	} else {
		d.factors[0].column = -1 // of its own
	}
	if f.mode != nil {
		d.mode = make([]float64, len(index))
		for i, row := range index {
			d.mode[i] = f.mode[row]
		}
		for k := range d.factors {
			start := make([]float64, d.factors[k].levels)
			for j, code := range d.factors[k].codes {
				start[j] = f.effects[columnLevel{column(k), code}]
			}
			d.effects = append(d.effects, start)
		}
		d.spread, d.base = f.spread, f.base
	}
	r, ok := d.fit(f.hermite)
	if !ok && f.mode != nil {
		d.mode, d.effects, d.spread = nil, nil, 0
		r, ok = d.fit(f.hermite)
	}
	if !ok {
		return nil, false
	}
	if f.mode == nil {
		f.mode, f.effects = make([]float64, len(f.sample.rows)), map[columnLevel]float64{}
		for i := range f.mode {
			f.mode[i] = math.Log(f.sample.rows[i].y + 0.5)
		}
	}
	for i, row := range index {
		f.mode[row] = r.mode[i]
	}
	f.base, f.spread = r.beta[r.one], 0
	for i := range r.y {
		f.spread += r.s2[r.factors[0].level[i]] / float64(len(r.y))
	}
	for k := range d.factors {
		for j, code := range d.factors[k].codes {
			f.effects[columnLevel{column(k), code}] = r.beta[r.first[k]+j]
		}
	}
	return r, true
}
