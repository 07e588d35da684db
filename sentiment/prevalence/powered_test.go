package prevalence

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// sampled draws a cell of n replies with the given true shares, read under rates m,
// and labels of about ask of them, with inclusion probabilities that favour what is
// seldom read.
func sampled(r *rand.Rand, n, ask int, shares [3]float64, m [3][4]float64) (Counts, Labels) {
	var truth [4][3]int64
	var counts Counts
	for range n {
		t := pick(r, shares[:])
		k := pick(r, m[t][:])
		truth[k][t]++
		counts[k]++
	}
	sizes := 0.0
	for _, c := range counts {
		sizes += math.Sqrt(float64(c))
	}
	var labels Labels
	for k := range truth {
		if counts[k] == 0 {
			continue
		}
		chance := min(1, float64(ask)*math.Sqrt(float64(counts[k]))/sizes/float64(counts[k]))
		for t, all := range truth[k] {
			drawn := distuv.Binomial{N: float64(all), P: chance, Src: r}.Rand()
			labels[k][t] = Label{int64(drawn), drawn / chance, drawn / chance / chance}
		}
	}
	return counts, labels
}

func pick(r *rand.Rand, p []float64) int {
	u := r.Float64()
	for i, x := range p {
		if u -= x; u < 0 {
			return i
		}
	}
	return len(p) - 1
}

// perfect and useless are the two ends of what a scorer can be.
var (
	perfect = [3][4]float64{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}
	useless = [3][4]float64{{0.3, 0.2, 0.4, 0.1}, {0.3, 0.2, 0.4, 0.1}, {0.3, 0.2, 0.4, 0.1}}
	biased  = [3][4]float64{{0.4, 0.1, 0.4, 0.1}, {0.1, 0.2, 0.6, 0.1}, {0.05, 0.05, 0.8, 0.1}}
)

// TestPredictionPoweredCoverage counts how often the 90 % interval holds the shares
// that a cell was drawn with, whatever the scorer is like. Tolerance over all: 0.86 to 0.94.
func TestPredictionPoweredCoverage(t *testing.T) {
	cells := 600
	if testing.Short() {
		cells = 200
	}
	r := rand.New(rand.NewPCG(7, 11))
	held, all := 0, 0
	for _, scorer := range []struct {
		name  string
		rates [3][4]float64
	}{{"usual", ratesOf(reads)}, {"useless", useless}, {"biased", biased}} {
		name, m := scorer.name, scorer.rates
		for _, shares := range [][3]float64{{0.5, 0.2, 0.3}, {0.15, 0.65, 0.2}, {0.3, 0.35, 0.35}} {
			for _, ask := range []int{30, 60, 130} {
				in := [4]int{}
				for range cells {
					counts, labels := sampled(r, 800, ask, shares, m)
					s, _ := predictionPowered(counts, labels)
					for i, share := range []Share{s.Negative, s.Neutral, s.Positive, s.Net} {
						want := shares[sentiment.Positive] - shares[sentiment.Negative]
						if i < 3 {
							want = shares[i]
						}
						if share.Low <= want && want <= share.High {
							in[i]++
						}
					}
				}
				for i, k := range in {
					held, all = held+k, all+cells
					if got := float64(k) / float64(cells); !testing.Short() && (got < 0.82 || got > 0.97) {
						t.Errorf("%s %v, %d labels: contrast %d is covered in %.3f of cells", name, shares, ask, i, got)
					}
				}
				t.Logf("%s %v, %d labels: %.3f %.3f %.3f %.3f", name, shares, ask, float64(in[0])/float64(cells), float64(in[1])/float64(cells), float64(in[2])/float64(cells), float64(in[3])/float64(cells))
			}
		}
	}
	got := float64(held) / float64(all)
	t.Logf("over all %.3f", got)
	if got < 0.86 || got > 0.94 {
		t.Errorf("intervals hold the truth in %.3f of all, want 0.86 to 0.94", got)
	}
}

// counted returns labels of equal weight from a table of numbers.
func counted(weight float64, table [4][3]int64) (l Labels) {
	for k, row := range table {
		for t, n := range row {
			l[k][t] = Label{n, float64(n) * weight, float64(n) * weight * weight}
		}
	}
	return l
}

