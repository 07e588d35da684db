package mastodon

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const someone = `{"id":"101","username":"o","acct":"o","followers_count":7}`

// The API may live on another host than the one in the handle.
func TestFindsTheAPI(t *testing.T) {
	a := connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "@o@gov.example", Role: data.RoleOwn}
	for name, c := range map[string]struct{ archive, asked string }{
		"webfinger": {"-- GET //gov.example/.well-known/webfinger?resource=acct%3Ao%40gov.example --\n" +
			`{"subject":"acct:o@gov.example","links":[{"rel":"http://webfinger.net/rel/profile-page","href":"https://gov.example/o"},{"rel":"self","type":"application/activity+json","href":"https://social.gov.example/users/o"}]}` +
			"\n-- GET //social.gov.example/api/v1/accounts/lookup?acct=o%40gov.example --\n" + someone, "social.gov.example"},
		"search, before lookup existed": {"-- GET //gov.example/api/v1/accounts/search?q=o%40gov.example --\n[{\"id\":\"5\",\"acct\":\"oo\"}," + someone + "]", "gov.example"},
		"search 2": {"-- GET //gov.example/api/v1/accounts/search --\nHTTP 401\n\n{\"error\":\"This method requires an authenticated user\"}\n" +
			"-- GET //gov.example/api/v2/search?q=%40o%40gov.example&type=accounts --\n{\"accounts\":[" + someone + "],\"statuses\":[],\"hashtags\":[]}", "gov.example"},
	} {
		env, _ := environment(t, c.archive, "")
		client, err := newClient(a, env)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := client.find(t.Context()); err != nil || found.ID != "101" || client.at.apiHost() != c.asked {
			t.Errorf("%s: %+v, %v, asked %s", name, found, err, client.at.apiHost())
		}
	}
	for name, archive := range map[string]string{
		"nobody":           "-- GET /x --\n",
		"somebody similar": "-- GET /api/v1/accounts/search --\n[{\"id\":\"5\",\"acct\":\"oo\"},{\"id\":\"6\",\"acct\":\"o@people.example\"}]",
	} {
		env, _ := environment(t, archive, "")
		client, err := newClient(a, env)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.find(t.Context()); !errors.Is(err, connectors.ErrGone) || !strings.Contains(err.Error(), "check the handle") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A token of the platform must not go to the servers of others.
func TestTokensStayAtHome(t *testing.T) {
	for _, c := range []struct {
		role data.Role
		want int
	}{{data.RoleOwn, 1}, {data.RolePeerMission, 0}, {data.RoleCommunity, 0}} {
		env, asked := environment(t, "-- GET /api/v1/accounts/lookup --\n"+someone, "canary-mastodon-Zq81x")
		client, err := newClient(connectors.Account{ID: "a", Platform: "mastodon", Handle: "o@gov.example", Role: c.role}, env)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.find(t.Context()); err != nil || len(asked.withToken) != c.want {
			t.Errorf("%s: %v, %d requests with the token, want %d", c.role, err, len(asked.withToken), c.want)
		}
	}
	env, asked := environment(t, "-- GET //gov.example/.well-known/webfinger --\n{\"links\":[]}", "canary-mastodon-Zq81x")
	client, err := newClient(connectors.Account{ID: "a", Platform: "mastodon", Handle: "o@gov.example", Role: data.RoleOwn}, env)
	if err != nil {
		t.Fatal(err)
	}
	if client.finger(t.Context()); len(asked.withToken) != 0 || len(asked.Asked()) != 1 {
		t.Errorf("webfinger was asked %d times, %d of them with the token", len(asked.Asked()), len(asked.withToken))
	}
}

// Only what the very object's server says is a deletion.
func TestDeletions(t *testing.T) {
	const lookup = "-- GET /api/v1/accounts/lookup --\n" + someone + "\n"
	base := "https://social.example"
	for _, c := range []struct{ name, native, archive, want string }{
		{"404 of Mastodon", base + "/users/o/statuses/5", "", "deleted"},
		{"410", base + "/users/o/statuses/5", "-- GET /api/v1/statuses/5 --\nHTTP 410\n\n{}", "deleted"},
		{"numbers for names", base + "/ap/users/77/statuses/5", "", "deleted"},
		{"a boost", base + "/users/o/statuses/5/activity", "", "deleted"},
		{"there", base + "/users/o/statuses/5", "-- GET /api/v1/statuses/5 --\n" + statusAt(base+"/users/o/statuses/5"), "read"},
		{"another status under that number", base + "/users/o/statuses/5", "-- GET /api/v1/statuses/5 --\n" + statusAt(base+"/users/o/statuses/6"), "nothing"},
		{"Pleroma's, found", base + "/objects/5ab0", "-- GET /api/v2/search?type=statuses --\n{\"statuses\":[" + statusAt(base+"/objects/5ab0") + "]}", "read"},
		{"Pleroma's, gone", base + "/objects/5ab0", "-- GET /api/v2/search --\n{\"statuses\":[]}\n-- GET /objects/5ab0 --\nHTTP 410\n\n{}", "deleted"},
		{"Pleroma's, not for strangers", base + "/objects/5ab0", "-- GET /api/v2/search --\nHTTP 403\n\n{}\n-- GET /objects/5ab0 --\nHTTP 401\n\n{}", "nothing"},
		{"Pleroma's, still there", base + "/objects/5ab0", "-- GET /objects/5ab0 --\n{}", "nothing"},
		{"on another server", "https://else.example/users/o/statuses/5", "", "nothing"},
		{"not for everybody any more", base + "/users/o/statuses/5", "-- GET /api/v1/statuses/5 --\n" + strings.Replace(statusAt(base+"/users/o/statuses/5"), "public", "private", 1), "nothing"},
	} {
		env, _ := environment(t, lookup+c.archive+"\n", "")
		client, err := newClient(connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@social.example"}, env)
		if err != nil {
			t.Fatal(err)
		}
		known := connectors.Known{Post: data.NewPostID(data.Mastodon, c.native), PublishedAt: data.At(asOf.AddDate(0, 0, -28))}
		p, err := client.look(t.Context(), []connectors.Known{known})
		got := "nothing"
		if len(p.Posts) == 1 {
			if got = "read"; p.Posts[0].DeletedAt != 0 {
				got = "deleted"
			}
		}
		if err != nil || got != c.want || got == "deleted" && p.Posts[0].PublishedAt != known.PublishedAt {
			t.Errorf("%s: %s, want %s (%v) %+v", c.name, got, c.want, err, p.Posts)
		}
	}
	// A server that does not know the account, or suspended it, says nothing of posts.
	for _, archive := range []string{"-- GET /x --\n", "-- GET /api/v1/accounts/lookup --\n{\"id\":\"101\",\"acct\":\"o\",\"suspended\":true}\n"} {
		env, _ := environment(t, archive, "")
		client, err := newClient(connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@social.example"}, env)
		if err != nil {
			t.Fatal(err)
		}
		if p, _ := client.look(t.Context(), []connectors.Known{{Post: "mastodon:https://social.example/users/o/statuses/5"}}); len(p.Posts) > 0 {
			t.Error("a post is called deleted because the account is not there")
		}
	}
}

func statusAt(uri string) string {
	return fmt.Sprintf(`{"id":"5","uri":%q,"created_at":"2026-05-30T09:00:00Z","visibility":"public","content":"x","account":{"id":"101","acct":"o"}}`, uri)
}

// How much of a thread there is follows from the counters in it.
func TestCollections(t *testing.T) {
	reply := func(id, to, replies int) string {
		return fmt.Sprintf(`{"id":"%d","uri":"https://p.example/%d","in_reply_to_id":"%d","replies_count":%d,"created_at":"2026-05-30T09:00:00Z","visibility":"public","content":"x","account":{"id":"9","acct":"p@p.example"}}`, id, id, to, replies)
	}
	var sixty []string
	for i := range 60 {
		sixty = append(sixty, reply(100+i, 5, 0))
	}
	for _, c := range []struct {
		name, token, root, header string
		replies                   []string
		want                      string
	}{
		{"all there", "", "2", "", []string{reply(6, 5, 1), reply(7, 6, 0), reply(8, 5, 0)}, connectors.CollectionComplete},
		{"the post has more", "", "3", "", []string{reply(6, 5, 0), reply(8, 5, 0)}, connectors.CollectionTruncated},
		{"a reply has more", "", "1", "", []string{reply(6, 5, 2), reply(7, 6, 0)}, connectors.CollectionTruncated},
		{"sixty without a token", "", "60", "", sixty, connectors.CollectionTruncated},
		{"sixty with a token", "canary-mastodon-Zq81x", "60", "", sixty, connectors.CollectionComplete},
		{"still fetching", "", "1", "Mastodon-Async-Refresh: id=\"a\", retry=3\n", []string{reply(6, 5, 0)}, connectors.CollectionWindow},
		{"the post's counter is not told", "", "null", "", []string{reply(6, 5, 0)}, connectors.CollectionWindow},
	} {
		archive := "-- GET /api/v1/accounts/lookup --\n" + someone + "\n-- GET /api/v1/statuses/5 --\n{\"id\":\"5\",\"replies_count\":" + c.root + "}\n" +
			"-- GET /api/v1/statuses/5/context --\nHTTP 200\n" + c.header + "\n{\"ancestors\":[],\"descendants\":[" + strings.Join(c.replies, ",") + "]}\n"
		env, _ := environment(t, archive, c.token)
		client, err := newClient(connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@social.example", Role: data.RoleOwn}, env)
		if err != nil {
			t.Fatal(err)
		}
		l, err := client.replies(t.Context(), walk.Thread{Post: "mastodon:https://social.example/users/o/statuses/5"}, "")
		if err != nil || len(l.Replies) != len(c.replies) || l.Replies[0].Collection != c.want {
			t.Errorf("%s: %v, %d replies, %q; want %q", c.name, err, len(l.Replies), l.Replies[0].Collection, c.want)
		}
		if i := slices.IndexFunc(l.Replies, func(r connectors.Reply) bool { return r.Native == "https://p.example/7" }); i >= 0 && l.Replies[i].Parent != "https://p.example/6" {
			t.Errorf("%s: parent %q", c.name, l.Replies[i].Parent)
		}
	}
}

func TestPaging(t *testing.T) {
	list := []status{{ID: "9"}, {ID: "8"}}
	for name, c := range map[string]struct {
		links []string
		want  string
	}{
		"Mastodon":           {[]string{`<https://s.example/api/v1/accounts/1/statuses?limit=40&max_id=77>; rel="next", <https://s.example/x?min_id=99>; rel="prev"`}, "77"},
		"the other order":    {[]string{`<https://s.example/x?min_id=99>; rel="prev", <https://s.example/x?max_id=77&limit=40>; rel="next"`}, "77"},
		"two headers":        {[]string{`<https://s.example/x?min_id=99>; rel="prev"`, `<https://s.example/x?max_id=77>;rel=next`}, "77"},
		"last page":          {[]string{`<https://s.example/x?min_id=99>; rel="prev"`}, ""},
		"no header":          {nil, "8"},
		"next without a max": {[]string{`<https://s.example/x?page=2>; rel="next"`}, "8"},
		"a broken address":   {[]string{`<%zz?max_id=1>; rel="next"`}, "8"},
		"rubbish":            {[]string{`;;,,<<>>`}, ""},
	} {
		if got := next(http.Header{"Link": c.links}, list); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// A server that pays no attention to max_id does not keep us for ever.
	env, asked := environment(t, "-- GET /api/v1/accounts/lookup --\n"+someone+"\n-- GET /api/v1/accounts/101/statuses --\n["+statusAt("https://s.example/users/o/statuses/5")+"]\n", "")
	if p := drain(t, connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@s.example"}, env); len(p.Posts) != 1 || len(asked.Asked()) != 3 {
		t.Errorf("%d posts after %v", len(p.Posts), asked.Asked())
	}
}

func TestRemarks(t *testing.T) {
	env, _ := environment(t, "-- GET /api/v1/accounts/lookup --\n"+`{"id":"1","acct":"o@gov.example","followers_count":-1,"suspended":true,"moved":{"id":"2","acct":"new@gov.example"},"note":"#nobot"}`+"\n", "")
	client, err := newClient(connectors.Account{ID: "a", Platform: "mastodon", Handle: "o@gov.example", Server: "big.example", Role: data.RolePeerMission}, env)
	if err != nil {
		t.Fatal(err)
	}
	p, err := client.counters(t.Context())
	if err != nil || len(p.Notes) != 4 || p.Accounts[0].Followers != nil || p.Accounts[0].Missing.Reason("followers") != data.Hidden {
		t.Errorf("%v %+v", err, p)
	}
	for _, n := range p.Notes {
		if strings.Contains(n.String(), "new@") {
			t.Errorf("a note names somebody: %s", n)
		}
	}
}

func TestConnect(t *testing.T) {
	a := connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@gov.example", Role: data.RoleOwn}
	const secret = "canary-mastodon-Zq81x"
	lookup := "-- GET /api/v1/accounts/lookup --\n" + someone + "\n"
	for _, c := range []struct {
		name, token, archive string
		want                 []string
		kind                 error
	}{
		{"without a token", "", lookup, []string{"is found on gov.example", "no token"}, nil},
		{"own token that may write", secret, lookup + "-- GET /api/v1/accounts/verify_credentials --\n" + someone + "\n-- GET /api/v1/apps/verify_credentials --\n{\"name\":\"t\",\"scopes\":[\"read\",\"write\"]}\n",
			[]string{"account's own", "It may: read, write", "without write"}, nil},
		{"own token of too little", secret, lookup + "-- GET /api/v1/accounts/verify_credentials --\n" + someone + "\n-- GET /api/v1/apps/verify_credentials --\n{\"name\":\"t\",\"scopes\":[\"read:accounts\",\"read:search\"]}\n",
			[]string{"It may: read:accounts", "it lacks read:statuses (threads in full)"}, nil},
		{"another's token", secret, lookup + "-- GET /api/v1/accounts/verify_credentials --\n{\"id\":\"5\"}\n", []string{"another account's"}, nil},
		{"a token that is no more", secret, lookup + "-- GET /api/v1/accounts/verify_credentials --\nHTTP 401\n\n{\"error\":\"The access token was revoked\"}\n", nil, connectors.ErrAuth},
		{"a server for members only", "", "-- GET /api/v1/accounts/lookup --\nHTTP 401\n\n{\"error\":\"Unauthorized: token not supplied\"}\n", nil, connectors.ErrAuth},
	} {
		env, _ := environment(t, c.archive, c.token)
		access, err := Connect(t.Context(), a, env)
		text := strings.Join(access.Text(), "\n")
		if !errors.Is(err, c.kind) || strings.Contains(text+fmt.Sprint(err), secret) {
			t.Errorf("%s: %v\n%s", c.name, err, text)
		}
		if c.kind != nil && !strings.Contains(err.Error(), "tailor connect mastodon") {
			t.Errorf("%s: %v does not say what to do", c.name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in\n%s", c.name, want, text)
			}
		}
	}
	if needs := Needs(); len(needs) != 1 || needs[0].Name != "token" || !needs[0].Optional {
		t.Errorf("Needs() = %+v", needs)
	}
	if terms := Terms(a); terms.KeepDays != 0 || terms.Attest != "" || terms.Source == "" {
		t.Errorf("Terms() = %+v", terms)
	}
}

// FuzzStatuses maps any list of statuses: nothing breaks, and no row breaks a rule.
func FuzzStatuses(f *testing.F) {
	f.Add([]byte("[" + statusAt("https://s.example/users/o/statuses/5") + "]"))
	f.Add([]byte(`[{"id":1,"uri":"u","created_at":"2026-05-30T09:00:00Z","visibility":"public","account":{"id":101},"poll":{"options":[{"title":"a"}]},"quote":{"quoted_status":{}},"media_attachments":[{}],"content":"<p>x<a href=//y>z"}]`))
	f.Add([]byte(`[{"reblog":{}},null,7,{"tags":[null]}]`))
	env, _ := environment(f, "-- GET /x --\n", "")
	f.Fuzz(func(t *testing.T, b []byte) {
		var list web.Each[status]
		if list.UnmarshalJSON(b) != nil {
			return
		}
		c, err := newClient(connectors.Account{ID: "a", Platform: "mastodon", Handle: "o@s.example"}, env)
		if err != nil {
			t.Fatal(err)
		}
		c.self = &account{ID: "101", Acct: "o"}
		p := connectors.Page{Input: "s.example/x"}
		c.take(&p, list.Items)
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(1 << 62); why != "" && field != "published_at" && field != "post_id" && field != "url" && field != "links" && field != "conversation" {
				t.Errorf("%s %s: %+v", field, why, p.Posts[i])
			}
		}
		c.answers(&p, walk.Thread{Post: "mastodon:r"}, &status{ID: "r"}, &thread{Descendants: list}, connectors.CollectionWindow)
		for _, r := range p.Replies {
			if r.Native == "" || r.PublishedAt == 0 || r.HasAuthor != (r.Author != "") {
				t.Errorf("a reply that is half known: %q", r.Native)
			}
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<p>a</p>", "<p class=quote-inline><p></p>", "<pre>\n</pre></pre>", "</p></span><br/>", "<a href='https://x'>&#x0;&amp;", "<script><p>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		c := read(markup)
		if strings.TrimSpace(c.text) != c.text {
			t.Errorf("read(%q) = %q", markup, c.text)
		}
		for _, link := range c.links {
			if !isWeb(link) {
				t.Errorf("read(%q) finds the link %q", markup, link)
			}
		}
	})
}

// BenchmarkPages decodes a page of 40 statuses to rows.
func BenchmarkPages(b *testing.B) {
	var list []string
	for i := range 40 {
		s := statusAt(fmt.Sprintf("https://s.example/users/o/statuses/%d", i))
		s = strings.Replace(s, `"content":"x"`, `"content":"<p>Our <a href=\"https://s.example/tags/passport\" class=\"mention hashtag\">#<span>passport</span></a> counter is open again<br>see <a href=\"https://oslo.example/a\">oslo.example/a</a></p>","media_attachments":[{"id":"1","type":"image","meta":{"original":{"width":1}}}],"favourites_count":4,"reblogs_count":2,"replies_count":1`, 1)
		list = append(list, s)
	}
	env, _ := environment(b, "-- GET /api/v1/accounts/lookup --\n"+someone+"\n-- GET /api/v1/accounts/101/statuses --\n["+strings.Join(list, ",")+"]\n", "")
	c, err := newClient(connectors.Account{ID: "a", Platform: "mastodon", Handle: "o@s.example"}, env)
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	for b.Loop() {
		l, err := c.posts(b.Context(), "")
		if err != nil || len(l.Posts) != 40 {
			b.Fatal(err, len(l.Posts))
		}
		rows += len(l.Posts) + len(l.Snapshots)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
