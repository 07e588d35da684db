package trials

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
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
