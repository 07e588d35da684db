package prevalence

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// reads is a made-up scorer: it reads about two thirds right and abstains much on
// neutral texts.
var reads = sentiment.Confusion{{220, 60, 40, 80}, {40, 120, 50, 190}, {25, 45, 260, 70}}

func knows(langs ...string) func(string) (sentiment.Confusion, bool) {
	return func(lang string) (sentiment.Confusion, bool) {
		for _, l := range langs {
			if l == lang {
				return reads, true
			}
		}
		return sentiment.Confusion{}, false
	}
}

// TestPrevalenceExact: readings that are exactly what shares (0.5, 0.2, 0.3) give
// under the matrix's rates lead back to those shares.
func TestPrevalenceExact(t *testing.T) {
	want := [3]float64{0.5, 0.2, 0.3}
	m := ratesOf(reads)
	var c Counts
	for k := range c {
		q := want[0]*m[0][k] + want[1]*m[1][k] + want[2]*m[2][k]
		c[k] = int64(math.Round(q * 1e7))
	}
	s := byConfusion("cell", map[string]Counts{"xx": c}, knows("xx"))
	for i, got := range []float64{s.Negative.Value, s.Neutral.Value, s.Positive.Value} {
		if math.Abs(got-want[i]) > 0.002 {
			t.Errorf("share %v = %.4f, want %.4f", sentiment.Class(i), got, want[i])
		}
	}
}

func TestPrevalenceUnreadLanguages(t *testing.T) {
	counts := map[string]Counts{"xx": {10, 5, 20, 15}, "yy": {50, 0, 0, 0}}
	s := byConfusion("cell", counts, knows("xx"))
	if s.N != 100 || s.Read != 50 || s.Coverage != 0.5 || s.Judged != 0.7 {
		t.Errorf("byConfusion = %+v, want N 100, Read 50, Coverage 0.5, Judged 0.7", s)
	}
	if got := byConfusion("cell", counts, knows()); got.Read != 0 || got.N != 100 || got.Negative != (Share{}) {
		t.Errorf("with no language read, byConfusion = %+v, want only N", got)
	}
	if got := byConfusion("cell", nil, knows("xx")); got != (Shares{}) {
		t.Errorf("of nothing, byConfusion = %+v, want zero", got)
	}
}

// TestPrevalenceCoverage simulates cells of known shares, scored by a scorer whose
// true rates are drawn about its matrix, and counts how often the 90 % interval
// holds the truth. Tolerance: at least 0.80 for each class and shares (120 cells have
// a standard error of 0.027) and 0.87 over all. With 400 cells for each of twelve
// settings, 18 to 200 replies, it was 0.867 to 1.000.
func TestPrevalenceCoverage(t *testing.T) {
	cells := 120
	if testing.Short() {
		cells = 60
	}
	src := rand.NewPCG(20, 26)
	held, all := 0, 0
	for _, n := range []float64{18, 30, 200} {
		for _, p := range [][3]float64{{1. / 3, 1. / 3, 1. / 3}, {0.6, 0.3, 0.1}, {0.1, 0.8, 0.1}, {0.03, 0.07, 0.9}} {
			var in [3]int
			for cell := range cells {
				counts := map[string]Counts{}
				for _, lang := range []string{"xx", "yy"} {
					drawn := drawReadings(src, [4]float64{n / 2}, drawRates(src, reads), p)
					counts[lang] = Counts{int64(drawn[0]), int64(drawn[1]), int64(drawn[2]), int64(drawn[3])}
				}
				s := byConfusion(fmt.Sprint(n, p, cell), counts, knows("xx", "yy"))
				for i, share := range []Share{s.Negative, s.Neutral, s.Positive} {
					if share.Low <= p[i] && p[i] <= share.High {
						in[i]++
					}
				}
			}
			for i, k := range in {
				held, all = held+k, all+cells
				if got := float64(k) / float64(cells); !testing.Short() && got < 0.80 {
					t.Errorf("n=%v p=%.2f: interval of %v holds the truth in %.3f of cells, want at least 0.80", n, p, sentiment.Class(i), got)
				}
			}
			t.Logf("n=%v p=%.2f: covered negative %.3f neutral %.3f positive %.3f", n, p,
				float64(in[0])/float64(cells), float64(in[1])/float64(cells), float64(in[2])/float64(cells))
		}
	}
	if got := float64(held) / float64(all); got < 0.87 {
		t.Errorf("intervals hold the truth in %.3f of all, want at least 0.87", got)
	}
}

