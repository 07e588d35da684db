package discourse

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var (
	community = connectors.Account{ID: "forum", Platform: "discourse", Server: "https://forum.example", Role: data.RoleCommunity, Replies: true}
	asOf      = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
)

func own(p data.Platform, handle string) bool {
	return p == platform && connectors.SameHandle(handle, "ruritania_oslo")
}

func TestConformance(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: community, AsOf: asOf, Own: own,
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: site(t, "nasty"), Texts: conntest.HardTexts,
		Lists: []string{"topics", "posts"}, Later: site(t, "later"),
		Gone: "discourse:forum.example/t/106", GoneAt: time.Date(2026, 5, 25, 9, 0, 0, 0, time.UTC),
	})
}

// read reads an account of a site.
func read(t *testing.T, a connectors.Account, fake http.RoundTripper) (all connectors.Page, err error) {
	t.Helper()
	env := connectors.Env{Clock: data.Clock{AsOf: asOf}, Own: own, HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{})}
	d, err := Open(a, env)
	if err != nil {
		return all, err
	}
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			return all, err
		}
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
	}
	return all, nil
}

func mustRead(t *testing.T, a connectors.Account, fake http.RoundTripper) connectors.Page {
	t.Helper()
	all, err := read(t, a, fake)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestNobodyIsStored: of topics that people began, nothing they wrote is in what is
// stored, nor who they are.
func TestNobodyIsStored(t *testing.T) {
	all := mustRead(t, community, conntest.ParseSite(t, site(t, "full")))
	if len(all.Replies) == 0 {
		t.Fatal("nobody wrote anything")
	}
	all.Replies = nil
	stored, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"reader", "Reader", "passport?", "choir", "made-up-title", "Made-up title 101", "Made-up title 106", "17 May", "the_admin", "system"} {
		if strings.Contains(string(stored), word) {
			t.Errorf("%q is in what is stored", word)
		}
	}
	for i := range all.Posts {
		if p := &all.Posts[i]; (p.Text == "") != (p.PostID != "discourse:forum.example/t/102") || (p.URL == "") != (p.Text == "") {
			t.Errorf("%s: text %q, address %q", p.PostID, p.Text, p.URL)
		}
	}
}

// TestNamesake: a user who is called like the category that is read is no account of
// the unit.
func TestNamesake(t *testing.T) {
	f := &forum{account: connectors.Account{Handle: "visa"}, env: connectors.Env{Own: func(_ data.Platform, h string) bool { return h == "visa" || h == "ruritania_oslo" }},
		from: &source{category: "6"}}
	if f.own("visa") || !f.own("ruritania_oslo") {
		t.Errorf("own(visa) = %v, own(ruritania_oslo) = %v", f.own("visa"), f.own("ruritania_oslo"))
	}
}

func TestTopics(t *testing.T) {
	all := mustRead(t, community, conntest.ParseSite(t, site(t, "full")))
	if a := all.Accounts; len(a) != 1 || *a[0].PostsTotal != 321 || *a[0].Followers != 1234 {
		t.Errorf("accounts %+v", a)
	}
	type counts struct{ likes, replies, views int64 }
	got := map[data.PostID]counts{}
	for _, s := range all.Snapshots {
		c := counts{-1, *s.Replies, *s.Views}
		if s.Likes != nil {
			c.likes = *s.Likes
		}
		if old, ok := got[s.PostID]; ok && c.likes < 0 {
			c.likes = old.likes
		}
		got[s.PostID] = c
	}
	want := map[data.PostID]counts{"discourse:forum.example/t/101": {4, 22, 400}, "discourse:forum.example/t/102": {6, 2, 250},
		"discourse:forum.example/t/103": {2, 0, 90}, "discourse:forum.example/t/106": {3, 1, 60}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(counts{})); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	i := slices.IndexFunc(all.Posts, func(p data.Post) bool { return p.Text != "" })
	if p := all.Posts[i]; p.Text != "Made-up title 102\n\nBookings open on Monday at https://ruritania.example/book #passport" ||
		!slices.Equal(p.Hashtags, []string{"passport"}) || !slices.Equal(p.Links, []string{"https://ruritania.example/book"}) {
		t.Errorf("the unit's own topic is %+v", p)
	}
}

