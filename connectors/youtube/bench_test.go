package youtube

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors/conntest"
)

// BenchmarkPages reads a channel of 200 videos over a server in memory.
func BenchmarkPages(b *testing.B) {
	archive := channelOf(200)
	fake := conntest.ParseSite(b, archive)
	rows := 0
	for b.Loop() {
		env := envOf(fake, secrets)
		env.Rows = videosPerPage
		d, err := Open(account(), env)
		if err != nil {
			b.Fatal(err)
		}
		cursor, done := "", false
		for !done {
			p, err := d.Fetch(context.Background(), cursor)
			if err != nil {
				b.Fatal(err)
			}
			rows += len(p.Posts) + len(p.Snapshots)
			cursor, done = p.Cursor, p.Done
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// channelOf is a site with n videos in pages of 50.
func channelOf(n int) string {
	var s strings.Builder
	s.WriteString("-- GET /youtube/v3/channels --\n" + `{"items":[{"id":"UCx","statistics":{"videoCount":"9"},"contentDetails":{"relatedPlaylists":{"uploads":"UUx"}}}]}` + "\n")
	for page := 0; page*videosPerPage < n; page++ {
		var ids, items, videos []string
		for i := page * videosPerPage; i < min((page+1)*videosPerPage, n); i++ {
			id := fmt.Sprintf("video%05d", i)
			ids = append(ids, id)
			items = append(items, `{"contentDetails":{"videoId":"`+id+`"}}`)
			videos = append(videos, `{"id":"`+id+`","snippet":{"publishedAt":"2026-04-02T10:00:00Z","channelId":"UCx","title":"Consular news #`+id+
				`","description":"Read more at https://ruritania.example/`+id+`"},"contentDetails":{"duration":"PT3M2S"},"status":{"privacyStatus":"public"},"statistics":{"viewCount":"812","likeCount":"31","commentCount":"0"},"player":{"embedWidth":"1280","embedHeight":"720"}}`)
		}
		token, next := "", fmt.Sprintf(`"nextPageToken":"P%d",`, page+1)
		if page > 0 {
			token = fmt.Sprintf("?pageToken=P%d", page)
		}
		if (page+1)*videosPerPage >= n {
			next = ""
		}
		fmt.Fprintf(&s, "-- GET /youtube/v3/playlistItems%s --\n{%s\"items\":[%s]}\n", token, next, strings.Join(items, ","))
		fmt.Fprintf(&s, "-- GET /youtube/v3/videos?id=%s --\n{\"items\":[%s]}\n", strings.Join(ids, ","), strings.Join(videos, ","))
	}
	return s.String()
}
