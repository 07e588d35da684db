package conntest

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// all reads a site from the start, without faults.
func (s *NetSuite) all(t *testing.T, site http.RoundTripper) []connectors.Page {
	t.Helper()
	pages, err := s.run(t, s.env(t, s.AsOf, site), "")
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func (s *NetSuite) pages(t *testing.T) {
	site := ParseSite(t, s.Full)
	pages := s.all(t, site)
	whole := join(pages)
	if len(pages) < 3 || len(whole.Posts) == 0 || len(whole.Snapshots) == 0 {
		t.Errorf("%d pages, %d posts, %d snapshots; want three pages or more, and rows. Asked:\n%s", len(pages), len(whole.Posts), len(whole.Snapshots), strings.Join(site.Asked(), "\n"))
	}
	if s.Account.Replies && len(whole.Replies) == 0 {
		t.Errorf("no replies were read. Asked:\n%s", strings.Join(site.Asked(), "\n"))
	}
	for i, p := range pages {
		if p.Done != (i == len(pages)-1) {
			t.Errorf("page %d of %d: Done = %v", i+1, len(pages), p.Done)
		}
		rest, err := s.run(t, s.env(t, s.AsOf, ParseSite(t, s.Full)), p.Cursor)
		if err != nil {
			t.Fatalf("resume after page %d: %v", i+1, err)
		}
		if diff := gocmp.Diff(join(pages[i+1:]), join(rest), compare); diff != "" {
			t.Errorf("after page %d (-uninterrupted +resumed):\n%s", i+1, diff)
		}
	}
}

// second runs again: at the same moment nothing is asked, and later everything that
// comes is of a later moment.
func (s *NetSuite) second(t *testing.T) {
	first := s.all(t, ParseSite(t, s.Full))
	cursor := first[len(first)-1].Cursor
	site := ParseSite(t, s.Full)
	if again, err := s.run(t, s.env(t, s.AsOf, site), cursor); err != nil || len(again) != 0 || len(site.Asked()) != 0 {
		t.Errorf("a second run at the same moment: %d pages, %v, %d requests; want none", len(again), err, len(site.Asked()))
	}
	later := s.AsOf.Add(6 * time.Hour)
	again, err := s.run(t, s.env(t, later, site), cursor)
	if err != nil || len(again) == 0 || !again[len(again)-1].Done {
		t.Fatalf("a run six hours later: %d pages, %v", len(again), err)
	}
	known := ids(join(first))
	rows := join(again)
	for _, snap := range rows.Snapshots {
		if snap.ObservedAt != data.At(later) {
			t.Errorf("six hours later %s is observed at %s", snap.PostID, snap.ObservedAt)
		}
	}
	for _, id := range ids(rows) {
		if !slices.Contains(known, id) {
			t.Errorf("six hours later %s has come up, which the first run did not see", id)
		}
	}
}

// ids are the posts and replies of a page, each once.
func ids(p connectors.Page) []string {
	var out []string
	for i := range p.Posts {
		out = append(out, string(p.Posts[i].PostID))
	}
	for i := range p.Replies {
		out = append(out, "reply "+p.Replies[i].Native)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *NetSuite) same(t *testing.T) {
	if diff := gocmp.Diff(s.all(t, ParseSite(t, s.Full)), s.all(t, ParseSite(t, s.Full)), compare); diff != "" {
		t.Errorf("two reads of one site differ:\n%s", diff)
	}
}

func (s *NetSuite) empty(t *testing.T) {
	rows := join(s.all(t, ParseSite(t, s.Empty)))
	if len(rows.Posts)+len(rows.Snapshots)+len(rows.Replies)+len(rows.Rejects) > 0 {
		t.Errorf("an account without posts gives %+v", rows)
	}
}

func (s *NetSuite) cancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Open(t, s.Account, s.env(t, s.AsOf, ParseSite(t, s.Full))).Fetch(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch with a cancelled context: %v, want context.Canceled", err)
	}
	hung := &faulty{RoundTripper: ParseSite(t, s.Full), n: 1, fault: passing[len(passing)-1]}
	ctx, cancel = context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	began := time.Now()
	var last error
	for _, err := range connectors.NewSource(s.Account, s.Open(t, s.Account, s.env(t, s.AsOf, hung))).Pages(ctx, "") {
		last = err
	}
	if !errors.Is(last, context.DeadlineExceeded) || time.Since(began) > 11*time.Second {
		t.Errorf("cancelled while an answer hangs: %v after %s, want the deadline's error at 10 s", last, time.Since(began))
	}
}
