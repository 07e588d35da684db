package effects

import (
	"fmt"
	"math"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func aSharedEffect(by, account, level string, lift, se float64) data.PooledEffect {
	return data.PooledEffect{SharedBy: by, AccountID: data.AccountID(account), Platform: data.Mastodon, Goal: metrics.MetricInteractions, Age: metrics.AgeSettled,
		Lever: LeverFormat, Level: level, N: 20, NOther: 40, OwnLift: lift, OwnStdErr: se}
}

// withShared pools one own account of estimate own with what others share of videos.
func withShared(own estimate, rows ...data.PooledEffect) *pool {
	lent := NewShared(rows).of(data.Mastodon, metrics.MetricInteractions, metrics.AgeSettled, LeverFormat, "video", nil)
	return newPool([]estimate{own}, accountsSource(sharedName, fromShared, lent))
}

// An own account and three of others, by sums over a fine grid of all that is not known:
// of the source's mean, of the own accounts' mean, of tau and of which part of the prior
// holds; nothing of the closed forms is used.
func TestSharedAgreesWithSummation(t *testing.T) {
	own := estimate{0.15, 0.09}
	rows := []data.PooledEffect{aSharedEffect("u", "a1", "video", 1.5, 0.2), aSharedEffect("u", "a2", "video", 1.9, 0.3), aSharedEffect("v", "a1", "video", 1.3, 0.15)}
	density := func(x, mean, variance float64) float64 {
		return math.Exp(-(x-mean)*(x-mean)/(2*variance)) / math.Sqrt(2*math.Pi*variance)
	}
	const step = 0.02
	var lent, wide, mass, mean float64 // sums of the two parts; of mu given all
	var tauLent [stat.TauPoints]float64
	var evidence float64
	each := func(k int, m float64) float64 { // joint density of the sharers' estimates, m and tau
		p := math.Exp(logHalfNormal(k)) * density(m, 0, priorMuSD*priorMuSD)
		for _, e := range rows {
			p *= density(math.Log(e.OwnLift), m, e.OwnStdErr*e.OwnStdErr+tauAt(k)*tauAt(k))
		}
		return p
	}
	for k := range stat.TauPoints {
		for m := -3.0; m < 3; m += step {
			tauLent[k] += each(k, m) * step
		}
		evidence += tauLent[k]
	}
	for k := range stat.TauPoints {
		t2 := tauAt(k) * tauAt(k)
		for mu := -3.0; mu < 3; mu += step {
			likely := density(own.est, mu, own.variance+t2)
			w := 0.2 * math.Exp(logHalfNormal(k)) * density(mu, 0, priorMuSD*priorMuSD) * likely * step
			var s float64
			for m := -3.0; m < 3; m += step {
				s += each(k, m) * density(mu, m, t2+1e-12) * step
			}
			if tauAt(k) < 2*step { // too narrow for the grid: mu is m
				s = each(k, mu)
			}
			l := 0.8 * s / evidence * likely * step
			lent, wide = lent+l, wide+w
			mass, mean = mass+l+w, mean+(l+w)*mu
		}
	}
	p := withShared(own, rows...)
	if got, want := p.weightOf(0), lent/(lent+wide); math.Abs(got-want) > 0.003 {
		t.Errorf("weight of what is shared %.4f, summed up %.4f", got, want)
	}
	if got, _ := p.mean().Moments(); math.Abs(got-mean/mass) > 0.003 {
		t.Errorf("mean of mu %.4f, summed up %.4f", got, mean/mass)
	}
	if s := p.shares(&own); math.Abs(s.own+s.sisters+s.peers+s.shared+s.pack+s.prior-1) > 1e-9 || s.shared <= 0 || s.peers != 0 {
		t.Errorf("shares %+v", s)
	}
}

// The order of files and rows changes no bit; one of hardly any knowledge changes next to
// nothing; and what contradicts weighs the less, the more it does.
func TestSharedLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "accounts")
		var rows []data.PooledEffect
		for i := range n {
			rows = append(rows, aSharedEffect(fmt.Sprint("u", i/2), fmt.Sprint("a", i%2), "video",
				math.Exp(rapid.Float64Range(-1, 1).Draw(t, "log lift")), rapid.Float64Range(0.05, 1).Draw(t, "se")))
		}
		own := estimate{rapid.Float64Range(-1, 1).Draw(t, "own"), rapid.Float64Range(0.01, 1).Draw(t, "variance")}
		p := withShared(own, rows...)
		if q := withShared(own, rapid.Permutation(rows).Draw(t, "order")...); gocmp.Diff(p.weight, q.weight)+gocmp.Diff(p.mu, q.mu) != "" {
			t.Fatal("the order of rows changes the estimate")
		}
		before := p.account(&own).Belief(stat.DefaultMargin)
		after := withShared(own, append(rows, aSharedEffect("z", "a1", "video", 7, 1e6))...).account(&own).Belief(stat.DefaultMargin)
		if math.Abs(before.Mean-after.Mean) > 1e-6 || math.Abs(before.High-after.High) > 1e-6 {
			t.Fatalf("an estimate with an error of a million moves %+v to %+v", before, after)
		}
	})
	own, last := estimate{0.4, 0.01}, 1.0
	for _, log := range []float64{0.4, 0, -0.4, -0.8, -1.2} {
		w := withShared(own, aSharedEffect("u", "a1", "video", math.Exp(log), 0.1), aSharedEffect("u", "a2", "video", math.Exp(log+0.01), 0.1)).weightOf(0)
		if w >= last {
			t.Errorf("what is %.1f away weighs %.3f, what is nearer %.3f", 0.4-log, w, last)
		}
		last = w
	}
	if last > 0.2 {
		t.Errorf("a contradiction of 1.6 leaves a weight of %.3f", last)
	}
}

