package conntest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// mostFaulty is how many requests of a site are made to fail, one at a time.
const mostFaulty = 10

// faults lets each answer fail once, in every way that passes by itself.
func (s *NetSuite) faults(t *testing.T) {
	site := ParseSite(t, s.Full)
	want := join(s.all(t, site))
	for n := range min(len(site.Asked()), mostFaulty) {
		for _, f := range passing {
			got, err := s.run(t, s.env(t, s.AsOf, &faulty{RoundTripper: ParseSite(t, s.Full), n: n, fault: f}), "")
			if err != nil {
				t.Errorf("answer %d fails with %s: %v", n+1, f.name, err)
				continue
			}
			if diff := gocmp.Diff(want, join(got), compare); diff != "" {
				t.Errorf("answer %d fails with %s (-without +with the fault):\n%s", n+1, f.name, diff)
			}
		}
	}
}

// refusals are answers that do not pass: the error is of the right kind, comes
// without many requests, and names no secret.
func (s *NetSuite) refusals(t *testing.T) {
	for _, c := range []struct {
		code  int
		body  string
		kinds []error
	}{
		{http.StatusUnauthorized, `{"error":"invalid token"}`, []error{connectors.ErrAuth}},
		{http.StatusForbidden, `{"error":"forbidden"}`, []error{connectors.ErrAuth}},
		{http.StatusNotFound, `{"error":"not found"}`, []error{connectors.ErrGone, connectors.ErrInput}},
		{http.StatusBadRequest, `{"error":"bad request"}`, []error{connectors.ErrInput}},
		{http.StatusInternalServerError, ``, []error{connectors.ErrTransient}},
	} {
		counting := &faulty{RoundTripper: ParseSite(t, s.Full), n: -1, fault: fault{"", status(c.code, nil, c.body)}}
		pages, err := s.run(t, s.env(t, s.AsOf, counting), "")
		if !slices.ContainsFunc(c.kinds, func(kind error) bool { return errors.Is(err, kind) }) {
			t.Errorf("a server that always answers %d: %d pages, error %v; want one of %v", c.code, len(pages), err, c.kinds)
		}
		if counting.count > 15 {
			t.Errorf("a server that always answers %d was asked %d times", c.code, counting.count)
		}
	}
	day := http.Header{"Retry-After": {"86400"}}
	limited := &faulty{RoundTripper: ParseSite(t, s.Full), n: -1, fault: fault{"", status(http.StatusTooManyRequests, day, ``)}}
	began := time.Now()
	_, err := s.run(t, s.env(t, s.AsOf, limited), "")
	var later *connectors.TryLater
	if !errors.As(err, &later) && !errors.Is(err, connectors.ErrBudget) || time.Since(began) > time.Hour {
		t.Errorf("limited for a day: %v after %s, want TryLater at once", err, time.Since(began))
	}
}

// edit changes every JSON answer of a site; what is not JSON stays.
func edit(site *Site, change func(v any) any) (edited *Site, isJSON bool) {
	edited = site.with(func(body []byte) []byte {
		var v any
		dec := json.NewDecoder(bytes.NewReader(body))
		dec.UseNumber()
		if dec.Decode(&v) != nil {
			return body
		}
		isJSON = true
		out, err := json.Marshal(change(v))
		if err != nil {
			return body
		}
		return out
	})
	return edited, isJSON
}

// twice gives every listed post and reply two times, and lists in reverse order:
// merged by id, the rows are the same.
func (s *NetSuite) twice(t *testing.T) {
	if len(s.Lists) == 0 {
		return
	}
	want := merged(join(s.all(t, ParseSite(t, s.Full))))
	for name, change := range map[string]func([]any) []any{
		"twice":    func(l []any) []any { return append(slices.Clone(l), l...) },
		"reversed": func(l []any) []any { l = slices.Clone(l); slices.Reverse(l); return l },
	} {
		site, _ := edit(ParseSite(t, s.Full), func(v any) any { return s.relist(v, "", change) })
		if diff := gocmp.Diff(want, merged(join(s.all(t, site)))); diff != "" {
			t.Errorf("lists %s (-once +%s):\n%s", name, name, diff)
		}
	}
}

// relist changes the lists that the suite names, wherever they stand.
func (s *NetSuite) relist(v any, key string, change func([]any) []any) any {
	switch x := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, below := range x {
			out[k] = s.relist(below, k, change)
		}
		return out
	case []any:
		if slices.Contains(s.Lists, key) {
			return change(x)
		}
	}
	return v
}

// merged are the rows of a page as the lake would hold them, in short.
func merged(p connectors.Page) []string {
	var rows []string
	for i := range p.Posts {
		x := &p.Posts[i]
		rows = append(rows, fmt.Sprint("post ", x.PostID, x.PublishedAt, x.Text, x.FormatNative))
	}
	for i := range p.Snapshots {
		x := &p.Snapshots[i]
		rows = append(rows, fmt.Sprint("snapshot ", x.PostID, x.ObservedAt, show(x.Likes), show(x.Shares), show(x.Replies)))
	}
	for i := range p.Options {
		x := &p.Options[i]
		rows = append(rows, fmt.Sprint("option ", x.PollID, x.Position, x.Label, show(x.Votes)))
	}
	for i := range p.Replies {
		x := &p.Replies[i]
		rows = append(rows, fmt.Sprint("reply ", x.Native, x.Parent, x.RootPost, x.Text, x.PublishedAt))
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

func show(n data.Count) string {
	if n == nil {
		return " -"
	}
	return fmt.Sprint(" ", *n)
}

func (s *NetSuite) rules(t *testing.T) {
	checker := Suite{Account: s.Account}
	d := s.Open(t, s.Account, s.env(t, s.AsOf, ParseSite(t, s.Full)))
	if info := d.Info(); info.Name == "" || info.Version == "" || info.Source.Rank() == 0 {
		t.Errorf("Info() = %+v: want a name, a version and a source kind", info)
	}
	checker.fetchAll(t, d, func(p connectors.Page) {
		if !json.Valid([]byte(p.Cursor)) {
			t.Errorf("the cursor %q is not JSON", p.Cursor)
		}
		if p.Input == "" && !p.Empty() {
			t.Error("a page does not say what was read")
		}
		if strings.ContainsAny(p.Input, "?&=") {
			t.Errorf("a page's input %q holds a query", p.Input)
		}
		checker.rows(t, &p)
		for i := range p.Snapshots {
			if at := p.Snapshots[i].ObservedAt; at != data.At(s.AsOf) {
				t.Errorf("%s is observed at %s, not at the run's moment", p.Snapshots[i].PostID, at)
			}
		}
	})
}

// withoutReplies holds back from reading what must not be read.
func (s *NetSuite) withoutReplies(t *testing.T) {
	silent := *s
	silent.Account.Replies = false
	site := ParseSite(t, s.Full)
	if rows := join(silent.all(t, site)); len(rows.Replies) > 0 {
		t.Errorf("%d replies are read although they must not be", len(rows.Replies))
	}
	if full := ParseSite(t, s.Full); s.Account.Replies && len(s.all(t, full)) > 0 && len(site.Asked()) >= len(full.Asked()) {
		t.Errorf("%d requests without replies, %d with them: replies are asked for in vain", len(site.Asked()), len(full.Asked()))
	}
}
