package trials

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestLots(t *testing.T) {
	seed := [32]byte{1, 2, 3}
	blocks := []int{4, 5, 2, 1, 0}
	lots := Lots(seed, blocks)
	if diff := cmp.Diff(lots, Lots(seed, blocks)); diff != "" {
		t.Errorf("one seed gives two draws:\n%s", diff)
	}
	const draws = 20_000
	counts := make([]int, 12)
	for i := range draws {
		lots := Lots([32]byte{byte(i), byte(i >> 8), 7}, blocks)
		start := 0
		for _, n := range blocks {
			treated := 0
			for _, x := range lots[start : start+n] {
				if x {
					treated++
				}
			}
			if treated < n/2 || treated > (n+1)/2 {
				t.Fatalf("%d of a block of %d drawn", treated, n)
			}
			start += n
		}
		for k, x := range lots {
			if x {
				counts[k]++
			}
		}
	}
	for k, n := range counts {
		if share := float64(n) / draws; math.Abs(share-0.5) > 4*0.5/math.Sqrt(draws) {
			t.Errorf("slot %d is drawn in %.3f of cases, want a half", k, share)
		}
	}
}

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
			if x := Randomise(trials); x.P != nil || x.Lift != nil || x.Verdict() != data.VerdictTry {
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
	if x.Verdict() != data.VerdictMore {
		t.Errorf("verdict %s", x.Verdict())
	}
	swapped := slices.Clone(trials)
	for i := range swapped {
		swapped[i].Treated = !swapped[i].Treated
	}
	y := Randomise(swapped)
	if math.Abs(math.Log(*y.Lift)+4) > 1e-6 || *y.P != *x.P || y.Verdict() != data.VerdictLess || math.Abs(*y.Low**x.High-1) > 1e-6 {
		t.Errorf("with the levels swapped: %+v, want the inverse of %+v", y, x)
	}
}

func TestRandomiseDegenerate(t *testing.T) {
	for name, trials := range map[string][]Trial{
		"nothing":             nil,
		"one post":            {{0, true, 3}},
		"one level in blocks": {{0, true, 3}, {0, true, 4}, {1, false, 3}},
	} {
		if x := Randomise(trials); x.P != nil || x.Lift != nil || x.Low != nil || x.High != nil || x.Verdict() != data.VerdictTry {
			t.Errorf("%s: %+v, want no result", name, x)
		}
	}
	for name, trials := range map[string][]Trial{
		"all zero": {{0, true, 0}, {0, false, 0}, {1, true, 0}, {1, false, 0}},
		"a pair":   {{0, true, 9}, {0, false, 1}},
		"negative": {{0, true, -9}, {0, false, 1}, {0, true, 2}},
	} {
		if x := Randomise(trials); x.P == nil || *x.P < 0.5 || x.Verdict() != data.VerdictTry {
			t.Errorf("%s: %+v, want a p value that says nothing", name, x)
		}
	}
}

// drawRotation makes the values of a rotation of weeks with n posts each, with weeks
// correlated by 0.6, a Pareto tail on one post in 30, and a lift on the level.
func drawRotation(r *rand.Rand, weeks, n int, median, lift float64, count bool) []Trial {
	var seed [32]byte
	for i := range seed {
		seed[i] = byte(r.Uint32())
	}
	blocks := slices.Repeat([]int{n}, weeks)
	lots := Lots(seed, blocks)
	var trials []Trial
	week := 0.5 * r.NormFloat64()
	for b := range weeks {
		week = 0.6*week + 0.8*0.5*r.NormFloat64()
		for range n {
			x := math.Log(median) + week + 0.7*r.NormFloat64()
			if r.IntN(30) == 0 {
				x += r.ExpFloat64() // Pareto with exponent 1
			}
			treated := lots[len(trials)]
			v := math.Exp(x) - 1
			if count {
				if treated {
					x += math.Log(lift)
				}
				v = float64(poissonOf(r, math.Exp(x)))
			} else if treated {
				v = lift*(1+v) - 1
			}
			trials = append(trials, Trial{b, treated, v})
		}
	}
	return trials
}

