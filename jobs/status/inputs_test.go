package status

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// TestInputsText: what was set aside is told once however many accounts read the file, by
// the file's name alone, with what to do; rows that never were a post take one line.
func TestInputsText(t *testing.T) {
	st := &State{
		SetAside: []tally.SetAside{
			{Account: "fb", Input: "a.csv sha256:0123456789abcdef", Why: "no_date", Hint: "a post needs a date", Rows: 1},
			{Account: "fb", Input: "b.csv sha256:0123456789abcdef", Why: "bad_number", Rows: 3},
			{Account: "fb", Input: "c.png sha256:0123456789abcdef", Why: "unrecognised_file", Hint: "it is a picture", Rows: 1},
			{Account: "fb", Input: "a.csv sha256:0123456789abcdef", Why: "total_row", Hint: "a sum is not a post", Rows: 1},
			{Account: "ig", Input: "c.png sha256:0123456789abcdef", Why: "unrecognised_file", Hint: "it is a picture", Rows: 1},
			{Account: "ig", Input: "d.csv sha256:0123456789abcdef", Why: "blank_row", Rows: 4},
		},
		Notes: []data.Note{
			{AccountID: "fb", Input: "a.csv sha256:0123456789abcdef", What: "read as UTF-16LE"},
			{AccountID: "ig", Input: "b.csv sha256:0123456789abcdef", What: "read as UTF-16LE"},
			{AccountID: "fb", Input: "a.csv sha256:0123456789abcdef", What: "taken as read on 2026-02-28", Hint: "declare observed_at"},
			{AccountID: "fb", Input: "b.csv sha256:0123456789abcdef", What: "taken as read on 2026-03-31", Hint: "declare observed_at"},
			{AccountID: "ig", Input: "a.csv sha256:0123456789abcdef", What: "taken as read on 2026-01-31", Hint: "declare observed_at"},
		},
	}
	var got strings.Builder
	st.Inputs(&got)
	want := `set aside, nothing guessed:
  a.csv: 1 row, no date: a post needs a date
  b.csv: 3 rows, bad number
  c.png: not read: it is a picture
left out: 5 rows of sums, repeated headers or explanations

to know:
  read as UTF-16LE
    in a.csv and 1 more
  taken as read on 2026-01-31 to 2026-03-31; declare observed_at
    in a.csv and 1 more
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
