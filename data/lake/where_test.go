package lake

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// someValue is the columns of a value that the tests look at.
type someValue struct {
	PostID data.PostID `parquet:"post_id"`
	Metric string      `parquet:"metric"`
	Age    string      `parquet:"age"`
	Value  *float64    `parquet:"value,optional"`
	Flag   string      `parquet:"flag,optional"`
}

// TestScanWhere finds the rows that ScanColumns and a condition find, nulls included.
func TestScanWhere(t *testing.T) {
	s := current(t, openLake(t, t.TempDir()))
	rapid.Check(t, func(rt *rapid.T) {
		var rows []data.PostMetric
		for i := range rapid.IntRange(1, 300).Draw(rt, "posts") {
			for _, metric := range []string{"a", "b"} {
				for _, age := range []string{"7d", "settled"} {
					m := data.PostMetric{PostID: data.PostID("x:" + strings.Repeat("1", i%9+1)), Platform: data.X, PublishedAt: data.Micros(i + 1), Metric: metric, Age: age, Paid: data.Organic, Dictionary: "1"}
					if rapid.Bool().Draw(rt, "known") {
						v := float64(i)
						m.Value, m.Flag = &v, "exact"
					}
					rows = append(rows, m)
				}
			}
		}
		var c Changes
		if err := Replace(&c, PostMetrics, "platform=x/month=1970-01", rows, ""); err != nil {
			rt.Fatal(err)
		}
		r := Over(s, &c)
		where := map[string][]string{"age": {"settled"}, "metric": rapid.SampledFrom([][]string{{"a"}, {"a", "b"}, {"c"}}).Draw(rt, "metrics")}
		var want, got []someValue
		for v, err := range ScanColumns[someValue](t.Context(), r, PostMetrics, nil) {
			if err != nil {
				rt.Fatal(err)
			}
			if slices.Contains(where["age"], v.Age) && slices.Contains(where["metric"], v.Metric) {
				want = append(want, v)
			}
		}
		for v, err := range ScanWhere[someValue](t.Context(), r, PostMetrics, nil, where) {
			if err != nil {
				rt.Fatal(err)
			}
			got = append(got, v)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("other rows (-ScanColumns +ScanWhere):\n%s", diff)
		}
	})
}

// TestScanWhereSaysWhatItCannot: a column that is not there, or of a kind that it does not
// read, is an error and no empty result.
func TestScanWhereSaysWhatItCannot(t *testing.T) {
	s := current(t, openLake(t, t.TempDir()))
	var c Changes
	if err := Replace(&c, PostMetrics, "platform=x/month=1970-01", []data.PostMetric{{PostID: "x:1", Platform: data.X, PublishedAt: 1, Metric: "a", Age: "7d", Paid: data.Organic, Dictionary: "1"}}, ""); err != nil {
		t.Fatal(err)
	}
	first := func(rows func(yield func(someMoment, error) bool)) (err error) {
		for _, err = range rows {
			break
		}
		return err
	}
	for _, where := range []map[string][]string{{"nothing": {"a"}}, {"metric": {"a"}}} {
		if err := first(ScanWhere[someMoment](t.Context(), Over(s, &c), PostMetrics, nil, where)); err == nil || errors.Is(err, ErrNewer) {
			t.Errorf("%v: %v", where, err)
		}
	}
}

type someMoment struct {
	PublishedAt data.Micros `parquet:"published_at,timestamp(microsecond)"`
}

// BenchmarkScanWhere reads the values of one metric at one age, one row in forty, and
// beside it all rows as ScanColumns does.
func BenchmarkScanWhere(b *testing.B) {
	s := current(b, openLake(b, b.TempDir()))
	var rows []data.PostMetric
	value := 7.5
	for i := range 2000 {
		for metric := range 10 {
			for _, age := range []string{"24h", "28d", "7d", "settled"} {
				rows = append(rows, data.PostMetric{PostID: data.PostID("x:" + strings.Repeat("1", i%9+1)), AccountID: "account", Platform: data.X, PublishedAt: data.Micros(i + 1),
					Metric: "metric_" + string(rune('a'+metric)), Age: age, Paid: data.Organic, Value: &value, Flag: "exact", Dictionary: "1"})
			}
		}
	}
	var c Changes
	if err := Replace(&c, PostMetrics, "platform=x/month=1970-01", rows, ""); err != nil {
		b.Fatal(err)
	}
	r := Over(s, &c)
	where := map[string][]string{"age": {"settled"}, "metric": {"metric_c"}}
	b.Run("where", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for _, err := range ScanWhere[someValue](b.Context(), r, PostMetrics, nil, where) {
				if n++; err != nil {
					b.Fatal(err)
				}
			}
			if n != 2000 {
				b.Fatal(n)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for v, err := range ScanColumns[someValue](b.Context(), r, PostMetrics, nil) {
				if err != nil {
					b.Fatal(err)
				}
				if v.Age == "settled" && v.Metric == "metric_c" {
					n++
				}
			}
			if n != 2000 {
				b.Fatal(n)
			}
		}
	})
}
