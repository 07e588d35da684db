package metrics

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestEnrichment: Fisher's tea tasting (3 of 4 cups right) has p = 17/70; all 4 right
// 1/70 (Fisher 1935). 8 of 20 against 1 of 60 is 3.331673177e-05 in whole numbers:
// (C(9,8) C(71,12) + C(9,9) C(71,11)) / C(80,20).
func TestEnrichment(t *testing.T) {
	for _, c := range []struct {
		n, total, other, totalOther int64
		want                        float64
	}{{3, 4, 1, 4, 17. / 70}, {4, 4, 0, 4, 1. / 70}, {0, 4, 4, 4, 1}, {5, 4, 0, 4, 1}, {2, 2, 3, 3, 1}, {8, 20, 1, 60, 3.331673177346838e-05}} {
		if got := Enrichment(c.n, c.total, c.other, c.totalOther); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Enrichment(%d of %d, %d of %d) = %v, want %v", c.n, c.total, c.other, c.totalOther, got, c.want)
		}
	}
}

// The chances of all outcomes add up to one: from 0 on the tail is everything.
func TestEnrichmentTail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, other := rapid.Int64Range(1, 300).Draw(t, "total"), rapid.Int64Range(1, 300).Draw(t, "other")
		with := rapid.Int64Range(1, total+other).Draw(t, "with")
		least := max(0, with-other)
		before := 2.0
		for n := max(least, 1); n <= min(with, total); n++ {
			p := Enrichment(n, total, with-n, other)
			if !(p > 0 && p <= 1 && p <= before+1e-9) {
				t.Fatalf("tail from %d is %v, from the one before %v", n, p, before)
			}
			if n == least && math.Abs(p-1) > 1e-9 {
				t.Fatalf("the whole tail is %v", p)
			}
			before = p
		}
	})
}

// TestDiscoveries follows the example of Benjamini and Hochberg (1995), section 4: of 15
// p-values 4 are finds at a rate of 0.05.
func TestDiscoveries(t *testing.T) {
	p := []float64{0.0459, 0.0001, 0.0298, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0344, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000}
	if got := Discoveries(p, len(p), 0.05); got != 0.0095 {
		t.Errorf("Discoveries = %v, want 0.0095", got)
	}
	if got := Discoveries(p[:5], 15, 0.05); got != 0.0019 {
		t.Errorf("with the others left out %v, want 0.0019", got)
	}
	if got := Discoveries([]float64{0.2, 0.9}, 2, 0.05); got != 0 {
		t.Errorf("nothing to find gives %v", got)
	}
}

// Against scipy 1.17.1, stats.hypergeom.sf(n-1, all, with, total). In the first the chance
// of just one is below the smallest number, and yet one or more are certain.
func TestEnrichmentOfManyPosts(t *testing.T) {
	for _, c := range []struct {
		n, total, other, totalOther int64
		want                        float64
	}{{1, 100000, 50000, 100000, 1}, {30, 100, 10, 200, 7.617345914e-09}, {3, 10, 0, 12, 0.07792207792}, {40, 1000, 900, 20000, 0.7932822478}} {
		if got := Enrichment(c.n, c.total, c.other, c.totalOther); math.Abs(got/c.want-1) > 1e-8 {
			t.Errorf("Enrichment(%d of %d, %d of %d) = %v, want %v", c.n, c.total, c.other, c.totalOther, got, c.want)
		}
	}
}