// A small account with shared evidence is surer, says from where, and its parts add up;
// one without a post of a format borrows it wholly; and the files alone give nothing.
func TestFitBorrowsFromShared(t *testing.T) {
	s := &sheet{}
	for week := range 14 {
		s.add("small", "image", week, 20)
		s.add("small", "image", week, 26)
		if week%2 == 0 {
			s.add("small", "video", week, float64(29+2*week))
		}
	}
	var rows []data.PooledEffect
	for i := range 6 {
		rows = append(rows, aSharedEffect(fmt.Sprint("u", i/2), fmt.Sprint("a", i%2), "video", 1.6+0.05*float64(i), 0.1), aSharedEffect(fmt.Sprint("u", i/2), fmt.Sprint("a", i%2), "album", 1.3+0.05*float64(i), 0.1))
	}
	fit := func(shared []data.PooledEffect) []data.FormatEffect {
		return Fit(s.frame(), Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricInteractions}, Shared: NewShared(shared)})
	}
	alone, with := effect(t, fit(nil), "small", "video"), effect(t, fit(rows), "small", "video")
	if alone.FromShared != nil || with.FromShared == nil || *with.FromShared <= 0 || *with.High / *with.Low >= *alone.High / *alone.Low || with.Accounts != 7 {
		t.Errorf("alone %v-%v; with shared evidence %v-%v of %d accounts", *alone.Low, *alone.High, *with.Low, *with.High, with.Accounts)
	}
	if *with.OwnLift != *alone.OwnLift || *with.OwnStdErr != *alone.OwnStdErr {
		t.Errorf("what is shared on, %v (%v), holds what was borrowed; it was %v (%v)", *with.OwnLift, *with.OwnStdErr, *alone.OwnLift, *alone.OwnStdErr)
	}
	if !strings.Contains(with.Evidence, "shared ") || !strings.Contains(with.Evidence, "(was 0.80)") {
		t.Errorf("evidence %q", with.Evidence)
	}
	if album := effect(t, fit(rows), "small", "album"); album.N != 0 || album.Verdict != data.VerdictTry || album.Lift == nil || *album.Borrowed != 1 || album.OwnLift != nil {
		t.Errorf("a format of which only others know: %+v", album)
	}
	if none := Fit(NewFrameBuilder(nil).Frame(), Options{Shared: NewShared(rows)}); len(none) != 0 {
		t.Errorf("%d effects without a post of one's own", len(none))
	}
	// The same account under another name, and once more in a ministry's file, is itself.
	same := aSharedEffect("u9", "a1", "video", *alone.OwnLift, *alone.OwnStdErr)
	same.N, same.NOther = alone.N, alone.NOther
	if e := effect(t, fit([]data.PooledEffect{same}), "small", "video"); *e.Low != *alone.Low || e.Accounts != 1 {
		t.Errorf("its own estimate counts twice: %+v", e)
	}
	if twice := effect(t, fit(append(rows, aSharedEffect("ministry", "a7", "video", 1.6, 0.1))), "small", "video"); *twice.Low != *with.Low || twice.Accounts != with.Accounts {
		t.Errorf("what a mission and its ministry share counts twice")
	}
}

// Rows that cannot be are no evidence.
func TestSharedLeavesOutWhatIsNoEstimate(t *testing.T) {
	for _, v := range [][2]float64{{0, 1}, {-1, 1}, {1, 0}, {1, -1}, {math.NaN(), 1}, {1, math.NaN()}, {math.Inf(1), 1}, {1, math.Inf(1)}} {
		if NewShared([]data.PooledEffect{aSharedEffect("u", "a1", "video", v[0], v[1])}) != nil {
			t.Errorf("lift %v with error %v is taken", v[0], v[1])
		}
	}
}
