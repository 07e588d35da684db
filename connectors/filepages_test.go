package connectors

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

type sheet struct{ name, rows string }

func (s sheet) Key() string   { return Key(s.name, s.rows) }
func (s sheet) Input() string { return s.name }

// sheets are files whose rows are letters, read two a page.
type sheets struct {
	FilePages[sheet]
	on     []sheet
	finds  int
	closed int
	broken string // the row that cannot be read
}

func newSheets(on ...sheet) *sheets {
	s := &sheets{on: on}
	s.FilePages = FilePages[sheet]{
		Find:  func(context.Context) ([]sheet, error) { s.finds++; return slices.Clone(s.on), nil },
		Close: func() { s.closed++ },
		Read: func(_ context.Context, p *Page, f sheet, c FileCursor) (FileCursor, error) {
			for range 2 {
				if c.Row == int64(len(f.rows)) {
					return c.Finish(f.Key()), nil
				}
				row := f.rows[c.Row : c.Row+1]
				if row == s.broken {
					return c, errors.New("cannot be read")
				}
				p.Notes = append(p.Notes, Note{Input: p.Input, What: row})
				c.Row++
			}
			return c, nil
		},
	}
	return s
}

// round fetches until a page is the last, from a cursor on.
func (s *sheets) round(t *testing.T, cursor string) (read, after string) {
	t.Helper()
	for range 100 {
		p, err := s.Fetch(t.Context(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range p.Notes {
			read += n.Input + n.What + " "
		}
		if cursor = p.Cursor; p.Done {
			return strings.TrimSpace(read), cursor
		}
	}
	t.Fatal("the round does not end")
	return "", ""
}

// TestFilePagesRounds: a round reads each file once and finds the files once; the
// next reads only what is new, wherever it sorts.
func TestFilePagesRounds(t *testing.T) {
	s := newSheets(sheet{"b", "xyz"}, sheet{"c", ""})
	read, cursor := s.round(t, "")
	if want := "bx by bz"; read != want {
		t.Errorf("the first round read %q, want %q", read, want)
	}
	if s.finds != 1 || s.closed != 1 {
		t.Errorf("looked %d times and closed %d times, want once each", s.finds, s.closed)
	}
	s.on = []sheet{{"a", "new"}, {"b", "xyz"}, {"c", "v"}}
	if read, _ = s.round(t, cursor); read != "an ae aw cv" {
		t.Errorf("the second round read %q, want what is new", read)
	}
}

// TestFilePagesPutBack: a content that was read before is read anew where another was
// read from under its name since; files that nobody touched are not, however often.
func TestFilePagesPutBack(t *testing.T) {
	s := newSheets()
	cursor := ""
	for i, step := range []struct {
		on   []sheet
		want string
	}{
		{[]sheet{{"a", "1"}, {"b", "7"}}, "a1 b7"},
		{[]sheet{{"a", "2"}, {"b", "7"}}, "a2"},
		{[]sheet{{"a", "1"}, {"b", "7"}}, "a1"},
		{[]sheet{{"a", "1"}, {"b", "7"}}, ""},
		{[]sheet{{"b", "7"}}, ""}, // gone, and nothing was read since
		{[]sheet{{"a", "1"}, {"b", "7"}}, ""},
		{[]sheet{{"a", "1"}, {"b", "7"}, {"c", "9"}}, "c9"},
		{[]sheet{{"a", "1"}, {"b", "7"}, {"c", "9"}}, ""},
	} {
		var read string
		s.on = step.on
		if read, cursor = s.round(t, cursor); read != step.want {
			t.Errorf("step %d read %q, want %q", i, read, step.want)
		}
	}
	// Half of another content was read when the first is put back.
	s.on = []sheet{{"a", "2345"}}
	p, err := s.Fetch(t.Context(), cursor)
	if err != nil || p.Done {
		t.Fatalf("%+v, %v", p, err)
	}
	s = newSheets(sheet{"a", "1"})
	if read, _ := s.round(t, p.Cursor); read != "a1" {
		t.Errorf("after half of another content it read %q, want a1", read)
	}
}

// TestFilePagesResume: another process goes on from any page's cursor.
func TestFilePagesResume(t *testing.T) {
	all, _ := newSheets(sheet{"a", "12345"}, sheet{"b", "6"}).round(t, "")
	var read []string
	cursor := ""
	for done := false; !done; {
		p, err := newSheets(sheet{"a", "12345"}, sheet{"b", "6"}).Fetch(t.Context(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range p.Notes {
			read = append(read, n.Input+n.What)
		}
		cursor, done = p.Cursor, p.Done
	}
	if got := strings.Join(read, " "); got != all {
		t.Errorf("page by page in new processes: %q, in one: %q", got, all)
	}
}

// TestFilePagesError: after an error all is closed, and the same page can be asked again.
func TestFilePagesError(t *testing.T) {
	s := newSheets(sheet{"a", "123"})
	s.broken = "3"
	p, err := s.Fetch(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fetch(t.Context(), p.Cursor); err == nil || s.closed != 1 {
		t.Fatalf("error %v, closed %d times; want an error and once", err, s.closed)
	}
	s.broken = ""
	if read, _ := s.round(t, p.Cursor); read != "a3" {
		t.Errorf("after the error it read %q, want the rest", read)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.Fetch(ctx, p.Cursor); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want canceled", err)
	}
}

// TestFilePagesAwaits: a file with a row of a later day is read anew once that day has
// come, and once only; others are not.
func TestFilePagesAwaits(t *testing.T) {
	s := newSheets(sheet{"a", "123"}, sheet{"b", "45"})
	read := s.Read
	s.Read = func(ctx context.Context, p *Page, f sheet, c FileCursor) (FileCursor, error) {
		if f.name == "a" {
			for _, day := range []data.Micros{30, 20} {
				if s.AsOf < day {
					c = c.Await(f.Key(), day)
				}
			}
		}
		return read(ctx, p, f, c)
	}
	cursor := ""
	for _, step := range []struct {
		asOf data.Micros
		want string
	}{{10, "a1 a2 a3 b4 b5"}, {19, ""}, {20, "a1 a2 a3"}, {29, ""}, {15, ""}, {40, "a1 a2 a3"}, {50, ""}} {
		s.AsOf = step.asOf
		var got string
		if got, cursor = s.round(t, cursor); got != step.want {
			t.Errorf("as of %d it read %q, want %q", step.asOf, got, step.want)
		}
	}
}

// TestFilePagesBegins: the first page of a file says so, by its name alone where no
// other file has that name, so that what an earlier state of the file told can go.
func TestFilePagesBegins(t *testing.T) {
	for _, c := range []struct {
		name string
		on   []sheet
		want string
	}{
		{"one file", []sheet{{"a sha256:1", "123"}}, "a, , "},
		{"two", []sheet{{"a sha256:1", "1"}, {"b sha256:2", "2"}}, "a, b, "},
		{"two of one name", []sheet{{"a sha256:1", "1"}, {"a sha256:2", "2"}}, "a sha256:1, a sha256:2, "},
		{"one read in two ways", []sheet{{"a sha256:1", "1"}, {"a sha256:1", "2"}}, ", , "},
	} {
		s := newSheets(c.on...)
		var got strings.Builder
		for cursor, done := "", false; !done; {
			p, err := s.Fetch(t.Context(), cursor)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&got, "%s, ", p.Begins)
			cursor, done = p.Cursor, p.Done
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.String(), c.want)
		}
	}
}

// TestFilePagesCorrects: all pages of a file that stands under a name that was read
// before say so, wherever another process goes on; a file of a new name, or of one that
// two files have, does not.
func TestFilePagesCorrects(t *testing.T) {
	cursor := ""
	for i, step := range []struct {
		on   []sheet
		want string
	}{
		{[]sheet{{"a sha256:1", "123"}}, "--"},
		{[]sheet{{"a sha256:2", "124"}, {"b sha256:3", "7"}}, "++-"},
		{[]sheet{{"b sha256:3", "7"}}, ""},
		{[]sheet{{"a sha256:4", "9"}, {"b sha256:3", "7"}}, "+"},
		{[]sheet{{"a sha256:5", "9"}, {"a sha256:6", "8"}}, "--"},
	} {
		var got strings.Builder
		for done := false; !done; {
			p, err := newSheets(step.on...).Fetch(t.Context(), cursor)
			if err != nil {
				t.Fatal(err)
			}
			if cursor, done = p.Cursor, p.Done; len(p.Notes) == 0 {
				continue
			}
			got.WriteString(map[bool]string{false: "-", true: "+"}[p.Corrects])
		}
		if got.String() != step.want {
			t.Errorf("step %d: %q, want %q", i, got.String(), step.want)
		}
	}
}
