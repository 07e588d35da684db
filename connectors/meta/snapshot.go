package meta

import "github.com/digital-diplomacy/tailor/data"

// columns are the counters of a post snapshot.
var columns = []string{"clicks", "impressions", "likes", "quotes", "reach", "replies", "saves", "shares", "views"}

// column is where a snapshot keeps a counter.
func column(s *data.PostSnapshot, name string) *data.Count {
	switch name {
	case "clicks":
		return &s.Clicks
	case "impressions":
		return &s.Impressions
	case "likes":
		return &s.Likes
	case "quotes":
		return &s.Quotes
	case "reach":
		return &s.Reach
	case "replies":
		return &s.Replies
	case "saves":
		return &s.Saves
	case "shares":
		return &s.Shares
	}
	return &s.Views
}

// tally collects a post's counters from its fields and its insights.
type tally struct {
	counts map[string]data.Count
	why    map[string]data.Reason
}

// set takes a counter from a field, or says why there is none.
func (t *tally) set(name string, n data.Count, why data.Reason) {
	if n != nil {
		t.counts[name] = n
		delete(t.why, name)
		return
	}
	if t.counts[name] == nil {
		t.why[name] = why
	}
}

// add takes what the insights say; fields that are known stay.
func (t *tally) add(r *readings) {
	for _, name := range columns {
		if t.counts[name] != nil {
			continue
		}
		if n := r.counts[name]; n != nil {
			t.set(name, n, "")
		} else if why := r.why[name]; why != "" {
			t.why[name] = why
		}
	}
}

func newTally() *tally {
	return &tally{counts: map[string]data.Count{}, why: map[string]data.Reason{}}
}

// snapshot makes the row; a counter of which nothing was said the platform does not
// have.
func (t *tally) snapshot(post *data.Post, scope string) data.PostSnapshot {
	s := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: post.Source}
	for _, name := range columns {
		*column(&s, name) = t.counts[name]
	}
	s.Explain(t.why)
	if s.Replies != nil {
		s.RepliesScope = scope
	}
	if s.Views != nil {
		s.ViewsDefinition = string(post.Platform) + "/views"
	}
	return s
}
