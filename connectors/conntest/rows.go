package conntest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

func (s *Suite) twice(t *testing.T) {
	once, twice := join(s.read(t, write(t, s.Full), 1000, "")), join(s.read(t, write(t, s.Twice), 1000, ""))
	ids := func(p connectors.Page) []string {
		var ids []string
		for _, snap := range p.Snapshots {
			ids = append(ids, fmt.Sprint(snap.PostID, snap.ObservedAt))
		}
		for _, r := range p.Replies {
			ids = append(ids, "reply "+r.Native)
		}
		slices.Sort(ids)
		return ids
	}
	if diff := cmp.Diff(ids(once), ids(twice)); diff != "" {
		t.Errorf("rows given twice (-once +twice):\n%s", diff)
	}
	if len(twice.Rejects) <= len(once.Rejects) {
		t.Error("rows given twice are not named among the rejects")
	}
}

func (s *Suite) nasty(t *testing.T) {
	all := join(s.read(t, write(t, s.Nasty), 1000, ""))
	var texts []string
	for _, p := range all.Posts {
		texts = append(texts, p.Text)
	}
	for _, r := range all.Replies {
		texts = append(texts, r.Text)
	}
	for _, want := range s.Texts {
		if !slices.Contains(texts, want) {
			t.Errorf("the text %q did not arrive; there are %q", want, texts)
		}
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			t.Errorf("%q is not valid UTF-8", text)
		}
	}
}

func (s *Suite) rules(t *testing.T) {
	d := s.Open(t, write(t, s.Full), 1000)
	info := d.Info()
	if info.Name == "" || info.Version == "" || info.Source.Rank() == 0 {
		t.Errorf("Info() = %+v: want a name, a version and a source kind", info)
	}
	s.fetchAll(t, d, func(p connectors.Page) {
		if !json.Valid([]byte(p.Cursor)) {
			t.Errorf("the cursor %q is not JSON", p.Cursor)
		}
		if p.Input == "" && !p.Empty() {
			t.Error("a page does not say what was read")
		}
		s.rows(t, &p)
	})
}

// rows checks the rows of a page as the driver gave it, before Source does.
func (s *Suite) rows(t *testing.T, p *connectors.Page) {
	far := data.Micros(1 << 62)
	published := map[data.PostID]data.Micros{}
	for i := range p.Posts {
		post := &p.Posts[i]
		published[post.PostID] = post.PublishedAt
		if field, why := post.Validate(far); why != "" {
			t.Errorf("post %s: %s %s", post.PostID, field, why)
		}
		if post.AccountID != s.Account.ID {
			t.Errorf("post %s is of account %q", post.PostID, post.AccountID)
		}
		if loc := post.PublishedAt.Time().Location().String(); loc != "UTC" {
			t.Errorf("post %s: time in %s", post.PostID, loc)
		}
	}
	for i := range p.Snapshots {
		snap := &p.Snapshots[i]
		if field, why := snap.Validate(far); why != "" {
			t.Errorf("snapshot of %s: %s %s", snap.PostID, field, why)
		}
		if at, known := published[snap.PostID]; !known || at != snap.PublishedAt {
			t.Errorf("snapshot of %s: published %s, its post %s", snap.PostID, snap.PublishedAt, at)
		}
		if snap.ObservedAt < snap.PublishedAt {
			t.Errorf("snapshot of %s is older than its post", snap.PostID)
		}
		for name, n := range map[string]data.Count{"likes": snap.Likes, "shares": snap.Shares, "replies": snap.Replies,
			"quotes": snap.Quotes, "views": snap.Views, "impressions": snap.Impressions, "reach": snap.Reach,
			"saves": snap.Saves, "clicks": snap.Clicks} {
			if (n == nil) != (snap.Missing.Reason(name) != "") {
				t.Errorf("snapshot of %s: %s is %v but missing says %q", snap.PostID, name, n, snap.Missing)
			}
		}
	}
	for i := range p.Polls {
		if field, why := p.Polls[i].Validate(far); why != "" {
			t.Errorf("poll %s: %s %s", p.Polls[i].PollID, field, why)
		}
	}
	for i := range p.Options {
		if field, why := p.Options[i].Validate(far); why != "" {
			t.Errorf("option of poll %s: %s %s", p.Options[i].PollID, field, why)
		}
	}
	for i := range p.Accounts {
		if field, why := p.Accounts[i].Validate(far); why != "" {
			t.Errorf("account snapshot: %s %s", field, why)
		}
	}
	if len(p.Replies) > 0 && !s.Account.Replies {
		t.Error("replies are returned although they must not be collected")
	}
	for _, r := range p.Rejects {
		if r.Why == "" || r.Input == "" {
			t.Errorf("a reject without reason or input: %+v", r)
		}
	}
}

func (s *Suite) damaged(t *testing.T) {
	dir := write(t, s.Full)
	for _, cursor := range []string{"{", "[]", `{"row":-1}`, "\xff"} {
		if _, err := s.Open(t, dir, 2).Fetch(context.Background(), cursor); err == nil {
			t.Errorf("Fetch with the cursor %q: no error", cursor)
		}
	}
	// A cursor of files that are gone is a cursor, and all there is is read.
	all := join(s.read(t, dir, 1000, `{"done":{"0000000000000000":true},"file":"1111111111111111","row":7}`))
	if len(all.Posts) != len(join(s.read(t, dir, 1000, "")).Posts) {
		t.Error("a cursor of other files hides rows")
	}
}