// TestPrevalenceBeatsCounting: at lopsided shares the corrected ones are nearer the
// truth than the counts themselves, which is why they are corrected.
func TestPrevalenceBeatsCounting(t *testing.T) {
	src := rand.NewPCG(1, 2)
	p := [3]float64{0.7, 0.2, 0.1}
	var naive, corrected float64
	for cell := range 50 {
		d := drawReadings(src, [4]float64{300}, ratesOf(reads), p)
		s := byConfusion(fmt.Sprint(cell), map[string]Counts{"xx": {int64(d[0]), int64(d[1]), int64(d[2]), int64(d[3])}}, knows("xx"))
		naive += math.Abs(d[0]/(d[0]+d[1]+d[2]) - p[0])
		corrected += math.Abs(s.Negative.Value - p[0])
	}
	if corrected >= naive/2 {
		t.Errorf("mean error of the negative share: corrected %.3f, counted %.3f: want less than half", corrected/50, naive/50)
	}
}

// TestPrevalenceLaws: shares add up to one, intervals hold their value, equal input
// gives equal output whatever the map's order, and another key moves no estimate.
func TestPrevalenceLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := map[string]Counts{}
		for _, lang := range []string{"aa", "bb", "cc"} {
			var c Counts
			for k := range c {
				c[k] = rapid.Int64Range(0, 40).Draw(t, lang)
			}
			counts[lang] = c
		}
		s := byConfusion("a", counts, knows("aa", "bb"))
		if diff := cmp.Diff(s, byConfusion("a", counts, knows("aa", "bb"))); diff != "" {
			t.Fatalf("equal input, other output:\n%s", diff)
		}
		if s.Read == 0 {
			return
		}
		if sum := s.Negative.Value + s.Neutral.Value + s.Positive.Value; math.Abs(sum-1) > 1e-9 {
			t.Fatalf("shares add up to %v", sum)
		}
		for _, x := range []Share{s.Negative, s.Neutral, s.Positive, s.Net} {
			if !(x.Low <= x.Value && x.Value <= x.High) {
				t.Fatalf("%+v is outside its interval", x)
			}
		}
		if other := byConfusion("b", counts, knows("aa", "bb")); other.Negative.Value != s.Negative.Value {
			t.Fatalf("the cell's key moves the estimate: %v, %v", s.Negative.Value, other.Negative.Value)
		}
	})
}

// TestDrawReadings: draws keep their number, and their mean is what p and m give.
func TestDrawReadings(t *testing.T) {
	h := sha256.Sum256([]byte("seed"))
	src := rand.NewPCG(binary.BigEndian.Uint64(h[:]), 1)
	m, p := ratesOf(reads), [3]float64{0.2, 0.3, 0.5}
	var sum [4]float64
	for range 2000 {
		d := drawReadings(src, [4]float64{10, 10, 10, 20}, m, p)
		if d[0]+d[1]+d[2]+d[3] != 50 {
			t.Fatalf("drawReadings(50 readings) = %v", d)
		}
		for k := range sum {
			sum[k] += d[k] / 2000
		}
	}
	for k := range sum {
		want := 50 * (p[0]*m[0][k] + p[1]*m[1][k] + p[2]*m[2][k])
		if math.Abs(sum[k]-want) > 0.4 { // about five standard errors: sqrt(50/4/2000) = 0.08
			t.Errorf("mean of column %d is %.2f, want %.2f", k, sum[k], want)
		}
	}
}

func BenchmarkPrevalence(b *testing.B) {
	counts := map[string]Counts{"aa": {50, 20, 60, 70}, "bb": {5, 2, 1, 7}, "cc": {20, 20, 20, 40}}
	for b.Loop() {
		byConfusion("cell", counts, knows("aa", "bb", "cc"))
	}
}

// TestPrevalenceUnanimous: readings that all agree do not make a share certain. By
// the rule of three, 17 of 17 leave up to 3/17 = 18 % for the other side at 95 %.
func TestPrevalenceUnanimous(t *testing.T) {
	s := byConfusion("unanimous", map[string]Counts{"xx": {0, 0, 17, 0}}, knows("xx"))
	if s.Negative.High < 0.08 || s.Positive.Low > 0.85 {
		t.Errorf("17 positive of 17: negative up to %.3f, positive from %.3f; want at least 0.08 and at most 0.85", s.Negative.High, s.Positive.Low)
	}
}
