package main

import (
	"math"
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
)

const width = lang.Width

// network is the model in training: the mean of the vectors of a text's features,
// times a matrix, into a softmax over the classes of the text's script.
type network struct {
	vectors [][width]float32
	matrix  [][width]float32
	bias    []float32
	slots   [][]int32 // slots of the features of every word
	logits  []float32
}

func newNetwork(m *lang.Model, feats [][]lang.Feature, rng *rand.Rand) *network {
	n := &network{vectors: make([][width]float32, len(m.Marks)), matrix: make([][width]float32, len(classes)),
		bias: make([]float32, len(classes)), slots: make([][]int32, len(feats)), logits: make([]float32, len(classes))}
	for i := range n.vectors {
		for j := range n.vectors[i] {
			n.vectors[i][j] = float32(rng.Float64()*2-1) / width
		}
	}
	for w, list := range feats {
		for _, f := range list {
			if s := slot(m, f); s >= 0 {
				n.slots[w] = append(n.slots[w], s)
			}
		}
	}
	return n
}

// mean returns the mean vector of a text and the number of its features.
func (n *network) mean(words []int32) (mean [width]float32, count int) {
	for _, w := range words {
		for _, s := range n.slots[w] {
			v := &n.vectors[s]
			for j := range mean {
				mean[j] += v[j]
			}
			count++
		}
	}
	if count > 0 {
		for j := range mean {
			mean[j] /= float32(count)
		}
	}
	return mean, count
}

// softmax fills n.logits with the probabilities of the classes from first to before end.
func (n *network) softmax(mean *[width]float32, first, end int) []float32 {
	p := n.logits[:end-first]
	top := float32(math.Inf(-1))
	for i := range p {
		z := n.bias[first+i]
		for j, v := range n.matrix[first+i] {
			z += v * mean[j]
		}
		p[i] = z
		top = max(top, z)
	}
	sum := float32(0)
	for i := range p {
		p[i] = float32(math.Exp(float64(p[i] - top)))
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// step learns from one sample and returns its loss.
func (n *network) step(s sample, rate float32) float64 {
	mean, count := n.mean(s.words)
	if count == 0 {
		return 0
	}
	first, end := groupOf(classes[s.class].Script)
	p := n.softmax(&mean, first, end)
	loss := -math.Log(max(float64(p[s.class-first]), 1e-9))
	var back [width]float32
	for i := range p {
		g := -p[i]
		if first+i == s.class {
			g++
		}
		if g > -1e-3 && g < 1e-3 {
			continue
		}
		row := &n.matrix[first+i]
		for j := range back {
			back[j] += g * row[j]
			row[j] += rate * g * mean[j]
		}
		n.bias[first+i] += rate * g * biasRate
	}
	for j := range back {
		back[j] *= rate / float32(count)
	}
	for _, w := range s.words {
		for _, slot := range n.slots[w] {
			v := &n.vectors[slot]
			for j := range back {
				x := v[j] + back[j]
				if x > limit {
					x = limit
				} else if x < -limit {
					x = -limit
				}
				v[j] = x
			}
		}
	}
	return loss
}

// limit bounds the numbers of a vector. Without a bound those of rare telling n-grams
// grow with every pass, and 8 bits can no longer hold them and the others.
const limit = 5

// biasRate slows the bias, which sees every sample.
const biasRate = 0.1

// quantise writes the network into the model, vectors in 8 bits.
func (n *network) quantise(m *lang.Model) {
	m.Scale = float32(limit) / 127
	for i, mark := range m.Marks {
		m.Vectors[i] = [width]int8{}
		if mark == 0 {
			continue
		}
		for j, v := range n.vectors[i] {
			m.Vectors[i][j] = int8(math.Round(float64(v / m.Scale)))
		}
	}
	m.Matrix, m.Bias = n.matrix, n.bias
	for i := range m.Heat {
		m.Heat[i] = 1
	}
}
