package mastodon

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// recorded is a site that remembers which requests had a credential.
type recorded struct {
	*conntest.Site
	withToken []string // hosts
}

func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Header.Get("Authorization") != "" {
		r.withToken = append(r.withToken, req.URL.Host)
	}
	return r.Site.RoundTrip(req)
}

// environment is what a driver gets over a site; token may be "".
func environment(t testing.TB, archive, token string) (connectors.Env, *recorded) {
	r := &recorded{Site: conntest.ParseSite(t, archive)}
	n := web.New(web.Options{Transport: r, Allow: []string{"localhost:8085"}})
	return connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: n.Line(web.Budget{}), Secret: func(name string) (string, error) {
		if token != "" && name == "mastodon-token" {
			return token, nil
		}
		return "", connectors.ErrAuth
	}}, r
}

// drain reads everything.
func drain(t testing.TB, a connectors.Account, env connectors.Env) connectors.Page {
	t.Helper()
	d, err := Open(a, env)
	if err != nil {
		t.Fatal(err)
	}
	var all connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Accounts, all.Posts, all.Snapshots = append(all.Accounts, p.Accounts...), append(all.Posts, p.Posts...), append(all.Snapshots, p.Snapshots...)
		all.Polls, all.Options, all.Replies = append(all.Polls, p.Polls...), append(all.Options, p.Options...), append(all.Replies, p.Replies...)
		all.Rejects, all.Notes, all.Unknown = append(all.Rejects, p.Rejects...), append(all.Notes, p.Notes...), append(all.Unknown, p.Unknown...)
	}
	return all
}

func count(n data.Count) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// brief writes rows as lines that a person can check against the site.
func brief(p connectors.Page) []string {
	var lines []string
	short := func(id data.PostID) string {
		return strings.TrimPrefix(id.Native(), "https://social.example/users/ruritania_oslo/statuses/")
	}
	for _, a := range p.Accounts {
		lines = append(lines, fmt.Sprintf("account %s %s %s %s %s", count(a.Followers), count(a.Following), count(a.PostsTotal), a.Precision, a.Missing))
	}
	for _, x := range p.Posts {
		lines = append(lines, fmt.Sprintf("post %s %s %s media=%s ms=%s %q tags=%v links=%v lang=%s reply=%v repost=%v quote=%v %s", short(x.PostID), x.PublishedAt,
			x.FormatNative, count(x.MediaCount), count(x.DurationMS), x.Text, x.Hashtags, x.Links, x.LangPlatform, x.IsReply, x.IsRepost, x.IsQuote, x.Quoted))
	}
	for _, s := range p.Snapshots {
		lines = append(lines, fmt.Sprintf("counts %s %s %s %s %s %s", short(s.PostID), count(s.Likes), count(s.Shares), count(s.Replies), count(s.Quotes), s.Missing))
	}
	for _, x := range p.Polls {
		lines = append(lines, fmt.Sprintf("poll %s closes %s closed=%v multiple=%v %s %s %s", x.PollID, x.ClosesAt, x.Closed, x.Multiple, count(x.Voters), count(x.VotesTotal), x.Missing))
	}
	for _, o := range p.Options {
		lines = append(lines, fmt.Sprintf("option %d %q %s %s", o.Position, o.Label, count(o.Votes), o.Missing))
	}
	for _, r := range p.Replies {
		parent, _ := strings.CutPrefix(r.Parent, "https://")
		lines = append(lines, fmt.Sprintf("reply to %s under %s by %s own=%v %q %s %s", parent[strings.LastIndexByte(parent, '/')+1:], short(r.RootPost), r.Author, r.ByAccount, r.Text, r.LangPlatform, r.Collection))
	}
	for _, n := range p.Notes {
		lines = append(lines, "note "+n.String())
	}
	for _, r := range p.Rejects {
		lines = append(lines, fmt.Sprintf("reject %s %d %s %s", r.Input, r.Line, r.Field, r.Why))
	}
	return lines
}

