package exports

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// The files of these tests have the headers, preambles and ways of writing that real exports
// have, as others' programs for them show; their values are made up.

// Posts as tools for several platforms write them.
func TestListsOfTools(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		format string
		posts  []string // of the first account's platform
		at     string
		likes  int64
	}{
		// Title lines, a zone in the header, a column for the network.
		"hootsuite": {"Post performance,,,,,,,,,,,\n\"May 1, 2026 - May 31, 2026\",,,,,,,,,,,\n" +
			"Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,Engagement,Likes,Comments,Shares,Post Link Clicks,Video Views\n" +
			"2026-05-01 14:30,71_22,Open day,https://facebook.com/71/posts/22,Photo,Facebook,\"1,200\",900,85,60,15,10,30,\n",
			"post-sheet", []string{"facebook:22"}, "2026-05-01T14:30", 60},
		"sprout": {"Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagement Rate (per Impression),Reactions,Comments,Shares,Saves\n" +
			"05/15/2026 4:05 pm,18000000000000001,Instagram,Post,Reel,Ruritania,Ann,https://www.instagram.com/reel/RuRi1/,New visas,2000,1500,6.5%,100,20,5,5\n",
			"post-list", []string{"instagram:18000000000000001"}, "2026-05-15T14:05", 100},
		"buffer": {"Date,Update,Service,Service Link,Type,Impressions,Reach,Engagements,Likes,Comments,Shares,Clicks\n" +
			"2026-04-02T08:00:00Z,Read our page,twitter,https://x.com/ruritania/status/2039600000000000000,text,800,,25,15,4,6,12\n",
			"post-sheet", []string{"x:2039600000000000000"}, "2026-04-02T08:00", 15},
		// Remarks with a mark above, and a dash for what is not known.
		"publer": {"# Ruritania Analytics CSV Export\n# Start Date: 1 May 2026\n# End Date: 31 May 2026\n\n\n" +
			"Date,Social account,Social network,Post link,Post text,Post type,Reach,Reach rate (%),Reactions,Comments,Shares,Engagement rate (%),Link clicks,Action\n" +
			"2026-05-26 10:11,Ruritania,Linkedin,https://www.linkedin.com/feed/update/urn:li:share:7465000000000000001,Sign up,Status,44,3.4,1,0,-,4.5,-,-\n",
			"post-list", []string{"linkedin:urn:li:share:7465000000000000001"}, "2026-05-26T08:11", 1},
		// A profile is the office's own here, though it is the author in lists of comments.
		"emplifi": {"Created time,Platform,Profile,Profile ID,Profile URL,Post ID,Content type,Content,Link,Interactions,Reactions,Comments,Shares,Impressions,Reach\n" +
			"2026-05-02T10:00:00+00:00,facebook,Ruritania,71,https://www.facebook.com/71,71_23,photo,Hello,https://www.facebook.com/71/posts/23,15,10,3,2,120,90\n",
			"post-list", []string{"facebook:23"}, "2026-05-02T10:00", 10},
		"later": {"Posted At,Caption,Media Type,Post URL,Impressions,Reach,Likes,Comments,Saves,Shares,Video Views\n" +
			"\"Apr 5, 2026 6:15 PM\",Our door,Video,https://www.tiktok.com/@ruritania/video/7625000000000000001,3000,2500,200,12,8,4,2900\n",
			"post-sheet", []string{"tiktok:7625000000000000001"}, "2026-04-05T16:15", 200},
		"in German": {"Posting-Datum;Kanal;Netzwerk;Typ;Text;Permalink;Impressionen;Reichweite;Reaktionen;Kommentare;Shares;Link-Klicks\n" +
			"13.05.2026 10:00;Botschaft;Facebook;Foto;Hallo;https://www.facebook.com/71/posts/24;1.200;900;45;3;2;1\n",
			"post-list", []string{"facebook:24"}, "2026-05-13T08:00", 45},
	} {
		dir := t.TempDir()
		writeFile(t, dir, "a.csv", c.text)
		found, err := Recognise(filepath.Join(dir, "a.csv"))
		if err != nil || found.Format != c.format {
			t.Errorf("%s: %+v, %v", name, found, err)
			continue
		}
		a := oslo
		a.Platform = string(found.Platform)
		p := readIn(t, a, "Europe/Oslo", "a.csv", c.text)
		var ids []string
		for _, post := range p.Posts {
			ids = append(ids, string(post.PostID))
		}
		if strings.Join(ids, " ") != strings.Join(c.posts, " ") || len(p.Posts) == 0 || p.Posts[0].PublishedAt.Time().Format("2006-01-02T15:04") != c.at ||
			p.Snapshots[0].Likes == nil || *p.Snapshots[0].Likes != c.likes {
			t.Errorf("%s: posts %+v, snapshots %+v, rejects %+v", name, p.Posts, p.Snapshots, p.Rejects)
		}
	}
}

