package exports

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// realDir is the folder of real files beside the repository; they are read, never
// copied.
const realDir = "../../../shared/real"

func realFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(realDir, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("real input %s is not beside this checkout", name)
	}
	return path
}

var realClock = data.Clock{AsOf: time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)}

// readAll reads one file through a Source and joins its pages.
func readAll(t *testing.T, a connectors.Account, m map[string]Mapping) connectors.Page {
	t.Helper()
	d, err := Open(a, connectors.Env{Clock: realClock}, m)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, a, d)
}

// byWhy counts rejects by reason.
func byWhy(rejects []data.Reject) map[string]int {
	n := map[string]int{}
	for _, r := range rejects {
		n[r.Why]++
	}
	return n
}

// independent reads a file with encoding/csv as rows by header name.
func independent(t *testing.T, path string, comma rune) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, c := range row {
			m[rows[0][i]] = c
		}
		out = append(out, m)
	}
	return out
}

// sum adds a column up over rows that keep passes; blanks counts empty cells.
func sum(rows []map[string]string, col string, keep func(map[string]string) bool) (total int64, blanks int) {
	for _, r := range rows {
		if !keep(r) {
			continue
		}
		if r[col] == "" {
			blanks++
			continue
		}
		var n int64
		fmt.Sscan(r[col], &n)
		total += n
	}
	return total, blanks
}

// total adds a counter up; unknown counts nils.
func total(snaps []data.PostSnapshot, get func(*data.PostSnapshot) data.Count) (total int64, unknown int) {
	for i := range snaps {
		if n := get(&snaps[i]); n != nil {
			total += *n
		} else {
			unknown++
		}
	}
	return total, unknown
}

func likes(s *data.PostSnapshot) data.Count   { return s.Likes }
func shares(s *data.PostSnapshot) data.Count  { return s.Shares }
func replies(s *data.PostSnapshot) data.Count { return s.Replies }
func views(s *data.PostSnapshot) data.Count   { return s.Views }

// facebookMapping describes the page metrics of Moro et al. 2016: no ids, no dates
// but month, weekday and hour of 2014, the page's likes with every row.
func facebookMapping() Mapping {
	return Mapping{
		Platform: data.Facebook, ID: ID{Hash: []string{"*"}}, ObservedAt: "2015-12-31", Lifetime: true,
		Published: Published{Year: "2014", Month: "Month", Hour: "Hour"},
		Columns: Columns{Format: "Type", Likes: "like", Shares: "share", Replies: "comment", Reach: "T_Reach",
			Impressions: "T_Impression", Followers: "Page_T_Likes", Paid: "Paid"},
		Values: Values{
			Format: map[string]string{"Photo": "image", "Status": "text", "Link": "link", "Video": "video"},
			Paid:   map[string]data.Paid{"0": data.Organic, "1": data.PaidFor},
		},
	}
}

