package lang

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestLikely: whatever the mean vector, every class that exp gives something is likely,
// and the classes come in order.
func TestLikely(t *testing.T) {
	m, err := loadEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	d, g := m.NewDetector(), &m.groups[text.Latin]
	left := 0
	rapid.Check(t, func(t *rapid.T) {
		var mean [Width]float32
		size := rapid.Float32Range(0, 4).Draw(t, "size")
		for j := range mean {
			mean[j] = size * rapid.Float32Range(-1, 1).Draw(t, "number")
		}
		heat := rapid.SampledFrom(m.Heat[:]).Draw(t, "heat")
		got := d.likely(&mean, g, heat)
		left += g.end - g.first - len(got)
		if !slices.IsSorted(got) {
			t.Fatalf("classes %v are not in order", got)
		}
		p, top := make([]float32, g.end-g.first), float32(math.Inf(-1))
		for i := range p {
			p[i] = (m.Bias[g.first+i]+dot(&m.Matrix[g.first+i], &mean))*heat + m.Prior[g.first+i]
			top = max(top, p[i])
		}
		for i := range p {
			if exp(p[i]-top) > 0 && !slices.Contains(got, int32(i)) {
				t.Fatalf("class %d, %v below the highest, is left out", i, top-p[i])
			}
		}
	})
	if left == 0 {
		t.Error("no class was ever left out, so nothing is saved")
	}
}
