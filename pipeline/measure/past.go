package measure

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// comparedMonths is how many months before its own a partition's posts are compared
// with: enough for [metrics.BaselineDays].
const comparedMonths = 12

// pastPost is what the table of compared posts says of one that later posts are
// compared with: not which it is, a column as large as all others.
type pastPost struct {
	AccountID   data.AccountID `parquet:"account_id"`
	PublishedAt data.Micros    `parquet:"published_at,timestamp(microsecond)"`
	Age         string         `parquet:"age"`
	Paid        data.Paid      `parquet:"paid"`
	Format      data.Format    `parquet:"format"`
	Actual      float64        `parquet:"actual"`
}

// compare compares a partition's posts with the account's earlier ones, if its posts, its
// values, its labels or the earlier posts changed. Answers to somebody take no part. values are the partition's if they are at
// hand. Partitions of a platform come in order of their months.
func (m *measuring) compare(platform, part string, values []data.PostMetric) error {
	before := m.earlier(platform, part)
	files := [][]lake.File{m.files[lake.Posts.Name][part], m.files[lake.PostMetrics.Name][part], m.files[lake.PostLabels.Name][part]}
	for _, p := range before {
		files = append(files, m.files[lake.PostOverperformance.Name][p])
	}
	inputs := m.inputs(part, files...)
	if !m.stale(lake.PostOverperformance.Name, part, inputs) {
		return nil
	}
	over := lake.Over(m.r, &m.changes)
	if len(before) == 0 {
		m.past, m.pastUpTo = metrics.NewBaseline(), ""
	} else if last := before[len(before)-1]; m.pastUpTo != last {
		m.past = metrics.NewBaseline()
		for _, p := range before {
			for row, err := range lake.ScanColumns[pastPost](m.ctx, over, lake.PostOverperformance, partition.Only(p)) {
				if err != nil {
					return err
				}
				m.past.Add(&data.PostMetric{AccountID: row.AccountID, PublishedAt: row.PublishedAt, Age: row.Age, Paid: row.Paid, Value: &row.Actual}, row.Format)
			}
		}
	}
	if values == nil {
		for v, err := range lake.Scan(m.ctx, over, lake.PostMetrics, partition.Only(part)) {
			if err != nil {
				return err
			}
			if metrics.Compared(&v) {
				values = append(values, v)
			}
		}
	}
	formats, err := m.formats(part)
	if err != nil {
		return err
	}
	answers, err := m.answers(part)
	if err != nil {
		return err
	}
	var rows []data.Overperformance
	for i := range values {
		if v := &values[i]; metrics.Compared(v) && !answers[v.PostID] {
			rows = append(rows, m.past.Add(v, formats[v.PostID]))
		}
	}
	m.pastUpTo = part
	return derive(m, lake.PostOverperformance, part, rows, inputs)
}

// earlier lists a platform's partitions in the months before one, in order.
func (m *measuring) earlier(platform, part string) []string {
	near := m.near(platform, part, comparedMonths)
	for i, p := range near {
		if p == part {
			return near[:i]
		}
	}
	return nil
}
