package metrics

import (
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// settledPost is a post of Mastodon whose settled interactions are n; below 0 it is
// too young to have any.
func settledPost(id string, n int64) (*data.Post, []data.PostSnapshot) {
	p := mastodonPost()
	p.PostID = data.PostID(id)
	age := 30 * Day
	if n < 0 {
		age, n = Day/2, 0
	}
	return p, []data.PostSnapshot{read(age, n)}
}

// sums adds up posts that are made by their numbers of interactions.
func cellsOf(ns ...int64) []data.EngagementCell {
	c, s := NewCellSums(), NewSheet()
	for i, n := range ns {
		p, snaps := settledPost(fmt.Sprint(i), n)
		s.Read(p, snaps, nil, nil)
		c.Add(s, data.FormatImage)
	}
	return c.Cells()
}

func cellOf(cells []data.EngagementCell, metric, age string) data.EngagementCell {
	i := slices.IndexFunc(cells, func(c data.EngagementCell) bool { return c.Metric == metric && c.Age == age })
	if i < 0 {
		return data.EngagementCell{}
	}
	return cells[i]
}

func TestCells(t *testing.T) {
	got := cellOf(cellsOf(1, 3, -1), MetricInteractions, AgeSettled)
	// Sums of round(log(1+v) 2^24) and round(log(1+v)^2 2^24), computed with Python 3.
	want := data.EngagementCell{AccountID: "oslo", Platform: data.Mastodon, Format: data.FormatImage, Week: "2026-W10", Metric: MetricInteractions,
		Age: AgeSettled, Paid: data.Organic, Posts: 3, N: 2, Sum: 4 << 20, SumLog: 34887240, SumLogSq: 40303320,
		Hist: []data.Bucket{{Index: 16, N: 1}, {Index: 40, N: 1}}, Missing: "immature=1"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("Cells (-want +got):\n%s", diff)
	}
}

// A metric that was read twice without standing at an age is missing there with its
// reason, in the row and in the cell, whatever the other posts have.
func TestCellsCarryReasons(t *testing.T) {
	c, s := NewCellSums(), NewSheet()
	add := func(id string, snaps ...data.PostSnapshot) {
		p := mastodonPost()
		p.PostID = data.PostID(id)
		s.Read(p, snaps, nil, nil)
		c.Add(s, data.FormatImage)
	}
	add("at 7 days", read(7*Day, 5), read(30*Day, 9))
	add("too far apart", read(Day, 5), read(30*Day, 9))
	add("young", read(Day, 5), read(2*Day, 9))
	add("read once", read(30*Day, 9))
	for metric, want := range map[string]string{MetricApproval: "immature=1;not_bracketed=1", MetricERFollowers: "immature=1;no_followers=1;not_bracketed=1"} {
		if got := cellOf(c.Cells(), metric, Age7d); got.Posts != 3 || got.Missing != want {
			t.Errorf("%s at 7d = %d posts, missing %q; want 3, %q", metric, got.Posts, got.Missing, want)
		}
	}
	if got := cellOf(c.Cells(), MetricReach, AgeSettled); got.Posts != 0 {
		t.Errorf("reach, which the platform does not have, has a cell: %+v", got)
	}
	for _, cell := range c.Cells() {
		n := cell.N
		for _, m := range missingCounts(cell.Missing) {
			n += m.n
		}
		if n != cell.Posts {
			t.Errorf("%s@%s: %d values and reasons for %d posts", cell.Metric, cell.Age, n, cell.Posts)
		}
	}
}

func TestPeriodOfCoarseDates(t *testing.T) {
	for p, want := range map[data.Precision]string{data.BySecond: "2026-W10", data.ByDay: "2026-W10", data.ByMonth: "2026-03", data.ByYear: "2026"} {
		if got := Period(published, p); got != want {
			t.Errorf("Period(%s) = %q, want %q", p, got, want)
		}
	}
}
