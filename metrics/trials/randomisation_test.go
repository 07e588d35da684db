package trials

import (
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// everyLot calls yield with each draw that keeps the number of treated of each block.
func everyLot(trials []Trial, yield func([]Trial)) {
	var step func(i int)
	drawn := slices.Clone(trials)
	left := map[int]int{}
	rest := map[int]int{}
	for _, t := range trials {
		rest[t.Block]++
		if t.Treated {
			left[t.Block]++
		}
	}
	step = func(i int) {
		if i == len(drawn) {
			yield(drawn)
			return
		}
		b := drawn[i].Block
		rest[b]--
		if left[b] > 0 {
			drawn[i].Treated = true
			left[b]--
			step(i + 1)
			left[b]++
		}
		if left[b] <= rest[b] {
			drawn[i].Treated = false
			step(i + 1)
		}
		rest[b]++
	}
	step(0)
}

func TestRandomiseIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var trials []Trial
		for b := range rapid.IntRange(1, 3).Draw(t, "blocks") {
			for range rapid.IntRange(2, 4).Draw(t, "slots") {
				trials = append(trials, Trial{b, rapid.Bool().Draw(t, "treated"), float64(rapid.IntRange(0, 6).Draw(t, "value"))})
			}
		}
		r := rotationOf(trials)
		if len(r.trials) == 0 {
			if x := Randomise(trials); x.P != nil || x.Lift != nil || x.Verdict(0) != data.VerdictTry {
				t.Fatalf("a result without lots: %+v", x)
			}
			return
		}
		// Scores depend on values and blocks only, so those of the draw made hold for all.
		scores := r.scores(0)
		sumOf := func(drawn []Trial) (sum int) {
			for i, x := range drawn {
				if x.Treated {
					sum += scores[i]
				}
			}
			return sum
		}
		drawn := sumOf(r.trials)
		var all, above, below float64
		everyLot(r.trials, func(lots []Trial) {
			all++
			if s := sumOf(lots); s >= drawn {
				above++
				if s == drawn {
					below++
				}
			} else {
				below++
			}
		})
		upper, lower := r.tails(0)
		if math.Abs(upper-above/all) > 1e-12 || math.Abs(lower-below/all) > 1e-12 {
			t.Fatalf("tails %v and %v, by enumeration %v and %v", upper, lower, above/all, below/all)
		}
	})
}

func TestRandomiseKnown(t *testing.T) {
	// One block of 4 and 4, all treated above all others: 2 of choose(8,4) = 70 draws are
	// as far out.
	var trials []Trial
	for i := range 8 {
		trials = append(trials, Trial{0, i >= 4, math.Expm1(float64(i))})
	}
	x := Randomise(trials)
	if x.P == nil || math.Abs(*x.P-2.0/70) > 1e-12 || math.Abs(*x.Least-2.0/70) > 1e-12 {
		t.Errorf("p = %v, least %v, want 2/70", x.P, x.Least)
	}
	// The Hodges-Lehmann estimate is the median of the 16 differences, 4 on the log scale.
	if x.Lift == nil || math.Abs(math.Log(*x.Lift)-4) > 1e-6 {
		t.Errorf("lift %v, want exp(4)", x.Lift)
	}
	if x.Verdict(0) != data.VerdictMore {
		t.Errorf("verdict %s", x.Verdict(0))
	}
	swapped := slices.Clone(trials)
	for i := range swapped {
		swapped[i].Treated = !swapped[i].Treated
	}
	y := Randomise(swapped)
	if math.Abs(math.Log(*y.Lift)+4) > 1e-6 || *y.P != *x.P || y.Verdict(0) != data.VerdictLess || math.Abs(*y.Low**x.High-1) > 1e-6 {
		t.Errorf("with the levels swapped: %+v, want the inverse of %+v", y, x)
	}
}

func TestRandomiseDegenerate(t *testing.T) {
	for name, trials := range map[string][]Trial{
		"nothing":             nil,
		"one post":            {{0, true, 3}},
		"one level in blocks": {{0, true, 3}, {0, true, 4}, {1, false, 3}},
	} {
		if x := Randomise(trials); x.P != nil || x.Lift != nil || x.Low != nil || x.High != nil || x.Verdict(0) != data.VerdictTry {
			t.Errorf("%s: %+v, want no result", name, x)
		}
	}
	for name, trials := range map[string][]Trial{
		"all zero": {{0, true, 0}, {0, false, 0}, {1, true, 0}, {1, false, 0}},
		"a pair":   {{0, true, 9}, {0, false, 1}},
		"negative": {{0, true, -9}, {0, false, 1}, {0, true, 2}},
	} {
		if x := Randomise(trials); x.P == nil || *x.P < 0.5 || x.Verdict(0) != data.VerdictTry {
			t.Errorf("%s: %+v, want a p value that says nothing", name, x)
		}
	}
}

// What is no count is no value: it takes its trial with it and spoils no other.
func TestRandomiseLeavesOutWhatIsNoCount(t *testing.T) {
	trials := []Trial{{1, true, 8}, {1, false, 3}, {1, true, 9}, {1, false, 2}, {2, true, 7}, {2, false, 1}}
	want := Randomise(trials)
	for _, v := range []float64{math.NaN(), math.Inf(1), -1} {
		got := Randomise(append([]Trial{{1, true, v}, {3, false, v}}, trials...))
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("with a value of %v (-want +got):\n%s", v, diff)
		}
	}
}
