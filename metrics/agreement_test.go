package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// cellsOf makes unweighted cells of a matrix of counts.
func agreementCells(version string, classes []string, n [][]int64) []data.LabelAgreement {
	var cells []data.LabelAgreement
	for i := range classes {
		for j := range classes {
			cells = append(cells, data.LabelAgreement{Version: version, Lever: "topic", Platform: data.X, Language: "en", True: classes[i], Read: classes[j],
				N: n[i][j], Weight: n[i][j] * data.LabelScale, Squares: n[i][j] * data.LabelScale})
		}
	}
	return cells
}

// Two film critics' verdicts on 160 films: Agresti, Categorical Data Analysis (2002),
// section 10.5, gives kappa 0.389 with standard error 0.06.
func TestKappaOfAgresti(t *testing.T) {
	cells := agreementCells("a", []string{"con", "mixed", "pro"}, [][]int64{{24, 8, 13}, {8, 13, 11}, {10, 9, 64}})
	other := agreementCells("b", []string{"con", "mixed", "pro"}, [][]int64{{0, 99, 0}, {99, 0, 0}, {0, 0, 9}})
	all := Confusions(append(cells, other...), "a", nil)
	if len(all) != 1 {
		t.Fatalf("%d matrices", len(all))
	}
	a := all[0].Agreement()
	if a.N != 160 || math.Abs(a.Kappa.Value-0.389) > 0.001 || math.Abs(a.Agree.Value-101.0/160) > 1e-9 {
		t.Errorf("agreement %+v, want kappa 0.389 of 160, and nothing of the other version", a)
	}
	if se := (a.Kappa.High - a.Kappa.Low) / 2 / stat.Z950; se < 0.0598 || se > 0.0638 { // at most as sure as the plain agreement of 160 posts
		t.Errorf("the interval is worth a standard error of %.4f, want 0.06 or little more", se)
	}
	if r := a.Classes[2].Recall; math.Abs(r.Value-64.0/83) > 1e-9 || r.N != 83 || math.Abs(a.Classes[2].Precision.Value-64.0/88) > 1e-9 {
		t.Errorf("class pro %+v", a.Classes[2])
	}
}

func TestAgreementOfLittle(t *testing.T) {
	for name, n := range map[string][][]int64{"all agree": {{5, 0}, {0, 3}}, "one class": {{4, 0}, {0, 0}}, "none agree": {{0, 2}, {2, 0}}, "one post": {{0, 1}, {0, 0}}} {
		m := Confusions(agreementCells("a", []string{"a", "b"}, n), "a", nil)[0]
		a := m.Agreement()
		for _, v := range []float64{a.Agree.Value, a.Agree.Low, a.Agree.High, a.Kappa.Value, a.Kappa.Low, a.Kappa.High} {
			if math.IsNaN(v) || v < -1 || v > 1 {
				t.Errorf("%s: %+v", name, a)
			}
		}
		if a.Agree.Low > a.Agree.Value || a.Kappa.High < a.Kappa.Value || a.Kappa.Low > a.Kappa.Value || a.Agree.High-a.Agree.Low < 0.1 {
			t.Errorf("%s: limits %+v", name, a)
		}
	}
	if a := (&Confusion{}).Agreement(); a.N != 0 || a.Classes != nil {
		t.Errorf("of nothing: %+v", a)
	}
}

// TestKappaCoverage draws samples with unequal weights from a known matrix, and counts
// how often the 90 % limits hold the true kappa.
func TestKappaCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	truth := [][]float64{{0.50, 0.05, 0.01}, {0.06, 0.20, 0.02}, {0.01, 0.02, 0.13}}
	var po, pe float64
	for i := range 3 {
		po += truth[i][i]
		row, col := 0.0, 0.0
		for j := range 3 {
			row, col = row+truth[i][j], col+truth[j][i]
		}
		pe += row * col
	}
	kappa := (po - pe) / (1 - pe)
	for _, size := range []int{30, 100, 400} {
		held := 0
		const runs = 1000
		for range runs {
			var cells []data.LabelAgreement
			for range size {
				u, i, j := r.Float64(), 0, 0
				for u -= truth[0][0]; u > 0 && i*3+j < 8; u -= truth[i][j] {
					if j++; j == 3 {
						i, j = i+1, 0
					}
				}
				// Rarer rows are drawn likelier: thin the common one.
				odds := []float64{0.3, 0.6, 1}[i]
				if r.Float64() > odds {
					continue
				}
				w := 1 / odds
				cells = append(cells, data.LabelAgreement{Version: "a", Lever: "topic", True: string(rune('a' + i)), Read: string(rune('a' + j)),
					N: 1, Weight: int64(w * data.LabelScale), Squares: int64(w * w * data.LabelScale)})
			}
			if len(cells) == 0 {
				continue
			}
			if k := Confusions(cells, "a", nil)[0].Agreement().Kappa; k.Low <= kappa && kappa <= k.High {
				held++
			}
		}
		if share := float64(held) / runs; share < 0.86 || share > 0.97 {
			t.Errorf("of %d posts the 90 %% limits hold the true kappa in %.1f %%", size, 100*share)
		}
	}
}
