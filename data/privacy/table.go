package privacy

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// table holds the counts of a mission by week, dimension and platform. It is all
// that the suppressor knows, and bounds the crowd behind any set of replies that
// is made of whole values of one dimension in whole weeks.
type table struct{ weeks map[string]*weekTable }

type weekTable struct {
	sealed  bool
	replies int64 // of the total
	dims    map[data.Dimension]map[data.Platform][]Counted
	whole   map[data.Dimension]bool // whether its values add up to the total on every platform
}

// dimensions lists the total first: nothing is broken down that has no total.
var dimensions = [...]data.Dimension{data.DimTotal, data.DimAccount, data.DimFormat, data.DimTopic, data.DimLanguage}

// newTable indexes weeks. Weeks that are none are left out and returned.
func newTable(weeks []WeekCounts) (t table, bad []string) {
	t.weeks = map[string]*weekTable{}
	for _, w := range weeks {
		if !isWeek(w.Week) {
			bad = append(bad, w.Week)
			continue
		}
		wt := t.weeks[w.Week]
		if wt == nil {
			wt = &weekTable{sealed: true, dims: map[data.Dimension]map[data.Platform][]Counted{}, whole: map[data.Dimension]bool{}}
			t.weeks[w.Week] = wt
		}
		wt.sealed = wt.sealed && w.Sealed
		for _, r := range w.Rows {
			if r.Replies <= 0 {
				continue
			}
			if wt.dims[r.Dimension] == nil {
				wt.dims[r.Dimension] = map[data.Platform][]Counted{}
			}
			wt.dims[r.Dimension][r.Platform] = append(wt.dims[r.Dimension][r.Platform], r)
		}
	}
	for _, wt := range t.weeks {
		for _, rows := range wt.dims[data.DimTotal] {
			wt.replies += sumReplies(rows)
		}
		for _, d := range dimensions {
			wt.whole[d] = len(wt.dims[d]) == len(wt.dims[data.DimTotal])
			for p, rows := range wt.dims[data.DimTotal] {
				if sumReplies(rows) != sumReplies(wt.dims[d][p]) {
					wt.whole[d] = false
				}
			}
		}
	}
	slices.Sort(bad)
	return t, slices.Compact(bad)
}

func sumReplies(rows []Counted) int64 {
	var n int64
	for _, r := range rows {
		n += r.Replies
	}
	return n
}

// crowd bounds the people behind the replies of some values of a dimension in some
// weeks, from what one platform says in one week, P below, where people can be
// told apart:
//
//	authors >= max over P of max( max of the values' authors in P,
//	                              authors of P - sum of the other values' authors in P )
//	busiest <= sum over P of min( sum of the values' busiest in P, busiest of P ) + replies without author
//
// People may be the same on every platform and in every week, so authors take the
// maximum and the busiest the sum.
func (t table) crowd(d data.Dimension, weeks []string, member func(value string) bool) crowd {
	var c crowd
	for _, w := range weeks {
		wt := t.weeks[w]
		if wt == nil {
			continue
		}
		for p, rows := range wt.dims[d] {
			in, busiest, others := crowd{}, int64(0), int64(0)
			for _, r := range rows {
				if !member(r.Value) {
					others += r.most()
					continue
				}
				in.replies += r.Replies
				in.authors = max(in.authors, r.Authors)
				in.busiest += r.MaxReplies
				busiest += r.Unauthored
			}
			if in.replies == 0 {
				continue
			}
			if total := wt.dims[data.DimTotal][p]; len(total) == 1 && wt.whole[d] {
				in.authors = max(in.authors, total[0].Authors-others)
				in.busiest = min(in.busiest, total[0].MaxReplies)
			}
			c.replies += in.replies
			c.authors = max(c.authors, in.authors)
			c.busiest += in.busiest + busiest
		}
	}
	return c
}

// most returns how many people with a known id wrote a row's replies at most.
func (r Counted) most() int64 {
	if r.AuthorsMost <= 0 || r.AuthorsMost < r.Authors {
		return r.Replies
	}
	return r.AuthorsMost
}

// children returns the values of a dimension over some weeks.
func (t table) children(d data.Dimension, weeks []string) []Child {
	var children []Child
	seen := map[string]bool{}
	for _, w := range weeks {
		if t.weeks[w] == nil {
			continue
		}
		for _, rows := range t.weeks[w].dims[d] {
			for _, r := range rows {
				if seen[r.Value] {
					continue
				}
				seen[r.Value] = true
				c := t.crowd(d, weeks, func(v string) bool { return v == r.Value })
				children = append(children, Child{Value: r.Value, Replies: c.replies, Authors: c.authors, MaxReplies: c.busiest})
			}
		}
	}
	return children
}

// unauthored reports whether some weeks hold enough replies without author, under
// enough posts, to show the mission's total. A post may have replies in two weeks,
// so posts count as the maximum over weeks.
func (t table) unauthored(weeks []string) bool {
	var replies, posts int64
	for _, w := range weeks {
		var inWeek int64
		for _, rows := range t.weeks[w].dims[data.DimTotal] {
			for _, r := range rows {
				replies += r.Unauthored
				inWeek += r.UnauthoredPosts
			}
		}
		posts = max(posts, inWeek)
	}
	return replies >= unauthoredReplies && posts >= unauthoredPosts
}
