package metrics

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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

// drawnPost is one post with its readings.
type drawnPost struct {
	post  data.Post
	snaps []data.PostSnapshot
}

// drawPosts draws posts of a few accounts, weeks and paid scopes, read at any ages,
// with any counters missing.
func drawPosts(t *rapid.T) []drawnPost {
	posts := make([]drawnPost, rapid.IntRange(0, 25).Draw(t, "posts"))
	for i := range posts {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		p.AccountID = rapid.SampledFrom([]data.AccountID{"oslo", "lima"}).Draw(t, "account")
		p.Platform = rapid.SampledFrom([]data.Platform{data.Mastodon, data.Facebook}).Draw(t, "platform")
		p.Paid = rapid.SampledFrom([]data.Paid{data.Organic, data.PaidFor}).Draw(t, "paid")
		p.PublishedAt = published.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "week")) * 7 * Day)
		if rapid.Bool().Draw(t, "followers") {
			p.Followers = data.N(rapid.Int64Range(0, 1000).Draw(t, "n"))
		}
		ages := rapid.SliceOfNDistinct(rapid.Int64Range(0, 60*24), 0, 5, func(h int64) int64 { return h }).Draw(t, "hours")
		slices.Sort(ages)
		for _, h := range ages {
			s := read(time.Duration(h)*time.Hour, rapid.Int64Range(0, 1e6).Draw(t, "likes"))
			s.ObservedAt = p.PublishedAt.Add(time.Duration(h) * time.Hour)
			if rapid.Bool().Draw(t, "hidden") {
				s.Shares, s.Missing = nil, data.Missing("").With(shares, data.Hidden)
			}
			if rapid.Bool().Draw(t, "reach") {
				s.Reach = data.N(rapid.Int64Range(0, 1e7).Draw(t, "reached"))
			}
			posts[i].snaps = append(posts[i].snaps, s)
		}
		posts[i].post = *p
	}
	return posts
}

func cellsOfPosts(posts []drawnPost) []data.EngagementCell {
	c, s := NewCellSums(), NewSheet()
	for i := range posts {
		if s.Read(&posts[i].post, posts[i].snaps, nil, straight()) {
			c.Add(s, data.FormatImage)
		}
	}
	return c.Cells()
}

// bytesOf is how cells are told apart: every field of every cell.
func bytesOf(t *rapid.T, cells []data.EngagementCell) string {
	b, err := json.Marshal(append([]data.EngagementCell{}, cells...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The partials of any number of workers, whatever posts each was given and in
// whatever order they are merged, are byte by byte the cells of all posts.
func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		posts := drawPosts(t)
		whole := cellsOfPosts(posts)
		shares := make([][]drawnPost, 3)
		for _, p := range rapid.Permutation(posts).Draw(t, "order of posts") {
			worker := rapid.IntRange(0, 2).Draw(t, "worker")
			shares[worker] = append(shares[worker], p)
		}
		a, b, c := cellsOfPosts(shares[0]), cellsOfPosts(shares[1]), cellsOfPosts(shares[2])
		merge := func(parts ...[]data.EngagementCell) []data.EngagementCell {
			return MergeCells(slices.Values(slices.Concat(parts...)))
		}
		for law, got := range map[string][]data.EngagementCell{
			"independent of the partition":  merge(a, b, c),
			"commutative":                   merge(c, b, a),
			"associative, left to right":    merge(merge(a, b), c),
			"associative, right to left":    merge(a, merge(b, c)),
			"with nothing as its identity":  merge(nil, merge(a, b, c), nil),
			"whatever the order of cells":   merge(rapid.Permutation(slices.Concat(a, b, c)).Draw(t, "order of cells")),
			"the same after it was stored":  merge(stored(t, a), stored(t, b), c),
			"with cells of zero as nothing": merge(a, b, c, zeros(whole)),
		} {
			if x, y := bytesOf(t, whole), bytesOf(t, got); x != y {
				t.Fatalf("merging is not %s:\n%s", law, gocmp.Diff(whole, got))
			}
		}
	})
}

// stored writes cells as another engine may hand them over, and reads them again.
func stored(t *rapid.T, cells []data.EngagementCell) (again []data.EngagementCell) {
	if err := json.Unmarshal([]byte(bytesOf(t, cells)), &again); err != nil {
		t.Fatal(err)
	}
	return again
}

// zeros returns cells of the same keys that tell of no post.
func zeros(cells []data.EngagementCell) []data.EngagementCell {
	out := make([]data.EngagementCell, len(cells))
	for i, c := range cells {
		out[i] = data.EngagementCell{AccountID: c.AccountID, Platform: c.Platform, Format: c.Format, Week: c.Week, Metric: c.Metric, Age: c.Age, Paid: c.Paid}
	}
	return out
}

// So do the sums that maturity is learned from.
func TestMergeMaturityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		posts := drawPosts(t)
		learnt := func(posts []drawnPost) []data.MaturitySum {
			l := NewLearner()
			for i := range posts {
				l.Add(&posts[i].post, posts[i].snaps)
			}
			return l.Sums("2026-03")
		}
		cut := rapid.IntRange(0, len(posts)).Draw(t, "cut")
		whole, parts := map[string]data.MaturitySum{}, map[string]data.MaturitySum{}
		key := func(s *data.MaturitySum) string { return fmt.Sprint(s.Platform, s.Metric, s.AgeHours) }
		for _, s := range learnt(posts) {
			whole[key(&s)] = s
		}
		for _, s := range slices.Concat(learnt(posts[cut:]), learnt(posts[:cut])) {
			parts[key(&s)] = MergeMaturity(s, parts[key(&s)])
		}
		if diff := gocmp.Diff(whole, parts); diff != "" {
			t.Fatalf("sums of parts merge to others than of the whole:\n%s", diff)
		}
	})
}

