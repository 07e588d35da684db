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
	"unicode/utf8"

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

// newField is what a platform adds one day.
const newField = "zz_new_field"

// unknown adds a field to every object: the rows stay, and the field is named. A
// site as it is has none that are new.
func (s *NetSuite) unknown(t *testing.T) {
	plainPages := s.all(t, ParseSite(t, s.Full))
	for _, p := range plainPages {
		if len(p.Unknown) > 0 {
			t.Errorf("the site as it is has fields that the connector does not know: %v", p.Unknown)
		}
	}
	site, isJSON := edit(ParseSite(t, s.Full), addField)
	if !isJSON {
		return
	}
	pages := s.all(t, site)
	if diff := gocmp.Diff(join(plainPages), join(pages), compare); diff != "" {
		t.Errorf("with a new field (-without +with):\n%s", diff)
	}
	if !slices.ContainsFunc(pages, func(p connectors.Page) bool {
		return slices.ContainsFunc(p.Unknown, func(f string) bool { return strings.HasSuffix(f, newField) })
	}) {
		t.Error("a new field is not named in any page's Unknown")
	}
}

// addField adds the new field to objects that look like records, not like maps from
// ids to things.
func addField(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, below := range x {
			x[k] = addField(below)
		}
		x[newField] = map[string]any{"a": json.Number("1")}
	case []any:
		for i := range x {
			x[i] = addField(x[i])
		}
	}
	return v
}

// nasty also damages the texts' bytes.
func (s *NetSuite) nasty(t *testing.T) {
	var texts []string
	for _, p := range s.all(t, ParseSite(t, s.Nasty)) {
		texts = append(texts, textsOf(p)...)
	}
	for _, want := range s.Texts {
		if !slices.Contains(texts, want) {
			t.Errorf("the text %q did not arrive; there are %q", want, texts)
		}
	}
	if len(s.Texts) < len(HardTexts) {
		t.Errorf("the suite tries %d hard texts, want at least the %d of HardTexts", len(s.Texts), len(HardTexts))
	}
	damaged := ParseSite(t, s.Nasty).with(func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("روريتانيا"), []byte("\xff\xfe\x80"))
	})
	for _, p := range s.all(t, damaged) {
		for _, text := range textsOf(p) {
			if !utf8.ValidString(text) {
				t.Errorf("%q is not valid UTF-8", text)
			}
		}
	}
}

func textsOf(p connectors.Page) []string {
	var texts []string
	for i := range p.Posts {
		texts = append(texts, p.Posts[i].Text)
	}
	for i := range p.Replies {
		texts = append(texts, p.Replies[i].Text)
	}
	return texts
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

// deleted runs once, and again a day later when a known post is gone.
func (s *NetSuite) deleted(t *testing.T) {
	if s.Later == "" {
		return
	}
	first := s.all(t, ParseSite(t, s.Full))
	env := s.env(t, s.AsOf.Add(24*time.Hour), ParseSite(t, s.Later))
	env.Known = func(data.AccountID) ([]connectors.Known, error) {
		return []connectors.Known{{Post: s.Gone, PublishedAt: data.At(s.GoneAt)}}, nil
	}
	pages, err := s.run(t, env, first[len(first)-1].Cursor)
	if err != nil {
		t.Fatal(err)
	}
	rows := join(pages)
	i := slices.IndexFunc(rows.Posts, func(p data.Post) bool { return p.PostID == s.Gone && p.DeletedAt != 0 })
	if i < 0 {
		t.Fatalf("%s is gone, but no row says so; there are %v", s.Gone, ids(rows))
	}
	if p := rows.Posts[i]; p.PublishedAt != data.At(s.GoneAt) || p.Text != "" || p.DeletedAt != env.Clock.Now() {
		t.Errorf("the row of the deleted post is %+v", p)
	}
	for _, p := range rows.Posts {
		if p.PostID != s.Gone && p.DeletedAt != 0 {
			t.Errorf("%s is called deleted too", p.PostID)
		}
	}
}

// odd are cursors that this connector did not write, and one from after a wrong
// clock, which must not hide anything.
func (s *NetSuite) odd(t *testing.T) {
	for _, cursor := range []string{"{", "[]", "\xff", `{"round":{"step":"nonsense"}}`} {
		if _, err := s.run(t, s.env(t, s.AsOf, ParseSite(t, s.Full)), cursor); err == nil {
			t.Errorf("no error with the cursor %q", cursor)
		}
	}
	pages := s.all(t, ParseSite(t, s.Full))
	var v any
	if err := json.Unmarshal([]byte(pages[len(pages)-1].Cursor), &v); err != nil {
		t.Fatal(err)
	}
	future, err := json.Marshal(inFuture(v))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.run(t, s.env(t, s.AsOf.Add(time.Hour), ParseSite(t, s.Full)), string(future))
	if err != nil {
		t.Fatalf("with the cursor %s: %v", future, err)
	}
	if diff := gocmp.Diff(ids(join(pages)), ids(join(again))); diff != "" {
		t.Errorf("a cursor from the future hides rows (-want +got):\n%s", diff)
	}
}

// inFuture moves every moment of a cursor to the year 2100.
func inFuture(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, below := range x {
			x[k] = inFuture(below)
		}
	case []any:
		for i := range x {
			x[i] = inFuture(x[i])
		}
	case float64:
		if x > 1e14 {
			return 4_102_444_800_000_000
		}
	}
	return v
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
