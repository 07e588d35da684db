package trials

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

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
		if x.Verdict(0) == data.VerdictMore {
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

func BenchmarkRandomise(b *testing.B) {
	trials := drawRotation(rand.New(rand.NewPCG(1, 1)), 12, 4, 30, 1.5, true)
	for b.Loop() {
		Randomise(trials)
	}
}
