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

func TestSumsSaturate(t *testing.T) {
	a := data.EngagementCell{Posts: 1, N: 1, Sum: fixed(16e12 * SumScale)}
	if a.Sum != math.MaxInt64 || Merge(a, a).Sum != math.MaxInt64 {
		t.Errorf("sum of 16e12 views = %d, want the largest int64", a.Sum)
	}
	full := data.EngagementCell{Posts: math.MaxInt64 - 1, N: math.MaxInt64 - 1, Hist: []data.Bucket{{Index: 3, N: math.MaxInt64 - 1}}}
	if c := Merge(Merge(full, full), a); c.Posts != math.MaxInt64 || c.N != math.MaxInt64 || c.Hist[0].N != math.MaxInt64 {
		t.Errorf("counts near the largest add up to %+v", c)
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
