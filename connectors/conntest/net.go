package conntest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// NetSuite is a connector that asks a server, and the sites it is tried on.
type NetSuite struct {
	Account connectors.Account // with Replies set if the connector reads any
	AsOf    time.Time          // moment of the first run; after every post of the sites
	// Open returns a new driver of a, which is Account, or Account without Replies; env
	// has the clock, the way to the site, the secrets and Rows rows a page.
	Open    func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver
	Rows    int               // posts on a page of the sites; 0 is 2
	Secrets map[string]string // by name, like "x-bearer"; each at least 12 letters that appear nowhere else
	Own     func(data.Platform, string) bool

	Full  string   // a site that makes three pages or more, with replies if the connector reads any
	Empty string   // an account without posts; it may have counters
	Nasty string   // posts or replies whose texts are hard
	Texts []string // what of Nasty must arrive, exactly
	Lists []string // JSON keys of lists of posts or replies in Full; "" for lists that are whole answers

	// Later is the site a day after AsOf, on which the post Gone, known since GoneAt,
	// is explicitly gone; empty if the platform never says so.
	Later  string
	Gone   data.PostID
	GoneAt time.Time
}

// RunNet runs the suite.
func RunNet(t *testing.T, s NetSuite) {
	s.Rows = cmp.Or(s.Rows, 2)
	for _, part := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"PagesAndResume", s.pages}, {"SecondRun", s.second}, {"SameSiteSameRows", s.same}, {"EmptyAccount", s.empty},
		{"FaultsPass", s.faults}, {"RefusalsStay", s.refusals}, {"TwiceAndReversed", s.twice}, {"UnknownFields", s.unknown},
		{"HardTexts", s.nasty}, {"RowsKeepTheRules", s.rules}, {"Deleted", s.deleted}, {"Cancellation", s.cancel},
		{"OddCursors", s.odd}, {"RepliesOnlyIfAllowed", s.withoutReplies},
	} {
		t.Run(part.name, func(t *testing.T) { synctest.Test(t, part.run) })
	}
}

// leak fails the test if a request's address holds a secret.
type leak struct {
	http.RoundTripper
	t       *testing.T
	secrets map[string]string
}

func (l leak) RoundTrip(r *http.Request) (*http.Response, error) {
	for name, secret := range l.secrets {
		if strings.Contains(r.URL.String(), secret) {
			l.t.Errorf("a request's address holds the secret %s", name)
		}
	}
	return l.RoundTripper.RoundTrip(r)
}

// env is what a driver gets.
func (s *NetSuite) env(t *testing.T, asOf time.Time, site http.RoundTripper) connectors.Env {
	network := web.New(web.Options{Transport: leak{site, t, s.Secrets}})
	return connectors.Env{Clock: data.Clock{AsOf: asOf}, Rows: s.Rows, Own: s.Own, HTTP: network.Line(web.Budget{}),
		Secret: func(name string) (string, error) {
			if secret, ok := s.Secrets[name]; ok {
				return secret, nil
			}
			return "", fmt.Errorf("%w: no secret %s", connectors.ErrAuth, name)
		}}
}

// run reads all pages after cursor with a new driver, and holds them to what must be
// true of every page.
func (s *NetSuite) run(t *testing.T, env connectors.Env, cursor string) (pages []connectors.Page, err error) {
	t.Helper()
	source := connectors.NewSource(s.Account, s.Open(t, s.Account, env))
	source.Clock = env.Clock
	for p, e := range source.Pages(context.Background(), cursor) {
		if e != nil {
			s.silent(t, "the error", e.Error())
			s.silent(t, "the error in detail", fmt.Sprintf("%+v %#v", e, e))
			return pages, e
		}
		s.silent(t, "a page", fmt.Sprintf("%+v", p))
		if pages = append(pages, p); len(pages) > mostPages {
			t.Fatal("the pages do not end")
		}
	}
	return pages, nil
}

// silent fails the test if a text holds a secret.
func (s *NetSuite) silent(t *testing.T, what, text string) {
	t.Helper()
	for name, secret := range s.Secrets {
		if strings.Contains(text, secret) {
			t.Errorf("%s shows the secret %s", what, name)
		}
	}
}

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
