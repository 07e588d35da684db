package effects

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// At large counts the model is a regression of logs: the lift is the ratio of
// geometric means, which here is exactly 2.
func TestLargeCountsGiveRatioOfGeometricMeans(t *testing.T) {
	var s sheet
	for week := range 10 {
		for k, f := range []float64{0.7, 1, 1 / 0.7} {
			s.add("a", "image", week, math.Round(1e6*f))
			s.add("a", "video", week, math.Round(2e6*f))
			_ = k
		}
	}
	e := effect(t, byFormat(s.frame()), "a", "video")
	if math.Abs(*e.OwnLift-2) > 0.01 || e.Verdict != data.VerdictMore || math.Abs(*e.NaiveLift-2) > 0.01 || math.Abs(*e.MeanLift-2) > 0.01 {
		t.Errorf("own %v naive %v mean %v %s, want 2, 2, 2, more", *e.OwnLift, *e.NaiveLift, *e.MeanLift, e.Verdict)
	}
	if *e.Lift >= *e.OwnLift || *e.Low > *e.Lift || *e.High < *e.Lift || *e.Borrowed <= 0 || *e.Borrowed > 0.2 {
		t.Errorf("lift %v [%v, %v] borrowed %v: want it drawn a little to 1", *e.Lift, *e.Low, *e.High, *e.Borrowed)
	}
	if image := effect(t, byFormat(s.frame()), "a", "image"); image.Verdict != data.VerdictLess {
		t.Errorf("image is %s, want less", image.Verdict)
	}
}

// At large counts the spread of a level is that of its logs. Of 6 posts at +-a each
// the sum of squares is 6 a^2; with a = 1 and 0.5 and one parameter for each level,
// the common variance is 7.5/10, and theirs are (6+3x0.75)/(5+3) and (1.5+3x0.75)/8.
func TestSpreadOfLevels(t *testing.T) {
	d := design{factors: []factor{{levels: 2, precision: 1 / (stat.LeverSD * stat.LeverSD)}}}
	for i := range 12 {
		level, a := int32(i/6), 1.0-0.5*float64(i/6)
		if i%2 == 0 {
			a = -a
		}
		d.factors[0].level = append(d.factors[0].level, level)
		d.y, d.phi = append(d.y, 1e7*math.Exp(a)), append(d.phi, 1)
	}
	r, ok := d.fit(stat.NewHermite())
	if !ok || math.Abs(r.s2[0]-8.25/8) > 0.02 || math.Abs(r.s2[1]-3.75/8) > 0.02 {
		t.Errorf("spread = %v, want %v and %v", r.s2, 8.25/8, 3.75/8)
	}
}

// The one step that leaves a week or post out, against a fit without it.
// A cluster of many rows is left out by way of the columns; that is the same number.
func TestLeaveOutManyIsLeaveOut(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	d := design{factors: []factor{{levels: 2, precision: 1 / (stat.LeverSD * stat.LeverSD)}, {levels: 3, precision: 4}}}
	for i := range 40 {
		d.factors[0].level, d.factors[1].level = append(d.factors[0].level, int32(i%2)), append(d.factors[1].level, int32(r.IntN(3)))
		d.y, d.phi = append(d.y, float64(metricstest.Poisson(r, 20*math.Exp(r.NormFloat64())))), append(d.phi, 1)
	}
	fit, ok := d.fit(stat.NewHermite())
	if !ok {
		t.Fatal("no fit")
	}
	rows := []int{0, 1, 2, 3, 5, 8, 13, 21, 34}
	change := fit.leaveOut(rows)
	want := make([]float64, fit.p)
	for k, i := range rows {
		for j := range want {
			want[j] += along(fit.cov[j*fit.p:(j+1)*fit.p], fit.columns(i)) * change[k]
		}
	}
	for j, v := range fit.leaveOutMany(rows) {
		if math.Abs(v-want[j]) > 1e-9 {
			t.Errorf("column %d moves by %v, by way of rows %v", j, v, want[j])
		}
	}
}

func TestLeaveOutAgainstRefit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s sheet
	for i := range 60 {
		format := []string{"image", "video"}[i%2]
		s.add("a", format, i/6, float64(metricstest.Poisson(r, math.Exp(2+0.9*r.NormFloat64()))))
	}
	h := stat.NewHermite()
	l := leversOf(LeverFormat, nil)[0]
	of := func(f *Frame) contrast {
		return (&comparer{sample: samples(f, metrics.CountMetrics(), []string{metrics.AgeSettled})[0], hermite: h, minPosts: 3}).compare(l).contrast[1]
	}
	whole := of(s.frame())
	rest := sheet{}
	for _, row := range s.rows {
		if row.at.Week() != whole.weeks.downName {
			rest.rows = append(rest.rows, row)
		}
	}
	got, want := whole.weeks.down, of(rest.frame()).est-whole.est
	if math.Abs(got-want) > 0.25*math.Abs(want)+0.01 {
		t.Errorf("without week %s the log lift moves by %v, a new fit says %v", whole.weeks.downName, got, want)
	}
	// A row stands by its score: leaving one out agrees with the cluster formula of one row.
	if whole.posts.down >= 0 || whole.posts.downName == "" {
		t.Errorf("no post moves the lift down: %+v", whole.posts)
	}
}

// An estimate with a wide error counts less than an exact value.
func TestEstimatedValuesWeighLess(t *testing.T) {
	lift := func(se float64) float64 {
		b := NewFrameBuilder(nil)
		for i := range 40 {
			p := mastodonPost()
			p.PostID, p.PublishedAt = data.PostID(fmt.Sprint("mastodon:", i)), published.Add(time.Duration(i)*metrics.Day)
			v, e := []float64{50, 60, 70, 80}[i/2%4], se
			m := data.PostMetric{Metric: metrics.MetricShares, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}
			if i < 6 { // the newest videos do far better, but are estimated
				if v = 60; i%2 == 0 {
					v = 3000
				}
				if m.StdErr = &e; se == 0 {
					m.StdErr = nil
				}
			}
			b.Add(&m, p, &data.PostLabel{Format: []data.Format{data.FormatVideo, data.FormatImage}[i%2]}, &data.Account{AccountID: "a", Role: data.RoleOwn})
		}
		return *effect(t, byFormat(b.Frame()), "a", "video").OwnLift
	}
	if exact, wide := lift(0), lift(4000); wide >= exact*0.97 {
		t.Errorf("own lift %v if exact, %v if estimated with an error of 4000", exact, wide)
	}
}
