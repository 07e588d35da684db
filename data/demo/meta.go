package demo

import (
	"fmt"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Meta Business Suite's content exports, with the columns they have in published
// copies. Times are of the unit's time zone, UTC here; "Date" says that counters
// are of the post's whole life.

const metaTime = "01/02/2006 15:04"

// seenColumn is the column of impressions, which after the break counts views.
func seenColumn(at time.Time) string {
	b := metricBreak()
	if at.Before(b.On) {
		return b.Column
	}
	return b.New
}

// seen is what that column says.
func (p *post) seen(r reading) int64 {
	b := metricBreak()
	for _, id := range b.Accounts {
		if id == p.account.id && !r.at.Before(b.On) {
			return int64(float64(r.impressions) * b.Factor)
		}
	}
	return r.impressions
}

func facebookHead(at time.Time) []string {
	return []string{"Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type",
		"Permalink", "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status",
		"Data comment", "Date", seenColumn(at), "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares",
		"Total clicks", "Other Clicks", "Link Clicks", "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)"}
}

func (t *table) putFacebook(p *post, r reading) map[string]string {
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	v := map[string]string{
		"Post ID": p.native, "Page ID": pageID(p.account), "Page name": p.account.name,
		"Description": p.text, "Duration (sec)": strconv.Itoa(p.seconds), "Publish time": p.at.Format(metaTime),
		"Permalink":    fmt.Sprintf("https://facebook.example/%s/%s", p.account.handle, p.native),
		"Is crosspost": "0", "Is share": "0", "Post type": facebookType(p.format), "Date": "Lifetime",
		"Funded content status": "Organic", seenColumn(r.at): n(p.seen(r)), "Reach": n(r.reach),
		"Reactions, Comments and Shares": n(r.reactions + r.comments + r.shares),
		"Reactions":                      n(r.reactions), "Comments": n(r.comments), "Shares": n(r.shares),
		"Total clicks": n(2 * r.clicks), "Other Clicks": n(r.clicks), "Link Clicks": n(r.clicks),
	}
	if p.format == data.FormatVideo { // where a title is asked for, people put the text there
		v["Title"], v["Description"] = p.text, ""
	}
	if p.boosted {
		v["Funded content status"] = "Boosted"
	}
	return v
}

func facebookType(f data.Format) string {
	switch f {
	case data.FormatVideo:
		return "Videos"
	case data.FormatLink:
		return "Links"
	case data.FormatText:
		return "Text"
	case data.FormatAlbum:
		return "Albums"
	}
	return "Photos"
}

func instagramHead(at time.Time) []string {
	return []string{"Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time",
		"Permalink", "Post type", "Data comment", "Date", seenColumn(at), "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"}
}

func (t *table) putInstagram(p *post, r reading) map[string]string {
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	kinds := map[data.Format]string{data.FormatImage: "IG image", data.FormatAlbum: "IG carousel", data.FormatShortVideo: "IG reel"}
	return map[string]string{
		"Post ID": p.native, "Account ID": pageID(p.account), "Account username": p.account.handle, "Account name": p.account.name,
		"Description": p.text, "Duration (sec)": strconv.Itoa(p.seconds), "Publish time": p.at.Format(metaTime),
		"Permalink": fmt.Sprintf("https://instagram.example/p/%s/", p.native), "Post type": kinds[p.format], "Date": "Lifetime",
		seenColumn(r.at): n(p.seen(r)), "Reach": n(r.reach), "Likes": n(r.reactions), "Shares": n(r.shares),
		"Follows": n(r.follows), "Comments": n(r.comments), "Saves": n(r.saves),
	}
}
