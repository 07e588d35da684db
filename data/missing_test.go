package data

import "testing"

// TestExplain: what is known gets no reason, and what has one keeps it.
func TestExplain(t *testing.T) {
	s := PostSnapshot{Likes: N(0), Views: N(9), Missing: Missing("").With("clicks", Expired)}
	s.Explain(map[string]Reason{"likes": Hidden, "clicks": Hidden, "shares": NotCollected})
	for field, want := range map[string]Reason{"likes": "", "views": "", "clicks": Expired, "shares": NotCollected,
		"replies": Unsupported, "quotes": Unsupported, "impressions": Unsupported, "reach": Unsupported, "saves": Unsupported} {
		if got := s.Missing.Reason(field); got != want {
			t.Errorf("%s is missing for %q, want %q", field, got, want)
		}
	}
	a := AccountSnapshot{Followers: N(1)}
	a.Explain(map[string]Reason{"following": Hidden})
	if want := Missing("following=hidden;posts_total=unsupported;views_total=unsupported"); a.Missing != want {
		t.Errorf("the account's are missing for %q, want %q", a.Missing, want)
	}
}