// TestPredictionPoweredEnds: readings that are always right are believed, and make the
// interval shorter; readings that tell nothing leave the labels' plain mean.
func TestPredictionPoweredEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	shares := [3]float64{0.4, 0.3, 0.3}
	counts, labels := sampled(r, 20000, 100, shares, perfect)
	right, lambda := predictionPowered(counts, labels)
	if lambda < 0.98 {
		t.Errorf("lambda of a perfect scorer = %.3f, want nearly 1", lambda)
	}
	if n := float64(counts.N()); math.Abs(right.Negative.Value-float64(counts[sentiment.Negative])/n) > 0.005 {
		t.Errorf("negative share %.3f, want about the %.3f that was read", right.Negative.Value, float64(counts[sentiment.Negative])/n)
	}

	_, l := sampled(r, 20000, 100, shares, useless)
	same := Counts{0, 0, 0, 20000} // all are read alike
	flat := Labels{3: {}}
	for _, row := range l {
		for t, cell := range row {
			flat[sentiment.Abstained][t].N += cell.N
			flat[sentiment.Abstained][t].Weight += cell.Weight
			flat[sentiment.Abstained][t].Squares += cell.Squares
		}
	}
	plain, lambda := predictionPowered(same, flat)
	weight := flat[sentiment.Abstained][0].Weight + flat[sentiment.Abstained][1].Weight + flat[sentiment.Abstained][2].Weight
	if want := flat[sentiment.Abstained][sentiment.Negative].Weight / weight; lambda != 0 || math.Abs(plain.Negative.Value-want) > 1e-12 {
		t.Errorf("of readings that are all alike: lambda %.3f, negative %.4f; want 0 and the labels' mean %.4f", lambda, plain.Negative.Value, want)
	}
	if w, u := right.Negative.High-right.Negative.Low, plain.Negative.High-plain.Negative.Low; w > u/2 {
		t.Errorf("interval of a perfect scorer is %.3f wide, of a useless one %.3f: want less than half", w, u)
	}

	noise, lambda := predictionPowered(Counts{6000, 4000, 8000, 2000}, counted(20, [4][3]int64{{120, 90, 90}, {80, 60, 60}, {160, 120, 120}, {40, 30, 30}}))
	if lambda > 1e-9 || math.Abs(noise.Positive.Value-0.3) > 1e-9 {
		t.Errorf("of readings that say nothing of the class: lambda %.3f, positive %.3f; want 0 and 0.3", lambda, noise.Positive.Value)
	}
}

// TestPredictionPoweredExact works one cell out by hand: 100 replies, 60 of them read
// as negative and 40 as positive; of 20 labels, 9 and 1 of the former are negative and
// neutral, 2 and 8 of the latter negative and positive.
func TestPredictionPoweredExact(t *testing.T) {
	s, lambda := predictionPowered(Counts{60, 0, 40, 0}, counted(5, [4][3]int64{{9, 1, 0}, {}, {2, 0, 8}, {}}))
	// Covariances with the readings: negative .45 - .55*.5 = .175, positive .4 - .4*.5 = .2,
	// over 20; variances .25 and .25 over 20, and .24 and .24 over 100.
	want := (0.175 + 0.2) / 20 / (0.5/20 + 0.48/100)
	if math.Abs(lambda-want) > 1e-12 {
		t.Errorf("lambda = %.6f, want %.6f", lambda, want)
	}
	if got, want := s.Negative.Value, 0.55+want*0.1; math.Abs(got-want) > 1e-12 {
		t.Errorf("negative = %.6f, want %.6f", got, want)
	}
	if got, want := s.Positive.Value, 0.4-want*0.1; math.Abs(got-want) > 1e-12 {
		t.Errorf("positive = %.6f, want %.6f", got, want)
	}
}

// TestPredictionPoweredAlways: whatever the counts and labels, the shares are shares,
// within their intervals, and equal labels of any weight give equal results.
func TestPredictionPoweredAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c Counts
		var table [4][3]int64
		for k := range c {
			c[k] = rapid.Int64Range(0, 1000).Draw(t, "read")
			for i := range table[k] {
				table[k][i] = rapid.Int64Range(0, 20).Draw(t, "labels")
			}
		}
		s, lambda := predictionPowered(c, counted(rapid.Float64Range(1, 100).Draw(t, "weight"), table))
		if c.N() == 0 || counted(1, table).N() == 0 {
			if s != (Shares{}) {
				t.Fatalf("of nothing: %+v", s)
			}
			return
		}
		if sum := s.Negative.Value + s.Neutral.Value + s.Positive.Value; math.Abs(sum-1) > 1e-9 || lambda < 0 || lambda > 1 {
			t.Fatalf("shares add up to %v, lambda %v", sum, lambda)
		}
		for i, x := range []Share{s.Negative, s.Neutral, s.Positive, s.Net} {
			least := 0.0
			if i == 3 {
				least = -1
			}
			if !(least-1e-9 <= x.Low && x.Low <= x.Value && x.Value <= x.High && x.High <= 1+1e-9) {
				t.Fatalf("contrast %d is %+v", i, x)
			}
		}
		other, _ := predictionPowered(c, counted(7, table))
		if diff := cmp.Diff(s, other, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Fatalf("another weight of all labels changes the shares:\n%s", diff)
		}
	})
}

