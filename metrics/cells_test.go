package metrics

import (
	"cmp"
	"math"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func image(data.PostID) About { return About{data.FormatImage, data.BySecond} }

func metricRow(post, metric string, v float64) data.PostMetric {
	return data.PostMetric{PostID: data.PostID(post), AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published,
		Metric: metric, Age: AgeSettled, Paid: data.Organic, Value: &v}
}

func TestCells(t *testing.T) {
	missing := metricRow("3", MetricInteractions, 0)
	missing.Value, missing.Missing = nil, data.Immature
	nan := metricRow("4", MetricInteractions, math.NaN())
	got := Cells(slices.Values([]data.PostMetric{metricRow("1", MetricInteractions, 1), metricRow("2", MetricInteractions, 3), missing, nan}), image)
	// Sums of round(log(1+v) 2^24) and round(log(1+v)^2 2^24), computed with Python 3.
	want := []data.EngagementCell{{AccountID: "oslo", Platform: data.Mastodon, Format: data.FormatImage, Week: "2026-W10", Metric: MetricInteractions,
		Age: AgeSettled, Paid: data.Organic, Posts: 4, N: 2, Sum: 4 << 20, SumLog: 34887240, SumLogSq: 40303320,
		Hist: []data.Bucket{{Index: 16, N: 1}, {Index: 40, N: 1}}, Missing: "bad_input=1;immature=1"}}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("Cells (-want +got):\n%s", diff)
	}
}

func TestPeriodOfCoarseDates(t *testing.T) {
	for p, want := range map[data.Precision]string{data.BySecond: "2026-W10", data.ByDay: "2026-W10", data.ByMonth: "2026-03", data.ByYear: "2026"} {
		if got := Period(published, p); got != want {
			t.Errorf("Period(%s) = %q, want %q", p, got, want)
		}
	}
}

func TestBuckets(t *testing.T) {
	for _, v := range []float64{1e-9, 0.004, 1, 2, 3, 31, 32, 33, 1e6, 4e12} {
		low, high := BucketRange(BucketOf(v))
		if v < low || v >= high || high/low > 1.0626 {
			t.Errorf("BucketRange(BucketOf(%v)) = [%v, %v)", v, low, high)
		}
	}
	for v := range 31 {
		if BucketOf(float64(v)) == BucketOf(float64(v+1)) {
			t.Errorf("%d and %d share a bucket", v, v+1)
		}
	}
	if low, high := BucketRange(BucketOf(0)); low != 0 || high != 0 {
		t.Errorf("bucket of 0 = [%v, %v)", low, high)
	}
}

// drawRows draws values of a few posts on a few keys.
func drawRows(t *rapid.T) []data.PostMetric {
	rows := make([]data.PostMetric, rapid.IntRange(1, 30).Draw(t, "rows"))
	for i := range rows {
		r := metricRow(rapid.StringMatching("[a-z]{8}").Draw(t, "post"), MetricInteractions, rapid.Float64Range(0, 1e6).Draw(t, "v"))
		r.PublishedAt = published.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "week")) * 7 * day)
		if rapid.Bool().Draw(t, "missing") {
			r.Value, r.Missing = nil, rapid.SampledFrom([]data.Reason{data.Immature, data.Hidden}).Draw(t, "why")
		}
		rows[i] = r
	}
	return rows
}

// fold merges cells by key.
func fold(cells []data.EngagementCell) []data.EngagementCell {
	slices.SortStableFunc(cells, func(a, b data.EngagementCell) int { return CompareCells(&a, &b) })
	var out []data.EngagementCell
	for _, c := range cells {
		if n := len(out); n > 0 && CompareCells(&out[n-1], &c) == 0 {
			out[n-1] = Merge(out[n-1], c)
		} else {
			out = append(out, c)
		}
	}
	return out
}

func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		whole := Cells(slices.Values(rows), image)

		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		parts := append(Cells(slices.Values(rows[:cut]), image), Cells(slices.Values(rows[cut:]), image)...)
		if diff := gocmp.Diff(whole, fold(parts)); diff != "" {
			t.Fatalf("cells of parts merge to others than of the whole:\n%s", diff)
		}
		back := slices.Clone(rows)
		slices.Reverse(back)
		if diff := gocmp.Diff(whole, Cells(slices.Values(back), image)); diff != "" {
			t.Fatalf("order of rows changes cells:\n%s", diff)
		}
		one := func() data.EngagementCell {
			for i := range rows {
				rows[i].PublishedAt = published
			}
			k := rapid.IntRange(1, len(rows)).Draw(t, "rows of cell")
			return Cells(slices.Values(rows[:k]), image)[0]
		}
		a, b, c := one(), one(), one()
		if diff := gocmp.Diff(Merge(a, b), Merge(b, a)); diff != "" {
			t.Fatalf("Merge does not commute:\n%s", diff)
		}
		if diff := gocmp.Diff(Merge(Merge(a, b), c), Merge(a, Merge(b, c))); diff != "" {
			t.Fatalf("Merge is not associative:\n%s", diff)
		}
		if diff := gocmp.Diff(a, Merge(a, data.EngagementCell{})); diff != "" {
			t.Fatalf("a zero cell adds something:\n%s", diff)
		}
		if diff := gocmp.Diff(a, Merge(data.EngagementCell{}, a)); diff != "" {
			t.Fatalf("a zero cell adds something on the left:\n%s", diff)
		}
	})
}