func TestReplies(t *testing.T) {
	all := mustRead(t, community, conntest.ParseSite(t, site(t, "full")))
	byNative := map[string]connectors.Reply{}
	for _, r := range all.Replies {
		byNative[strings.TrimPrefix(r.Native, "forum.example/t/")] = r
	}
	for native, want := range map[string]struct {
		parent, text string
		own          bool
	}{
		"101/1": {"", "How do I renew a passport?", false}, "101/2": {"forum.example/t/101", "Answer 2 for @anna_reader", false},
		"101/3": {"forum.example/t/101", "Answer 3", true}, "101/4": {"forum.example/t/101/2", "Answer 4", false},
		"101/23": {"forum.example/t/101", "Answer 23", false}, "102/2": {"forum.example/t/102", "Thank you!", false},
		"102/3": {"forum.example/t/102/2", "You are welcome.", true}, "103/1": {"", "Is the office open on 17 May?", false},
	} {
		r, ok := byNative[native]
		if !ok || r.Parent != want.parent || r.Text != want.text || r.ByAccount != want.own || r.Collection != connectors.CollectionComplete || !r.HasAuthor {
			t.Errorf("reply %s: there %v, parent %q, text %q, by the unit %v, %s; want %+v", native, ok, r.Parent, r.Text, r.ByAccount, r.Collection, want)
		}
	}
	for _, left := range []string{"101/6", "101/7", "101/8", "101/9", "102/1", "104/1", "105/1"} {
		if _, ok := byNative[left]; ok {
			t.Errorf("reply %s was to be left out", left)
		}
	}
	if len(byNative) != 19+2+1+2 {
		t.Errorf("%d replies", len(byNative))
	}
}

// TestSources: what handle: may be.
func TestSources(t *testing.T) {
	for _, c := range []struct{ server, handle, path, category, user string }{
		{"forum.example", "", "/latest.json", "", ""}, {"https://forum.example/", "*", "/latest.json", "", ""},
		{"forum.example", "visa", "/c/visa/6/l/latest.json", "6", ""}, {"forum.example", "c/visa", "/c/visa/6/l/latest.json", "6", ""},
		{"forum.example", "living-here/visa", "/c/living-here/visa/6/l/latest.json", "6", ""}, {"forum.example", "/c/visa/6", "/c/visa/6/l/latest.json", "6", ""},
		{"https://forum.example/c/visa/6/l/latest", "", "/c/visa/6/l/latest.json", "6", ""}, {"", "https://forum.example/c/living-here/5", "/c/living-here/5/l/latest.json", "5", ""},
		{"forum.example", "#help", "/tag/help.json", "", ""}, {"forum.example", "tag/help me", "/tag/help%20me.json", "", ""}, {"forum.example", "known-tag", "/tag/known-tag.json", "", ""},
		{"forum.example", "@ruritania", "/topics/created-by/ruritania.json", "", "ruritania"}, {"forum.example", "u/ruritania/activity", "/topics/created-by/ruritania.json", "", "ruritania"},
		{"forum.example", "ruritania", "/topics/created-by/ruritania.json", "", "ruritania"},
		{"forum.example", "staff", "", "", ""}, {"forum.example", "c/room", "", "", ""}, {"forum.example", "c/nowhere", "", "", ""}, {"forum.example", "c/staff/7", "", "", ""},
	} {
		a := connectors.Account{ID: "a", Server: c.server, Handle: c.handle, Role: data.RoleOwn}
		fake := conntest.ParseSite(t, site(t, "full")+"-- GET /tag/known-tag.json --\n{}\n")
		f, err := newForum(a, connectors.Env{HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{})})
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.resolve(t.Context())
		if c.path == "" {
			if c.handle == "staff" && err == nil && s.category == "" {
				continue // a bare word that is no open category may be a tag or a user
			}
			if !errors.Is(err, connectors.ErrInput) {
				t.Errorf("%q %q: %+v, %v; want an error", c.server, c.handle, s, err)
			}
			continue
		}
		if err != nil || s.path != c.path || s.category != c.category || s.user != c.user || f.host != "forum.example" {
			t.Errorf("%q %q at %s: %+v, %v; want %+v", c.server, c.handle, f.host, s, err, c)
		}
	}
	person := community
	person.Handle = "@anna_reader"
	if all, err := read(t, person, conntest.ParseSite(t, site(t, "full"))); !errors.Is(err, connectors.ErrInput) || len(all.Posts) > 0 {
		t.Errorf("a person as a community source: %d posts, %v; want a refusal", len(all.Posts), err)
	}
	if _, err := newForum(connectors.Account{ID: "a", Handle: "visa"}, connectors.Env{}); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("without a server: %v", err)
	}
}

