package metrics

import (
	"math"
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// 30 interactions of 1000 followers and 10 of 100: 40/1100 together, median (0.03+0.1)/2.
func TestGroupRates(t *testing.T) {
	cells, rates, s := NewCellSums(), NewRateSums(), NewSheet()
	var rows []data.PostMetric
	for _, x := range []struct {
		post      string
		n         int64
		followers data.Count
	}{{"1", 30, data.N(1000)}, {"2", 10, data.N(100)}, {"3", 5000, nil}} { // the third is in neither sum
		p := mastodonPost()
		p.PostID, p.Followers = data.PostID(x.post), x.followers
		s.Read(p, []data.PostSnapshot{read(30*Day, x.n)}, nil, nil)
		cells.Add(s, data.FormatImage)
		rates.Add(s, data.FormatImage)
		rows = s.Rows(rows)
	}
	if got := ERSum(slices.Values(cells.Cells()), MetricERFollowers); got.N != 2 || got.Value == nil || math.Abs(*got.Value-40.0/1100) > 1e-12 {
		t.Errorf("ERSum = %+v, want 40/1100 of 2", got)
	}
	if got := ERMedian(slices.Values(rows), MetricERFollowers); got.N != 2 || got.Value == nil || math.Abs(*got.Value-0.065) > 1e-12 {
		t.Errorf("ERMedian = %+v, want 0.065 of 2", got)
	}
	if got := ERSum(slices.Values(cells.Cells()), MetricERReach); got.N != 0 || got.Value != nil {
		t.Errorf("ERSum of a rate nobody has = %+v, want null", got)
	}
	if got := ERMedian(slices.Values(rows), MetricERReach); got.N != 0 || got.Value != nil {
		t.Errorf("ERMedian of a rate nobody has = %+v, want null", got)
	}
	got := rates.Rates("2026-03")
	if len(got) != 2 || got[0].Format != "" || got[1].Format != data.FormatImage {
		t.Fatalf("Rates = %+v, want one row for all formats and one for images", got)
	}
	for _, r := range got {
		if r.Rate != MetricERFollowers || r.Age != AgeSettled || r.Posts != 3 || r.N != 2 || r.Missing != "no_followers=1" ||
			math.Abs(*r.ERSum-40.0/1100) > 1e-12 || math.Abs(*r.ERMedian-0.065) > 1e-12 {
			t.Errorf("rate of format %q = %+v, want 40/1100 and 0.065 of 2 in 3 posts", r.Format, r)
		}
	}
}

// A sum at the largest number is a bound, not a figure: what it divides is not known.
func TestRateOfSaturatedSumsIsUnknown(t *testing.T) {
	for _, c := range [][2]int64{{5, 0}, {5, math.MaxInt64}, {math.MaxInt64, 5}} {
		if v := quotient(c[0], c[1]); v != nil {
			t.Errorf("%d over %d is %v", c[0], c[1], *v)
		}
	}
	if v := quotient(1, 4); v == nil || *v != 0.25 {
		t.Errorf("1 over 4 is %v", v)
	}
}
