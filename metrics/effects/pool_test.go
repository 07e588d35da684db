package effects

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Of three accounts 0.8 apart with hardly any error of their own, Knapp and Hartung's
// factor at tau = 0.1 is far above 1, and is never below 1.
func TestKnappHartungIsForTheMeanOnly(t *testing.T) {
	far := []estimate{{-0.8, 0.001}, {0, 0.001}, {0.8, 0.001}}
	p := newPool(far)
	k := 3 // tau = 0.1
	mu := p.mu[k]
	var q float64
	for _, e := range far {
		q += (e.est - mu) * (e.est - mu) / (e.variance + 0.01) / 2
	}
	got := (p.square[k] - 2*mu*p.sum[k] + mu*mu*p.precision[k]) / 2
	if math.Abs(got-q) > 1e-9 || q < 10 {
		t.Errorf("factor %v, want %v", got, q)
	}
	near := newPool([]estimate{{0.1, 0.2}, {0.1, 0.2}, {0.1, 0.2}})
	_, with := near.mean().Moments()
	var without float64
	for i, w := range near.weight {
		without += w * (near.muVar[i] + near.mu[i]*near.mu[i])
	}
	m, _ := near.mean().Moments()
	if without -= m * m; math.Abs(with-without) > 1e-9 {
		t.Errorf("accounts that agree give a mean of variance %v, want %v: the factor is 1 at least", with, without)
	}
}

// Given tau, one account: B = tau^2/(tau^2+v), and the posterior of theta is that of a
// N(0, 0.16+tau^2) prior. At tau = 0.5, v = 0.04, est = 0.3: prior variance 0.41, mean
// 0.3 x 0.41/0.45 = 0.27333, variance 0.41 x 0.04/0.45 = 0.036444.
func TestPoolGivenTau(t *testing.T) {
	e := estimate{0.3, 0.04}
	m := newPool([]estimate{e}).account(&e)
	k := stat.TauPoints/2 - 1
	if math.Abs(m.Mean[k]-0.273333) > 1e-6 || math.Abs(m.SD[k]*m.SD[k]-0.0364444) > 1e-6 {
		t.Errorf("posterior at tau 0.5 = N(%v, %v), want N(0.273333, 0.036444)", m.Mean[k], m.SD[k]*m.SD[k])
	}
	var sum float64
	for _, w := range m.Weight {
		sum += w
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("weights of tau add up to %v", sum)
	}
	// Without accounts the posterior of tau is its prior, half-normal(0.25).
	p := newPool(nil)
	if got, want := p.weight[19]/p.weight[9], math.Exp(-(0.5*0.5-0.25*0.25)/(2*0.25*0.25)); math.Abs(got-want) > 1e-9 {
		t.Errorf("prior of tau 0.5 to 0.25 = %v, want %v", got, want)
	}
}

func TestPoolReplaceIsExact(t *testing.T) {
	a := []estimate{{0.3, 0.04}, {-0.1, 0.2}, {0.5, 0.01}}
	b := estimate{0.9, 0.04}
	got, want := newPool(a).replace(a[0], &b), newPool([]estimate{b, a[1], a[2]})
	for k := range stat.TauPoints {
		if math.Abs(got.mu[k]-want.mu[k]) > 1e-9 || math.Abs(got.weight[k]-want.weight[k]) > 1e-9 {
			t.Fatalf("point %d: mu %v weight %v, want %v %v", k, got.mu[k], got.weight[k], want.mu[k], want.weight[k])
		}
	}
	out, fresh := newPool(a).replace(a[1], nil), newPool([]estimate{a[0], a[2]})
	if math.Abs(out.mu[5]-fresh.mu[5]) > 1e-9 {
		t.Errorf("one account out: mu %v, want %v", out.mu[5], fresh.mu[5])
	}
}

// Whatever accounts there are, in any order: an account that does better is believed to,
// by no more than it does, and others with it; turned around, all is.
func TestPoolLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Custom(func(t *rapid.T) estimate {
			return estimate{rapid.Float64Range(-3, 3).Draw(t, "est"), math.Exp(rapid.Float64Range(-14, 3).Draw(t, "log variance"))}
		})
		all := rapid.SliceOfN(draw, 1, 8).Draw(t, "accounts")
		first := all[0]
		mean, variance := newPool(all).account(&first).Moments()
		if !(variance > 0) || math.IsNaN(mean) || variance > 1.17 { // tau and mu at their widest
			t.Fatalf("N(%v, %v)", mean, variance)
		}
		again, _ := newPool(rapid.Permutation(all).Draw(t, "order")).account(&first).Moments()
		if math.Abs(again-mean) > 1e-9 {
			t.Fatalf("%v, in another order %v", mean, again)
		}
		turned := make([]estimate, len(all))
		for i, e := range all {
			turned[i] = estimate{-e.est, e.variance}
		}
		if back, _ := newPool(turned).account(&turned[0]).Moments(); math.Abs(back+mean) > 1e-9 {
			t.Fatalf("%v, turned around %v", mean, back)
		}
	})
}
