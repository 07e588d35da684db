package metrics

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Fixed-point scales of the sums of an [data.EngagementCell].
const (
	SumScale = 1 << 20
	LogScale = 1 << 24
)

// Columns of a cell: those of a sheet, then the numerators and denominators of rates.
const cellColumns = sheetColumns + 2*rateColumns

// CellSums adds up the sheets of posts to cells per account, platform, format, week,
// metric, age and paid scope. Its sums are integers, so that the cells of any split of
// the posts merge to the same cells ([Merge]), whatever the order.
//
// A cell tells of the posts that have a row of its metric and age: those with a value,
// and those without by reason. Beside the metrics themselves there are two cells for
// each rate er_x, the sums of its numerator and of its denominator over the posts
// that have the rate; [ERSum] divides them.
type CellSums struct {
	groups map[groupKey]*cellGroup
	ids    [cellColumns]string
	ages   [sheetAges]string
	weeks  map[int64]string // of days since 1970
	order  []place          // of cells, as in the table
}

// groupKey names the posts that a cell may tell of.
type groupKey struct {
	week     string
	account  data.AccountID
	platform data.Platform
	format   data.Format
	paid     data.Paid
}

type cellGroup [sheetAges][cellColumns]tally

// tally is a cell being added up.
type tally struct {
	posts, n              int64
	sum, sumLog, sumLogSq int64
	buckets               []int32
	missing               []reasonCount
}

// NewCellSums returns sums of no post.
func NewCellSums() *CellSums {
	sheet := NewSheet()
	c := &CellSums{groups: map[groupKey]*cellGroup{}, ages: sheet.ages, weeks: map[int64]string{}}
	copy(c.ids[:], sheet.ids[:])
	for i, r := range rates() {
		c.ids[sheetColumns+2*i], c.ids[sheetColumns+2*i+1] = NumeratorOf(r.id), DenominatorOf(r.id)
	}
	for age := range c.ages {
		for column := range c.ids {
			c.order = append(c.order, place{age, column})
		}
	}
	slices.SortFunc(c.order, func(a, b place) int {
		return cmp.Or(strings.Compare(c.ids[a.column], c.ids[b.column]), strings.Compare(c.ages[a.age], c.ages[b.age]))
	})
	return c
}

// Add adds one post of a format, "" if it has no label.
func (c *CellSums) Add(s *Sheet, format data.Format) {
	if format == "" {
		format = data.FormatUnknown
	}
	p := s.post
	key := groupKey{c.period(p.PublishedAt, p.Precision), p.AccountID, p.Platform, format, p.Paid}
	g := c.groups[key]
	if g == nil {
		g = &cellGroup{}
		c.groups[key] = g
	}
	for age := range s.got {
		tallies, got, kept := &g[age], &s.got[age], &s.kept[age]
		for column := range got {
			if kept[column] {
				tallies[column].add(got[column].v, got[column].why)
			}
		}
		for i := range s.per {
			if rate := &got[countColumns+i]; kept[countColumns+i] && rate.why == "" {
				tallies[sheetColumns+2*i].add(got[0].v, "")
				tallies[sheetColumns+2*i+1].add(s.denominator(age, i), "")
			}
		}
	}
}

// period is [Period], which is slow, once for each day.
func (c *CellSums) period(at data.Micros, p data.Precision) string {
	if p == data.ByMonth || p == data.ByYear {
		return Period(at, p)
	}
	day := int64(at) / (24 * 3600 * 1e6)
	week, ok := c.weeks[day]
	if !ok || at < 0 {
		week = Period(at, p)
		c.weeks[day] = week
	}
	return week
}

// Cells returns the cells in the order of the table ([CompareCells]).
func (c *CellSums) Cells() []data.EngagementCell {
	keys := slices.SortedFunc(maps.Keys(c.groups), func(a, b groupKey) int {
		return cmp.Or(strings.Compare(a.week, b.week), cmp.Compare(a.account, b.account), cmp.Compare(a.platform, b.platform),
			cmp.Compare(a.format, b.format), cmp.Compare(a.paid, b.paid))
	})
	out := make([]data.EngagementCell, 0, 16*len(keys))
	for len(keys) > 0 { // those that differ in paid scope only
		n := 1
		for n < len(keys) && keys[n].week == keys[0].week && keys[n].account == keys[0].account &&
			keys[n].platform == keys[0].platform && keys[n].format == keys[0].format {
			n++
		}
		for _, at := range c.order {
			for _, k := range keys[:n] {
				g := c.groups[k]
				if t := &g[at.age][at.column]; t.posts > 0 {
					out = append(out, t.cell(k, c.ids[at.column], c.ages[at.age]))
				}
			}
		}
		keys = keys[n:]
	}
	return out
}

// NumeratorOf names the sum above the line of a rate of a group.
func NumeratorOf(rate string) string { return rate + ".numerator" }

// DenominatorOf names the sum below it.
func DenominatorOf(rate string) string { return rate + ".denominator" }

// Usable reports whether a value can be added up: a number, finite and not negative.
func Usable(v float64) bool { return v >= 0 && !math.IsInf(v, 0) }

// Period returns the finest period that a moment of publishing is known by: the ISO
// week, or the month (2014-03) or year (2014) where that is all.
func Period(at data.Micros, p data.Precision) string {
	switch p {
	case data.ByMonth:
		return at.Month()
	case data.ByYear:
		return at.Time().Format("2006")
	}
	return at.Week()
}

func (t *tally) add(v float64, why data.Reason) {
	t.posts++
	if why != "" {
		t.missing = countReason(t.missing, why)
		return
	}
	t.n++
	l := math.Log1p(v)
	t.sum = saturate(t.sum, fixed(v*SumScale))
	t.sumLog = saturate(t.sumLog, fixed(l*LogScale))
	t.sumLogSq = saturate(t.sumLogSq, fixed(float64(l*l)*LogScale))
	t.buckets = append(t.buckets, BucketOf(v))
}

func (t *tally) cell(k groupKey, metric, age string) data.EngagementCell {
	c := data.EngagementCell{
		AccountID: k.account, Platform: k.platform, Format: k.format, Week: k.week, Metric: metric, Age: age, Paid: k.paid,
		Posts: t.posts, N: t.n, Sum: t.sum, SumLog: t.sumLog, SumLogSq: t.sumLogSq, Missing: missingText(t.missing),
	}
	slices.Sort(t.buckets)
	for i, index := range t.buckets {
		if i == 0 || t.buckets[i-1] != index {
			c.Hist = append(c.Hist, data.Bucket{Index: index})
		}
		c.Hist[len(c.Hist)-1].N++
	}
	return c
}
