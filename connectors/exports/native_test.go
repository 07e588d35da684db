package exports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/data"
)

func writeFile(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// drain reads all pages and joins them.
func drain(t *testing.T, a connectors.Account, d connectors.Driver) connectors.Page {
	t.Helper()
	var all connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Input, all.Cursor = p.Input, p.Cursor
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
		all.Labels = append(all.Labels, p.Labels...)
	}
	return all
}

func utc(y int, m time.Month, d, h, min int) data.Micros {
	return data.At(time.Date(y, m, d, h, min, 0, 0, time.UTC))
}

// one fails unless p holds exactly one post with one snapshot.
func one(t *testing.T, p connectors.Page) (data.Post, data.PostSnapshot) {
	t.Helper()
	if len(p.Posts) != 1 || len(p.Snapshots) != 1 || len(p.Rejects) != 0 {
		t.Fatalf("%d posts, %d snapshots, rejects %+v; want one post", len(p.Posts), len(p.Snapshots), p.Rejects)
	}
	return p.Posts[0], p.Snapshots[0]
}

func TestMetaFacebook(t *testing.T) {
	text := "\ufeff" + facebookHeader +
		`122158000000000001,615,Ruritania in Oslo,Short,"Our passport counter, https://ruritania.example/pass #Passport",12.5,05/20/2026 08:30,,https://www.facebook.com/r/posts/122158000000000001,0,0,Videos,,,Boosted,,Lifetime,"1,234",700,36,30,4,,9,3` + "\n"
	post, snap := one(t, readText(t, oslo, "May-01-2026_May-28-2026_99.csv", text, nil))
	wantPost := data.Post{
		PostID: "facebook:122158000000000001", AccountID: "oslo", Platform: data.Facebook,
		PublishedAt: utc(2026, 5, 20, 8, 30), Precision: data.BySecond, URL: "https://www.facebook.com/r/posts/122158000000000001",
		Text: "Our passport counter, https://ruritania.example/pass #Passport", FormatNative: "Videos", DurationMS: data.N(12500),
		Hashtags: []string{"passport"}, Links: []string{"https://ruritania.example/pass"}, Paid: data.PaidFor,
		ObservedAt: utc(2026, 5, 28, 0, 0), Source: data.SourceExport,
	}
	wantSnap := data.PostSnapshot{
		PostID: wantPost.PostID, AccountID: "oslo", Platform: data.Facebook, PublishedAt: wantPost.PublishedAt,
		ObservedAt: wantPost.ObservedAt, Source: data.SourceExport, Likes: data.N(30), Replies: data.N(4), Views: data.N(1234),
		Reach: data.N(700), Clicks: data.N(3), RepliesScope: "unknown", ViewsDefinition: "facebook/views",
		Missing: "impressions=unsupported;quotes=unsupported;saves=unsupported;shares=bad_input",
	}
	if diff := cmp.Diff(wantPost, post); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantSnap, snap); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}
}

func TestMetaInstagramGerman(t *testing.T) {
	text := "Beitrags-ID;Konto-ID;Konto-Benutzername;Kontoname;Beschreibung;Dauer (Sek.);Veröffentlichungszeitpunkt;Permalink;Beitragstyp;" +
		"Datenkommentar;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;Geteilte Inhalte;Follows;Kommentare;Gespeicherte Beiträge\n" +
		"18000000000000001;1;ruritania.berlin;Ruritanien;Willkommen;0;03.04.2026 18:00;https://www.instagram.com/p/X/;IG Karussell;;Gesamte Laufzeit;1.234;999;87;5;1;6;7\n"
	a := oslo
	a.Handle = "@Ruritania.Berlin"
	p := readText(t, a, "export.csv", text, nil)
	post, snap := one(t, p)
	if post.PublishedAt != utc(2026, 4, 3, 18, 0) || post.FormatNative != "IG carousel" || post.Platform != data.Instagram {
		t.Errorf("post %+v", post)
	}
	if *snap.Views != 1234 || *snap.Likes != 87 || *snap.Saves != 7 || snap.Clicks != nil || snap.Lifetime {
		t.Errorf("snapshot %+v", snap)
	}
	// Nothing but the post's own date is proven.
	if snap.ObservedAt != post.PublishedAt || !hasNote(p, "latest date that the file proves") {
		t.Errorf("observed %s, notes %v", snap.ObservedAt, p.Notes)
	}
}