func TestRowsOfASite(t *testing.T) {
	env, _ := environment(t, site(t, "full"), "")
	plain := "saves=unsupported;views=unsupported"
	missing := "clicks=unsupported;impressions=unsupported;reach=unsupported;" + plain
	want := []string{
		"account 1234 56 5 exact views_total=unsupported",
		`post 115000000000000005 2026-05-30T09:00:00Z poll media=0 ms=- "Which service should we improve first?" tags=[] links=[] lang=en reply=false repost=false quote=false `,
		`post 115000000000000004/activity 2026-05-28T08:00:00Z reblog media=- ms=- "" tags=[] links=[] lang= reply=false repost=true quote=false `,
		`post 115000000000000003 2026-05-20T12:30:15Z image media=2 ms=- "Opening of the #NationalDay fair\nwith @ada" tags=[nationalday] links=[] lang=en reply=false repost=false quote=false `,
		`post 115000000000000002 2026-05-02T10:00:00Z link media=0 ms=- "New opening hours: https://oslo.ruritania.example/consular/opening-hours-2026" tags=[] links=[https://oslo.ruritania.example/consular/opening-hours-2026] lang=en reply=false repost=false quote=false `,
		`post 115000000000000001 2026-04-10T07:00:00Z text media=0 ms=- "Holidays\n\nAs we said" tags=[] links=[] lang=nb reply=false repost=false quote=true mastodon:https://social.example/users/ruritania_oslo/statuses/115000000000000002`,
		"counts 115000000000000005 3 1 2 0 " + missing,
		"counts 115000000000000004/activity - - - - clicks=unsupported;impressions=unsupported;likes=not_collected;quotes=not_collected;reach=unsupported;replies=not_collected;saves=unsupported;shares=not_collected;views=unsupported",
		"counts 115000000000000003 21 4 5 0 " + missing,
		"counts 115000000000000002 8 0 0 2 " + missing,
		"counts 115000000000000001 0 0 0 0 " + missing,
		"poll social.example/77 closes 2026-06-02T09:00:00Z closed=false multiple=true 7 9 ",
		`option 0 "Visa" 5 `, `option 1 "Passport" 4 `,
		`reply to 115000000000000005 under 115000000000000005 by ada@people.example own=false "@ruritania_oslo Visa, please & soon" en complete`,
		`reply to 115000000000000011 under 115000000000000005 by ruritania_oslo@social.example own=true "Thank you, noted." en complete`,
		`reply to 115000000000000005 under 115000000000000005 by bo@social.example own=false "Passport"  complete`,
		`reply to 115000000000000003 under 115000000000000003 by bo@social.example own=false "Will there be music?" en complete`,
		"note social.example/api/v1/statuses/:id/context: replies were left out whose authors did not agree to be read, or that are not for everybody (4)",
	}
	p := drain(t, oslo, env)
	if diff := cmp.Diff(want, brief(p)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if p.Posts[1].URL != "" || p.Posts[0].URL != "https://social.example/@ruritania_oslo/115000000000000005" {
		t.Errorf("addresses %q and %q: a boost must not name whom it repeats", p.Posts[1].URL, p.Posts[0].URL)
	}
}

// gts reads the answers of a GoToSocial server with made-up accounts.
func gts(t *testing.T) string {
	t.Helper()
	const dir = "../../../shared/fixtures/mastodon/"
	var b strings.Builder
	for name, file := range map[string]string{"/api/v1/accounts/lookup?acct=mfa": "account.json",
		"/api/v1/accounts/01WGAJRC7NBFYAY0N9DW87JS8X/statuses": "statuses.p1.json", "/api/v1/statuses/01M80E0PZWBVPQNEY931K420QN/context": "context.json"} {
		content, err := os.ReadFile(dir + file)
		if err != nil {
			t.Skip("the recorded answers are not beside this checkout")
		}
		fmt.Fprintf(&b, "-- GET %s --\n%s\n", name, content)
	}
	return b.String()
}

// TestGoToSocial reads what a real GoToSocial answered: nothing is unknown, nothing is
// set aside, and the votes and replies are those that were cast and written.
func TestGoToSocial(t *testing.T) {
	env, _ := environment(t, gts(t), "")
	env.Clock.AsOf = asOf.AddDate(1, 0, 0)
	a := connectors.Account{ID: "mfa", Platform: "mastodon", Handle: "mfa", Server: "http://localhost:8085", Role: data.RoleOwn, Replies: true}
	p := drain(t, a, env)
	if len(p.Unknown)+len(p.Rejects) > 0 || len(p.Posts) != 2 || len(p.Options) != 2 || *p.Options[0].Votes != 2 || p.Polls[0].Voters == nil || *p.Polls[0].Voters != 2 {
		t.Errorf("unknown %v, rejects %v, posts %d, polls %v %v", p.Unknown, p.Rejects, len(p.Posts), p.Polls, p.Options)
	}
	if p.Posts[0].FormatNative != "link" || p.Posts[0].Text != "Read https://example.org/visa" || p.Posts[0].Links[0] != "https://example.org/visa" || p.Posts[1].FormatNative != "poll" {
		t.Errorf("posts %+v", p.Posts)
	}
	c, err := newClient(a, env)
	if err != nil {
		t.Fatal(err)
	}
	var th thread
	if _, err := c.api.Get(t.Context(), "/api/v1/statuses/01M80E0PZWBVPQNEY931K420QN/context", nil, &th); err != nil || len(th.Descendants.Items) == 0 || len(c.api.Unknown()) > 0 {
		t.Errorf("context: %v, %d replies, unknown %v", err, len(th.Descendants.Items), c.api.Unknown())
	}
}

// TestGoToSocialSite reads a site of such answers with its thread.
func TestGoToSocialSite(t *testing.T) {
	env, _ := environment(t, site(t, "gotosocial"), "")
	env.Clock.AsOf = asOf.AddDate(0, 6, 0)
	p := drain(t, connectors.Account{ID: "mfa", Platform: "mastodon", Handle: "mfa@social.example", Role: data.RoleOwn, Replies: true}, env)
	var replies []string
	for _, r := range p.Replies {
		replies = append(replies, fmt.Sprintf("%s %q %s %s", r.Author, r.Text, r.LangPlatform, r.Collection))
	}
	want := []string{`citizen1@social.example "@mfa congratulations!" en complete`, `citizen2@social.example "@citizen1 @mfa no fue bueno" es complete`}
	if diff := cmp.Diff(want, replies); diff != "" || len(p.Posts) != 3 || len(p.Unknown)+len(p.Rejects) > 0 {
		t.Errorf("replies (-want +got):\n%s %d posts, unknown %v, rejects %v", diff, len(p.Posts), p.Unknown, p.Rejects)
	}
	if p.Replies[1].Parent != p.Replies[0].Native || p.Replies[0].Parent != p.Replies[0].RootPost.Native() || p.Snapshots[0].Missing.Reason("quotes") != data.Unsupported {
		t.Errorf("parents %q and %q, counters %+v", p.Replies[0].Parent, p.Replies[1].Parent, p.Snapshots[0])
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ handle, server, base, full, acct string }{
		{"@Oslo@Social.Example", "", "https://social.example", "Oslo@social.example", "Oslo"},
		{"oslo@social.example", "", "https://social.example", "oslo@social.example", "oslo"},
		{"acct:oslo@social.example", "", "https://social.example", "oslo@social.example", "oslo"},
		{"oslo", "social.example", "https://social.example", "oslo@social.example", "oslo"},
		{"@oslo", "https://social.example/", "https://social.example", "oslo@social.example", "oslo"},
		{"@oslo@ruritania.example", "social.ruritania.example", "https://social.ruritania.example", "oslo@ruritania.example", "oslo@ruritania.example"},
		{"https://social.example/@oslo", "", "https://social.example", "oslo@social.example", "oslo"},
		{"https://social.example/users/oslo", "", "https://social.example", "oslo@social.example", "oslo"},
		{"https://social.example/@oslo@other.example", "", "https://other.example", "oslo@other.example", "oslo"},
		{"oslo", "http://localhost:8085", "http://localhost:8085", "oslo@localhost:8085", "oslo"},
		{"", "", "", "", ""}, {"oslo", "", "", "", ""}, {"@@x", "", "", "", ""}, {"a b@c.example", "", "", "", ""}, {"*", "social.example", "", "", ""},
		{"o@c.example/../x", "https://user:pw@evil.example", "", "", ""},
	} {
		at, err := parseAddress(connectors.Account{ID: "a", Handle: c.handle, Server: c.server})
		if c.base == "" {
			if !errors.Is(err, connectors.ErrInput) || strings.Contains(err.Error(), "pw") {
				t.Errorf("%q %q: %v, want an input error", c.handle, c.server, err)
			}
			continue
		}
		if err != nil || at.base != c.base || at.full() != c.full || at.acct() != c.acct {
			t.Errorf("%q %q: %+v %v", c.handle, c.server, at, err)
		}
	}
}

func TestHTML(t *testing.T) {
	for markup, want := range map[string]string{
		"":                              "",
		"plain &amp; simple\nlines":     "plain & simple\nlines",
		"<p>one</p><p>two<br>2</p>":     "one\n\ntwo\n2",
		"<p>a</p>\n<p>b</p>":            "a\n\nb",
		"<p>Hei&nbsp;&#x1F600;</p>":     "Hei\u00a0😀",
		"<ul><li>a</li><li>b</li></ul>": "- a\n- b",
		"<blockquote><p>q</p></blockquote><p>r</p>":     "q\n\nr",
		"<pre><code>a\n  b</code></pre>":                "a\n  b",
		"x<script>alert(1)</script>y<style>p{}</style>": "xy",
		"<p>t<span class=\"quote-inline\"><br/><br/>RE: <a href=\"https://x.example/1\">https://x.example/1</a></span></p>": "t",
		"<p class=\"quote-inline\">RE: <span><p>in</p></span></p><p>t</p>":                                                  "t",
		"a < b and <3":        "a < b and <3",
		"<p>unclosed <b>bold": "unclosed bold",
	} {
		if got := plain(markup); got != want {
			t.Errorf("plain(%q) = %q, want %q", markup, got, want)
		}
	}
	c := read(`<a href="https://a.example/1">x</a><a href="javascript:x">y</a><a class="u-url mention" href="https://b.example/@z">@z</a><a rel="tag" href="https://b.example/tags/t">#t</a><a href="https://a.example/1">x</a>`)
	if diff := cmp.Diff([]string{"https://a.example/1"}, c.links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// one reads a status as the list of an account would give it.
func one(t *testing.T, fields string) connectors.Page {
	t.Helper()
	s := `[{"id":"9","uri":"https://social.example/users/o/statuses/9","created_at":"2026-05-30T09:00:00Z","visibility":"public","account":{"id":"101","acct":"o"},"content":"<p>x</p>"` + fields + `}]`
	env, _ := environment(t, "-- GET /api/v1/accounts/lookup --\n{\"id\":101,\"acct\":\"o\"}\n-- GET /api/v1/accounts/101/statuses --\n"+s+"\n", "")
	env.Own = func(p data.Platform, handle string) bool {
		return p == data.Mastodon && handle == "ministry@gov.example"
	}
	return drain(t, connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@social.example"}, env)
}

func TestMapping(t *testing.T) {
	check := func(name, fields string, ok func(p data.Post, s data.PostSnapshot) bool) {
		t.Helper()
		p := one(t, fields)
		if len(p.Posts) != 1 || len(p.Snapshots) != 1 || !ok(p.Posts[0], p.Snapshots[0]) {
			t.Errorf("%s: %+v %+v rejects %v", name, p.Posts, p.Snapshots, p.Rejects)
		}
	}
	check("video", `,"media_attachments":[{"type":"video","meta":{"length":"0:01:28.65","duration":88.65,"original":{"duration":88.654}}}]`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return p.FormatNative == "video" && *p.DurationMS == 88654 && *p.MediaCount == 1
		})
	check("video without meta", `,"media_attachments":[{"type":"video","meta":null}]`, func(p data.Post, _ data.PostSnapshot) bool { return p.FormatNative == "video" && p.DurationMS == nil })
	check("gif", `,"media_attachments":[{"type":"gifv"}]`, func(p data.Post, _ data.PostSnapshot) bool { return p.FormatNative == "gifv" })
	check("mixed", `,"media_attachments":[{"type":"image"},{"type":"video"}]`, func(p data.Post, _ data.PostSnapshot) bool { return p.FormatNative == "mixed" && *p.MediaCount == 2 })
	check("an attachment of another form", `,"media_attachments":["?"]`, func(p data.Post, _ data.PostSnapshot) bool { return p.FormatNative == "unknown" && *p.MediaCount == 1 })
	check("numbers as text, absent and null", `,"favourites_count":"1,234","reblogs_count":null`, func(_ data.Post, s data.PostSnapshot) bool {
		return *s.Likes == 1234 && s.Shares == nil && s.Replies == nil && s.Missing.Reason("shares") == data.Unsupported && s.RepliesScope == ""
	})
	check("odd forms of what is not needed", `,"card":"?","poll":[],"quote":7,"reblog":false,"pleroma":[],"tags":[1,{"name":"T"}],"mentions":null`,
		func(p data.Post, _ data.PostSnapshot) bool { return p.FormatNative == "text" && len(p.Hashtags) == 1 })
	check("card without link in the text", `,"card":{"url":"https://a.example/"}`, func(p data.Post, _ data.PostSnapshot) bool {
		return p.FormatNative == "link" && p.Links[0] == "https://a.example/"
	})
	check("profile links of others", `,"content":"<p><a href=\"https://people.example/@ada\">a</a> <a href=\"https://gov.example/@ministry/1\">m</a></p>"`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return cmp.Equal(p.Links, []string{"https://gov.example/@ministry/1"}) && p.FormatNative == "link"
		})
	check("reply", `,"in_reply_to_id":77`, func(p data.Post, _ data.PostSnapshot) bool { return p.IsReply && p.Conversation == "" })
	check("quote of a person", `,"quote":{"state":"accepted","quoted_status":{"uri":"https://people.example/1","account":{"id":"5","acct":"ada@people.example"}}}`,
		func(p data.Post, _ data.PostSnapshot) bool { return p.IsQuote && p.Quoted == "" })
	check("quote of a configured account", `,"quote":{"state":"accepted","quoted_status":{"uri":"https://gov.example/1","account":{"id":"5","acct":"ministry@gov.example"}}}`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return p.IsQuote && p.Quoted == "mastodon:https://gov.example/1"
		})
	check("quote waiting for approval", `,"quote":{"state":"pending","quoted_status":null}`, func(p data.Post, _ data.PostSnapshot) bool { return p.IsQuote && p.Quoted == "" })
	check("quote in Akkoma's form", `,"quote":{"id":"5","uri":"https://gov.example/1","account":{"id":"5","acct":"ministry@gov.example"}}`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return p.IsQuote && p.Quoted == "mastodon:https://gov.example/1"
		})
	check("Pleroma's quote and reactions", `,"pleroma":{"quote_url":"https://x.example/1","quotes_count":2,"emoji_reactions":[{"name":"🎉","count":3,"me":false}]}`,
		func(p data.Post, s data.PostSnapshot) bool {
			return p.IsQuote && *s.Quotes == 2 && s.Reactions["🎉"] == 3
		})
	check("language", `,"language":"pt_BR"`, func(p data.Post, _ data.PostSnapshot) bool { return p.LangPlatform == "pt-br" })
	check("no language", `,"language":"a very long story"`, func(p data.Post, _ data.PostSnapshot) bool { return p.LangPlatform == "" })
	check("time with an offset", `,"created_at":"2026-05-30T11:00:00+02:00"`, func(p data.Post, _ data.PostSnapshot) bool { return p.PublishedAt.String() == "2026-05-30T09:00:00Z" })
	check("boost with the address of what it repeats", `,"reblog":{"uri":"https://social.example/users/o/statuses/9"}`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return p.IsRepost && strings.HasSuffix(string(p.PostID), "#boost-9") && p.Quoted == ""
		})
	check("boost of a configured account", `,"reblog":{"uri":"https://gov.example/1","account":{"id":"7","acct":"ministry@gov.example"}}`,
		func(p data.Post, _ data.PostSnapshot) bool {
			return p.IsRepost && p.Quoted == "mastodon:https://gov.example/1" && p.Text == ""
		})
	check("boost of somebody", `,"reblog":{"uri":"https://social.example/users/p/statuses/1","account":{"id":"8","acct":"p"}}`,
		func(p data.Post, _ data.PostSnapshot) bool { return p.IsRepost && p.Quoted == "" })
}

