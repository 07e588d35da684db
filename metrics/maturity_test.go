package metrics

import (
	"iter"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// fitMaturity learns curves from posts with their snapshots, sorted by the moment observed.
func fitMaturity(posts iter.Seq2[*data.Post, []data.PostSnapshot]) *Maturity {
	l := NewLearner()
	for p, snaps := range posts {
		l.Add(p, snaps)
	}
	return MaturityOf(slices.Values(l.Sums("")))
}

// grown yields n posts read at ages, whose count at age t is size x m(t), rounded.
func grown(n int, size func(i int) float64, ages ...time.Duration) iter.Seq2[*data.Post, []data.PostSnapshot] {
	return func(yield func(*data.Post, []data.PostSnapshot) bool) {
		for i := range n {
			var snaps []data.PostSnapshot
			for _, a := range ages {
				m := 1 - math.Exp(-float64(a)/float64(2*Day))
				snaps = append(snaps, read(a, int64(math.Round(size(i)*m))))
			}
			if !yield(mastodonPost(), snaps) {
				return
			}
		}
	}
}

func TestFitMaturity(t *testing.T) {
	flat := func(int) float64 { return 1000 }
	c := fitMaturity(grown(25, flat, Day, 3*Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions)
	// 1-exp(-1/2) = 0.3935 and 1-exp(-3.5) = 0.9698 of the count at 28 days, 1000.
	for age, want := range map[time.Duration]float64{Day: 0.393, 7 * Day: 0.970, 28 * Day: 1, 90 * Day: 1} {
		if got, ok := c.At(age); !ok || math.Abs(got.Share-want) > 0.001 {
			t.Errorf("m(%v) = %+v %v, want %v", age, got, ok, want)
		}
	}
	if _, ok := c.At(time.Hour); ok {
		t.Error("m(1h) is known although no post was read near it")
	}
	if c := fitMaturity(grown(19, flat, Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions); c != nil {
		t.Errorf("19 posts make a curve: %+v", c)
	}
	if c := fitMaturity(grown(50, func(int) float64 { return 9 }, Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions); c != nil {
		t.Errorf("posts of 9 interactions make a curve: %+v", c)
	}
}

func TestMaturityIsMonotoneAndOrderFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 40).Draw(t, "posts")
		posts := make([][]data.PostSnapshot, n)
		ages := []time.Duration{6 * time.Hour, Day, 3 * Day, 7 * Day, 14 * Day, 28 * Day}
		for i := range posts {
			for _, a := range ages {
				posts[i] = append(posts[i], read(a, rapid.Int64Range(10, 500).Draw(t, "n")))
			}
		}
		of := func(backwards bool) *Curve {
			return fitMaturity(func(yield func(*data.Post, []data.PostSnapshot) bool) {
				for i := range posts {
					if backwards {
						i = n - 1 - i
					}
					yield(mastodonPost(), posts[i])
				}
			}).Curve(data.Mastodon, MetricInteractions)
		}
		a, b := of(false), of(true)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatalf("order changes the curve:\n%s", diff)
		}
		for i := 1; i < len(a.Points); i++ {
			if a.Points[i].Share < a.Points[i-1].Share {
				t.Fatalf("m falls: %+v", a.Points)
			}
		}
	})
}
