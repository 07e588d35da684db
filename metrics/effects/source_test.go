package effects

import (
	"math"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

func peersOf(estimates ...estimate) []source {
	return peers(map[data.Role][]estimate{data.RolePeerMission: estimates})
}

// Peers who are borne out keep or gain weight; peers who are not lose it, and the
// estimate falls back on the wide prior.
func TestPeersAreARobustPrior(t *testing.T) {
	agree := peersOf(estimate{0.5, 0.01}, estimate{0.55, 0.01}, estimate{0.45, 0.01})
	for _, tt := range []struct {
		why       string
		own       []estimate
		low, high float64 // posterior weight of the peers
	}{
		{"nothing of one's own", nil, 0.7999, 0.8001},
		{"alike", []estimate{{0.5, 0.02}, {0.52, 0.02}}, 0.8, 1},
		{"the opposite", []estimate{{-0.9, 0.005}, {-0.85, 0.005}, {-0.95, 0.005}}, 0, 0.3},
	} {
		p := newPool(tt.own, agree...)
		if w := p.weightOf(0); w < tt.low || w > tt.high {
			t.Errorf("%s: peers weigh %.3f, want %v to %v", tt.why, w, tt.low, tt.high)
		}
	}
	// Where peers contradict, the lift is near what it is without them.
	own := estimate{-0.9, 0.005}
	with, _ := newPool([]estimate{own, {-0.85, 0.005}}, agree...).account(&own).Moments()
	alone, _ := newPool([]estimate{own, {-0.85, 0.005}}).account(&own).Moments()
	if math.Abs(with-alone) > 0.02 {
		t.Errorf("mean %v with contradicting peers, %v without", with, alone)
	}
}

// Given tau and source all is normal, so the mean is linear in what it comes from.
func TestSharesAddUp(t *testing.T) {
	own := estimate{0.3, 0.05}
	p := newPool([]estimate{own, {0.1, 0.1}}, append(peersOf(estimate{0.5, 0.02}), packSource(0.3, 0.3))...)
	s := p.shares(&own)
	if sum := s.own + s.sisters + s.peers + s.pack + s.prior; math.Abs(sum-1) > 1e-9 {
		t.Errorf("shares %+v add up to %v", s, sum)
	}
	if s.own <= 0 || s.sisters <= 0 || s.peers <= 0 || s.pack <= 0 || s.prior <= 0 {
		t.Errorf("shares %+v: each source must count", s)
	}
	if s := p.shares(nil); s.own != 0 {
		t.Errorf("an account without an estimate has a share of %v of its own", s.own)
	}
}