func TestSetAside(t *testing.T) {
	for _, c := range []struct{ name, fields, why string }{
		{"no date", `,"created_at":null`, whyBadDate}, {"unreadable date", `,"created_at":"yesterday"`, whyBadDate}, {"no address", `,"uri":"","url":null`, whyNoID},
		{"another's", `,"account":{"id":"666","acct":"p"}`, whyOther},
	} {
		p := one(t, c.fields)
		if len(p.Posts) != 0 || len(p.Rejects) != 1 || p.Rejects[0].Why != c.why || p.Rejects[0].Hint == "" {
			t.Errorf("%s: %+v", c.name, p.Rejects)
		}
	}
	for _, visibility := range []string{`"private"`, `"direct"`, `"mutuals_only"`, `"list"`, `null`, `""`} {
		p := one(t, `,"visibility":`+visibility)
		if len(p.Posts)+len(p.Snapshots)+len(p.Rejects) != 0 || len(p.Notes) != 1 || p.Notes[0].Count != 1 {
			t.Errorf("visibility %s: %+v", visibility, p)
		}
	}
}

func TestOptOuts(t *testing.T) {
	for _, c := range []struct {
		account string
		back    bool
	}{
		{`{}`, false}, {`{"locked":true,"bot":true,"discoverable":false}`, false},
		{`{"noindex":true}`, true}, {`{"noindex":"true"}`, true}, {`{"noindex":null}`, false},
		{`{"indexable":false}`, true}, {`{"indexable":null}`, false}, {`{"indexable":true,"noindex":false}`, false},
		{`{"limited":true}`, true}, {`{"suspended":true}`, true},
		{`{"note":"<p>Hi <a href=\"/t\">#<span>NoBot</span></a></p>"}`, true}, {`{"note":"#nobots!"}`, true}, {`{"note":"#noindex"}`, true}, {`{"note":"#NoArchive"}`, true},
		{`{"note":"#nobotherhood, no bot"}`, false}, {`{"fields":[{"name":"about","value":"<p>#nobot</p>"}]}`, true},
	} {
		var a account
		if err := json.Unmarshal([]byte(c.account), &a); err != nil {
			t.Fatal(err)
		}
		if got := keepsBack(&a); got != c.back {
			t.Errorf("keepsBack(%s) = %v, want %v", c.account, got, c.back)
		}
	}
}
