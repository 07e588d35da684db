package metrics

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// RateSums adds up the sheets of one month's posts to group rates: per account, paid
// scope and format, and for all formats of an account together.
type RateSums struct {
	groups map[rateKey]*rateGroup
	rates  [rateColumns]string
	ages   []int // of a sheet, where rates stand
}

type rateKey struct {
	account  data.AccountID
	platform data.Platform
	format   data.Format
	paid     data.Paid
}

type rateGroup [sheetAges][rateColumns]rateTally

type rateTally struct {
	posts                  int64
	numerator, denominator int64
	values                 []float64
	missing                []reasonCount
}

// NewRateSums returns sums of no post.
func NewRateSums() *RateSums {
	r := &RateSums{groups: map[rateKey]*rateGroup{}}
	for i, rate := range rates() {
		r.rates[i] = rate.id
	}
	for i, a := range NewSheet().ages {
		if a == Age7d || a == AgeSettled {
			r.ages = append(r.ages, i)
		}
	}
	return r
}

// Add adds one post of a format, "" if it has no label.
func (r *RateSums) Add(s *Sheet, format data.Format) {
	if format == "" {
		format = data.FormatUnknown
	}
	for _, f := range []data.Format{format, ""} {
		key := rateKey{s.post.AccountID, s.post.Platform, f, s.post.Paid}
		g := r.groups[key]
		if g == nil {
			g = &rateGroup{}
			r.groups[key] = g
		}
		for _, age := range r.ages {
			for i := range s.per {
				if s.kept[age][countColumns+i] {
					g[age][i].add(s, age, i)
				}
			}
		}
	}
}

func (t *rateTally) add(s *Sheet, age, rate int) {
	t.posts++
	v := &s.got[age][countColumns+rate]
	if v.why != "" {
		t.missing = countReason(t.missing, v.why)
		return
	}
	t.numerator = saturate(t.numerator, fixed(s.got[age][0].v*SumScale))
	t.denominator = saturate(t.denominator, fixed(s.denominator(age, rate)*SumScale))
	t.values = append(t.values, v.v)
}

// Rates returns the group rates of a month in the order of the table. There is one
// where a post of the group has a row of the rate at the age.
func (r *RateSums) Rates(month string) []data.GroupRate {
	keys := slices.SortedFunc(maps.Keys(r.groups), func(a, b rateKey) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.platform, b.platform), cmp.Compare(a.format, b.format), cmp.Compare(a.paid, b.paid))
	})
	ages := NewSheet().ages
	rows := []data.GroupRate{}
	for _, k := range keys {
		g := r.groups[k]
		for i, rate := range r.rates {
			for _, age := range r.ages {
				t := &g[age][i]
				if t.posts == 0 {
					continue
				}
				row := data.GroupRate{AccountID: k.account, Platform: k.platform, Month: month, Format: k.format, Rate: rate, Age: ages[age], Paid: k.paid,
					Posts: t.posts, N: int64(len(t.values)), Numerator: t.numerator, Denominator: t.denominator, Missing: missingText(t.missing), Dictionary: Version}
				row.ERSum = quotient(t.numerator, t.denominator)
				if len(t.values) > 0 {
					slices.Sort(t.values)
					median := stat.SortedMedian(t.values)
					row.ERMedian = &median
				}
				rows = append(rows, row)
			}
		}
	}
	slices.SortFunc(rows, func(a, b data.GroupRate) int {
		return cmp.Or(cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Format, b.Format),
			strings.Compare(a.Rate, b.Rate), strings.Compare(a.Age, b.Age), cmp.Compare(a.Paid, b.Paid))
	})
	return rows
}

// quotient divides two sums in fixed point; it is null if there is nothing to divide by,
// or if a sum is too large to be known.
func quotient(numerator, denominator int64) *float64 {
	if denominator == 0 || numerator == math.MaxInt64 || denominator == math.MaxInt64 {
		return nil
	}
	v := float64(numerator) / float64(denominator)
	return &v
}

// GroupRate is the rate of any group of posts.
type GroupRate struct {
	Value *float64 // null if no post has the rate, or all denominators are 0
	N     int64    // posts that have it
}

// ERSum returns the sum of numerators over the sum of denominators of a rate
// (er_followers, er_reach, ...) over the cells given, of which those of other metrics
// are passed over. The caller chooses cells of one age and paid scope.
func ERSum(cells iter.Seq[data.EngagementCell], rate string) GroupRate {
	var numerator, denominator, n int64
	for c := range cells {
		switch c.Metric {
		case NumeratorOf(rate):
			numerator, n = saturate(numerator, c.Sum), n+c.N
		case DenominatorOf(rate):
			denominator = saturate(denominator, c.Sum)
		}
	}
	return GroupRate{Value: quotient(numerator, denominator), N: n}
}

// ERMedian returns the exact median of a rate over the values given, of which those
// of other metrics and those without a value are passed over. Half-way between the
// two middle ones if their number is even.
func ERMedian(values iter.Seq[data.PostMetric], rate string) GroupRate {
	var v []float64
	for m := range values {
		if m.Metric == rate && m.Value != nil && Usable(*m.Value) {
			v = append(v, *m.Value)
		}
	}
	if len(v) == 0 {
		return GroupRate{}
	}
	slices.Sort(v)
	mid := stat.SortedMedian(v)
	return GroupRate{Value: &mid, N: int64(len(v))}
}