// TestRefuted: the scorer's own labels refute its matrix seldom, those of one that errs
// otherwise nearly always, and few labels never.
func TestRefuted(t *testing.T) {
	runs := 36
	if testing.Short() {
		runs = 18
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct {
		name        string
		rates       [3][4]float64
		ask         int
		least, most float64
	}{
		{"its own labels", ratesOf(reads), 60, 0, 0.06},
		{"always wrong", [3][4]float64{{0.05, 0.1, 0.75, 0.1}, {0.1, 0.2, 0.6, 0.1}, {0.6, 0.2, 0.1, 0.1}}, 60, 0.95, 1},
		{"blind", useless, 100, 0.5, 1},
	} {
		refuted := 0
		for i := range runs {
			var strata []Stratum
			for _, shares := range [][3]float64{{0.6, 0.2, 0.2}, {0.2, 0.4, 0.4}, {0.5, 0.25, 0.25}} {
				counts, labels := sampled(r, 300, c.ask/3, shares, c.rates)
				strata = append(strata, Stratum{counts, labels})
			}
			if Refuted(reads, string(rune('a'+i)), strata) {
				refuted++
			}
		}
		if got := float64(refuted) / float64(runs); got < c.least || got > c.most {
			t.Errorf("%s: refuted in %.2f of runs, want %.2f to %.2f", c.name, got, c.least, c.most)
		}
	}
	if Refuted(reads, "none", nil) || Refuted(reads, "none", []Stratum{{Counts: Counts{5, 5, 5, 5}}}) {
		t.Error("no labels refute the matrix")
	}
}

func TestLabelledPrevalence(t *testing.T) {
	counts := map[string]Counts{"xx": {300, 100, 500, 100}, "yy": {50, 30, 10, 10}, "zz": {10, 0, 0, 0}}
	none := func(string) Labels { return Labels{} }
	if diff := cmp.Diff(byConfusion("cell", counts, knows("xx", "yy")), Of("cell", counts, knows("xx", "yy"), none)); diff != "" {
		t.Errorf("without labels the matrix is not what speaks:\n%s", diff)
	}
	labels := counted(10, [4][3]int64{{30, 0, 0}, {0, 10, 0}, {50, 0, 0}, {5, 5, 0}})
	of := func(l Labels) func(string) Labels {
		return func(lang string) Labels {
			if lang == "xx" {
				return l
			}
			return Labels{}
		}
	}
	alone, _ := predictionPowered(counts["xx"], labels)
	matrix := byConfusion("cell", map[string]Counts{"yy": counts["yy"]}, knows("yy"))
	got := Of("cell", counts, knows("xx", "yy"), of(labels))
	if got.N != 1110 || got.Read != 1100 || math.Abs(got.Negative.Value-(1000*alone.Negative.Value+100*matrix.Negative.Value)/1100) > 1e-12 {
		t.Errorf("%+v is not the mean of %+v and %+v", got, alone.Negative, matrix.Negative)
	}
	few := counted(10, [4][3]int64{{10, 0, 0}, {0, 10, 0}, {9, 0, 0}, {}})
	if got := Of("cell", counts, knows("xx", "yy"), of(few)); got != byConfusion("cell", counts, knows("xx", "yy")) {
		t.Error("29 labels are taken for enough")
	}
	if got := Of("cell", counts, knows("yy"), of(labels)); got != byConfusion("cell", counts, knows("yy")) {
		t.Error("labels make a language read that is not")
	}
}

func BenchmarkRefuted(b *testing.B) {
	counts, labels := sampled(rand.New(rand.NewPCG(1, 1)), 2000, 60, [3]float64{0.4, 0.3, 0.3}, ratesOf(reads))
	for b.Loop() {
		Refuted(reads, "cell", []Stratum{{counts, labels}})
	}
}
