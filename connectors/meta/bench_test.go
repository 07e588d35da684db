package meta

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

// BenchmarkPages reads a Page of 100 posts with their insights, and an Instagram
// account of as many, over a server in memory.
func BenchmarkPages(b *testing.B) {
	for _, p := range []data.Platform{data.Facebook, data.Instagram} {
		b.Run(string(p), func(b *testing.B) {
			fake := conntest.ParseSite(b, accountOf(p, 100))
			rows := 0
			for b.Loop() {
				env := envOf(fake, asOf)
				env.Rows = mostPosts
				d, err := Open(accountOn(p), env)
				if err != nil {
					b.Fatal(err)
				}
				cursor, done := "", false
				for !done {
					page, err := d.Fetch(context.Background(), cursor)
					if err != nil {
						b.Fatal(err)
					}
					rows += len(page.Posts) + len(page.Snapshots)
					cursor, done = page.Cursor, page.Done
				}
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// accountOf is a site with n posts in pages of 50.
func accountOf(p data.Platform, n int) string {
	var s strings.Builder
	path, item := "/v24.0/104201/posts", `{"id":"%d","created_time":"2026-04-02T10:00:00+0000","message":"Consular news #%d https://ruritania.example/%d","attachments":{"data":[{"media_type":"photo","type":"photo"}]},"shares":{"count":3},"comments":{"data":[],"summary":{"total_count":0}},"reactions":{"data":[],"summary":{"total_count":9}}}`
	insights := `{"data":[{"name":"post_media_view","period":"lifetime","values":[{"value":812}]},{"name":"post_total_media_view_unique","period":"lifetime","values":[{"value":611}]}]}`
	s.WriteString("-- GET /v24.0/ruritaniaoslo --\n{\"id\":\"104201\",\"access_token\":\"CANARY-page-token-777777\"}\n")
	if p == data.Instagram {
		path, item = "/v24.0/178/media", `{"id":"%d","timestamp":"2026-04-02T10:00:00+0000","caption":"Consular news #%d https://ruritania.example/%d","media_type":"IMAGE","media_product_type":"FEED","like_count":9,"comments_count":0}`
		insights = `{"data":[{"name":"reach","period":"lifetime","values":[{"value":611}]},{"name":"views","period":"lifetime","values":[{"value":812}]}]}`
		s.WriteString("-- GET /v24.0/me/accounts --\n{\"data\":[{\"id\":\"1\",\"instagram_business_account\":{\"id\":\"178\",\"username\":\"ruritania.oslo\"}}]}\n")
	}
	for from := 0; from < n; from += mostPosts {
		var items []string
		for i := from; i < min(from+mostPosts, n); i++ {
			items = append(items, fmt.Sprintf(item, i, i, i))
			fmt.Fprintf(&s, "-- GET /v24.0/%d/insights --\n%s\n", i, insights)
		}
		query, next := "", `"next":"https://graph.facebook.com/x",`
		if from > 0 {
			query = fmt.Sprintf("?after=P%d", from)
		}
		if from+mostPosts >= n {
			next = ""
		}
		fmt.Fprintf(&s, "-- GET %s%s --\n{\"data\":[%s],\"paging\":{%s\"cursors\":{\"after\":\"P%d\"}}}\n", path, query, strings.Join(items, ","), next, from+mostPosts)
	}
	return s.String()
}
