package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestMonths lets runs of some years pass, a few a month, and lists them: in order,
// whole, from folders by month, and older ones unread when only the last are wanted.
func TestMonths(t *testing.T) {
	root := t.TempDir()
	now := time.Date(2021, 11, 1, 5, 0, 0, 0, time.UTC)
	l := Open(root, func() time.Time { return now })
	var ids []string
	for range 60 {
		for range 2 {
			e, err := l.Start(Run{Command: "run"})
			if err != nil {
				t.Fatal(err)
			}
			if err := e.Finish(Done, 0, nil); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, e.ID())
			now = now.AddDate(0, 0, 10)
		}
		now = time.Date(now.Year(), now.Month()+1, 1, 5, 0, 0, 0, time.UTC)
	}
	slices.Reverse(ids)
	runs, err := l.List(0)
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, r := range runs {
		listed = append(listed, r.ID)
	}
	if !slices.Equal(ids, listed) {
		t.Errorf("listed %d runs %v, want %d in their order", len(listed), listed, len(ids))
	}

	dir := filepath.Join(root, "ledger", "runs")
	top, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(top) != 2 {
		t.Errorf("%d records stand outside of the folders of months, want the last month's 2", len(top))
	}
	months, err := filepath.Glob(filepath.Join(dir, "????-??", "*.json"))
	if err != nil || len(months) != len(ids)-2 {
		t.Errorf("%d records stand in folders of months, want %d", len(months), len(ids)-2)
	}

	// A record that an older version left outside is found in its place and moved later; one
	// that is just moving, and so is seen twice, is one.
	if err := os.Rename(months[7], filepath.Join(dir, filepath.Base(months[7]))); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(months[9])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.Base(months[9])), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if runs, err := l.List(0); err != nil || len(runs) != len(ids) || runs[len(ids)-1-7].ID != ids[len(ids)-1-7] {
		t.Errorf("a record outside of its month: %d runs, %v", len(runs), err)
	}

	// What is older than asked for is not opened: it could not be read.
	for _, name := range months[:len(months)-4] {
		if err := os.WriteFile(name, []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if runs, err := l.List(6); err != nil || len(runs) != 6 {
		t.Errorf("the last 6 runs: %d, %v", len(runs), err)
	}
	if runs, err := l.Since(runs[3].Started); err != nil || len(runs) != 4 {
		t.Errorf("the runs since that of 4 ago: %d, %v", len(runs), err)
	}
	if _, err := l.List(7); err == nil {
		t.Error("the damaged record is not told of")
	}
}

// BenchmarkLast5 reads the last runs of five years' records, four a day.
func BenchmarkLast5(b *testing.B) {
	root := b.TempDir()
	if err := years(root, 5); err != nil {
		b.Fatal(err)
	}
	l := Open(root, time.Now)
	for b.Loop() {
		if runs, err := l.List(5); err != nil || len(runs) != 5 {
			b.Fatal(len(runs), err)
		}
	}
}

// years writes the records of so many years, four a day, where runs would have put them.
func years(root string, n int) error {
	l := Open(root, time.Now)
	at := time.Now().UTC().AddDate(-n, 0, 0)
	last := month(time.Now().UTC().Format(startedLayout))
	for i := 0; at.Before(time.Now()); i++ {
		r := Run{ID: fmt.Sprintf("run%06d", i), Started: at, Finished: at.Add(time.Minute), Command: "schedule: pull", Status: Done}
		r.Stage("pull").Status = Done
		name := at.Format(startedLayout) + "-" + r.ID
		path := l.record(name)
		if month(name) < last {
			path = l.archived(name)
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, encode(r), 0o640)); err != nil {
			return err
		}
		at = at.Add(6 * time.Hour)
	}
	return nil
}
