package jobs

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// stopper interrupts a run when a stage of some name begins.
type stopper struct {
	Silent
	at   string
	stop context.CancelFunc
}

func (s stopper) Stage(name, _ string, _, _ int) {
	if name == s.at {
		s.stop()
	}
}

// tables is every table of the lake that can be compared, by its files.
func tables(t *testing.T, u *Unit) map[string][]lake.File {
	t.Helper()
	s, err := u.lake.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]lake.File{}
	for _, doc := range lake.Dictionary() {
		if !doc.Vault {
			all[doc.Name] = s.Files(doc.Name)
		}
	}
	return all
}

// TestBackfill fills in weeks of a small mission's first months: weeks come to
// advice from what was known by then, a repeat or an interruption changes nothing, and
// what was given stays.
func TestBackfill(t *testing.T) {
	const weeks = 20
	dir := t.TempDir()
	if err := demo.Small(weeks).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	open := func(root string, progress Progress) *Unit {
		t.Helper()
		c, err := config.Load(filepath.Join(dir, demo.ConfigName))
		if err != nil {
			t.Fatal(err)
		}
		c.Root, c.KeysDir = filepath.Join(dir, root), filepath.Join(dir, root+"-keys")
		u, err := Open(t.Context(), Options{Config: c, Clock: data.Clock{AsOf: demo.AsOf(weeks)}, Progress: progress})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	from, to := demo.AsOf(12), demo.AsOf(19)
	fill := func(u *Unit, ctx context.Context) (*Result, error) { return u.Backfill(ctx, from, to) }

	u := open("data", nil)
	if _, err := fill(u, t.Context()); !errors.Is(err, ErrNothingStored) {
		t.Fatalf("a backfill of nothing: %v", err)
	}
	if _, err := open("data", nil).Run(t.Context(), "pull", "ingest", "classify"); err != nil {
		t.Fatal(err)
	}
	u = open("data", nil) // as a command of its own
	first, err := fill(u, t.Context())
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for i, w := range first.Weeks {
		if i > 0 && w.Week <= first.Weeks[i-1].Week {
			t.Errorf("week %s comes after %s", w.Week, first.Weeks[i-1].Week)
		}
		if w.Advice == AdviceMade {
			made++
		}
	}
	if len(first.Weeks) != len(Weeks(from, to)) || made < 5 || !first.Changed {
		t.Fatalf("%d weeks, %d of them advised on: %+v", len(first.Weeks), made, first.Weeks)
	}
	known(t, u)
	want := tables(t, u)
	if len(want["mood"]) == 0 {
		t.Error("past weeks have no mood, although their accounts were read to the end")
	}

	again, err := fill(u, t.Context())
	if err != nil || again.Changed {
		t.Errorf("a repeat changed the lake: %v, %+v", err, again)
	}
	for i, w := range again.Weeks {
		if w.Changed || first.Weeks[i].Advice == AdviceMade && w.Advice != AdviceStands {
			t.Errorf("a repeat says of %s: %+v", w.Week, w)
		}
	}

	// Interrupted in the middle, then gone on with.
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := open("other", nil).Run(t.Context(), "pull", "ingest", "classify"); err != nil {
		t.Fatal(err)
	}
	other := open("other", stopper{at: first.Weeks[3].Week, stop: cancel})
	part, err := fill(other, ctx)
	if !errors.Is(err, context.Canceled) || ExitCode(err) != ExitLater || len(part.Weeks) != 3 {
		t.Fatalf("interrupted: %v, %+v", err, part)
	}
	other = open("other", nil)
	if _, err := fill(other, t.Context()); err != nil {
		t.Fatal(err)
	}
	for table, files := range tables(t, other) {
		if diff := cmp.Diff(want[table], files); diff != "" {
			t.Errorf("after an interruption %s is another table (-undisturbed +interrupted):\n%.2000s", table, diff)
		}
	}

	// This week's run keeps what was made, and closes the weeks before.
	if _, err := open("data", nil).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := tables(t, u)
	for _, table := range []string{"advice", "format_effects", "places"} {
		if n := len(want[table]); n == 0 || len(after[table]) <= n {
			t.Errorf("%s: %d partitions after the backfill and %d after this week's run", table, n, len(after[table]))
		} else if diff := cmp.Diff(want[table], after[table][:n]); diff != "" {
			t.Errorf("%s of past weeks changed:\n%s", table, diff)
		}
	}
	early, err := open("data", nil).Backfill(t.Context(), demo.AsOf(4), to)
	if err != nil {
		t.Fatal(err)
	}
	if early.Changed || early.Weeks[0].Advice != AdviceClosed || !strings.Contains(early.Text(), "are closed, because a later week was computed") {
		t.Errorf("weeks before those with advice: changed %v, %+v\n%s", early.Changed, early.Weeks[0], early.Text())
	}
}

// known holds effects of past weeks to the posts that could have been known in them.
func known(t *testing.T, u *Unit) {
	t.Helper()
	s, err := u.lake.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	posts, err := lake.Rows(t.Context(), s, lake.Posts, nil)
	if err != nil {
		t.Fatal(err)
	}
	effects, err := lake.Rows(t.Context(), s, lake.FormatEffects, nil)
	if err != nil {
		t.Fatal(err)
	}
	compared, fewer := 0, 0
	for _, e := range effects {
		if e.AccountID == "" {
			continue
		}
		end, err := data.WeekEnd(e.Period)
		if err != nil {
			t.Fatal(err)
		}
		youngest := end.Add(-24 * time.Hour) // the earliest age at which anything is known
		var then, ever int64
		for _, p := range posts {
			if p.AccountID == e.AccountID {
				ever++
				if p.PublishedAt < data.At(youngest) {
					then++
				}
			}
		}
		compared++
		if e.N+e.NOther > then {
			t.Errorf("%s: an effect of %s rests on %d posts, of which %d were there", e.Period, e.AccountID, e.N+e.NOther, then)
		}
		if then < ever {
			fewer++
		}
	}
	if compared == 0 || fewer == 0 {
		t.Fatalf("%d effects compared, %d of weeks with later posts; this proves nothing", compared, fewer)
	}
}
