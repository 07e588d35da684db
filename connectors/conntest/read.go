package conntest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
)

// mostPages is more pages than any suite's input makes.
const mostPages = 500

// write puts an input below a new folder.
func write(t *testing.T, in Input) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range in {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read reads all pages after cursor with a new driver.
func (s *Suite) read(t *testing.T, dir string, rows int, cursor string) []connectors.Page {
	t.Helper()
	var pages []connectors.Page
	for p, err := range connectors.NewSource(s.Account, s.Open(t, dir, rows)).Pages(context.Background(), cursor) {
		if err != nil {
			t.Fatalf("Pages(%q): %v", cursor, err)
		}
		pages = append(pages, p)
		if len(pages) > mostPages {
			t.Fatal("the pages do not end")
		}
	}
	return pages
}

// join puts the rows of pages together.
func join(pages []connectors.Page) connectors.Page {
	var all connectors.Page
	for _, p := range pages {
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Labels = append(all.Labels, p.Labels...)
		all.Aliases = append(all.Aliases, p.Aliases...)
		all.Polls = append(all.Polls, p.Polls...)
		all.Options = append(all.Options, p.Options...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
	}
	return all
}

// plain is a reply that go-cmp can show: a difference in tests is of made-up people.
type plain connectors.Reply

var compare = cmp.Transformer("plain", func(r connectors.Reply) plain { return plain(r) })

func (s *Suite) pages(t *testing.T) {
	dir := write(t, s.Full)
	small, large := s.read(t, dir, 2, ""), s.read(t, dir, 1000, "")
	if len(small) < 3 {
		t.Errorf("%d pages of two rows, want at least 3", len(small))
	}
	if diff := cmp.Diff(join(large), join(small), compare); diff != "" {
		t.Errorf("pages of 2 rows differ from pages of 1000 (-1000 +2):\n%s", diff)
	}
	if n := len(join(small).Posts); n == 0 {
		t.Error("no posts were read")
	}
	for i, p := range small {
		if p.Done != (i == len(small)-1) {
			t.Errorf("page %d of %d: Done = %v", i+1, len(small), p.Done)
		}
	}
}

// resume also reads input with repeated rows, because what was told on an earlier
// page must be remembered by a new process too.
func (s *Suite) resume(t *testing.T) {
	for _, in := range []Input{s.Full, s.Twice} {
		s.resumeFrom(t, write(t, in))
	}
}

func (s *Suite) resumeFrom(t *testing.T, dir string) {
	t.Helper()
	pages := s.read(t, dir, 3, "")
	for i, p := range pages {
		want := join(pages[i+1:])
		if diff := cmp.Diff(want, join(s.read(t, dir, 3, p.Cursor)), compare); diff != "" {
			t.Errorf("after page %d (-uninterrupted +resumed):\n%s", i+1, diff)
		}
		// A page size may change between two runs.
		if diff := cmp.Diff(want, join(s.read(t, dir, 1000, p.Cursor)), compare); diff != "" {
			t.Errorf("after page %d with larger pages (-uninterrupted +resumed):\n%s", i+1, diff)
		}
	}
}

// fetchAll hands over the pages as the driver gives them and returns the last cursor.
func (s *Suite) fetchAll(t *testing.T, d connectors.Driver, each func(connectors.Page)) (cursor string) {
	t.Helper()
	for range mostPages {
		p, err := d.Fetch(context.Background(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		each(p)
		if cursor = p.Cursor; p.Done {
			return cursor
		}
	}
	t.Fatal("the pages do not end")
	return ""
}
