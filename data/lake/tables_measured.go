package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of what is measured, month by month.
var (
	PostMetrics = Table[data.PostMetric]{
		Name: "post_metrics", Version: 1, Doc: "the value of one metric of one post at one age",
		Partition: func(m *data.PostMetric) string { return month(m.Platform, m.PublishedAt) },
		Fits:      inMonth(func(m *data.PostMetric) (data.Platform, data.Micros) { return m.Platform, m.PublishedAt }),
		Compare: func(a, b *data.PostMetric) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), compareBy(a.Metric, b.Metric, a.Age, b.Age))
		},
	}
	// EngagementCells are summed up month by month of post_metrics, and stand in
	// the partition of that month, so that one month can be measured again alone. A
	// week that spans two months has two cells of one key, one in each partition:
	// readers add them up.
	EngagementCells = Table[data.EngagementCell]{
		Name: "engagement_cells", Version: 1, Doc: "sums over posts of one account, format, week, metric, age and paid scope; equal keys of two months add up",
		Partition: func(c *data.EngagementCell) string {
			return segment("platform", string(c.Platform)) + "/" + segment("month", firstMonth(c.Week))
		},
		Fits: fitsCell,
		Compare: func(a, b *data.EngagementCell) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				string(a.Format), string(b.Format), a.Metric, b.Metric, a.Age, b.Age, string(a.Paid), string(b.Paid))
		},
	}
	// MaturitySums, MaturityCurves, GroupRates, AccountMetrics and PostOverperformance
	// are measured month by month, as engagement_cells are.
	MaturitySums = Table[data.MaturitySum]{
		Name: "maturity_sums", Version: 1, Doc: "how the counts of one month's posts grew with age: sums that add up over months",
		Partition: func(s *data.MaturitySum) string { return ofMonth(s.Platform, s.Month) },
		Compare: func(a, b *data.MaturitySum) int {
			return cmp.Or(compareBy(string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric), cmp.Compare(a.AgeHours, b.AgeHours))
		},
	}
	MaturityCurves = Table[data.MaturityPoint]{
		Name: "maturity", Version: 1, Doc: "one point of the curve that one month's values were scaled by, with its error",
		Partition: func(p *data.MaturityPoint) string { return ofMonth(p.Platform, p.Month) },
		Compare: func(a, b *data.MaturityPoint) int {
			return cmp.Or(compareBy(string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric), cmp.Compare(a.AgeHours, b.AgeHours))
		},
	}
	GroupRates = Table[data.GroupRate]{
		Name: "group_rates", Version: 1, Doc: "a rate of the posts of one account, format, month, age and paid scope taken together",
		Partition: func(g *data.GroupRate) string { return ofMonth(g.Platform, g.Month) },
		Compare: func(a, b *data.GroupRate) int {
			return compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Month, b.Month,
				string(a.Format), string(b.Format), a.Rate, b.Rate, a.Age, b.Age, string(a.Paid), string(b.Paid))
		},
	}
	AccountMetrics = Table[data.AccountMetric]{
		Name: "account_metrics", Version: 1, Doc: "one figure of an account in one month",
		Partition: func(m *data.AccountMetric) string { return ofMonth(m.Platform, m.Month) },
		Compare: func(a, b *data.AccountMetric) int {
			return compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric)
		},
	}
	PostOverperformance = Table[data.Overperformance]{
		Name: "overperformance", Version: 1, Doc: "interactions of one post against those of the account's last posts of the format",
		Partition: func(o *data.Overperformance) string { return month(o.Platform, o.PublishedAt) },
		Fits:      inMonth(func(o *data.Overperformance) (data.Platform, data.Micros) { return o.Platform, o.PublishedAt }),
		Compare: func(a, b *data.Overperformance) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.Age, b.Age))
		},
	}
)
