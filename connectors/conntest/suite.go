// Package conntest is the suite that every connector passes. A connector's test
// says how to open it over given inputs, and what those are; the suite then holds
// it to the contract of [connectors.Driver].
package conntest

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Input is what a driver reads: files by name with slashes, or the answers of a fake
// server by path.
type Input map[string]string

// Suite is a connector and its inputs.
type Suite struct {
	Account connectors.Account
	// Open returns a new driver over the input written below dir, with pages of rows
	// rows.
	Open func(t *testing.T, dir string, rows int) connectors.Driver

	Full  Input    // makes three pages or more when a page has two rows
	Empty Input    // well formed and without rows
	Twice Input    // every row of Full two times
	Nasty Input    // rows whose texts are hard
	Texts []string // what of Nasty must arrive, exactly, as texts of posts or replies
}

// Hard texts: right to left with embedded Latin, joined emoji and letters, marks, a
// byte order mark inside, signs beyond the basic plane.
var HardTexts = []string{
	"سفارة روريتانيا في أوسلو مغلقة يوم Monday",
	"می\u200cخواهیم 👩\u200d👩\u200d👧\u200d👦 ⚖️",
	"क्‍ष नमस्ते",
	"e\u0301 ≠ é, 𝒜 and 🇳🇴",
}

// Run runs the suite.
func Run(t *testing.T, s Suite) {
	t.Run("PagesTogetherAreTheWhole", s.pages)
	t.Run("ResumeFromEveryCursor", s.resume)
	t.Run("SecondReadYieldsNothing", s.second)
	t.Run("SameInputSameRows", s.same)
	t.Run("EmptyInput", s.empty)
	t.Run("Cancellation", s.cancel)
	t.Run("DuplicatedRows", s.twice)
	t.Run("HardTexts", s.nasty)
	t.Run("RowsKeepTheRules", s.rules)
	t.Run("DamagedCursor", s.damaged)
}

func (s *Suite) second(t *testing.T) {
	dir := write(t, s.Full)
	pages := s.read(t, dir, 2, "")
	if again := s.read(t, dir, 2, pages[len(pages)-1].Cursor); len(again) != 0 {
		t.Errorf("a second read of unchanged input yields %d pages, want none: %+v", len(again), again[0])
	}
	// The same driver that has just finished must know it too.
	d := s.Open(t, dir, 1000)
	cursor := s.fetchAll(t, d, func(connectors.Page) {})
	p, err := d.Fetch(context.Background(), cursor)
	if err != nil || !p.Done || !p.Empty() || p.Cursor != cursor {
		t.Errorf("Fetch after the end = %+v, %v; want an empty page, Done, and the same cursor", p, err)
	}
}

func (s *Suite) same(t *testing.T) {
	a, b := s.read(t, write(t, s.Full), 3, ""), s.read(t, write(t, s.Full), 3, "")
	if diff := cmp.Diff(a, b, compare); diff != "" {
		t.Errorf("two reads of equal input differ:\n%s", diff)
	}
}

func (s *Suite) empty(t *testing.T) {
	all := join(s.read(t, write(t, s.Empty), 2, ""))
	if !all.Empty() {
		t.Errorf("an input without rows gives %+v", all)
	}
}

func (s *Suite) cancel(t *testing.T) {
	dir := write(t, s.Full)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for p, err := range connectors.NewSource(s.Account, s.Open(t, dir, 2)).Pages(ctx, "") {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Pages with a cancelled context yields %+v, %v", p, err)
		}
	}
	if _, err := s.Open(t, dir, 2).Fetch(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch with a cancelled context: error %v, want context.Canceled", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	good, last := 0, error(nil)
	d := s.Open(t, dir, 2)
	for _, err := range connectors.NewSource(s.Account, d).Pages(ctx, "") {
		if last = err; err == nil {
			good++
		}
		cancel()
	}
	if good != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("cancelled after the first page: %d pages, then %v", good, last)
	}
	if held := open(dir); len(held) > 0 {
		t.Errorf("cancelled after the first page: still open: %q", held)
	}
	var again []connectors.Page
	for p, err := range connectors.NewSource(s.Account, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatalf("the same driver, asked again: %v", err)
		}
		again = append(again, p)
	}
	if diff := cmp.Diff(s.read(t, dir, 2, ""), again, compare); diff != "" {
		t.Errorf("the same driver, asked again, reads otherwise than a new one:\n%s", diff)
	}
}

// open lists the files of a folder that this process holds open, where the system says.
func open(dir string) (held []string) {
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return nil // Windows does not remove the folder of the test then, which fails it, too
	}
	for _, fd := range fds {
		if name, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(name, dir+"/") {
			held = append(held, name)
		}
	}
	return held
}