func TestRealFacebookPage(t *testing.T) {
	path := realFile(t, "uci_facebook_metrics.csv")
	a := connectors.Account{ID: "brand", Platform: "facebook", Role: data.RoleOwn, Files: []connectors.File{{Path: path, Mapping: "uci"}}}
	p := readAll(t, a, map[string]Mapping{"uci": facebookMapping()})
	rows := independent(t, path, ';')
	if len(p.Posts) != 500 || len(rows) != 500 || len(p.Rejects) != 0 {
		t.Fatalf("%d posts and %v rejects of %d rows, want 500 of 500", len(p.Posts), byWhy(p.Rejects), len(rows))
	}
	all := func(map[string]string) bool { return true }
	for col, get := range map[string]func(*data.PostSnapshot) data.Count{"like": likes, "share": shares, "comment": replies} {
		want, blanks := sum(rows, col, all)
		got, unknown := total(p.Snapshots, get)
		if got != want || unknown != blanks {
			t.Errorf("%s: sum %d with %d unknown, want %d with %d blank", col, got, unknown, want, blanks)
		}
		t.Logf("%s: sum %d, %d unknown", col, got, unknown)
	}
	ids, formats, paid := map[data.PostID]bool{}, map[string]int{}, map[data.Paid]int{}
	for _, post := range p.Posts {
		ids[post.PostID] = true
		formats[post.FormatNative]++
		paid[post.Paid]++
		if post.Precision != data.ByMonth || post.PublishedAt.Time().Year() != 2014 || post.Followers == nil {
			t.Fatalf("post %+v: want month precision in 2014 and followers", post)
		}
	}
	// The counts of types and of Paid as `sort | uniq -c` gives them.
	if len(ids) != 500 || formats["image"] != 426 || formats["text"] != 45 || formats["link"] != 22 || formats["video"] != 7 ||
		paid[data.Organic] != 360 || paid[data.PaidFor] != 139 || paid[data.PaidUnknown] != 1 {
		t.Errorf("%d ids, formats %v, paid %v", len(ids), formats, paid)
	}
	t.Logf("500 posts, formats %v, paid %v, notes %v", formats, paid, p.Notes)
}

func tweetMapping() Mapping {
	return Mapping{
		Platform: data.X, ID: ID{Hash: []string{"screen_name", "created_at", "text"}}, Timezone: "UTC",
		Columns: Columns{Account: "screen_name", Published: "created_at", Text: "text", IsQuote: "is_quote", IsRepost: "is_retweet",
			Likes: "favorite_count", Shares: "retweet_count", Observed: "update_time", Hashtags: "hashtags"},
	}
}

var agencies = []string{"NOAAResearch", "NOAAHabitat", "NOAAFisheries", "NOAAFish_WCRO", "NOAA"}

func TestRealAgencies(t *testing.T) {
	path := realFile(t, "noaa_tweets.csv")
	// One row of NOAAFisheries stands twice with nothing but its number different.
	var rows []map[string]string
	told := map[string]bool{}
	all := independent(t, path, ',')
	for _, r := range all {
		key := fmt.Sprint(r["screen_name"], r["created_at"], r["text"], r["update_time"], r["favorite_count"], r["retweet_count"])
		if !told[key] || !slices.Contains(agencies, r["screen_name"]) {
			rows = append(rows, r)
		}
		told[key] = true
	}
	posts := 0
	for _, handle := range agencies {
		a := connectors.Account{ID: data.AccountID(strings.ToLower(handle)), Platform: "x", Handle: "@" + handle, Role: data.RolePeerNGO,
			Files: []connectors.File{{Path: path, Mapping: "tweets"}}}
		p := readAll(t, a, map[string]Mapping{"tweets": tweetMapping()})
		own := func(r map[string]string) bool { return r["screen_name"] == handle }
		n, reposts := 0, 0
		for _, r := range rows {
			if own(r) {
				n++
				if r["is_retweet"] == "TRUE" {
					reposts++
				}
			}
		}
		gotReposts := 0
		for _, post := range p.Posts {
			if post.IsRepost {
				gotReposts++
			}
		}
		wantLikes, _ := sum(rows, "favorite_count", own)
		gotLikes, unknown := total(p.Snapshots, likes)
		wantShares, _ := sum(rows, "retweet_count", own)
		gotShares, _ := total(p.Snapshots, shares)
		why := byWhy(p.Rejects)
		posts += len(p.Posts)
		if len(p.Posts) != n || len(p.Posts)+len(p.Rejects) != len(all) || why[whyOtherAccount]+why[whyDuplicate] != len(p.Rejects) || gotReposts != reposts ||
			gotLikes != wantLikes || gotShares != wantShares || unknown != 0 {
			t.Errorf("%s: %d posts (%d reposts, %d likes, %d shares, %d unknown), rejects %v; want %d (%d, %d, %d)",
				handle, len(p.Posts), gotReposts, gotLikes, gotShares, unknown, why, n, reposts, wantLikes, wantShares)
		}
		for _, r := range p.Rejects {
			if r.Row != "" {
				t.Fatalf("%s keeps the content of another account's row", handle)
			}
		}
		t.Logf("%s: %d posts, %d reposts, %d likes, %d shares, rejects %v, notes %v", handle, n, reposts, gotLikes, gotShares, why, p.Notes)
	}
	if posts != 5407 || len(all) != 6017 {
		t.Errorf("%d posts of %d rows, want 5407 of 6017", posts, len(all))
	}
}

