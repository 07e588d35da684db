package effects

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

var published = data.At(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))

func mastodonPost() *data.Post {
	return &data.Post{PostID: "mastodon:1", AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published, Precision: data.BySecond, Paid: data.Organic}
}

func find(rows []data.PostMetric, metric, age string) *data.PostMetric {
	for i := range rows {
		if rows[i].Metric == metric && rows[i].Age == age {
			return &rows[i]
		}
	}
	return nil
}