func hasNote(p connectors.Page, part string) bool {
	for _, n := range p.Notes {
		if strings.Contains(n.String(), part) {
			return true
		}
	}
	return false
}

func TestMetaDailyRowsAreNoTotals(t *testing.T) {
	row := strings.Replace(facebookRow(1, 20, "x"), "Lifetime", "05/21/2026", 1)
	p := readText(t, oslo, "d.csv", facebookHeader+row, nil)
	if len(p.Posts) != 0 || byWhy(p.Rejects)[whyWindow] != 1 {
		t.Errorf("%d posts, rejects %v", len(p.Posts), byWhy(p.Rejects))
	}
}

func TestXPosts(t *testing.T) {
	header := "\"Tweet id\",\"Tweet permalink\",\"Tweet text\",\"time\",\"impressions\",\"engagements\",\"engagement rate\",\"retweets\",\"replies\",\"likes\"," +
		"\"user profile clicks\",\"url clicks\",\"promoted impressions\"\n"
	row := func(id, text, promoted string) string {
		return `"` + id + `","https://twitter.com/ruritania/status/` + id + `","` + text + `","2026-05-04 12:34 +0000","424.0","3.0","0.007","1.0","2.0","3.0","4.0","5.0","` + promoted + "\"\n"
	}
	p := readText(t, oslo, "tweet_activity_metrics_ruritania_20260501_20260529_en.csv",
		header+row("1787000000000000001", "Good day", "-")+row("1787000000000000002", "@someone thank you", "12")+row("1787000000000000003", "x", ""), nil)
	if len(p.Posts) != 3 || len(p.Rejects) != 0 {
		t.Fatalf("%d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
	for i, want := range []data.Paid{data.Organic, data.PaidMixed, data.PaidUnknown} {
		if p.Posts[i].Paid != want {
			t.Errorf("post %d: paid %s, want %s", i, p.Posts[i].Paid, want)
		}
	}
	if p.Posts[0].IsReply || !p.Posts[1].IsReply {
		t.Error("a text that begins with a name is a reply, others are not")
	}
	s := p.Snapshots[0]
	if *s.Impressions != 424 || *s.Shares != 1 || *s.Replies != 2 || *s.Likes != 3 || *s.Clicks != 5 || s.Quotes != nil ||
		s.ObservedAt != utc(2026, 5, 29, 0, 0) || p.Posts[0].PublishedAt != utc(2026, 5, 4, 12, 34) {
		t.Errorf("snapshot %+v", s)
	}
}

// The ids of X hold the moment of posting, which the new export leaves out.
func TestXContentTakesTheMomentFromTheID(t *testing.T) {
	header := "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n"
	// Snowflake of 2026-05-14T09:30:00Z: (1778751000000 - 1288834974657) << 22.
	id := "2054856744760246272"
	at, ok := ids.Time(data.X, id)
	if !ok || at.Format(time.RFC3339) != "2026-05-14T09:30:00Z" {
		t.Fatalf("idTime(%s) = %s, %v", id, at, ok)
	}
	p := readText(t, oslo, "c.csv", header+
		id+",\"Thu, May 14, 2026\",Hello,https://x.com/r/status/"+id+",100,5,9,1,2,0,3,4,0,0,6,0,0\n"+
		"9001000000004000009,\"Thu, May 14, 2026\",Other,,100,5,9,1,2,0,3,4,0,0,6,0,0\n"+
		",\"Thu, May 14, 2026\",No id,,100,5,9,1,2,0,3,4,0,0,6,0,0\n", nil)
	if len(p.Posts) != 2 || byWhy(p.Rejects)[whyNoID] != 1 {
		t.Fatalf("%d posts, rejects %v", len(p.Posts), byWhy(p.Rejects))
	}
	if p.Posts[0].Precision != data.BySecond || p.Posts[0].PublishedAt != utc(2026, 5, 14, 9, 30) {
		t.Errorf("published %s by %s", p.Posts[0].PublishedAt, p.Posts[0].Precision)
	}
	if p.Posts[1].Precision != data.ByDay || p.Posts[1].PublishedAt != utc(2026, 5, 14, 0, 0) {
		t.Errorf("an id whose moment is not on the day: published %s by %s", p.Posts[1].PublishedAt, p.Posts[1].Precision)
	}
	if s := p.Snapshots[0]; *s.Shares != 4 || *s.Saves != 1 || *s.Clicks != 6 {
		t.Errorf("shares are reposts, saves bookmarks: %+v", s)
	}
}

func TestYouTubeStudio(t *testing.T) {
	p := readText(t, oslo, "Table data.csv", "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Estimated revenue (USD),Impressions,Impressions click-through rate (%),Likes,Comments added,Shares\n"+
		"Total,,,,1000,1.5,3,,9000,2.1,50,6,7\n"+
		" -abcdefghij,Dance of Zenda,\"May 20, 2026\",95,600,1,2,,5000,2,30,4,5\n"+
		"ABCDEFGHIJK,Passports,2026-05-21 13:18:00,61,400,0.5,1,,4000,2,20,2,2\n"+
		"#NAME?,Broken,2026-05-21 13:18:00,61,400,0.5,1,,4000,2,20,2,2\n", nil)
	why := byWhy(p.Rejects)
	if len(p.Posts) != 2 || why[whyTotal] != 1 || why[whyDamagedID] != 1 {
		t.Fatalf("%d posts, rejects %v", len(p.Posts), why)
	}
	if p.Posts[0].PostID != "youtube:-abcdefghij" || p.Posts[0].Precision != data.ByDay || *p.Posts[0].DurationMS != 95000 {
		t.Errorf("post %+v", p.Posts[0])
	}
	if p.Posts[1].PublishedAt != utc(2026, 5, 21, 13, 18) || *p.Snapshots[1].Views != 400 || *p.Snapshots[1].Replies != 2 {
		t.Errorf("post %+v, snapshot %+v", p.Posts[1], p.Snapshots[1])
	}
	if !hasNote(p, "only if it was Lifetime") {
		t.Error("the caution about periods is not said")
	}
}

func TestTikTokStudio(t *testing.T) {
	// TikTok's ids hold seconds since 1970 from the 33rd bit: 1778751000 << 32.
	p := readText(t, oslo, "tt.csv", "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Total play time,Average watch time,Watched full video,Add to favorites\n"+
		"Folk dance,https://www.tiktok.com/@ruritania/video/7639677372727296000,2026-05-14,10,2,3,400,1,1,1,5\n", nil)
	post, snap := one(t, p)
	if post.PostID != "tiktok:7639677372727296000" || post.PublishedAt != utc(2026, 5, 14, 9, 30) || *snap.Saves != 5 || *snap.Views != 400 {
		t.Errorf("post %+v, snapshot %+v", post, snap)
	}
}

func TestCrowdTangle(t *testing.T) {
	head := "Page Name,User Name,Facebook Id,Likes at Posting,Followers at Posting,Post Created,Post Created Date,Post Created Time,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Post Views,URL,Message,Link\n"
	p := readText(t, oslo, "ct.csv", head+
		"Ruritania,ruritania,615,900,1000,2021-03-01 12:30:00 EST,2021-03-01,12:30:00,Photo,\"1,245\",\"1,000\",40,5,100,50,30,10,5,5,0,https://www.facebook.com/615/posts/1027849902034434,Hello,\n"+
		"Ruritania,ruritania,615,900,1000,2021-03-02 12:30:00 EST,2021-03-02,12:30:00,Photo,7,7,0,0,,0,0,0,0,0,0,https://www.facebook.com/615/posts/1027849902034435,Blank love,\n", nil)
	if len(p.Posts) != 2 {
		t.Fatalf("rejects %+v", p.Rejects)
	}
	post, snap := p.Posts[0], p.Snapshots[0]
	if post.PostID != "facebook:1027849902034434" || post.PublishedAt != utc(2021, 3, 1, 17, 30) || *post.Followers != 1000 {
		t.Errorf("post %+v", post)
	}
	want := map[string]int64{"like": 1000, "love": 100, "wow": 50, "haha": 30, "sad": 10, "angry": 5, "care": 5}
	if diff := cmp.Diff(want, snap.Reactions); diff != "" || *snap.Likes != 1200 {
		t.Errorf("likes %d, reactions %s", *snap.Likes, diff)
	}
	if s := p.Snapshots[1]; s.Likes != nil || s.Missing.Reason("likes") != data.BadInput {
		t.Errorf("one blank kind makes the sum unknown: %+v", s)
	}
}

func TestCrowdTangleInstagram(t *testing.T) {
	head := "Account,User Name,Followers at Posting,Post Created,Post Created Date,Post Created Time,Type,Total Interactions,Likes,Comments,Views,URL,Link,Photo,Title,Description,Image Text,Sponsor Id,Sponsor Name,Overperforming Score\n"
	row := "Ruritania,ruritania,1100,2022-05-20 11:05:33 CEST,2022-05-20,11:05:33,%s,\"1,010\",\"1,000\",10,%s,https://www.instagram.com/p/%s/,https://www.instagram.com/p/%[3]s/,,,Hello,,,,1.2\n"
	p := readText(t, oslo, "ct.csv", head+fmt.Sprintf(row, "Album", "0", "CdxA")+fmt.Sprintf(row, "IGTV", "70", "CdxB"), nil)
	if len(p.Posts) != 2 {
		t.Fatalf("rejects %+v", p.Rejects)
	}
	post, snap := p.Posts[1], p.Snapshots[1]
	if post.PostID != "instagram:CdxB" || post.PublishedAt != data.At(time.Date(2022, 5, 20, 9, 5, 33, 0, time.UTC)) || *post.Followers != 1100 ||
		post.FormatNative != "IG video" || p.Posts[0].FormatNative != "IG carousel" {
		t.Errorf("post %+v", post)
	}
	if *snap.Likes != 1000 || *snap.Replies != 10 || *snap.Views != 70 || snap.Missing.Reason("shares") != data.Unsupported {
		t.Errorf("snapshot %+v", snap)
	}
}

func TestRecognise(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "fb.csv", facebookHeader+facebookRow(1, 20, "a")+facebookRow(2, 21, "b"))
	got, err := Recognise(filepath.Join(dir, "fb.csv"))
	if err != nil || got.Format != "meta-facebook" || got.Platform != data.Facebook || got.Account != "Ruritania in Oslo" || got.Lines != 2 {
		t.Errorf("Recognise = %+v, %v", got, err)
	}
	// Columns in another order, one dropped, one new, other case and width.
	writeFile(t, dir, "ig.csv", "SHARES,Ｐost ID,account username, Publish  time ,Post type,Likes,Comments,New thing\n")
	if got, err = Recognise(filepath.Join(dir, "ig.csv")); err != nil || got.Format != "meta-instagram" {
		t.Errorf("Recognise = %+v, %v", got, err)
	}
	for name, c := range map[string]struct{ content, want string }{
		"near.csv":     {"Post id,Post Link,Post text,Impressions,Likes,Replies\n", `nearest is X analytics, content, which also has "Date"`},
		"none.csv":     {"red,green,blue\n", "red, green, blue"},
		"outcomes.csv": {"period,measure,value\n2026,visas,3\n", "call one week"},
		"chat.txt":     {"[14/07/2026, 18:05:00] Someone: hello\n[14/07/2026, 18:06:00] Other: hi\n", "exported from WhatsApp"},
		"chat2.txt":    {"\u200e14/07/2026, 6:05 PM - Someone: hello, you\n", "exported from WhatsApp"},
		"noise.csv":    {strings.Repeat("ab\x00cdefghijklmnopqrstuvwxyz0123456789", 40), "no table of text"},
		"esc.csv":      {"\x1b[31mred,blue\n", "are [31mred, blue"},
		"table.xls":    {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", "save it as .xlsx"},
		"x.xlsx":       {"PK\x03\x04rest", "damaged"},
		"p.csv":        {"<!DOCTYPE html>", "web page"},
		"e.csv":        {"", "empty"},
	} {
		writeFile(t, dir, name, c.content)
		if _, err := Recognise(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("Recognise(%s): %v, want it to say %q", name, err, c.want)
		}
	}
	if _, err := Recognise(filepath.Join(dir, "gone.csv")); err == nil || !strings.Contains(err.Error(), "gone.csv") {
		t.Errorf("a missing file: %v", err)
	}
}
