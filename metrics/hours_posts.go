package metrics

import (
	"slices"
	"time"

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

// value returns a post's value of a metric.
func (p *Posted) value(metric string) (Measured, bool) {
	for _, v := range p.Values {
		if v.Metric == metric && usable(v.Value) {
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

// Window is a number of whole ISO weeks, in UTC, that ends where the week of as-of
// begins.
type Window struct {
	From, To data.Micros // [From, To)
	Weeks    int
}

// WindowBefore returns the window of so many weeks before the week of as-of.
func WindowBefore(c data.Clock, weeks int) Window {
	to := c.AsOf.UTC().Truncate(24 * time.Hour)
	to = to.AddDate(0, 0, -(int(to.Weekday())+6)%7)
	return Window{From: data.At(to.AddDate(0, 0, -7*weeks)), To: data.At(to), Weeks: weeks}
}

// week returns the number of the week of a moment in the window, from 0.
func (w Window) week(at data.Micros) int32 {
	return int32(at.Sub(w.From) / (7 * day))
}

// holds reports whether a post lies in the window and its day is known.
func (w Window) holds(p *Posted) bool {
	return p.At >= w.From && p.At < w.To && (p.Precision == data.BySecond || p.Precision == data.ByDay)
}

// scopeUnknown warns of posts of unknown paid scope.
const scopeUnknown = "no post is declared organic: boosts may hide in the figures"

// comparable returns the posts of the window with a value of a metric, of one paid
// class as [Fit] takes it: organic; or, if no post is declared so, those of unknown
// scope. Sorted by moment, so that nothing depends on the order they came in.
func (a *AccountPosts) comparable(metric string, w Window) (posts []Posted, unknownScope bool) {
	class := data.PaidUnknown
	for i := range a.Posts {
		if a.Posts[i].Paid == data.Organic {
			class = data.Organic
			break
		}
	}
	for i := range a.Posts {
		p := &a.Posts[i]
		if _, ok := p.value(metric); ok && p.Paid == class && w.holds(p) {
			posts = append(posts, *p)
		}
	}
	slices.SortFunc(posts, byMoment)
	return posts, class == data.PaidUnknown
}

func byMoment(a, b Posted) int {
	if a.At != b.At {
		return int(max(-1, min(1, a.At-b.At)))
	}
	if a.ID < b.ID {
		return -1
	}
	if a.ID > b.ID {
		return 1
	}
	return 0
}

// ValuedGoal returns the first of goals that any of the account's posts in the window
// has a value of, "" if none.
func (a *AccountPosts) ValuedGoal(w Window, goals ...string) string {
	for _, g := range goals {
		for i := range a.Posts {
			if _, ok := a.Posts[i].value(g); ok && w.holds(&a.Posts[i]) {
				return g
			}
		}
	}
	return ""
}

// weeksOf counts the posts of each week of the window, with a value or not.
func (a *AccountPosts) weeksOf(w Window) []int {
	weeks := make([]int, w.Weeks)
	for i := range a.Posts {
		if w.holds(&a.Posts[i]) {
			weeks[w.week(a.Posts[i].At)]++
		}
	}
	return weeks
}
