package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestMergePollLaws(t *testing.T) {
	lawful(t, MergePoll, func(t *rapid.T) Poll {
		return Poll{PollID: "p", PostID: "x:1", ObservedAt: 1, Source: SourceAPI, ClosesAt: Micros(rapid.Int64Range(0, 2).Draw(t, "closes")),
			Closed: rapid.Bool().Draw(t, "closed"), Multiple: rapid.Bool().Draw(t, "multiple"),
			Voters: drawCount(t, "voters"), VotesTotal: drawCount(t, "votes"),
			Missing: drawString[Missing](t, "missing", "", "voters=hidden", "voters=unsupported;votes_total=hidden")}
	})
}

func TestMergePollOptionLaws(t *testing.T) {
	lawful(t, MergePollOption, func(t *rapid.T) PollOption {
		return PollOption{PollID: "p", PostID: "x:1", ObservedAt: 1, Source: SourceAPI, Position: 1, Label: drawString(t, "label", "", "Yes", "No"),
			Votes: drawCount(t, "votes"), Missing: drawString[Missing](t, "missing", "", "votes=hidden", "votes=unsupported")}
	})
}

func TestValidatePoll(t *testing.T) {
	now := At(time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC))
	poll := Poll{PollID: "7", PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: now, ObservedAt: now, Source: SourceAPI, Voters: N(3), VotesTotal: N(4), Multiple: true}
	option := PollOption{PollID: "7", PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: now, ObservedAt: now, Source: SourceAPI, Label: "Oslo", Missing: "votes=hidden"}
	onPoll := func(want string, change func(p *Poll)) {
		t.Helper()
		p := poll
		change(&p)
		if field, why := p.Validate(now); field != want || (why == "") != (want == "") {
			t.Errorf("Validate = %q, %q, want field %q", field, why, want)
		}
	}
	onPoll("", func(p *Poll) {})
	onPoll("", func(p *Poll) { p.ClosesAt = now.Add(30 * 24 * time.Hour) })
	onPoll("", func(p *Poll) { p.Voters, p.Missing = nil, "voters=unsupported" })
	onPoll("poll_id", func(p *Poll) { p.PollID = "" })
	onPoll("post_id", func(p *Poll) { p.PostID = "7" })
	onPoll("observed_at", func(p *Poll) { p.ObservedAt = 0 })
	onPoll("closes_at", func(p *Poll) { p.ClosesAt = now.Add(-48 * time.Hour) })
	onPoll("voters", func(p *Poll) { p.Voters = N(5) })
	onPoll("votes_total", func(p *Poll) { p.Voters, p.VotesTotal = nil, N(-1) })
	onPoll("missing", func(p *Poll) { p.Missing = "voters=hidden" })

	onOption := func(want string, change func(o *PollOption)) {
		t.Helper()
		o := option
		change(&o)
		if field, why := o.Validate(now); field != want || (why == "") != (want == "") {
			t.Errorf("Validate = %q, %q, want field %q", field, why, want)
		}
	}
	onOption("", func(o *PollOption) {})
	onOption("position", func(o *PollOption) { o.Position = -1 })
	onOption("position", func(o *PollOption) { o.Position = 100 })
	onOption("label", func(o *PollOption) { o.Label = "\xff" })
	onOption("votes", func(o *PollOption) { o.Votes, o.Missing = N(-1), "" })
	onOption("missing", func(o *PollOption) { o.Votes = N(1) })
}

func TestCheckVotes(t *testing.T) {
	votes := func(counts ...Count) []PollOption {
		options := make([]PollOption, len(counts))
		for i, c := range counts {
			options[i].Votes = c
		}
		return options
	}
	for _, c := range []struct {
		name    string
		poll    Poll
		options []PollOption
		ok      bool
	}{
		{"adds up", Poll{VotesTotal: N(5)}, votes(N(2), N(3)), true},
		{"nothing known", Poll{}, votes(nil, nil), true},
		{"nobody voted", Poll{VotesTotal: N(0), Voters: N(0)}, votes(N(0), N(0)), true},
		{"one option hidden", Poll{VotesTotal: N(5)}, votes(N(2), nil), true},
		{"several choices", Poll{VotesTotal: N(5), Voters: N(3), Multiple: true}, votes(N(3), N(2)), true},
		{"more than cast", Poll{VotesTotal: N(4)}, votes(N(2), N(3)), false},
		{"more than people", Poll{Voters: N(2), Multiple: true}, votes(N(3)), false},
		{"two choices where one is allowed", Poll{Voters: N(3)}, votes(N(2), N(2)), false},
	} {
		if why := c.poll.CheckVotes(c.options); (why == "") != c.ok {
			t.Errorf("%s: CheckVotes = %q", c.name, why)
		}
	}
}