func TestSumsSaturate(t *testing.T) {
	a := data.EngagementCell{Posts: 1, N: 1, Sum: fixed(16e12 * SumScale)}
	if a.Sum != math.MaxInt64 || Merge(a, a).Sum != math.MaxInt64 {
		t.Errorf("sum of 16e12 views = %d, want the largest int64", a.Sum)
	}
	l := NewLearner()
	p := mastodonPost()
	for range 3 {
		l.Add(p, []data.PostSnapshot{read(7*Day, math.MaxInt64/4), read(28*Day, math.MaxInt64/2)})
	}
	for _, s := range l.Sums("") {
		if s.Now < 0 || s.Final != math.MaxInt64 || s.FinalSqHigh != math.MaxInt64 || s.FinalSqLow < 0 || s.RatioSq < 0 {
			t.Errorf("sums of counts near the largest are %+v, want none below 0", s)
		}
	}
}

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

func TestOverperformance(t *testing.T) {
	b := NewBaseline()
	add := func(at data.Micros, v float64) data.Overperformance {
		return b.Add(&data.PostMetric{AccountID: "oslo", PublishedAt: at, Age: AgeSettled, Paid: data.Organic, Value: &v}, data.FormatImage)
	}
	at := published
	for i := range 12 {
		if got := add(at, float64(i+1)); i < 10 && (got.Value != nil || got.Missing != data.Immature || got.N != int64(i)) {
			t.Errorf("after %d posts = %+v, want immature", i, got)
		}
		at = at.Add(time.Hour)
	}
	// Of 1..12 three are cut off at either end; the mean of 4..9 is 6.5; 65/6.5 = 10.
	if got := add(at, 65); got.Value == nil || *got.Value != 10 || got.N != 12 || *got.Expected != 6.5 {
		t.Errorf("after 12 posts = %+v, want 10 times 6.5", got)
	}
	// A year later they are no measure any more.
	if got := add(at.Add(365*Day+time.Hour), 65); got.Value != nil || got.N != 0 {
		t.Errorf("a year later = %+v, want nothing to compare with", got)
	}
	for range 20 {
		at = at.Add(2 * 365 * Day)
		add(at, 0)
	}
	for range 10 {
		add(at, 0)
	}
	if got := add(at, 3); got.Value != nil || got.Missing != data.BadInput {
		t.Errorf("where 0 is expected = %+v, want bad_input", got)
	}
	// Only the last hundred count.
	w := &window{}
	for i := range 250 {
		w.push(published, float64(i))
	}
	if len(w.sorted) != 100 || w.sorted[0] != 150 || w.sorted[99] != 249 {
		t.Errorf("window holds %d values from %v to %v, want 100 from 150 to 249", len(w.sorted), w.sorted[0], w.sorted[99])
	}
}

// BenchmarkCells reads posts and adds them up; its peer adds the same rows up in a map
// of their keys.
func BenchmarkCells(b *testing.B) {
	const posts = 5000
	var all []drawnPost
	for i := range posts {
		p := mastodonPost()
		p.AccountID = data.AccountID(fmt.Sprint(i % 50))
		p.PublishedAt = published.Add(time.Duration(i) * time.Hour / 4)
		p.Followers = data.N(1000)
		d := drawnPost{post: *p}
		for _, age := range []time.Duration{Day, 7 * Day, 28 * Day} {
			s := read(age, int64(i%97))
			s.ObservedAt = p.PublishedAt.Add(age)
			d.snaps = append(d.snaps, s)
		}
		all = append(all, d)
	}
	run := func(b *testing.B, each func(*CellSums, *Sheet, *drawnPost), done func(*CellSums)) {
		b.ReportAllocs()
		for b.Loop() {
			c, s := NewCellSums(), NewSheet()
			for i := range all {
				s.Read(&all[i].post, all[i].snaps, nil, nil)
				each(c, s, &all[i])
			}
			done(c)
		}
		b.ReportMetric(float64(posts*b.N)/b.Elapsed().Seconds(), "posts/s")
	}
	b.Run("read only", func(b *testing.B) {
		run(b, func(*CellSums, *Sheet, *drawnPost) {}, func(*CellSums) {})
	})
	b.Run("Cells", func(b *testing.B) {
		run(b, func(c *CellSums, s *Sheet, _ *drawnPost) { c.Add(s, data.FormatImage) }, func(c *CellSums) { c.Cells() })
	})
	b.Run("peer=map of rows", func(b *testing.B) {
		type key struct{ account, platform, week, metric, age, paid string }
		var rows []data.PostMetric
		sums := map[key]*tally{}
		run(b, func(_ *CellSums, s *Sheet, _ *drawnPost) {
			rows = s.Rows(rows[:0])
			for i := range rows {
				r := &rows[i]
				k := key{string(r.AccountID), string(r.Platform), r.PublishedAt.Week(), r.Metric, r.Age, string(r.Paid)}
				if sums[k] == nil {
					sums[k] = &tally{}
				}
				if r.Value != nil {
					sums[k].add(*r.Value, "")
				}
			}
		}, func(*CellSums) { clear(sums) })
	})
}
