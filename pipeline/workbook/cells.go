package workbook

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
)

// allMonths stands in the column month for a row over everything there is.
const allMonths = "all"

// rateKey is what one row of cells is about.
type rateKey struct {
	account, platform, month, format, age, paid, rate string
}

// rateSums are what its rates are computed from.
type rateSums struct {
	cells  map[string]data.EngagementCell // by metric: sums over posts
	values []float64                      // of the rate, one for each post
}

// cells are engagement rates of groups of posts: by account, format and month of
// publishing, and over all months.
func (b *book) cells() error {
	columns := []column{
		textColumn("account_id", "account"), textColumn("mission", "mission of the account"), textColumn("platform", "platform"),
		textColumn("month", "month of publishing, or 'all'"), textColumn("format", "format of the posts"),
		textColumn("age", "24h, 7d, 28d or settled; never compared with each other"), textColumn("paid", "paid scope"),
		textColumn("rate", "which rate: by what interactions are divided"),
		numberColumn("er_sum", "sum of interactions_public / sum of the denominator, over posts that have both"),
		numberColumn("er_median", "median of the posts' rates"),
		{Name: "n", Type: "int64", Doc: "posts that have the rate", Shape: lake.Shape{Kind: lake.KindInt64}},
	}
	s, err := b.open(sheetCells, columns)
	if err != nil {
		return err
	}
	total := map[rateKey]*rateSums{}
	for _, partition := range newestFirst(lake.Partitions(b.r, lake.PostMetrics)) {
		month, err := b.ratesIn(partition)
		if err != nil {
			return err
		}
		if err := b.addRates(s, month); err != nil {
			return err
		}
		for k, m := range month {
			k.month = allMonths
			merge(sums(total, k), m)
		}
	}
	if err := b.addRates(s, total); err != nil {
		return err
	}
	return s.close("the rows over all months, and the oldest months")
}

func textColumn(name, doc string) column {
	return column{Name: name, Type: "string", Doc: doc, Shape: lake.Shape{Kind: lake.KindString}}
}

func numberColumn(name, doc string) column {
	return column{Name: name, Type: "float64", Null: true, Doc: doc, Shape: lake.Shape{Kind: lake.KindFloat64}}
}

// ratesIn gathers what the rates of one platform's month are computed from.
func (b *book) ratesIn(partition string) (map[rateKey]*rateSums, error) {
	month := partition[strings.LastIndexByte(partition, '=')+1:]
	this := func(p string) bool { return p == partition }
	of := map[rateKey]*rateSums{}
	formats := map[data.PostID]data.Format{}
	for l, err := range lake.Scan(b.ctx, b.r, lake.PostLabels, this) {
		if err != nil {
			return nil, err
		}
		formats[l.PostID] = l.Format
	}
	for m, err := range lake.Scan(b.ctx, b.r, lake.PostMetrics, this) {
		if err != nil {
			return nil, err
		}
		if !isRate(m.Metric) || m.Value == nil || !b.ours(string(m.AccountID)) {
			continue
		}
		format := cmp.Or(formats[m.PostID], data.FormatUnknown)
		g := sums(of, rateKey{string(m.AccountID), string(m.Platform), month, string(format), m.Age, string(m.Paid), m.Metric})
		g.values = append(g.values, *m.Value)
	}
	for c, err := range lake.Scan(b.ctx, b.r, lake.EngagementCells, this) {
		if err != nil {
			return nil, err
		}
		rate, _, part := strings.Cut(c.Metric, ".")
		if !part || !isRate(rate) || !b.ours(string(c.AccountID)) {
			continue
		}
		g := sums(of, rateKey{string(c.AccountID), string(c.Platform), month, string(c.Format), c.Age, string(c.Paid), rate})
		g.add(c)
	}
	return of, nil
}

func isRate(metric string) bool { return strings.HasPrefix(metric, "er_") }

func sums(of map[rateKey]*rateSums, k rateKey) *rateSums {
	if of[k] == nil {
		of[k] = &rateSums{cells: map[string]data.EngagementCell{}}
	}
	return of[k]
}

func (g *rateSums) add(c data.EngagementCell) {
	if there, ok := g.cells[c.Metric]; ok {
		c = metrics.Merge(there, c)
	}
	g.cells[c.Metric] = c
}

func merge(into, g *rateSums) {
	into.values = append(into.values, g.values...)
	for _, metric := range slices.Sorted(maps.Keys(g.cells)) {
		into.add(g.cells[metric])
	}
}

// addRates writes one row for each group that has a rate, in the order of its key.
func (b *book) addRates(s *sheet, of map[rateKey]*rateSums) error {
	keys := slices.SortedFunc(maps.Keys(of), func(a, b rateKey) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.platform, b.platform), cmp.Compare(a.format, b.format),
			cmp.Compare(a.age, b.age), cmp.Compare(a.paid, b.paid), cmp.Compare(a.rate, b.rate))
	})
	for _, k := range keys {
		g := of[k]
		sum := metrics.ERSum(maps.Values(g.cells), k.rate)
		median := metrics.ERMedian(g.each(k.rate), k.rate)
		if median.N == 0 && sum.N == 0 {
			continue
		}
		mission := known(b.accounts[k.account].Mission)
		row := []any{k.account, mission, k.platform, k.month, k.format, k.age, k.paid, k.rate, number(sum.Value), number(median.Value), max(sum.N, median.N)}
		if err := s.add(row); err != nil {
			return err
		}
	}
	return nil
}

// each gives the values as [metrics.ERMedian] wants them.
func (g *rateSums) each(rate string) iter.Seq[data.PostMetric] {
	return func(yield func(data.PostMetric) bool) {
		for i := range g.values {
			if !yield(data.PostMetric{Metric: rate, Value: &g.values[i]}) {
				return
			}
		}
	}
}

func number(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}