func TestRealFollowers(t *testing.T) {
	path := realFile(t, "noaa_users_info.csv")
	m := Mapping{Rows: "accounts", Platform: data.X, Columns: Columns{Account: "screen_name", Followers: "followers_count",
		Following: "friends_count", Observed: "updated"}}
	// By eye in the file: two readings of each account, most of them repeated.
	want := map[string][2]int64{"NOAAResearch": {56016, 56088}, "NOAAHabitat": {13907, 13936}, "NOAAFisheries": {41110, 41201},
		"NOAAFish_WCRO": {1911, 1919}, "NOAA": {925556, 925854}}
	for _, handle := range agencies {
		a := connectors.Account{ID: "a", Platform: "x", Handle: handle, Role: data.RolePeerNGO, Files: []connectors.File{{Path: path, Mapping: "users"}}}
		p := readAll(t, a, map[string]Mapping{"users": m})
		if len(p.Accounts) != 2 || *p.Accounts[0].Followers != want[handle][0] || *p.Accounts[1].Followers != want[handle][1] {
			t.Errorf("%s: %v, want followers %v", handle, p.Accounts, want[handle])
		}
		if n := len(p.Accounts) + len(p.Rejects); n != 201 {
			t.Errorf("%s: %d rows accounted for, want 201", handle, n)
		}
		t.Logf("%s: %v %v %v", handle, want[handle], byWhy(p.Rejects), p.Notes)
	}
}

func trendingMapping() Mapping {
	return Mapping{
		Platform: data.YouTube, ObservedLayout: "yy.dd.mm",
		Columns: Columns{ID: "video_id", Observed: "trending_date", Text: "title", Account: "channel_title", Published: "publish_time",
			Views: "views", Likes: "likes", Replies: "comment_count"},
	}
}

func TestRealTrending(t *testing.T) {
	path := realFile(t, "youtube_trending_gb.csv")
	a := connectors.Account{ID: "trending", Platform: "youtube", Handle: "*", Role: data.RoleCommunity, Files: []connectors.File{{Path: path, Mapping: "yt"}}}
	p := readAll(t, a, map[string]Mapping{"yt": trendingMapping()})
	rows := independent(t, path, ',')
	if len(p.Posts) != 3236 || len(p.Snapshots) != len(rows) || len(p.Rejects) != 0 {
		t.Fatalf("%d posts, %d snapshots, rejects %v of %d rows", len(p.Posts), len(p.Snapshots), byWhy(p.Rejects), len(rows))
	}
	all := func(map[string]string) bool { return true }
	for col, get := range map[string]func(*data.PostSnapshot) data.Count{"views": views, "likes": likes, "comment_count": replies} {
		want, _ := sum(rows, col, all)
		if got, unknown := total(p.Snapshots, get); got != want || unknown != 0 {
			t.Errorf("%s: %d with %d unknown, want %d", col, got, unknown, want)
		} else {
			t.Logf("%s: %d", col, got)
		}
	}
	// The first row says 18.07.04, which is yy.dd.mm: 7 April 2018.
	if got := p.Snapshots[0].ObservedAt.Time().Format(time.DateOnly); got != "2018-04-07" {
		t.Errorf("the first row was observed on %s, want 2018-04-07", got)
	}
	t.Logf("3236 posts, notes %v", p.Notes)
}
