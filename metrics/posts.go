package metrics

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Measured is the settled value of one metric of one post.
type Measured struct {
	Metric string
	Value  float64
	StdErr float64 // 0 if exact
}

// Posted is one post of an account's own, no reply and no repost, as timing, cadence
// and place look at it.
type Posted struct {
	ID        data.PostID
	At        data.Micros
	Precision data.Precision
	Paid      data.Paid
	Format    data.Format
	Topic     data.Topic
	Values    []Measured // settled ones that are known
}

// Value returns a post's value of a metric.
func (p *Posted) Value(metric string) (Measured, bool) {
	for _, v := range p.Values {
		if v.Metric == metric && Usable(v.Value) {
			return v, true
		}
	}
	return Measured{}, false
}

// AccountPosts is an account's posts on one platform in a window of whole weeks.
type AccountPosts struct {
	Account  data.Account
	Platform data.Platform
	Posts    []Posted // in any order
}

// ScopeUnknown warns of posts of unknown paid scope.
const ScopeUnknown = "no post is declared organic: boosts may hide in the figures"

// Comparable returns the posts of the window with a value of a metric, of one paid
// class as [effects.Fit] takes it: organic; or, if no post is declared so, those of unknown
// scope. Sorted by moment, so that nothing depends on the order they came in.
func (a *AccountPosts) Comparable(metric string, w Window) (posts []Posted, unknownScope bool) {
	class := data.PaidUnknown
	for i := range a.Posts {
		if a.Posts[i].Paid == data.Organic {
			class = data.Organic
			break
		}
	}
	for i := range a.Posts {
		p := &a.Posts[i]
		if _, ok := p.Value(metric); ok && p.Paid == class && w.Holds(p) {
			posts = append(posts, *p)
		}
	}
	slices.SortFunc(posts, byMoment)
	return posts, class == data.PaidUnknown
}

func byMoment(a, b Posted) int {
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID))
}

// ValuedGoal returns the first of goals that any of the account's posts in the window
// has a value of, "" if none.
func (a *AccountPosts) ValuedGoal(w Window, goals ...string) string {
	for _, g := range goals {
		for i := range a.Posts {
			if _, ok := a.Posts[i].Value(g); ok && w.Holds(&a.Posts[i]) {
				return g
			}
		}
	}
	return ""
}

// WeeksOf counts the posts of each week of the window, with a value or not.
func (a *AccountPosts) WeeksOf(w Window) []int {
	weeks := make([]int, w.Weeks)
	for i := range a.Posts {
		if w.Holds(&a.Posts[i]) {
			weeks[w.Week(a.Posts[i].At)]++
		}
	}
	return weeks
}

// FirstWeek returns the week of the account's first post, if it lies in the window.
func (a *AccountPosts) FirstWeek(w Window) (int32, bool) {
	first := data.Micros(math.MaxInt64)
	for i := range a.Posts {
		first = min(first, a.Posts[i].At)
	}
	if first < w.From || first >= w.To {
		return 0, false
	}
	return w.Week(first), true
}