func poissonOf(r *rand.Rand, mean float64) int {
	if mean > 200 {
		return int(math.Max(0, math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	n := 0
	for p, limit := r.Float64(), math.Exp(-mean); p > limit; p *= r.Float64() {
		n++
	}
	return n
}

// TestRandomiseSize checks that without any difference the test rejects no more often
// than it says, whatever the weeks do: correlated weeks, tails, zeros, odd blocks.
func TestRandomiseSize(t *testing.T) {
	t.Parallel()
	const replicates = 2000
	for _, c := range []struct {
		name     string
		weeks, n int
		median   float64
	}{{"4 weeks of 4", 4, 4, 20}, {"6 weeks of 5", 6, 5, 20}, {"12 weeks of 2", 12, 2, 3}, {"8 weeks of 4, median 1", 8, 4, 1}} {
		r := rand.New(rand.NewPCG(12, uint64(c.weeks)))
		rejected := 0
		for range replicates {
			upper, lower := rotationOf(drawRotation(r, c.weeks, c.n, c.median, 1, true)).tails(0)
			if 2*min(upper, lower) <= 0.05 {
				rejected++
			}
		}
		rate := float64(rejected) / replicates
		t.Logf("%s: %.1f %% rejected", c.name, 100*rate)
		if rate > 0.05+3*math.Sqrt(0.05*0.95/replicates) {
			t.Errorf("%s: %.1f %% rejected without a difference, want at most 5", c.name, 100*rate)
		}
	}
}

// TestRandomiseInterval checks that 90 % intervals hold the true ratio, and the chance
// told beforehand against the share of rotations that find it.
func TestRandomiseInterval(t *testing.T) {
	t.Parallel()
	const replicates = 150
	r := rand.New(rand.NewPCG(5, 5))
	const weeks, n, lift = 8, 4, 1.8
	covered, found := 0, 0
	var groups [][]float64
	for range replicates {
		trials := drawRotation(r, weeks, n, 30, lift, false)
		x := Randomise(trials)
		if (x.Low == nil || *x.Low <= lift) && (x.High == nil || *x.High >= lift) {
			covered++
		}
		if x.Verdict() == data.VerdictMore {
			found++
		}
		for b := range weeks {
			for _, level := range []bool{true, false} {
				var g []float64
				for _, trial := range trials[b*n : b*n+n] {
					if trial.Treated == level {
						g = append(g, trial.Value)
					}
				}
				groups = append(groups, g)
			}
		}
	}
	coverage, power := float64(covered)/replicates, float64(found)/replicates
	told := ChanceToFind(lift, SpreadWithin(groups), weeks*n/2)
	t.Logf("coverage %.1f %%, found %.0f %%, told %.0f %%", 100*coverage, 100*power, 100*told)
	if coverage < 0.90-3*math.Sqrt(0.09/replicates) {
		t.Errorf("90 %% intervals hold the truth in %.1f %% of rotations", 100*coverage)
	}
	if math.Abs(power-told) > 0.12 {
		t.Errorf("%.0f %% of rotations find the lift, %.0f %% were told", 100*power, 100*told)
	}
}

// TestRandomiseLarge compares the normal tails of many trials with the exact ones of
// one trial less than the limit.
func TestRandomiseLarge(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	trials := drawRotation(r, 60, 4, 20, 1.1, true)
	rot := rotationOf(trials)
	upper, lower := rot.tails(0)
	rot2 := rotationOf(append(trials, Trial{60, true, 5}, Trial{60, false, 5}))
	if len(rot.trials) > exactTrials || len(rot2.trials) <= exactTrials {
		t.Fatalf("%d and %d trials do not stand around the limit", len(rot.trials), len(rot2.trials))
	}
	u2, l2 := rot2.tails(0)
	if math.Abs(upper-u2) > 0.005 || math.Abs(lower-l2) > 0.005 {
		t.Errorf("exact tails %.4f %.4f, normal ones %.4f %.4f", upper, lower, u2, l2)
	}
}

func TestSpreadWithin(t *testing.T) {
	e := math.Expm1
	if s := SpreadWithin([][]float64{{e(1), e(3)}, {e(2)}}); s != 0 {
		t.Errorf("spread of one degree of freedom is %v, want none", s)
	}
	groups := slices.Repeat([][]float64{{e(1), e(3)}}, 6) // each adds 2 to the squares and 1 degree
	if s := SpreadWithin(groups); math.Abs(s-math.Sqrt2) > 1e-12 {
		t.Errorf("spread %v, want the square root of 2", s)
	}
	if c := ChanceToFind(1.5, 0, 10); c != 0 {
		t.Errorf("chance without a spread is %v", c)
	}
	if c := ChanceToFind(1, 0.7, 10); math.Abs(c-0.05) > 1e-9 {
		t.Errorf("chance to find no lift is %v, want the size", c)
	}
}

func BenchmarkRandomise(b *testing.B) {
	trials := drawRotation(rand.New(rand.NewPCG(1, 1)), 12, 4, 30, 1.5, true)
	for b.Loop() {
		Randomise(trials)
	}
}
