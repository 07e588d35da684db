package data

import (
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	now := At(time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC))
	post := Post{PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: now, Precision: BySecond, Paid: PaidUnknown, ObservedAt: now, Source: SourceAPI}
	snap := PostSnapshot{PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: now, ObservedAt: now, Source: SourceAPI, Likes: N(0), Missing: "clicks=hidden"}
	acct := AccountSnapshot{AccountID: "a", Platform: X, ObservedAt: now, Source: SourceAPI, Followers: N(3)}
	reply := Reply{ReplyID: "r", RootPost: "x:1", AccountID: "a", Platform: X, PublishedAt: now, IngestedOn: "2026-05-31", Language: "und",
		Topic: TopicOther, Format: FormatText, Collection: "complete"}
	early, late := At(time.Date(2003, 12, 31, 23, 59, 59, 0, time.UTC)), now.Add(48*time.Hour+time.Second)

	check := func(want, field, why string) {
		t.Helper()
		if field != want || (why == "") != (want == "") {
			t.Errorf("Validate = %q, %q, want field %q", field, why, want)
		}
	}
	onPost := func(want string, change func(p *Post)) {
		t.Helper()
		p := post
		change(&p)
		field, why := p.Validate(now)
		check(want, field, why)
	}
	onPost("", func(p *Post) {})
	onPost("", func(p *Post) { p.PublishedAt = now.Add(48 * time.Hour) })
	onPost("", func(p *Post) { p.PublishedAt = earliest })
	onPost("", func(p *Post) { p.PostID = "x:at://did:plc:1/app/2" })
	onPost("post_id", func(p *Post) { p.PostID = "1.20E+18" })
	onPost("post_id", func(p *Post) { p.PostID = "x:" })
	onPost("post_id", func(p *Post) { p.PostID = "facebook:1" })
	onPost("post_id", func(p *Post) { p.PostID = "x:\xff" })
	onPost("account_id", func(p *Post) { p.AccountID = "" })
	onPost("published_at", func(p *Post) { p.PublishedAt = 0 })
	onPost("published_at", func(p *Post) { p.PublishedAt = early })
	onPost("published_at", func(p *Post) { p.PublishedAt = late })
	onPost("published_precision", func(p *Post) { p.Precision = "" })
	onPost("media_count", func(p *Post) { p.MediaCount = N(-1) })
	onPost("duration_ms", func(p *Post) { p.DurationMS = N(-1) })
	onPost("followers_at_publishing", func(p *Post) { p.Followers = N(-1) })
	onPost("paid", func(p *Post) { p.Paid = "yes" })
	onPost("deleted_at", func(p *Post) { p.DeletedAt = late })
	onPost("observed_at", func(p *Post) { p.ObservedAt = 0 })
	onPost("source", func(p *Post) { p.Source = "rumour" })
	onPost("quoted", func(p *Post) { p.Quoted = "no id" })
	onPost("text", func(p *Post) { p.Text = "\xff" })
	onPost("hashtags", func(p *Post) { p.Hashtags = []string{"ok", "\xff"} })

	onSnap := func(want string, change func(s *PostSnapshot)) {
		t.Helper()
		s := snap
		change(&s)
		field, why := s.Validate(now)
		check(want, field, why)
	}
	onSnap("", func(s *PostSnapshot) {})
	onSnap("post_id", func(s *PostSnapshot) { s.PostID = "" })
	onSnap("observed_at", func(s *PostSnapshot) { s.ObservedAt = late })
	onSnap("likes", func(s *PostSnapshot) { s.Likes = N(-1) })
	onSnap("reactions", func(s *PostSnapshot) { s.Reactions = map[string]int64{"haha": -1} })
	onSnap("replies_scope", func(s *PostSnapshot) { s.RepliesScope = "some" })
	onSnap("missing", func(s *PostSnapshot) { s.Missing = "likes=hidden" })
	onSnap("missing", func(s *PostSnapshot) { s.Missing = "clicks" })
	onSnap("missing", func(s *PostSnapshot) { s.Missing = "clicks=forgotten" })

	onAccount := func(want string, change func(s *AccountSnapshot)) {
		t.Helper()
		s := acct
		change(&s)
		field, why := s.Validate(now)
		check(want, field, why)
	}
	onAccount("", func(s *AccountSnapshot) {})
	onAccount("platform", func(s *AccountSnapshot) { s.Platform = "" })
	onAccount("observed_at", func(s *AccountSnapshot) { s.ObservedAt = early })
	onAccount("followers", func(s *AccountSnapshot) { s.Followers = N(-3) })
	onAccount("precision", func(s *AccountSnapshot) { s.Precision = "about" })

	onReply := func(want string, change func(r *Reply)) {
		t.Helper()
		r := reply
		change(&r)
		field, why := r.Validate(now)
		check(want, field, why)
	}
	onReply("", func(r *Reply) {})
	onReply("reply_id", func(r *Reply) { r.ReplyID = "" })
	onReply("root_post", func(r *Reply) { r.RootPost = "1" })
	onReply("ingested_on", func(r *Reply) { r.IngestedOn = "31.5.2026" })
	onReply("topic", func(r *Reply) { r.Topic = "weather" })
	onReply("format", func(r *Reply) { r.Format = "hologram" })
	onReply("collection", func(r *Reply) { r.Collection = "" })
	onReply("published_at", func(r *Reply) { r.PublishedAt = 0 })
}
