package metrics

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Columns of a sheet: the count metrics, then the rates.
const (
	countColumns = 10
	rateColumns  = 5
	sheetColumns = countColumns + rateColumns
	sheetAges    = 4 // three fixed ones, then settled
)

// rates lists the rates of a post with the metric each is per; "" is followers.
func rates() [rateColumns]struct{ id, per string } {
	return [rateColumns]struct{ id, per string }{
		{MetricERFollowers, ""}, {MetricERReach, MetricReach}, {MetricERViewers, MetricViewers},
		{MetricERImpressions, MetricImpressions}, {MetricERViews, MetricViews},
	}
}

// Sheet is every metric of one post at every age. It is made to be used for one post
// after the other.
type Sheet struct {
	post      *data.Post
	followers data.Count
	got       [sheetAges][sheetColumns]value
	kept      [sheetAges][sheetColumns]bool // has a row

	ids    [sheetColumns]string
	ages   [sheetAges]string
	per    [rateColumns]int // column a rate is per; -1 is followers
	order  []place          // rows of a post in the order of the table
	series [countColumns]series
	plans  map[data.Platform][]plan
	curves map[data.Platform][]*Curve // of maturity
	of     *Maturity
	slab   []float64
}

// place is one metric at one age.
type place struct{ age, column int }

// NewSheet returns an empty sheet.
func NewSheet() *Sheet {
	s := &Sheet{plans: map[data.Platform][]plan{}}
	copy(s.ids[:], CountMetrics())
	for i, r := range rates() {
		s.ids[countColumns+i] = r.id
		s.per[i] = slices.Index(s.ids[:countColumns], r.per)
	}
	for i, a := range fixedAges() {
		s.ages[i] = a.name
	}
	s.ages[sheetAges-1] = AgeSettled
	for age := range s.ages {
		for column := range s.ids {
			s.order = append(s.order, place{age, column})
		}
	}
	slices.SortFunc(s.order, func(a, b place) int {
		return cmp.Or(strings.Compare(s.ids[a.column], s.ids[b.column]), strings.Compare(s.ages[a.age], s.ages[b.age]))
	})
	return s
}

// Read fills the sheet from one post's snapshots, sorted by the moment observed. It
// reports false, and the sheet is empty, for a repost, whose counters are another
// post's, and for a post whose moment of publishing is not known at all. The post is
// kept until the next Read; m may be nil.
func (s *Sheet) Read(p *data.Post, snaps []data.PostSnapshot, followers Followers, m *Maturity) bool {
	s.post, s.kept = p, [sheetAges][sheetColumns]bool{}
	if p.IsRepost || p.PublishedAt == 0 {
		return false
	}
	plans, curves := s.platform(p.Platform, m)
	s.followers = followers.at(p)
	span := publishedSpan(p)
	for i := range s.series {
		s.series[i].read(p, snaps, span, &plans[i])
	}
	if p.Precision == data.BySecond {
		for i, a := range fixedAges() {
			for c := range s.series {
				s.got[i][c] = s.series[c].at(a.age, curves[c])
			}
			s.finish(i)
		}
	}
	for c := range s.series {
		s.got[sheetAges-1][c] = s.series[c].settle(curves[c])
	}
	s.finish(sheetAges - 1)
	return true
}

// platform returns the plans and curves of a platform.
func (s *Sheet) platform(p data.Platform, m *Maturity) ([]plan, []*Curve) {
	if s.curves == nil || s.of != m {
		s.curves, s.of = map[data.Platform][]*Curve{}, m
	}
	if s.plans[p] == nil {
		s.plans[p] = plansOf(p)
	}
	if s.curves[p] == nil {
		curves := make([]*Curve, countColumns)
		for c := range curves {
			curves[c] = m.Curve(p, s.ids[c])
		}
		s.curves[p] = curves
	}
	return s.plans[p], s.curves[p]
}

// finish adds the rates of one age and says what has a row there. Rates stand at 7d
// and settled.
func (s *Sheet) finish(age int) {
	got, kept := &s.got[age], &s.kept[age]
	fixed := age != sheetAges-1
	for c := range s.series {
		switch why := got[c].why; {
		case why == "", !fixed && core(s.ids[c]):
			kept[c] = true
		case fixed:
			kept[c] = len(s.series[c].readings) >= 2
		default:
			kept[c] = why != data.Unsupported
		}
	}
	if s.ages[age] != Age7d && fixed {
		return
	}
	interactions := got[0]
	for i, per := range s.per {
		c := countColumns + i
		switch {
		case interactions.why != "":
			got[c] = missing(interactions.why)
		case per < 0 && s.followers == nil:
			got[c] = missing(data.NoFollowers)
		case per < 0:
			got[c] = ratio(interactions, value{v: float64(*s.followers)})
		case got[per].why != "":
			got[c] = missing(got[per].why)
		default:
			got[c] = ratio(interactions, got[per])
		}
		kept[c] = kept[0] && (per < 0 || kept[per])
	}
}

// denominator returns what a rate that has a value was divided by.
func (s *Sheet) denominator(age, rate int) float64 {
	if per := s.per[rate]; per >= 0 {
		return s.got[age][per].v
	}
	return float64(*s.followers)
}

// Rows appends the sheet's rows to dst, in the order of the table post_metrics: by
// metric and age.
//
// Most posts have about six: at settled, one for each goal that everybody can count
// (interactions_public, approval, conversation, redistribution, shares) with its value
// or reason, one for er_followers, and one for each other metric that has a value or a
// reason other than unsupported. At 24h, 7d and 28d, one for each metric with its value,
// or with the reason if it was read twice. Whether a post has a row depends on the post
// alone, so that cells add up whatever posts they tell of.
//
// er_* stand at 7d and settled.
func (s *Sheet) Rows(dst []data.PostMetric) []data.PostMetric {
	p := s.post
	for _, at := range s.order {
		if !s.kept[at.age][at.column] {
			continue
		}
		got := &s.got[at.age][at.column]
		row := data.PostMetric{
			PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt,
			Metric: s.ids[at.column], Age: s.ages[at.age], Paid: p.Paid, Missing: got.why, Dictionary: Version,
		}
		if got.why == "" {
			row.Value, row.Flag = s.number(got.v), got.flag
			if at.column == countColumns {
				row.Followers = s.followers
			}
			if got.stdErr > 0 {
				row.StdErr = s.number(got.stdErr)
			}
		}
		dst = append(dst, row)
	}
	return dst
}

// number stores a number among many others, since a row keeps a pointer to each.
func (s *Sheet) number(v float64) *float64 {
	if len(s.slab) == cap(s.slab) {
		s.slab = make([]float64, 0, 1024)
	}
	s.slab = append(s.slab, v)
	return &s.slab[len(s.slab)-1]
}
