package lake

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// TestBrowse reads rows by the table's name: null is told from zero, rows are skipped
// across files, and the vault's tables are not there.
func TestBrowse(t *testing.T) {
	l := openLake(t, t.TempDir())
	var c Changes
	first, second := aSnapshot("1", may(3, 10), 24, 0), aSnapshot("1", may(3, 10), 48, 7)
	second.Reactions = map[string]int64{"love": 2, "care": 1}
	replace(t, &c, PostSnapshots, "platform=x/month=2026-05", first, second)
	june := aSnapshot("2", may(31, 23).Add(2*time.Hour), 24, 9)
	replace(t, &c, PostSnapshots, "platform=x/month=2026-06", june)
	replace(t, &c, Replies, "day=2026-05-31", data.Reply{ReplyID: "r", Text: "somebody's words", IngestedOn: "2026-05-31"})
	replace(t, &c, Outcomes, "", data.Outcome{Value: 1500})
	s := commit(t, l, c)

	names := columnsOf(t, "post_snapshots")
	likes, reactions := slices.Index(names, "likes"), slices.Index(names, "reactions")
	read := func(keep func(string) bool, skip int64) (all []Cell) {
		t.Helper()
		for row, err := range Browse(t.Context(), s, "post_snapshots", keep, skip) {
			if err != nil {
				t.Fatal(err)
			}
			if len(row) != len(names) {
				t.Fatalf("%d cells under %d columns", len(row), len(names))
			}
			all = append(all, row[likes])
		}
		return all
	}
	if got := read(nil, 0); !cmp.Equal(got, []Cell{{Text: "0"}, {Text: "7"}, {Text: "9"}}) {
		t.Errorf("likes = %v", got)
	}
	if got := read(nil, 2); !cmp.Equal(got, []Cell{{Text: "9"}}) {
		t.Errorf("likes after two rows = %v", got)
	}
	if got := read(func(p string) bool { return p == "platform=x/month=2026-05" }, 1); !cmp.Equal(got, []Cell{{Text: "7"}}) {
		t.Errorf("second of May = %v", got)
	}
	for row, err := range Browse(t.Context(), s, "post_snapshots", nil, 0) {
		if err != nil || !row[reactions].Null {
			t.Errorf("reactions = %+v, %v; want null", row[reactions], err)
		}
		break
	}
	for row, err := range Browse(t.Context(), s, "post_snapshots", nil, 1) {
		if err != nil || row[reactions].Text != "care=1, love=2" {
			t.Errorf("reactions = %+v, %v", row[reactions], err)
		}
		break
	}
	value := slices.Index(columnsOf(t, "outcomes"), "value")
	for row, err := range Browse(t.Context(), s, "outcomes", nil, 0) {
		if err != nil || row[value].Text != "1.5" {
			t.Errorf("value = %+v, %v", row[value], err)
		}
	}
	for _, doc := range Dictionary() {
		for _, err := range Browse(t.Context(), s, doc.Name, nil, 0) {
			if doc.Vault != errors.Is(err, ErrNotShown) {
				t.Errorf("%s, of the vault: %t, gives %v", doc.Name, doc.Vault, err)
			}
			break
		}
	}
	for _, err := range Browse(t.Context(), s, "../vault", nil, 0) {
		if !errors.Is(err, ErrNotShown) {
			t.Errorf("an unknown table gives %v", err)
		}
	}
}

func columnsOf(t *testing.T, table string) (names []string) {
	t.Helper()
	for _, doc := range Dictionary() {
		if doc.Name == table {
			for _, c := range doc.Columns {
				names = append(names, c.Name)
			}
		}
	}
	return names
}
