package ledger

import (
	"testing"
	"time"
)

// TestPutAside: of runs by a clock that was years ahead, some in the folder of their month,
// nothing is heard any more; what was before stays.
func TestPutAside(t *testing.T) {
	now := time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)
	l := Open(t.TempDir(), func() time.Time { return now })
	ran := func(at time.Time) {
		t.Helper()
		now = at
		e, err := l.Start(Run{Command: "run"})
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Finish(Done, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	if at, ok, err := l.Latest(); ok || err != nil {
		t.Errorf("the latest of no runs is %v, %v, %v", at, ok, err)
	}
	right := now
	for _, at := range []time.Time{right.AddDate(0, 0, -1), right, right.AddDate(10, 0, 0), right.AddDate(10, 1, 0)} {
		ran(at)
	}
	if at, ok, err := l.Latest(); !ok || err != nil || !at.Equal(right.AddDate(10, 1, 0)) {
		t.Errorf("the latest is %v, %v, %v", at, ok, err)
	}
	for _, want := range []int{2, 0} {
		if n, err := l.PutAside(right); n != want || err != nil {
			t.Errorf("%d records put aside, %v; want %d", n, err, want)
		}
	}
	runs, err := l.List(0)
	if err != nil || len(runs) != 2 || !runs[0].Started.Equal(right) {
		t.Errorf("left are %v, %v", runs, err)
	}
}