// Without a column for the platform the links tell it, of each row; a row without a link is
// set aside, and nothing lands under the wrong platform.
func TestLinksTellThePlatform(t *testing.T) {
	text := "Date,Text,Link,Likes\n2026-05-13,a,https://www.facebook.com/71/posts/25,10\n2026-05-14,b,https://x.com/r/status/2054800000000000000,11\n2026-05-15,c,,12\n"
	dir := t.TempDir()
	writeFile(t, dir, "a.csv", text)
	found, err := Recognise(filepath.Join(dir, "a.csv"))
	if err != nil || len(found.Platforms) != 2 || found.Platforms[1] != data.X {
		t.Fatalf("%+v, %v", found, err)
	}
	both := []connectors.Account{{ID: "fb", Platform: "facebook"}, {ID: "x", Platform: "x"}}
	got := map[string]int{}
	for _, a := range both {
		a.Role, a.Files = data.RoleOwn, []connectors.File{{Path: "a.csv"}}
		d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Readers: func(string) []connectors.Account { return both }}, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := drain(t, a, d)
		for _, post := range p.Posts {
			got[string(post.PostID)]++
		}
		for _, r := range p.Rejects {
			got[r.Why]++
		}
	}
	if len(got) != 3 || got["facebook:25"] != 1 || got["x:2054800000000000000"] != 1 || got[whyElsewhere] != 1 {
		t.Errorf("read %v", got)
	}
}

// What others wrote must never become the office's own posts.
func TestMentionsAreNeverOwnPosts(t *testing.T) {
	for name, text := range map[string]string{
		"talkwalker": "published;title;content;url;host_url;source_type;sentiment;engagement;reach;lang;author_short_name;twitter_likes\n" +
			"2026-05-02 10:00:00;Hello;the embassy is slow;https://twitter.com/ann/status/2050500000000000000;http://twitter.com/;SOCIALMEDIA_TWITTER;-3;5;100;en;ann;3\n",
		"brandwatch": "Report:,Mentions,,,,\nFrom:,Wed May 01 2026,,,,\n\nQuery Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Author,Full Name,Twitter Followers,Impressions\n" +
			"1,q,2026-05-02 10:00:00.0,,the embassy is slow,http://twitter.com/ann/statuses/2050500000000000000,twitter.com,negative,ann,Ann,100,200\n",
	} {
		dir := t.TempDir()
		writeFile(t, dir, "a.csv", text)
		if _, err := Recognise(filepath.Join(dir, "a.csv")); err == nil || !strings.Contains(err.Error(), "what others wrote") || strings.Contains(err.Error(), "slow") {
			t.Errorf("%s: %v", name, err)
		}
		if p := readText(t, oslo, "a.csv", text, nil); len(p.Posts)+len(p.Replies)+len(p.Rejects) != 0 || !hasNote(p, "posts of others") {
			t.Errorf("%s: posts %+v, rejects %+v, notes %+v", name, p.Posts, p.Rejects, p.Notes)
		}
	}
	for _, text := range []string{
		// A list of comments with a profile and likes has no count that only posts have.
		"Platform,Post URL,Profile name,Date,Text,Likes\nFacebook,https://www.facebook.com/71/posts/26,Ann,2026-05-02,so slow,3\n",
		// A list of messages has who sent them, whatever else.
		"Date,Network,Profile,From,Message,Link,Likes,Shares\n2026-05-02,Facebook,Ruritania,Ann,so slow,https://www.facebook.com/71/posts/26,3,0\n",
		"Data;Autore;Testo;Link;Mi piace;Condivisioni\n02/05/2026;Ann;so slow;https://www.facebook.com/71/posts/26;3;0\n",
	} {
		if p := readText(t, oslo, "a.csv", text, nil); len(p.Posts) != 0 {
			t.Errorf("what others wrote became posts: %+v", p.Posts)
		}
	}
}

// readIn reads one file in a unit's time zone.
func readIn(t *testing.T, a connectors.Account, zone, name, text string) connectors.Page {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, dir, name, text)
	a.Files = []connectors.File{{Path: name}}
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Skip("this machine has no time zone database")
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Zone: place}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, a, d)
}
