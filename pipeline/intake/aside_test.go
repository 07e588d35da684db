package intake_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// TestIngestForgetsWhatAnInputTold: what was set aside and noted of an input goes when
// the account reads it anew, corrected or not, and nothing else does; in one run or in two.
func TestIngestForgetsWhatAnInputTold(t *testing.T) {
	const first, corrected, other = "a.csv sha256:1", "a.csv sha256:2", "b.csv sha256:3"
	page := func(account data.AccountID, input, begins string, lines ...int64) data.Page {
		p := data.Page{Account: account, Input: input, Begins: begins}
		for _, line := range lines {
			p.Rejects = append(p.Rejects, data.Reject{AccountID: account, Input: input, Line: line, Why: "no date"})
			p.Notes = append(p.Notes, data.Note{AccountID: account, Input: input, What: "dates are read day first"})
		}
		return p
	}
	empty := pipelinetest.NewBench(t).Now()
	for _, c := range []struct {
		name        string
		before, now []data.Page
		want        []data.Reject
		notes       int
	}{
		{"corrected", []data.Page{page("oslo", first, "a.csv", 1, 2), page("oslo", first, "", 9)}, []data.Page{page("oslo", corrected, "a.csv", 2)},
			[]data.Reject{{AccountID: "oslo", Input: corrected, Line: 2, Why: "no date"}}, 1},
		{"faultless", []data.Page{page("oslo", first, "a.csv", 1)}, []data.Page{page("oslo", corrected, "a.csv")}, []data.Reject{}, 0},
		{"read again as it is", []data.Page{page("oslo", first, "a.csv", 1, 2)}, []data.Page{page("oslo", first, "a.csv", 2)},
			[]data.Reject{{AccountID: "oslo", Input: first, Line: 2, Why: "no date"}}, 1},
		{"goes on", []data.Page{page("oslo", first, "a.csv", 1)}, []data.Page{page("oslo", first, "", 2)},
			[]data.Reject{{AccountID: "oslo", Input: first, Line: 1, Why: "no date"}, {AccountID: "oslo", Input: first, Line: 2, Why: "no date"}}, 1},
		{"another input, another account", []data.Page{page("oslo", other, "b.csv", 1), page("paris", first, "a.csv", 1)}, []data.Page{page("oslo", corrected, "a.csv")},
			[]data.Reject{{AccountID: "oslo", Input: other, Line: 1, Why: "no date"}, {AccountID: "paris", Input: first, Line: 1, Why: "no date"}}, 2},
		{"a workbook that could not be opened", []data.Page{page("oslo", "book.xlsx sha256:0", "book.xlsx", 1)}, []data.Page{{Account: "oslo", Begins: "book.xlsx, sheet A", Within: "book.xlsx"}},
			[]data.Reject{}, 0},
		{"two files of one name", []data.Page{page("oslo", first, first, 1)}, []data.Page{page("oslo", corrected, corrected, 5)},
			[]data.Reject{{AccountID: "oslo", Input: first, Line: 1, Why: "no date"}, {AccountID: "oslo", Input: corrected, Line: 5, Why: "no date"}}, 2},
	} {
		for times, r := range map[string]lake.Reader{
			"two runs": stack(t, empty, c.before, c.now),
			"one run":  stack(t, empty, slices.Concat(c.before, c.now)),
		} {
			got := pipelinetest.RowsOf(t, r, lake.Rejects)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", c.name, times, diff)
			}
			if notes := pipelinetest.RowsOf(t, r, lake.Notes); len(notes) != c.notes {
				t.Errorf("%s, %s: %d notes, want %d", c.name, times, len(notes), c.notes)
			}
		}
	}
}
