package metrics

import (
	"fmt"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// BenchmarkCells reads posts and adds them up; its peer adds the same rows up in a map
// of their keys.
func BenchmarkCells(b *testing.B) {
	const posts = 5000
	var all []drawnPost
	for i := range posts {
		p := mastodonPost()
		p.AccountID = data.AccountID(fmt.Sprint(i % 50))
		p.PublishedAt = published.Add(time.Duration(i) * time.Hour / 4)
		p.Followers = data.N(1000)
		d := drawnPost{post: *p}
		for _, age := range []time.Duration{Day, 7 * Day, 28 * Day} {
			s := read(age, int64(i%97))
			s.ObservedAt = p.PublishedAt.Add(age)
			d.snaps = append(d.snaps, s)
		}
		all = append(all, d)
	}
	run := func(b *testing.B, each func(*CellSums, *Sheet, *drawnPost), done func(*CellSums)) {
		b.ReportAllocs()
		for b.Loop() {
			c, s := NewCellSums(), NewSheet()
			for i := range all {
				s.Read(&all[i].post, all[i].snaps, nil, nil)
				each(c, s, &all[i])
			}
			done(c)
		}
		b.ReportMetric(float64(posts*b.N)/b.Elapsed().Seconds(), "posts/s")
	}
	b.Run("read only", func(b *testing.B) {
		run(b, func(*CellSums, *Sheet, *drawnPost) {}, func(*CellSums) {})
	})
	b.Run("Cells", func(b *testing.B) {
		run(b, func(c *CellSums, s *Sheet, _ *drawnPost) { c.Add(s, data.FormatImage) }, func(c *CellSums) { c.Cells() })
	})
	b.Run("peer=map of rows", func(b *testing.B) {
		type key struct{ account, platform, week, metric, age, paid string }
		var rows []data.PostMetric
		sums := map[key]*tally{}
		run(b, func(_ *CellSums, s *Sheet, _ *drawnPost) {
			rows = s.Rows(rows[:0])
			for i := range rows {
				r := &rows[i]
				k := key{string(r.AccountID), string(r.Platform), r.PublishedAt.Week(), r.Metric, r.Age, string(r.Paid)}
				if sums[k] == nil {
					sums[k] = &tally{}
				}
				if r.Value != nil {
					sums[k].add(*r.Value, "")
				}
			}
		}, func(*CellSums) { clear(sums) })
	})
}
