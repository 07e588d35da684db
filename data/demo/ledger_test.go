package demo_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// TestLedgerStandsInTheFiles checks every reading of the ledger against the row it
// names, but for damaged rows.
func TestLedgerStandsInTheFiles(t *testing.T) {
	rows := map[string]map[int]map[string]string{}
	checked := 0
	for _, rec := range world().Ledger() {
		for i, r := range rec.Readings {
			if i > 0 && r.Interactions() < rec.Readings[i-1].Interactions() {
				t.Errorf("%s: interactions fall", rec.Post)
			}
			if r.Bad != "" || r.Line == 0 {
				continue
			}
			if rows[r.File] == nil {
				rows[r.File] = map[int]map[string]string{}
				for _, l := range parse(t, demo.File{Name: r.File, Bytes: whole().Get(r.File)}) {
					rows[r.File][l.no] = l.cells
				}
			}
			c := rows[r.File][r.Line]
			if id := c["Post ID"] + c["Post id"] + c["Post"]; id != rec.Post.Native() {
				t.Errorf("%s:%d is of %q, the ledger says %s", r.File, r.Line, id, rec.Post.Native())
				continue
			}
			for column, want := range map[string]int64{"Likes": r.Reactions, "Reactions": r.Reactions, "Comments": r.Comments,
				"Replies": r.Comments, "Reposts": r.Shares, "Reach": r.Reach, "Views": r.Seen, "Impressions": r.Seen,
				"Saves": r.Saves, "Link Clicks": r.Clicks} {
				if got, ok := c[column]; ok && got != strconv.FormatInt(want, 10) {
					t.Errorf("%s:%d %s is %s, the ledger says %d", r.File, r.Line, column, got, want)
				}
			}
			checked++
		}
	}
	if checked < 4000 {
		t.Errorf("%d readings were checked, want thousands", checked)
	}
}

// TestLedgerStandsInTheThreads does the same for the posts on X.
func TestLedgerStandsInTheThreads(t *testing.T) {
	posts := 0
	for _, rec := range world().Ledger() {
		if rec.Account != "oslo-x" {
			continue
		}
		posts++
		id := rec.Post.Native()
		var s struct {
			CreatedAt string `json:"created_at"`
			ID        int64  `json:"id"`
			Likes     int64  `json:"favorite_count"`
			Reposts   int64  `json:"retweet_count"`
			Replies   int64  `json:"reply_count"`
			Quotes    int64  `json:"quote_count"`
		}
		if err := json.Unmarshal(whole().Get("oslo-x/threads/"+id+"/source-tweet/"+id+".json"), &s); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		r := rec.Readings[0]
		at, err := time.Parse(time.RubyDate, s.CreatedAt)
		if err != nil || !at.Equal(rec.Published) || strconv.FormatInt(s.ID, 10) != id {
			t.Errorf("%s: published %s, the ledger says %v (%v)", id, s.CreatedAt, rec.Published, err)
		}
		if s.Likes != r.Reactions || s.Reposts != r.Shares || s.Replies != r.Comments || s.Quotes != r.Quotes {
			t.Errorf("%s: counters %+v, the ledger says %+v", id, s, r)
		}
	}
	if posts != 78 {
		t.Errorf("%d posts on X, want 78", posts)
	}
}
