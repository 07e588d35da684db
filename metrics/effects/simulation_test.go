package effects

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
)

var campaign = flag.Int("campaign", 0, "effects of accounts per cell of the simulation campaign; 0 runs the short form")

func (w world) String() string {
	kind := "tame"
	if w.wild {
		kind = "wild"
	}
	if w.simpson {
		kind += "+simpson"
	}
	return fmt.Sprintf("%-5s %-12s K=%-2d arm=%-2d median=%-3g", w.scenario, kind, w.accounts, w.perArm, w.median)
}

// grid calls f for every number of accounts, posts per arm and typical count.
func grid(f func(w world)) {
	for _, k := range []int{1, 2, 5, 20, 50} {
		for _, arm := range []int{8, 20, 60} {
			for _, median := range []float64{1, 10, 100} {
				f(world{accounts: k, perArm: arm, median: median})
			}
		}
	}
}

// bar is one figure of the campaign against what it must be.
func bar(t *testing.T, name string, got, low, high float64) {
	t.Helper()
	word := "reached"
	if got < low || got > high {
		word = "NOT REACHED"
		t.Errorf("%s: %.3g, want %.3g to %.3g", name, got, low, high)
	}
	fmt.Printf("bar: %-86s %8.3f  (%.3g to %.3g) %s\n", name, got, low, high, word)
}

// The short form of the campaign. The seeds are fixed, so the figures are the same
// each time.
func TestErrorRates(t *testing.T) {
	var declared, null, some score
	for i, k := range []int{1, 5} {
		for _, wild := range []bool{false, true} {
			w := world{accounts: k, perArm: 20, median: 10, wild: wild, scenario: prior}
			declared.add(w.score(80/k, uint64(i), nil))
			w.scenario = none
			null.add(w.score(60/k, uint64(10+i), nil))
			w.scenario, w.simpson = mixed, true
			some.add(w.score(60/k, uint64(20+i), nil))
		}
	}
	t.Logf("truths from the prior: %v", declared)
	t.Logf("no effect:             %v", null)
	t.Logf("mixed effects:         %v", some)
	if c := percent(declared.covered, declared.intervals); c < 86 || c > 94 {
		t.Errorf("90 %% intervals cover %.1f %%, want 86 to 94", c)
	}
	if m, l := percent(null.more, null.rows), percent(null.less, null.rows); m > 2.5 || l > 2.5 {
		t.Errorf("%.1f %% more and %.1f %% less where there is no effect, want 2.5 at most", m, l)
	}
	if some.found == 0 || percent(some.sign, some.firm) > 3 || percent(some.beyond, some.firm) > 15 {
		t.Errorf("mixed effects: %v", some)
	}
	if some.err >= 0.8*some.naive {
		t.Errorf("mean error %.3f is too near the naive figure's %.3f", some.err, some.naive)
	}
}

// TestCampaign is the long form: what the method must show, and whether it does.
func TestCampaign(t *testing.T) {
	if *campaign == 0 {
		t.Skip("the long form runs with -campaign=N, as make campaign does")
	}
	// Accounts of one draw share its formats' effects, so many accounts are not many draws:
	// ten gave cells a cover that was known to some five points only.
	draws := func(w world) int { return max(*campaign/10, *campaign/w.accounts) }
	campaignPrior(t)
	null, fixed := 0.0, []float64{}
	worst := score{}
	grid(func(w world) {
		w.scenario, w.wild = none, true
		s := w.score(draws(w), 2, nil)
		fmt.Println(w, s)
		worst.add(s)
		null = max(null, percent(s.more, s.rows), percent(s.less, s.rows))
		fixed = append(fixed, percent(s.covered, s.intervals))
	})
	fmt.Println("all without effect:", worst)
	bar(t, "null: more, % of all", percent(worst.more, worst.rows), 0, 2.5)
	bar(t, "null: less, % of all", percent(worst.less, worst.rows), 0, 2.5)
	bar(t, "null: worst cell and verdict, %", null, 0, 2.5)

	var mix, stress, manyMixed score
	plain := score{}
	for _, sc := range []scenario{one, mixed} {
		for _, simpson := range []bool{false, true} {
			var sum score
			grid(func(w world) {
				w.scenario, w.wild, w.simpson = sc, true, simpson
				s := w.score(draws(w), 3, nil)
				fmt.Println(w, s)
				sum.add(s)
				if sc == one {
					fixed = append(fixed, percent(s.covered, s.intervals))
					stress.add(s)
				} else {
					manyMixed.add(s)
				}
				if !simpson && w.perArm == 60 && w.accounts == 1 && w.median > 1 {
					plain.add(s)
				}
			})
			mix.add(sum)
			fmt.Printf("all %v, simpson=%t: %v\n", sc, simpson, sum)
		}
	}
	mean, least := 0.0, 100.0
	for _, c := range fixed {
		mean, least = mean+c/float64(len(fixed)), min(least, c)
	}
	bar(t, "fixed truths: coverage of 90 % intervals, mean of cells, %", mean, 88, 100)
	bar(t, "fixed truths: coverage, least cell, %", least, 82, 100)
	bar(t, "mixed: more and less not beyond the margin, % of those issued", percent(manyMixed.beyond, manyMixed.firm), 0, 10)
	bar(t, "mixed: wrong sign, % of those issued", percent(manyMixed.sign, manyMixed.firm), 0, 1)
	bar(t, "mean error of log lift, of the naive figure's, over the mix", mix.err/mix.naive, 0, 0.6)
	bar(t, "the same, nothing confounded, one account with 60 posts per arm", plain.err/plain.naive, 0, 1.05)
	bar(t, "power, points below the oracle that learns mu", percent(mix.learner, mix.large)-percent(mix.found, mix.large), -100, 5)
	bar(t, "mean error, of the oracle's that learns mu", mix.ownErr/mix.learnerErr, 0, 1.15)
	fmt.Printf("beside: power %.1f points below the oracle that knows mu; mean error %.2f of its\n",
		percent(mix.oracle, mix.large)-percent(mix.found, mix.large), mix.ownErr/mix.oracleErr)
	campaignTopics(t)
}

