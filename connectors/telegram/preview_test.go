package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

var previewed = connectors.Account{ID: "oslo", Platform: "telegram", Handle: "@ruritania_oslo", Role: data.RoleOwn}

// over is a client of a site.
func over(t testing.TB, archive string) (*client, connectors.Env) {
	t.Helper()
	return overSite(t, conntest.ParseSite(t, archive))
}

func overSite(t testing.TB, site http.RoundTripper) (*client, connectors.Env) {
	t.Helper()
	n := web.New(web.Options{Transport: site})
	env := connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: n.Line(web.Budget{})}
	name, err := parseName(previewed)
	if err != nil {
		t.Fatal(err)
	}
	return newClient(previewed, env, name), env
}

func TestRowsOfThePreview(t *testing.T) {
	_, env := over(t, site(t, "full"))
	d, err := Open(previewed, env, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := drain(t, previewed, d)
	known, unknownLikes := "likes=;replies=unsupported;shares=unsupported;views=", "likes=unsupported;replies=unsupported;shares=unsupported;views="
	want := []string{
		"account 12300 rounded following=unsupported;posts_total=unsupported;views_total=unsupported",
		`post ruritania_oslo/8 05-30 12:00:00 text media=0 ms=- "Thank you all" tags=[] links=[] reply=true repost=false`,
		`post ruritania_oslo/7 05-25 11:00:00 poll media=0 ms=- "Which service first?" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/6 05-20 10:00:00 forward media=- ms=- "" tags=[] links=[] reply=false repost=true`,
		`post ruritania_oslo/5 05-10 10:00:00 video media=1 ms=75000 "" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/3 05-05 09:30:00 photo media=2 ms=- "The National Day fair" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/2 04-20 08:00:00 link media=0 ms=- "Опрос: what shall we do better? #Visa\nSecond line with a link and @somebody" tags=[visa] links=[https://oslo.ruritania.example/?a=1&b=2] reply=false repost=false`,
		"counts ruritania_oslo/8 likes=7 replies=- views=300 map[🙏:7] " + known,
		"counts ruritania_oslo/7 likes=0 replies=- views=640 map[] " + known,
		"counts ruritania_oslo/6 likes=- replies=- views=- map[] likes=not_collected;replies=unsupported;shares=unsupported;views=not_collected",
		"counts ruritania_oslo/5 likes=0 replies=- views=1000000 map[] " + known,
		"counts ruritania_oslo/3 likes=0 replies=- views=987 map[] " + known,
		"counts ruritania_oslo/2 likes=1246 replies=- views=12300 map[custom emoji:3 paid:2 ❤:1200 👍:41] " + known,
		"poll ruritania_oslo/7 closed=false multiple=false voters=33 votes=- votes_total=unsupported",
		`option 0 "Visa" - votes=unsupported`, `option 1 "Passport" - votes=unsupported`,
	}
	if diff := cmp.Diff(want, brief(p)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if len(p.Unknown) != 0 || p.Snapshots[0].ViewsDefinition == "" {
		t.Errorf("unknown parts %v, views are %q", p.Unknown, p.Snapshots[0].ViewsDefinition)
	}
	// Where no post of a page shows reactions, none is not zero.
	l, err := only(t, `<div class="tgme_widget_message" data-post="ruritania_oslo/5"><a class="tgme_widget_message_date"><time datetime="2026-05-01T08:00:00+00:00"></time></a></div>`)
	if err != nil || len(l.Snapshots) != 1 || !strings.HasSuffix(brief(connectors.Page{Snapshots: l.Snapshots})[0], unknownLikes+"hidden") {
		t.Errorf("%v %v", err, brief(l))
	}
}

// only reads messages as the newest page of the preview.
func only(t testing.TB, messages string) (connectors.Page, error) {
	c, _ := over(t, "-- GET /s/ruritania_oslo --\n<html><body><section class=\"tgme_channel_history\">"+messages+"</section></body></html>\n")
	l, err := c.posts(t.Context(), "")
	l.Unknown = c.unknown()
	return l.Page, err
}

func TestMessages(t *testing.T) {
	const foot = `<a class="tgme_widget_message_date"><time datetime="2026-05-01T08:00:00+00:00"></time></a>`
	for name, c := range map[string]struct {
		inner string
		want  string // format, media, duration
	}{
		"gif":                      {`<a class="tgme_widget_message_video_player"><video autoplay loop></video></a>`, "gif 1 -"},
		"a large video":            {`<a class="tgme_widget_message_video_player not_supported"><div class="message_media_not_supported"></div></a>`, "video 1 -"},
		"round video":              {`<div class="tgme_widget_message_roundvideo_player"><time class="tgme_widget_message_roundvideo_duration">0:15</time></div>`, "video 1 15000"},
		"voice":                    {`<a class="tgme_widget_message_voice_player"><time class="tgme_widget_message_voice_duration">1:05</time></a>`, "audio 1 65000"},
		"music":                    {`<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_icon accent_bg audio"></div></a>`, "audio 1 -"},
		"file":                     {`<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_icon accent_bg"></div></a>`, "document 1 -"},
		"sticker":                  {`<div class="tgme_widget_message_sticker_wrap"></div>`, "sticker 1 -"},
		"place":                    {`<a class="tgme_widget_message_location_wrap"></a>`, "location 0 -"},
		"photo and video":          {`<a class="tgme_widget_message_photo_wrap"></a><a class="tgme_widget_message_video_player"><time class="message_video_duration">1:00:01</time></a>`, "mixed 2 3601000"},
		"card":                     {`<a class="tgme_widget_message_link_preview" href="https://a.example/"><i class="link_preview_image"></i></a>`, "link 0 -"},
		"not for the web":          {`<div class="message_media_not_supported_wrap"><div class="message_media_not_supported"></div></div>`, "unknown - -"},
		"photo of what it answers": {`<a class="tgme_widget_message_reply" href="#"><i class="tgme_widget_message_photo_wrap"></i><div class="tgme_widget_message_text">theirs</div></a>`, "text 0 -"},
	} {
		p, err := only(t, `<div class="tgme_widget_message" data-post="Ruritania_Oslo/5">`+c.inner+foot+`</div>`)
		if err != nil || len(p.Posts) != 1 || fmt.Sprint(p.Posts[0].FormatNative, " ", count(p.Posts[0].MediaCount), " ", count(p.Posts[0].DurationMS)) != c.want || p.Posts[0].Text != "" {
			t.Errorf("%s: %v %+v, want %s", name, err, p.Posts, c.want)
		}
	}
	p, err := only(t, `<div class="tgme_widget_message" data-post="ruritania_oslo/x">`+foot+`</div><div class="tgme_widget_message" data-post="other/6">`+foot+`</div>
		<div class="tgme_widget_message" data-post="ruritania_oslo/7"></div><div class="tgme_widget_message" data-post="ruritania_oslo/8"><b class="tgme_widget_message_hologram"></b>`+foot+`</div>`)
	if err != nil || len(p.Posts) != 1 || len(p.Rejects) != 3 || !cmp.Equal(p.Unknown, []string{"tgme_widget_message_hologram"}) {
		t.Errorf("%v %+v %+v, unknown %v", err, p.Posts, p.Rejects, p.Unknown)
	}
}

func TestNoPreview(t *testing.T) {
	card := func(extra string) string {
		return `<html><body><div class="tgme_page"><div class="tgme_page_title">x</div><div class="tgme_page_extra">` + extra + `</div></div></body></html>`
	}
	for _, c := range []struct {
		name, body string
		kind       error
		says       string
	}{
		{"switched off", card("1 234 subscribers"), connectors.ErrInput, "switched off"},
		{"a group", card("1 234 members, 5 online"), connectors.ErrInput, "group"},
		{"nobody", card("If you have <strong>Telegram</strong>, you can contact <a>@ruritania_oslo</a> right away."), connectors.ErrGone, "check the handle"},
		{"another name of the channel", `<html><section class="tgme_channel_history"><div class="tgme_widget_message" data-post="Embassy/5"></div></section></html>`, connectors.ErrInput, "@embassy"},
		{"a gateway's page", "<html><body>maintenance</body></html>", connectors.ErrTransient, "no channel"},
		{"cut", "<html><body><section class=\"tgme_channel_history\">", connectors.ErrTransient, "not whole"},
		{"JSON", "{}", connectors.ErrTransient, "no channel"},
	} {
		client, env := over(t, "-- GET /s/ruritania_oslo --\n"+c.body+"\n")
		_, err := client.posts(t.Context(), "")
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := Connect(t.Context(), previewed, env); !errors.Is(err, c.kind) {
			t.Errorf("%s: connect: %v", c.name, err)
		}
	}
}

// Only t.me's own words about the very post say that it is gone.
func TestDeletions(t *testing.T) {
	empty := "-- GET /s/ruritania_oslo?before=6 --\n<html><section class=\"tgme_channel_history\"></section></html>\n-- GET /ruritania_oslo/5?embed=1 --\n"
	for _, c := range []struct {
		name, archive string
		deleted       bool
		posts         int
	}{
		{"said to be gone", empty + `<html><div class="tgme_widget_message_error">Post not found</div></html>`, true, 1},
		{"the channel is not there", empty + `<html><div class="tgme_widget_message_error">Channel with username <b>@ruritania_oslo</b> not found</div></html>`, false, 0},
		{"shown in the embed alone", empty + `<html><div class="tgme_widget_message" data-post="ruritania_oslo/5"></div></html>`, false, 0},
		{"refused", empty + "HTTP 404\n\n<html></html>", false, 0},
		{"there", "-- GET /s/ruritania_oslo?before=6 --\n" + `<html><section class="tgme_channel_history"><div class="tgme_widget_message" data-post="ruritania_oslo/5"><a class="tgme_widget_message_date"><time datetime="2026-05-01T08:00:00+00:00"></time></a></div></section></html>`, false, 1},
	} {
		client, _ := over(t, c.archive+"\n")
		p, err := client.look(t.Context(), []connectors.Known{{Post: "telegram:ruritania_oslo/5", PublishedAt: data.At(asOf.AddDate(0, 0, -28))}, {Post: "telegram:other/5"}, {Post: "telegram:c/1001/5"}})
		if err != nil || len(p.Posts) != c.posts || c.posts == 1 && (p.Posts[0].DeletedAt != 0) != c.deleted {
			t.Errorf("%s: %v %+v", c.name, err, p.Posts)
		}
	}
}

func TestCounts(t *testing.T) {
	for s, want := range map[string]string{"7": "7", "1 234": "1234", "12.3K": "12300~", "1.1M": "1100000~", "2B": "2000000000~", "999": "999", "1,234": "1234",
		"": "-", "K": "-", "1.5": "-", "-3": "-", "many": "-", "1e9": "-", "99999999999999999999": "-", "0.5K": "500~"} {
		n, rounded := parseCount(s)
		got := count(n)
		if rounded && n != nil {
			got += "~"
		}
		if got != want {
			t.Errorf("parseCount(%q) = %s, want %s", s, got, want)
		}
	}
	for s, want := range map[string]string{"0:15": "15000", "1:02:03": "3723000", "15": "-", "": "-", "a:b": "-", "-1:00": "-", "1:2:3:4": "-"} {
		if got := count(parseLength(s)); got != want {
			t.Errorf("parseLength(%q) = %s, want %s", s, got, want)
		}
	}
}

func TestConnectAndTerms(t *testing.T) {
	_, env := over(t, site(t, "full"))
	lines, err := Connect(t.Context(), previewed, env)
	if err != nil || !strings.Contains(strings.Join(lines, " "), "about 12300 subscribers") {
		t.Errorf("%v %v", err, lines)
	}
	if len(Needs()) != 0 || Terms(previewed).Source == "" {
		t.Error("no credentials are needed, and terms have a source")
	}
}

// FuzzPage maps any page: nothing breaks, and what comes out keeps the rules.
func FuzzPage(f *testing.F) {
	for _, name := range []string{"full", "later", "empty", "nasty"} {
		for _, part := range strings.Split(site(f, name), "-- GET ") {
			f.Add([]byte(part))
		}
	}
	f.Add([]byte(`<div class="tgme_channel_history"><div class="tgme_widget_message" data-post="a/9"><time datetime=x><span class=tgme_reaction>9`))
	f.Fuzz(func(t *testing.T, b []byte) {
		from, err := parsePage(b, "x")
		if err != nil {
			return
		}
		c := client{account: previewed, env: connectors.Env{Clock: data.Clock{AsOf: asOf}}, name: name{user: "ruritania_oslo"}, foreign: map[string]bool{}}
		c.drift(from)
		c.counters(from)
		if before := from.before(); before != "" && !digits(before) {
			t.Errorf("the next page is before %q", before)
		}
		var p connectors.Page
		c.take(&p, from, func(int64) bool { return true })
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(1 << 62); why != "" && field != "published_at" && !strings.Contains(why, "UTF-8") {
				t.Errorf("%s %s: %+v", field, why, p.Posts[i])
			}
			if field, why := p.Snapshots[i].Validate(1 << 62); why != "" && field != "published_at" && !strings.Contains(why, "reactions") && field != "reactions" {
				t.Errorf("%s %s: %+v", field, why, p.Snapshots[i])
			}
		}
	})
}

// BenchmarkPreview maps a page of twenty posts to rows.
func BenchmarkPreview(b *testing.B) {
	var body strings.Builder
	body.WriteString(`<html><body><section class="tgme_channel_history">`)
	for i := range 20 {
		fmt.Fprintf(&body, `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="ruritania_oslo/%d"><div class="tgme_widget_message_bubble"><a class="tgme_widget_message_photo_wrap"></a><div class="tgme_widget_message_text js-message_text">Our passport counter is open again<br/><a href="?q=%%23passport">#passport</a></div><div class="tgme_widget_message_reactions"><span class="tgme_reaction"><i class="emoji"><b>👍</b></i>41</span></div><div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span><a class="tgme_widget_message_date"><time datetime="2026-05-01T08:00:00+00:00"></time></a></div></div></div></div>`, i+1)
	}
	body.WriteString("</section></body></html>")
	content := []byte(body.String())
	c := client{account: previewed, env: connectors.Env{Clock: data.Clock{AsOf: asOf}}, name: name{user: "ruritania_oslo"}, foreign: map[string]bool{}}
	b.SetBytes(int64(len(content)))
	rows := 0
	for b.Loop() {
		from, err := parsePage(content, "x")
		if err != nil {
			b.Fatal(err)
		}
		var p connectors.Page
		c.take(&p, from, func(int64) bool { return true })
		rows += len(p.Posts) + len(p.Snapshots)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