func TestSumsSaturate(t *testing.T) {
	a := Cells(slices.Values([]data.PostMetric{metricRow("1", MetricViews, 8e12), metricRow("2", MetricViews, 8e12)}), image)[0]
	if a.Sum != math.MaxInt64 || Merge(a, a).Sum != math.MaxInt64 {
		t.Errorf("sum of 16e12 views = %d, want the largest int64", a.Sum)
	}
}

// 30 interactions of 1000 followers and 10 of 100: 40/1100 together, median (0.03+0.1)/2.
func TestGroupRates(t *testing.T) {
	var rows []data.PostMetric
	for _, x := range []struct {
		post         string
		n, followers int64
	}{{"1", 30, 1000}, {"2", 10, 100}} {
		p := mastodonPost()
		p.PostID, p.Followers = data.PostID(x.post), data.N(x.followers)
		rows = append(rows, Values(p, []data.PostSnapshot{read(30*day, x.n)}, nil, nil)...)
	}
	// A post without followers is in neither sum.
	p := mastodonPost()
	p.PostID = "3"
	rows = append(rows, Values(p, []data.PostSnapshot{read(30*day, 5000)}, nil, nil)...)

	cells := Cells(slices.Values(rows), image)
	if got := ERSum(slices.Values(cells), MetricERFollowers); got.N != 2 || got.Value == nil || math.Abs(*got.Value-40.0/1100) > 1e-12 {
		t.Errorf("ERSum = %+v, want 40/1100 of 2", got)
	}
	if got := ERMedian(slices.Values(rows), MetricERFollowers); got.N != 2 || got.Value == nil || math.Abs(*got.Value-0.065) > 1e-12 {
		t.Errorf("ERMedian = %+v, want 0.065 of 2", got)
	}
	if got := ERSum(slices.Values(cells), MetricERReach); got.N != 0 || got.Value != nil {
		t.Errorf("ERSum of a rate nobody has = %+v, want null", got)
	}
	if got := ERMedian(slices.Values(rows), MetricERReach); got.N != 0 || got.Value != nil {
		t.Errorf("ERMedian of a rate nobody has = %+v, want null", got)
	}
}

func TestOverperformance(t *testing.T) {
	var rows []data.PostMetric
	for i := range 13 { // 1..12, then 65
		v := float64(i + 1)
		if i == 12 {
			v = 65
		}
		r := metricRow(string(rune('a'+i)), MetricInteractions, v)
		r.PublishedAt = published.Add(time.Duration(i) * time.Hour)
		rows = append(rows, r)
	}
	slices.Reverse(rows)
	got := Overperformance(rows, image)
	if !slices.IsSortedFunc(got, func(a, b data.PostMetric) int { return cmp.Compare(a.PublishedAt, b.PublishedAt) }) {
		t.Fatal("rows are not in order of publishing")
	}
	if got[9].Value != nil || got[9].Missing != data.Immature {
		t.Errorf("after 9 posts = %+v, want immature", got[9])
	}
	// Of 1..12 three are cut off at either end; the mean of 4..9 is 6.5; 65/6.5 = 10.
	if got[12].Value == nil || *got[12].Value != 10 {
		t.Errorf("after 12 posts = %v, want 10", got[12].Value)
	}
	// Only the last hundred count.
	w := &window{}
	for i := range 250 {
		w.push(float64(i))
	}
	if len(w.sorted) != 100 || w.sorted[0] != 150 || w.sorted[99] != 249 {
		t.Errorf("window holds %d values from %v to %v, want 100 from 150 to 249", len(w.sorted), w.sorted[0], w.sorted[99])
	}
}

func BenchmarkCells(b *testing.B) {
	rows := make([]data.PostMetric, 10000)
	for i := range rows {
		rows[i] = metricRow(string(rune('a'+i%26))+string(rune('a'+i/26%26)), MetricInteractions, float64(i%97))
		rows[i].PublishedAt = published.Add(time.Duration(i) * time.Hour)
	}
	b.ReportAllocs()
	for b.Loop() {
		Cells(slices.Values(rows), image)
	}
	b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "values/s")
}
