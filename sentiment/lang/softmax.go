package lang

import (
	"math"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// probabilities returns those of a script's classes, and which of them are more than 0;
// nil if the model knows hardly an n-gram of the text. They are valid until the next
// call.
func (d *Detector) probabilities(t *text.Text, script text.Script) (p []float32, some []int32) {
	mean, n := d.mean(t, script)
	if n < minKnown {
		return nil, nil
	}
	m, g := d.model, &d.model.groups[script]
	heat, top, total := m.Heat[lengthClass(n)], float32(math.Inf(-1)), float32(0)
	p, some = d.probs[:g.end-g.first], d.likely(&mean, g, heat)
	clear(p)
	for _, i := range some {
		k := g.first + int(i)
		v := (m.Bias[k]+dot(&m.Matrix[k], &mean))*heat + m.Prior[k]
		if p[i] = v; v > top {
			top = v
		}
	}
	for _, i := range some {
		p[i] = exp(p[i] - top)
		total += p[i]
	}
	for _, i := range some {
		if p[i] != 0 {
			p[i] /= total
		}
	}
	return p, some
}

// mean returns the mean of the vectors of a text's n-grams, and how many are known.
func (d *Detector) mean(t *text.Text, script text.Script) (mean [Width]float32, n int) {
	sum, n := d.pool(t, script)
	if n == 0 {
		return mean, 0
	}
	for j := range mean {
		mean[j] = float32(sum[j]) * d.model.Scale / float32(n)
	}
	return mean, n
}

// expLeast is how far below 0 exp is more than 0.
const expLeast = 16

// exp returns e to the power of x, x <= 0, within a hundred-thousandth of it; 0 below
// -expLeast. It takes a third of math.Exp's time.
func exp(x float32) float32 {
	if x < -expLeast {
		return 0
	}
	const log2e = 1.44269504
	y := x * log2e
	whole := int32(y - 0.5) // the nearest
	f := y - float32(whole)
	// 2^f for f in [-0.5, 0.5] by its Taylor series in f ln 2.
	p := 1 + f*(0.69314718+f*(0.24022651+f*(0.05550411+f*(0.00961813+f*(0.00133336+f*0.00015404)))))
	return p * math.Float32frombits(uint32(whole+127)<<23)
}

// dot returns the product of two vectors, in four parts so that none waits for another.
func dot(a, b *[Width]float32) float32 {
	var s0, s1, s2, s3 float32
	for j := 0; j < Width; j += 4 {
		s0 += a[j] * b[j]
		s1 += a[j+1] * b[j+1]
		s2 += a[j+2] * b[j+2]
		s3 += a[j+3] * b[j+3]
	}
	return (s0 + s1) + (s2 + s3)
}

// Logits returns what the classes of a text's script get before the softmax, the
// script, and the index of the text's length in [Model.Heat], for calibration; nil if
// the model knows no n-gram of the text. They are valid until the next call.
func (d *Detector) Logits(t *text.Text) (values []float32, script text.Script, length int) {
	script, _ = MainScript(t)
	g := &d.model.groups[script]
	if g.end-g.first < 2 {
		return nil, script, 0
	}
	mean, n := d.mean(t, script)
	if n == 0 {
		return nil, script, 0
	}
	values = d.probs[:g.end-g.first]
	for i := range values {
		values[i] = d.model.Bias[g.first+i] + dot(&d.model.Matrix[g.first+i], &mean)
	}
	return values, script, lengthClass(n)
}
