package serve_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/serve"
)

// hostile stands in every foreign field of the test's lake.
const hostile = `"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>` + "\u202eabc"

var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

// aUnit is a unit with a few rows, a report and two questions: one under an own post,
// one under a peer's.
func aUnit(t *testing.T) *jobs.Unit {
	t.Helper()
	c := config.Default()
	c.Root, c.KeysDir = filepath.Join(t.TempDir(), "data"), ""
	c.Unit.Name = "Embassy in Oslo"
	c.Accounts = []config.Account{{ID: "oslo", Platform: "x", Handle: "@ruritania_oslo"}}
	u, err := jobs.Open(t.Context(), jobs.Options{Config: c, Clock: data.Clock{AsOf: asOf}, Wall: func() time.Time { return asOf }, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	at := data.At(asOf.Add(-50 * time.Hour))
	var posts []data.Post
	for i := range 120 {
		p := data.Post{PostID: data.NewPostID(data.X, string(rune('a'+i/26))+string(rune('a'+i%26))), AccountID: "oslo", Platform: data.X, PublishedAt: at.Add(-time.Duration(i) * time.Hour),
			Precision: data.BySecond, URL: "https://social.example/1", Text: hostile, LangPlatform: "nb", Paid: data.PaidUnknown, ObservedAt: at, Source: data.SourceAPI}
		if i%2 == 1 {
			p.LangPlatform, p.URL = "", "javascript:alert(1)"
		}
		posts = append(posts, p)
	}
	base, err := u.Lake().Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var changes lake.Changes
	if err := lake.Upsert(t.Context(), base, &changes, lake.Posts, posts); err != nil {
		t.Fatal(err)
	}
	own, peer := data.Account{AccountID: "oslo", Platform: data.X, Role: data.RoleOwn, Mission: "Oslo"}, data.Account{AccountID: "peer", Platform: data.X, Role: data.RolePeerMission}
	if err := lake.Replace(&changes, lake.Accounts, "", []data.Account{own, peer}, ""); err != nil {
		t.Fatal(err)
	}
	question := data.Reply{ReplyID: "1", RootPost: posts[0].PostID, AccountID: "oslo", Mission: "Oslo", Platform: data.X, PublishedAt: at, IngestedOn: "2026-05-30",
		Text: "How long does it take to renew a passport? " + hostile, Language: "en", Topic: data.Topics()[0]}
	elsewhere := question
	elsewhere.ReplyID, elsewhere.AccountID, elsewhere.Text = "2", "peer", "Where can I get a visa for the islands?"
	if err := lake.Replace(&changes, lake.Replies, "day=2026-05-30", []data.Reply{question, elsewhere}, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := u.Lake().Commit(t.Context(), base, changes, lake.Meta{Stage: "test"}); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(u.Reports(), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"oslo-2026-W22.html": "<!DOCTYPE html><title>as it is</title>", "odd.html": "<title>&lt;script&gt;alert(1)&lt;/script&gt;\u202e</title>", ".hidden.html": "h", "notes.txt": "n"} {
		if err := os.WriteFile(filepath.Join(u.Reports(), name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return u
}

// visitor is a browser: it keeps cookies and says what it wants a page for.
type visitor struct {
	*http.Client
	base string
}

// visit serves the unit and comes in by the printed address.
func visit(t *testing.T, u *jobs.Unit) (visitor, string) {
	t.Helper()
	l, err := serve.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := serve.New(u, l, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("stopping: %v", err)
		}
	})
	jar, _ := cookiejar.New(nil)
	v := visitor{&http.Client{Jar: jar}, "http://" + l.Addr().String()}
	return v, s.Address()
}

func (v visitor) get(t *testing.T, path string, header ...string) (*http.Response, string) {
	t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = v.base + path
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	resp, err := v.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(b)
}

var byPerson = []string{"Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate"}

// TestEveryPage reads every page with hostile rows: it parses, has no script, no
// handler and nothing of elsewhere but the way to own posts, and the headers stand.
func TestEveryPage(t *testing.T) {
	v, address := visit(t, aUnit(t))
	v.get(t, address)
	for path, want := range map[string]string{
		"/": `"><bdi>as it is</bdi></a><span class="soft"><bdi>oslo-2026-W22.html</bdi>`, "/status": `<th scope="row">oslo</th><td class="n">120</td><td>2026-05-`, "/tables": "a configured account", "/tables/posts": "&lt;script&gt;", "/dictionary": "interactions_public",
		"/questions": "renew a passport", "/tables/replies": "vault is not shown", "/tables/posts?column=lang_platform&op=is&value=" + url.QueryEscape(hostile): "None of the 120 rows",
		"/nothing": "no such page",
	} {
		resp, page := v.get(t, path, byPerson...)
		if !strings.Contains(page, want) {
			t.Errorf("%s lacks %q: %s", path, want, page)
		}
		for h, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; style-src 'self'"} {
			if got := resp.Header.Get(h); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s is %q", path, h, got)
			}
		}
		checkPage(t, path, page)
	}
}

// TestDesk shows open questions under own posts alone, to a person alone, and notes
// each reading.
func TestDesk(t *testing.T) {
	u := aUnit(t)
	v, address := visit(t, u)
	v.get(t, address)
	resp, page := v.get(t, "/questions")
	if resp.StatusCode != http.StatusForbidden || strings.Contains(page, "passport") {
		t.Errorf("a program is given the texts: %d", resp.StatusCode)
	}
	if _, err := os.Stat(filepath.Join(u.Root, "ledger", "audit.jsonl")); err == nil {
		t.Error("a refusal is noted as a reading")
	}
	_, page = v.get(t, "/questions?value=islands", byPerson...)
	for _, want := range []string{"renew a passport", "2 days", `href="https://social.example/1" rel="noopener noreferrer external"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the desk lacks %q", want)
		}
	}
	for _, not := range []string{"islands", "\u202e", "<form"} {
		if strings.Contains(page, not) {
			t.Errorf("the desk shows %q", not)
		}
	}
	log, err := os.ReadFile(filepath.Join(u.Root, "ledger", "audit.jsonl"))
	if err != nil || strings.Count(string(log), `"command":"questions","texts":1`) != 1 {
		t.Errorf("audit log: %s %v", log, err)
	}
}

// TestTablePages goes through a table page by page and finds every row once.
func TestTablePages(t *testing.T) {
	v, address := visit(t, aUnit(t))
	v.get(t, address)
	for _, c := range []struct {
		query string
		rows  int
	}{{"", 120}, {"column=lang_platform&op=null&value=", 60}, {"column=lang_platform&op=is&value=nb", 60}, {"column=lang_platform&op=has&value=N", 60},
		{"column=text&op=has&value=nothing", 120}, {"column=lang_platform&op=is&value=nb&column=url&op=has&value=javascript", 0}, {"partition=" + url.QueryEscape("platform=x/month=2026-05"), 120}, {"partition=none", 0}} {
		rows, path := 0, "/tables/posts?"+c.query
		for path != "" {
			_, page := v.get(t, path)
			rows += strings.Count(page, "<tr><td")
			path = ""
			for _, e := range elementsOf(t, page) {
				if h := e["href"]; strings.Contains(h, "from=") {
					path = "/tables/posts" + h
				}
			}
		}
		if rows != c.rows {
			t.Errorf("%q gives %d rows, want %d", c.query, rows, c.rows)
		}
	}
}
