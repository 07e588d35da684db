package planner

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// habits is how an account posted of late.
type habits struct {
	data.Account
	posts    []habit // of the last habitWeeks before its last post, by time
	values   map[data.PostID]float64
	perWeek  float64
	silent   bool // nothing for longer than silentWeeks
	weekdays [7]int
	hours    [24]int // local; of posts of which the second is known
	timed    int
}

func (h *habits) outlet() data.Outlet { return data.Outlet{Account: h.AccountID, Platform: h.Platform} }

const (
	habitWeeks   = 26 // weeks of posts that make habits
	cadenceWeeks = 13 // weeks that tell how often an account posts
	silentWeeks  = 8
)

// readHabits reads the mission's accounts and their posts before as-of.
func (n *planner) readHabits(ctx context.Context, r lake.Reader) error {
	own, found := map[data.AccountID]data.Account{}, map[data.Outlet]*habits{}
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.Role == data.RoleOwn && a.Mission == n.Mission {
			own[a.AccountID] = a
		}
	}
	from := n.clock.AsOf.AddDate(0, 0, -7*(habitWeeks+silentWeeks))
	parts := partition.From(r, lake.Posts, from)
	for _, part := range parts {
		labels, err := partition.Index(ctx, r, lake.PostLabels, part, func(l *data.PostLabel) data.PostID { return l.PostID })
		if err != nil {
			return err
		}
		for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return err
			}
			a, ok := own[p.AccountID]
			if !ok || !placed(&p) || p.PublishedAt > n.clock.Now() {
				continue
			}
			on := data.Outlet{Account: p.AccountID, Platform: p.Platform}
			h := found[on]
			if h == nil {
				a.Platform = p.Platform
				h = &habits{Account: a}
				found[on] = h
			}
			h.posts = append(h.posts, habitOf(&p, labels[p.PostID], n.Zone))
		}
	}
	for _, on := range slices.SortedFunc(maps.Keys(found), data.CompareOutlets) {
		h := found[on]
		h.settle(n.clock.AsOf)
		n.accounts = append(n.accounts, h)
	}
	return n.readValues(ctx, r, found)
}

// readValues reads what the posts of habits got, in the metric and at the age that the
// account's advice is on.
func (n *planner) readValues(ctx context.Context, r lake.Reader, found map[data.Outlet]*habits) error {
	for _, h := range n.accounts {
		h.values = map[data.PostID]float64{}
	}
	for v, err := range lake.Scan(ctx, r, lake.PostMetrics, partition.Among(partition.From(r, lake.PostMetrics, n.clock.AsOf.AddDate(0, 0, -7*(habitWeeks+silentWeeks))))) {
		if err != nil {
			return err
		}
		on := data.Outlet{Account: v.AccountID, Platform: v.Platform}
		h := found[on]
		if h == nil || h.values == nil || v.Value == nil || v.Paid == data.PaidFor || v.Paid == data.PaidMixed {
			continue
		}
		if a := n.advice[on]; len(a) > 0 && v.Metric == a[0].Goal && v.Age == a[0].Age {
			h.values[v.PostID] = *v.Value
		}
	}
	return nil
}

// settle sums up the posts.
func (h *habits) settle(asOf time.Time) {
	slices.SortFunc(h.posts, func(a, b habit) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	last := h.posts[len(h.posts)-1].at
	h.silent = asOf.Sub(last) > silentWeeks*7*24*time.Hour
	first := last.AddDate(0, 0, -7*habitWeeks)
	h.posts = slices.DeleteFunc(h.posts, func(p habit) bool { return !p.at.After(first) })
	since := last.AddDate(0, 0, -7*cadenceWeeks)
	if oldest := h.posts[0].at; oldest.After(since) {
		since = oldest.AddDate(0, 0, -1)
	}
	recent := 0
	for _, p := range h.posts {
		if p.at.After(since) {
			recent++
		}
		h.weekdays[p.at.Weekday()]++
		if p.timed {
			h.hours[p.at.Hour()]++
			h.timed++
		}
	}
	h.perWeek = float64(recent) / max(1, last.Sub(since).Hours()/24/7)
}

// levels counts the posts by level of a lever; posts without one are left out.
func (h *habits) levels(lever string) map[string]int {
	counts := map[string]int{}
	for _, p := range h.posts {
		if level := h.level(&p, lever); level != "" {
			counts[level]++
		}
	}
	return counts
}

// level is a post's level of a lever, empty if it is not known or nothing that the
// account would plan: a language it is not said to write in is more likely misread.
func (h *habits) level(p *habit, lever string) string {
	level := p.level(lever)
	if lever == effects.LeverLanguage && len(h.Languages) > 0 && !slices.Contains(h.Languages, level) {
		return ""
	}
	return level
}

// felt is the ratio of 1+value that a lift of the values comes to, in the mean: of counts
// that are mostly zero next to nothing, however little they spread.
func (h *habits) felt(lift float64) float64 {
	var sum float64
	n := 0
	for i := range h.posts {
		if v, ok := h.values[h.posts[i].id]; ok {
			sum += math.Log1p(lift*v) - math.Log1p(v)
			n++
		}
	}
	if n == 0 {
		return lift
	}
	return math.Exp(sum / float64(n))
}

// spread is the standard deviation of log1p of the values within weeks and levels.
func (h *habits) spread(lever string) float64 {
	groups := map[string][]float64{}
	for _, p := range h.posts {
		if v, ok := h.values[p.id]; ok {
			key := data.At(p.at).Week() + " " + p.level(lever)
			groups[key] = append(groups[key], v)
		}
	}
	var sorted [][]float64
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		sorted = append(sorted, groups[key])
	}
	return trials.SpreadWithin(sorted)
}
