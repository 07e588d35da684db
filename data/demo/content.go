package demo

import (
	"fmt"
	"strconv"
)

// X analytics' content export: a day without a time, no medium and no quotes.

func contentHead() []string {
	return []string{"Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares",
		"New follows", "Replies", "Reposts", "Profile visits", "Detail Expands", "URL Clicks", "Hashtag Clicks", "Permalink Clicks"}
}

func (t *table) putContent(p *post, r reading) map[string]string {
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	engagements := r.reactions + r.comments + r.shares + r.saves + r.clicks + r.follows
	return map[string]string{
		"Post id": p.native, "Date": p.at.Format("Mon, Jan 2, 2006"), "Post text": p.text, "Post Link": xLink(p),
		"Impressions": n(r.impressions), "Likes": n(r.reactions), "Engagements": n(engagements), "Bookmarks": n(r.saves),
		"Shares": n(r.clicks / 5), "New follows": n(r.follows), "Replies": n(r.comments), "Reposts": n(r.shares),
		"Profile visits": n(r.follows * 3), "Detail Expands": n(r.clicks), "URL Clicks": n(r.clicks),
		"Hashtag Clicks": "0", "Permalink Clicks": n(r.clicks / 10),
	}
}

func xLink(p *post) string {
	return fmt.Sprintf("https://x.example/%s/status/%s", p.account.handle, p.native)
}