// TestRefusals reads a forum's errors.
func TestRefusals(t *testing.T) {
	for body, want := range map[string]error{
		`{"errors":["You need to be logged in to do that."],"error_type":"not_logged_in"}`:          connectors.ErrAuth,
		`{"errors":["The requested URL or resource could not be found."],"error_type":"not_found"}`: nil, `<html>`: nil,
	} {
		if got := explain(http.StatusForbidden, http.Header{}, []byte(body)); !errors.Is(got, want) {
			t.Errorf("explain(%s) = %v, want %v", body, got, want)
		}
	}
	var limited connectors.RateLimited
	got := explain(http.StatusTooManyRequests, http.Header{}, []byte(`{"errors":["Slow down"],"error_type":"rate_limit","extras":{"wait_seconds":7}}`))
	if !errors.As(got, &limited) || time.Until(limited.Reset) > 7*time.Second || time.Until(limited.Reset) < 5*time.Second {
		t.Errorf("a limit of 7 s is %v", got)
	}
}

func FuzzTopic(f *testing.F) {
	for line := range strings.SplitSeq(site(f, "full"), "\n") {
		if strings.HasPrefix(line, "{") {
			f.Add([]byte(line))
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		d := &forum{account: community, env: connectors.Env{Clock: data.Clock{AsOf: asOf}, Own: own}, api: &web.API{}, host: "forum.example", from: &source{}}
		var p connectors.Page
		var a topicAnswer
		if json.Unmarshal(body, &a) == nil {
			d.add(&p, &a)
			d.ids = a.Stream.IDs
			d.next(d.after(&a.Stream))
			d.replies(&p, &a.Stream, "discourse:forum.example/t/1", d.collection(&a))
		}
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(data.At(asOf.AddDate(8000, 0, 0))); why != "" {
				t.Errorf("%s %s", field, why)
			}
			if field, why := p.Snapshots[i].Validate(data.At(asOf.AddDate(8000, 0, 0))); why != "" {
				t.Errorf("%s %s", field, why)
			}
		}
		for _, r := range p.Replies {
			if r.Author == "" || r.PublishedAt == 0 {
				t.Error("a reply lacks its author or moment")
			}
		}
	})
}

// BenchmarkPages tells how many rows a second are decoded from lists of topics.
func BenchmarkPages(b *testing.B) {
	var list struct {
		Topic struct{ Topics []json.RawMessage } `json:"topic_list"`
	}
	for line := range strings.SplitSeq(site(b, "full"), "\n") {
		if json.Unmarshal([]byte(line), &list) == nil && len(list.Topic.Topics) > 0 {
			break
		}
	}
	page, err := json.Marshal(map[string]any{"topic_list": map[string]any{"topics": slices.Repeat(list.Topic.Topics[:1], pageSize)}})
	if err != nil {
		b.Fatal(err)
	}
	fake := conntest.ParseSite(b, site(b, "empty")+"-- GET /latest.json?page=0 --\n"+string(page)+"\n")
	f, err := newForum(community, connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{})})
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		listing, err := f.list(b.Context(), "")
		if err != nil {
			b.Fatal(err)
		}
		rows += len(listing.Posts) + len(listing.Snapshots)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func TestConnect(t *testing.T) {
	env := connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, site(t, "full"))}).Line(web.Budget{})}
	lines, err := Connect(t.Context(), community, env)
	if all := strings.Join(lines, "\n"); err != nil || !strings.Contains(all, "the whole forum: 2 topics") || strings.Contains(all, "reader") {
		t.Errorf("Connect = %q, %v", all, err)
	}
}