// campaignPrior draws truths from the declared prior, 4,050 times in all at the full
// size: half tame, half wild.
func campaignPrior(t *testing.T) {
	var total, large score
	worst := 0.0
	byAccounts := map[int]*score{}
	each := max(2, 45**campaign/200)
	n := 0
	grid(func(w world) {
		w.scenario = prior
		for _, wild := range []bool{false, true} {
			w.wild = wild
			s := w.score(each, 1, nil)
			n += each
			fmt.Println(w, s)
			total.add(s)
			worst = max(worst, s.ownErr/s.learnerErr)
			if w.accounts >= 20 {
				large.add(s)
			}
			if byAccounts[w.accounts] == nil {
				byAccounts[w.accounts] = &score{}
			}
			byAccounts[w.accounts].add(s)
		}
	})
	fmt.Printf("all of the declared prior, %d draws: %v\n", n, total)
	bar(t, "declared prior: coverage of 90 % intervals, %", percent(total.covered, total.intervals), 88, 92)
	bar(t, "declared prior: power, points below the oracle that learns mu", percent(total.learner, total.large)-percent(total.found, total.large), -100, 5)
	bar(t, "declared prior, 20 and 50 accounts: power, points below the oracle that knows mu", percent(large.oracle, large.large)-percent(large.found, large.large), -100, 5)
	bar(t, "declared prior: mean error of log lift, of the oracle's that learns mu, worst cell", worst, 0, 1.15)
	fmt.Printf("beside: mean error %.2f of the oracle's that knows mu, %.2f with 20 and 50 accounts\n",
		total.ownErr/total.oracleErr, large.ownErr/large.oracleErr)
	for _, k := range slices.Sorted(maps.Keys(byAccounts)) {
		attainable(t, k, byAccounts[k])
	}
}

// attainable prints what the best rule could reach that knows tau, the errors of all
// estimates and the prior of mu, and must learn mu from the same accounts. Truths are
// drawn from that prior, so its posterior median has the least mean absolute error there
// is, sqrt(2/pi) times its standard deviation: no procedure that must learn mu has less.
// The same of the oracle that knows mu gives the ratio that none can go below. What the
// posteriors say beforehand and what the draws then show stand side by side.
func attainable(t *testing.T, accounts int, s *score) {
	fmt.Printf("attainable, K=%-2d: mean error of the oracle's that knows mu: at least %.2f by the posteriors, %.2f in the draws; ours %.2f\n",
		accounts, s.learnsSD/s.knowsSD, s.learnerErr/s.oracleErr, s.ownErr/s.oracleErr)
	fmt.Printf("attainable, K=%-2d: power %.1f %% if mu is known, %.1f %% if it must be learnt, ours %.1f %%\n",
		accounts, percent(s.oracle, s.large), percent(s.learner, s.large), percent(s.found, s.large))
	bar(t, fmt.Sprintf("declared prior, K=%d: mean error, of the best that must learn mu", accounts), s.ownErr/s.learnerErr, 0, 1.15)
	bar(t, fmt.Sprintf("declared prior, K=%d: power, points below the best that must learn mu", accounts), percent(s.learner, s.large)-percent(s.found, s.large), -100, 5)
}

// campaignTopics shows what it does to say how often topics are wrong, where a topic
// goes with a format and one topic in six is wrong.
func campaignTopics(t *testing.T) {
	var without, with score
	for _, median := range []float64{10, 100} {
		w := world{accounts: 5, perArm: 60, median: median, scenario: one, simpson: true, wild: true}
		n := max(2, *campaign/5)
		for i, labels := range []map[string]LabelErrors{nil, {LeverTopic: errorsOfTopics()}} {
			all, _ := w.observe(n, 5, labels)
			bias, count := 0.0, 0.0
			for _, x := range all {
				if x.effect.Level == "video" {
					bias += math.Log(*x.effect.OwnLift) - x.lift
					count++
				}
			}
			fmt.Printf("%v agreement given %t: own log lift of video %+.3f off\n", w, i == 1, bias/count)
			if s := w.score(n, 5, labels); i == 0 {
				without.add(s)
			} else {
				with.add(s)
			}
		}
	}
	fmt.Println("topics wrong, agreement not given:", without)
	fmt.Println("topics wrong, agreement given:    ", with)
	bar(t, "wrong topics, agreement given: coverage, %", percent(with.covered, with.intervals), 86, 100)
}
