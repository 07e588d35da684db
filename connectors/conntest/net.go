package conntest

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

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
