package connectors

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Polls that cannot be true are set aside with their options, and nothing of what
// they say is in the rejects.
func TestPollsAreChecked(t *testing.T) {
	const at = data.Micros(1_772_000_000_000_000) // 25 February 2026
	poll := func(id string, edit func(*data.Poll)) data.Poll {
		p := data.Poll{PollID: id, PostID: "x:1", AccountID: "a", Platform: data.X, PublishedAt: at, ObservedAt: at, Source: data.SourceAPI,
			VotesTotal: data.N(5), Missing: "voters=unsupported"}
		if edit != nil {
			edit(&p)
		}
		return p
	}
	option := func(id string, position, votes int64, edit func(*data.PollOption)) data.PollOption {
		o := data.PollOption{PollID: id, PostID: "x:1", AccountID: "a", Platform: data.X, PublishedAt: at, ObservedAt: at, Source: data.SourceAPI,
			Position: position, Label: "secret of " + id, Votes: data.N(votes)}
		if edit != nil {
			edit(&o)
		}
		return o
	}
	p := Page{Input: "polls"}
	add := func(p *Page, poll data.Poll, options ...data.PollOption) {
		p.Polls, p.Options = append(p.Polls, poll), append(p.Options, options...)
	}
	add(&p, poll("good", nil), option("good", 0, 2, func(o *data.PollOption) { o.Label = "ja\x00 \xff" }), option("good", 1, 3, nil))
	add(&p, poll("too many votes", nil), option("too many votes", 0, 4, nil), option("too many votes", 1, 4, nil))
	add(&p, poll("foreign", func(p *data.Poll) { p.AccountID = "b" }), option("foreign", 0, 1, nil))
	add(&p, poll("before its post", func(p *data.Poll) { p.ObservedAt = at - 2*86400e6 }), option("before its post", 0, 1, func(o *data.PollOption) { o.ObservedAt = at - 2*86400e6 }))
	add(&p, poll("twice", nil), option("twice", 0, 1, nil), option("twice", 0, 2, nil))
	add(&p, poll("beyond belief", func(p *data.Poll) { p.VotesTotal = data.N(2e12) }))
	add(&p, poll("of a bad post", func(p *data.Poll) { p.PostID = "x:2" }), option("of a bad post", 0, 1, func(o *data.PollOption) { o.PostID = "x:2" }))
	p.Posts = []data.Post{{PostID: "x:2", AccountID: "a", Platform: data.X}}
	p.Options = append(p.Options, option("nowhere", 0, 1, nil))

	checker{account: Account{ID: "a"}}.page(&p)
	var polls []string
	for _, r := range p.Polls {
		polls = append(polls, r.PollID)
	}
	if diff := cmp.Diff([]string{"good", "twice"}, polls); diff != "" {
		t.Errorf("polls kept (-want +got):\n%s", diff)
	}
	var options []string
	for _, o := range p.Options {
		options = append(options, o.PollID+": "+o.Label)
	}
	if diff := cmp.Diff([]string{"good: ja \uFFFD", "good: secret of good", "twice: secret of twice"}, options); diff != "" {
		t.Errorf("options kept (-want +got):\n%s", diff)
	}
	// One reject for each poll set aside and each option that is not kept, and the post.
	if want := 5 + 7 + 1; len(p.Rejects) != want {
		t.Errorf("%d rejects, want %d: %+v", len(p.Rejects), want, p.Rejects)
	}
	for _, r := range p.Rejects {
		if r.Why != "invalid_row" || r.Hint == "" || r.Row != "" {
			t.Errorf("reject %+v", r)
		}
	}
}
