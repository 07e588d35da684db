package effects

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// lending is a small account and twelve units of two accounts with 20 posts a format
// each, fitted one by one as units that share are.
type lending struct {
	own    map[string]seen
	others [12][]seen
}

// lend draws formats' effects by the world's scenario. Units' means of them differ as
// their accounts do: by tau if apart, else not at all.
func (w world) lend(r *rand.Rand, apart bool) lending {
	mu, tau := w.effects(r)
	unit := func(accounts, perArm int) []seen {
		u := w
		u.accounts, u.perArm, u.tau, u.mu = accounts, perArm, tau, make([]float64, len(mu))
		for f := range mu {
			if u.mu[f] = mu[f]; apart {
				u.mu[f] += tau * r.NormFloat64()
			}
		}
		f, truths := u.draw(r)
		var out []seen
		for _, e := range Fit(f, Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricInteractions}}) {
			if e.AccountID != "" && e.OwnLift != nil {
				out = append(out, seen{truth: truths[string(e.AccountID)+"/"+e.Level], effect: e})
			}
		}
		return out
	}
	l := lending{own: map[string]seen{}}
	for _, x := range unit(1, w.perArm) {
		l.own[x.effect.Level] = x
	}
	for i := range l.others {
		l.others[i] = unit(2, 20)
	}
	return l
}

// tellings are how units tell what they found: the log lift as it is, 0.3 too high, the
// opposite of it, or that of one unit in three.
var tellings = []struct {
	name string
	told func(unit int, log float64) float64
}{
	{"honest", func(_ int, log float64) float64 { return log }},
	{"0.3 too high", func(_ int, log float64) float64 { return log + 0.3 }},
	{"one in three the opposite", func(unit int, log float64) float64 {
		if unit%3 == 0 {
			return -log
		}
		return log
	}},
	{"the opposite", func(_ int, log float64) float64 { return -log }},
}

// borrowed is how the account does with the first units' evidence: as one source, or as
// one source each.
func borrowed(draws []lending, units int, each bool, told func(int, float64) float64) score {
	var s score
	limit := math.Log(stat.DefaultMargin)
	for _, d := range draws {
		for _, level := range worldFormats {
			x, ok := d.own[string(level)]
			if !ok {
				continue
			}
			var rows []data.PooledEffect
			var sources []source
			for i := range units {
				mine := len(rows)
				for _, y := range d.others[i] {
					if y.effect.Level == string(level) && min(y.effect.N, y.effect.NOther) >= 5 {
						rows = append(rows, data.PooledEffect{SharedBy: fmt.Sprintf("u%02d", i), AccountID: y.effect.AccountID, Lever: LeverFormat, Level: string(level),
							N: y.effect.N, OwnLift: math.Exp(told(i, math.Log(*y.effect.OwnLift))), OwnStdErr: *y.effect.OwnStdErr})
					}
				}
				if lent := NewShared(rows[mine:]).of("", "", "", LeverFormat, string(level), nil); each && len(lent) > 0 {
					sources = append(sources, accountsSource(sharedName, fromShared, lent))
				}
			}
			if lent := NewShared(rows).of("", "", "", LeverFormat, string(level), nil); !each && len(lent) > 0 {
				sources = append(sources, accountsSource(sharedName, fromShared, lent))
			}
			own := estimate{math.Log(*x.effect.OwnLift), *x.effect.OwnStdErr * *x.effect.OwnStdErr}
			b := newPool([]estimate{own}, sources...).account(&own).Belief(stat.DefaultMargin)
			s.intervals++
			if b.Low <= x.lift && x.lift <= b.High {
				s.covered++
			}
			s.ownErr += math.Abs(b.Mean - x.lift)
			v := b.Verdict(1 - firmError)
			up, down := v == data.VerdictMore, v == data.VerdictLess
			if up || down {
				s.firm++
				if up && x.lift < limit || down && x.lift > -limit {
					s.beyond++
				}
			}
			if math.Abs(x.lift) > limit {
				s.large++
				if up && x.lift > 0 || down && x.lift < 0 {
					s.found++
				}
			}
		}
	}
	return s
}

func (s score) mean() float64 { return s.ownErr / float64(max(1, s.intervals)) }

// What others share must help the smallest, also where some of it is wrong, and harm little
// where all of it is off; the short form of [TestCampaignShared].
func TestSharedEvidenceHelps(t *testing.T) {
	w := world{perArm: 8, median: 10, scenario: prior, wild: true}
	draws := make([]lending, 30)
	parallel(len(draws), func(i int) { draws[i] = w.lend(rand.New(rand.NewPCG(77, uint64(i))), i%2 == 0) })
	alone := borrowed(draws, 0, false, tellings[0].told)
	for i, must := range []struct{ covers, err float64 }{{88, 0.85}, {82, 1.1}, {85, 0.95}} { // err: of what it is alone
		with := borrowed(draws, len(lending{}.others), false, tellings[i].told)
		t.Logf("%s: covers %.1f %% (alone %.1f), mean error %.3f (%.3f), power %.1f %% (%.1f)", tellings[i].name, percent(with.covered, with.intervals),
			percent(alone.covered, alone.intervals), with.mean(), alone.mean(), percent(with.found, with.large), percent(alone.found, alone.large))
		if with.mean() >= must.err*alone.mean() || percent(with.covered, with.intervals) < must.covers {
			t.Errorf("%s: mean error %.3f, %.3f without; covers %.1f %%; want %+v", tellings[i].name, with.mean(), alone.mean(), percent(with.covered, with.intervals), must)
		}
	}
}

// TestCampaignShared is the long form: why the accounts of all units are one source.
func TestCampaignShared(t *testing.T) {
	if *campaign == 0 {
		t.Skip("the long form runs with -campaign=N, as make campaign does")
	}
	for _, sc := range []scenario{prior, mixed} {
		for _, apart := range []bool{false, true} {
			var draws []lending
			for _, arm := range []int{8, 20} {
				w := world{perArm: arm, median: 10, scenario: sc, wild: true}
				some := make([]lending, *campaign)
				parallel(len(some), func(i int) { some[i] = w.lend(rand.New(rand.NewPCG(77, uint64(i)+uint64(arm)<<32)), apart) })
				draws = append(draws, some...)
			}
			for _, units := range []int{0, 1, 3, 12} {
				for _, told := range tellings {
					for _, each := range []bool{false, true} {
						s := borrowed(draws, units, each, told.told)
						fmt.Printf("shared: %v apart=%-5t units=%-2d %-25s each a source=%-5t covers %.1f %% of %d, mean error %.3f, power %.1f %%, firm %d: margin %.1f %%\n", sc, apart, units, told.name, each,
							percent(s.covered, s.intervals), s.intervals, s.mean(), percent(s.found, s.large), s.firm, percent(s.beyond, s.firm))
						if told.name == "honest" && sc == prior && units > 0 && !each {
							bar(t, fmt.Sprintf("honest evidence of %d units, apart %t: coverage of 90 %% intervals, %%", units, apart), percent(s.covered, s.intervals), 88, 97)
						}
						if units == 0 {
							break
						}
					}
					if units == 0 {
						break
					}
				}
			}
		}
	}
}
