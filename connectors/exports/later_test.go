package exports

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// TestRowsOfALaterDay: rows that lie in the future are set aside, and read by
// themselves when their day has come, each once; nothing is read in between.
func TestRowsOfALaterDay(t *testing.T) {
	dir := folderWith(t, "p.csv", "Post ID,Page name,Publish time,Permalink,Reactions,Comments,Shares\n"+
		"1,Us,11/01/2026 10:00,https://www.facebook.com/us/posts/1,1,1,1\n"+
		"2,Us,11/20/2026 10:00,https://www.facebook.com/us/posts/2,1,1,1\n"+
		"3,Us,12/24/2026 10:00,https://www.facebook.com/us/posts/3,1,1,1\n")
	a := connectors.Account{ID: "oslo", Platform: "facebook", Role: data.RoleOwn, Files: []connectors.File{{Path: "p.csv"}}}
	cursor := ""
	for _, step := range []struct {
		day   string
		read  []data.PostID
		aside int
	}{
		{"2026-11-15", []data.PostID{"facebook:1"}, 2},
		{"2026-11-16", nil, 0},
		{"2026-11-19", []data.PostID{"facebook:1", "facebook:2"}, 1},
		{"2026-11-30", nil, 0},
		{"2026-11-10", nil, 0}, // a clock that was set back
		{"2027-01-01", []data.PostID{"facebook:1", "facebook:2", "facebook:3"}, 0},
		{"2027-01-02", nil, 0},
	} {
		now, err := time.Parse(time.DateOnly, step.day)
		check(t, err)
		d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: now}, Rows: 2}, nil)
		check(t, err)
		var read []data.PostID
		aside := 0
		for done := false; !done; {
			p, err := d.Fetch(t.Context(), cursor)
			check(t, err)
			for _, post := range p.Posts {
				read = append(read, post.PostID)
			}
			for _, r := range p.Rejects {
				if r.Why != whyFuture || r.Field != "Publish time" {
					t.Errorf("as of %s: %+v", step.day, r)
				}
			}
			aside += len(p.Rejects)
			cursor, done = p.Cursor, p.Done
		}
		if diff := cmp.Diff(step.read, read); diff != "" || aside != step.aside {
			t.Errorf("as of %s: %d rows set aside, want %d; posts (-want +got):\n%s", step.day, aside, step.aside, diff)
		}
	}
}
