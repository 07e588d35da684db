package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func env(transport http.RoundTripper) connectors.Env {
	return connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: web.New(web.Options{Transport: transport}).Line(web.Budget{})}
}

// readAll reads a feed after cursor.
func readAll(t *testing.T, a connectors.Account, e connectors.Env, cursor string) (all connectors.Page, last string, err error) {
	t.Helper()
	d, err := Open(a, e)
	if err != nil {
		return all, "", err
	}
	source := connectors.NewSource(a, d)
	source.Retry.Tries = 1
	last = cursor
	for p, err := range source.Pages(t.Context(), cursor) {
		if err != nil {
			return all, last, err
		}
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
		last = p.Cursor
	}
	return all, last, nil
}

// one answers every request with one body.
func one(contentType, body string) http.RoundTripper {
	return trip(func(r *http.Request) (*http.Response, error) {
		return respond(r, http.StatusOK, http.Header{"Content-Type": {contentType}}, body), nil
	})
}

type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func respond(r *http.Request, status int, h http.Header, body string) *http.Response {
	return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}

func TestNewspaper(t *testing.T) {
	e := env(conntest.ParseSite(t, site(t, "full")))
	e.Zone = time.FixedZone("Oslo", 2*3600)
	all, _, err := readAll(t, paper, e, "")
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ id, at, text, format, url, lang string }
	var got []row
	for _, p := range all.Posts {
		got = append(got, row{p.PostID.Native(), p.PublishedAt.String() + " " + string(p.Precision), p.Text, p.FormatNative, p.URL, p.LangPlatform})
	}
	var want []row
	for i, at := range []string{"2026-05-30T07:00:00Z second", "2026-05-29T09:00:00Z second", "2026-05-28T07:00:00Z second", "2026-05-27T00:00:00Z day", "2026-05-26T07:00:00Z second", "2026-05-25T00:00:00Z day"} {
		n := i + 1
		format := "article"
		if n == 5 {
			format = "audio"
		}
		want = append(want, row{fmt.Sprintf("news.example#n-%d", n), at, fmt.Sprintf("Article %d\n\nThe lead of article %d & more.\n\nBy nobody", n, n), format,
			fmt.Sprintf("https://news.example/articles/%d?utm=a&x=1", n), "en-GB"})
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if len(all.Snapshots) != 2 || *all.Snapshots[0].Replies != 7 || *all.Snapshots[1].Replies != 0 || len(all.Rejects) > 0 {
		t.Errorf("counters %+v, rejects %v; want 7 and 0 comments", all.Snapshots, all.Rejects)
	}
	if p := all.Posts[4]; p.DurationMS == nil || *p.DurationMS != 3723000 {
		t.Errorf("the podcast lasts %v", p.DurationMS)
	}
	stored, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Ada", "ada@", "whole article"} {
		if strings.Contains(string(stored), word) {
			t.Errorf("%q is stored", word)
		}
	}
}

const youtube = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <id>yt:channel:abc</id><title>Ruritania</title><author><name>Ruritania</name></author><published>2015-01-01T00:00:00+00:00</published>
 <entry><id>yt:video:VID_eo-1</id><yt:videoId>VID_eo-1</yt:videoId><yt:channelId>abc</yt:channelId><title>A film</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=VID_eo-1"/><author><name>Ruritania</name></author>
  <published>2026-05-20T10:00:00+00:00</published><updated>2026-05-21T10:00:00+00:00</updated>
  <media:group><media:title>A film</media:title><media:content url="https://www.youtube.com/v/VID_eo-1" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:description>What it shows</media:description><media:community><media:starRating count="123" average="5.00" min="1" max="5"/><media:statistics views="4567"/></media:community></media:group></entry>
 <entry><id>yt:video:short</id><yt:videoId>short</yt:videoId><title>Short</title><link rel="alternate" href="https://www.youtube.com/shorts/short"/><published>2026-05-19T10:00:00+00:00</published></entry>
</feed>`

func TestYouTube(t *testing.T) {
	a := connectors.Account{ID: "tube", Platform: "feed", Server: "https://www.youtube.com/feeds/videos.xml?channel_id=abc"}
	all, _, err := readAll(t, a, env(one("text/xml", youtube)), "")
	if err != nil || len(all.Posts) != 2 || len(all.Snapshots) != 1 {
		t.Fatalf("%+v, %v; want two videos, one with counters", all, err)
	}
	p, s := all.Posts[0], all.Snapshots[0]
	if p.PostID != "youtube:VID_eo-1" || p.Text != "A film\n\nWhat it shows" || p.FormatNative != "video" || *s.Views != 4567 || *s.Likes != 123 || s.Replies != nil || s.Missing.Reason("replies") != data.Unsupported {
		t.Errorf("post %+v, counters %+v", p, s)
	}
	if all.Posts[1].FormatNative != "short" {
		t.Errorf("a Short is %q", all.Posts[1].FormatNative)
	}
	if terms := Terms(a); terms.KeepDays != 30 {
		t.Errorf("terms %+v; want YouTube's 30 days", terms)
	}
}

// TestForms reads the kinds of feeds, and the encodings they come in.
func TestForms(t *testing.T) {
	rss := func(declaration string) string {
		return declaration + `<rss version="2.0"><channel><title>t</title><item><title>Blåbær på Æ</title><guid>urn:x:1</guid><pubDate>Sat, 30 May 2026 09:00:00 +0000</pubDate></item></channel></rss>`
	}
	latin, err := charmap.ISO8859_1.NewEncoder().String(rss(`<?xml version="1.0" encoding="ISO-8859-1"?>`))
	if err != nil {
		t.Fatal(err)
	}
	undeclared, err := charmap.Windows1252.NewEncoder().String(rss(""))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(rss(`<?xml version="1.0" encoding="UTF-16"?>`))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ contentType, body, id, text string }{
		"UTF-8":                {"text/xml", rss(`<?xml version="1.0"?>`), "feed:urn:x:1", "Blåbær på Æ"},
		"byte order mark":      {"text/xml", "\ufeff" + rss(""), "feed:urn:x:1", "Blåbær på Æ"},
		"Latin 1 declared":     {"text/xml; charset=utf-8", latin, "feed:urn:x:1", "Blåbær på Æ"},
		"told by the header":   {"text/xml; charset=windows-1252", undeclared, "feed:urn:x:1", "Blåbær på Æ"},
		"told by nobody":       {"text/xml", undeclared, "feed:urn:x:1", "Bl\ufffdb\ufffdr p\ufffd \ufffd"},
		"UTF-16":               {"text/xml", wide, "feed:urn:x:1", "Blåbær på Æ"},
		"control characters":   {"text/xml", strings.Replace(rss(""), "Bl", "\x01\x0bBl", 1), "feed:urn:x:1", "Blåbær på Æ"},
		"a long comment first": {"text/xml", "<!-- " + strings.Repeat("x", 9000) + " -->" + rss(""), "feed:urn:x:1", "Blåbær på Æ"},
		"entities of HTML":     {"text/xml", strings.Replace(rss(""), "Blåbær", "Bl&aring;b&aelig;r", 1), "feed:urn:x:1", "Blåbær på Æ"},
		"JSON": {"application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"7","url":"https://news.example/7","title":"Hi","content_html":"<p>There</p>","date_published":"2026-05-30T09:00:00Z","authors":[{"name":"Ada"}]}]}`,
			"feed:news.example#7", "Hi\n\nThere"},
		"Atom without published": {"application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>t</title><entry><id>tag:a,2026:1</id><title type="html">&lt;b&gt;Bold&lt;/b&gt;</title><updated>2026-05-30T09:00:00Z</updated><summary>Sum</summary><thr:total>4</thr:total></entry></feed>`,
			"feed:tag:a,2026:1", "Bold\n\nSum"},
		"RSS 1.0": {"application/rdf+xml", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel><item rdf:about="y"><title>Old</title><link>https://news.example/o</link><dc:date>2026-05-30T09:00:00Z</dc:date></item></rdf:RDF>`,
			"feed:https://news.example/o", "Old"},
		"Bluesky": {"application/xml", `<rss version="2.0"><channel><item><link>https://bsky.app/profile/a/post/1</link><description>Hei</description><pubDate>30 May 2026 09:00 +0000</pubDate><guid isPermaLink="false">at://did:plc:abc/app.bsky.feed.post/3k</guid></item></channel></rss>`,
			"bluesky:at://did:plc:abc/app.bsky.feed.post/3k", "Hei"},
	} {
		all, _, err := readAll(t, paper, env(one(c.contentType, c.body)), "")
		if err != nil || len(all.Posts) != 1 {
			t.Errorf("%s: %d posts, rejects %v, %v", name, len(all.Posts), all.Rejects, err)
			continue
		}
		if p := all.Posts[0]; string(p.PostID) != c.id || p.Text != c.text || p.PublishedAt.String() != "2026-05-30T09:00:00Z" {
			t.Errorf("%s: %s %q at %s; want %s %q", name, p.PostID, p.Text, p.PublishedAt, c.id, c.text)
		}
	}
}

func TestWhen(t *testing.T) {
	rome := time.FixedZone("Rome", 2*3600)
	for raw, want := range map[string]string{
		"Sat, 30 May 2026 09:00:00 +0200": "2026-05-30T07:00:00Z second", "Sat, 30 May 2026 09:00:00 GMT": "2026-05-30T09:00:00Z second",
		"Sat, 30 May 2026 09:00:00 EST": "2026-05-30T14:00:00Z second", "Sat, 30 May 2026 09:00:00 CEST": "2026-05-30T07:00:00Z second",
		"Sat, 30 May 2026 01:00:00 CST": "2026-05-30T00:00:00Z day", "Sat, 30 May 2026 23:00:00 MSK": "2026-05-30T00:00:00Z day",
		"Sat, 30 May 2026 09:00:00": "2026-05-30T07:00:00Z second", "2026-05-30T09:00:00": "2026-05-30T07:00:00Z second",
		"2026-05-30T09:00:00Z": "2026-05-30T09:00:00Z second", "2026-05-30": "2026-05-30T00:00:00Z day", "Sat, 30 May 2026": "2026-05-30T00:00:00Z day",
		"05/06/2026 09:00:00": whyAmbiguous, "": whyNoDate, "yesterday": whyBadDate, "Thu, 01 Jan 1970 00:00:00 +0000": whyBadDate,
	} {
		feed, err := gofeed.NewParser().ParseString(`<rss version="2.0"><channel><item><pubDate>` + raw + `</pubDate></item></channel></rss>`)
		if err != nil {
			t.Fatal(err)
		}
		at, precision, why := when(feed.Items[0], rome)
		got := why
		if why == "" {
			got = at.String() + " " + string(precision)
		}
		if got != want {
			t.Errorf("when(%q) = %s, want %s", raw, got, want)
		}
	}
}

// TestUnchanged sends the validators and takes a 304.
func TestUnchanged(t *testing.T) {
	asked := 0
	transport := trip(func(r *http.Request) (*http.Response, error) {
		asked++
		h := http.Header{"Content-Type": {"text/xml"}, "Etag": {`"v1"`}, "Last-Modified": {"Sat, 30 May 2026 09:00:00 GMT"}}
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
			return respond(r, http.StatusNotModified, h, ""), nil
		}
		return respond(r, http.StatusOK, h, youtube), nil
	})
	all, cursor, err := readAll(t, paper, env(transport), "")
	if err != nil || len(all.Posts) != 2 {
		t.Fatalf("%d posts, %v", len(all.Posts), err)
	}
	later := env(transport)
	later.Clock.AsOf = asOf.Add(time.Hour)
	again, same, err := readAll(t, paper, later, cursor)
	if err != nil || len(again.Posts) != 0 || same != cursor || asked != 2 {
		t.Errorf("unchanged: %d posts, %d requests, cursor moved: %v, %v", len(again.Posts), asked, same != cursor, err)
	}
	moved := paper
	moved.Server = "https://news.example/other"
	if again, _, err = readAll(t, moved, later, cursor); err != nil || len(again.Posts) != 2 {
		t.Errorf("another address with the old validators: %d posts, %v", len(again.Posts), err)
	}
}

// TestScheduled: an article from tomorrow comes tomorrow, although the feed has not
// changed since.
func TestScheduled(t *testing.T) {
	transport := trip(func(r *http.Request) (*http.Response, error) {
		if r.Header.Get("If-None-Match") != "" {
			return respond(r, http.StatusNotModified, http.Header{}, ""), nil
		}
		return respond(r, http.StatusOK, http.Header{"Etag": {`"v1"`}}, strings.Replace(youtube, "2026-05-20T10", "2026-05-31T18", 1)), nil
	})
	all, cursor, err := readAll(t, paper, env(transport), "")
	if err != nil || len(all.Posts) != 1 {
		t.Fatalf("%d posts, %v; want the one that is out", len(all.Posts), err)
	}
	later := env(transport)
	later.Clock.AsOf = asOf.Add(12 * time.Hour)
	if all, _, err = readAll(t, paper, later, cursor); err != nil || len(all.Posts) != 2 {
		t.Errorf("twelve hours later: %d posts, %v; want 2", len(all.Posts), err)
	}
}

// TestFound goes from a page to the feed it names, and remembers it.
func TestFound(t *testing.T) {
	page := `<!DOCTYPE html><html><head><link rel="stylesheet" href="x.css"><link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml"></head><body></body></html>`
	fake := conntest.ParseSite(t, "-- GET / --\nHTTP 200\nContent-Type: text/html\n\n"+page+"\n-- GET /rss.xml --\n"+youtube+"\n")
	a := connectors.Account{ID: "paper", Platform: "feed", Handle: "news.example"}
	all, cursor, err := readAll(t, a, env(fake), "")
	if err != nil || len(all.Posts) != 2 || !strings.Contains(cursor, "https://news.example/rss.xml") {
		t.Fatalf("%d posts, cursor %s, %v", len(all.Posts), cursor, err)
	}
	later := env(fake)
	later.Clock.AsOf = asOf.Add(time.Hour)
	if _, _, err := readAll(t, a, later, cursor); err != nil || len(fake.Asked()) != 3 {
		t.Errorf("the second run asked %q, %v; want one request more", fake.Asked(), err)
	}
}

// TestDamaged: good articles land, and what cannot be read is named.
func TestDamaged(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>A &amp; B %d</title><guid>urn:%d</guid><pubDate>Sat, 30 May 2026 09:00:00 +0000</pubDate></item>\n", n, n)
	}
	open := `<rss version="2.0"><channel><title>t</title>` + "\n"
	for name, c := range map[string]struct {
		body           string
		posts, rejects int
		notes          int
		kind           error
	}{
		"a bare ampersand":   {open + strings.Replace(item(1), "&amp;", "&", 1) + item(2) + "</channel></rss>", 2, 0, 0, nil},
		"a bad character":    {open + item(1) + item(2) + "<item><title>3 << 4</title></item>" + item(4) + "</channel></rss>", 2, 0, 1, nil},
		"cut":                {open + item(1) + "<item><title>x", 0, 0, 0, connectors.ErrTransient},
		"the same id twice":  {open + item(1) + item(1) + "</channel></rss>", 1, 1, 0, nil},
		"no date, no id":     {open + "<item><title>x</title></item><item><guid>u</guid></item>" + item(3) + "</channel></rss>", 1, 2, 0, nil},
		"a web page":         {"<html><body>down for maintenance", 0, 0, 0, connectors.ErrTransient},
		"something else":     {"hello", 0, 0, 0, connectors.ErrInput},
		"another XML":        {"<svg></svg>", 0, 0, 0, connectors.ErrInput},
		"empty":              {"", 0, 0, 0, connectors.ErrTransient},
		"nested for ever":    {open + strings.Repeat("<x:a>", 300000), 0, 0, 0, connectors.ErrInput},
		"JSON of another":    {`{"hello":1}`, 0, 0, 0, connectors.ErrInput},
		"JSON that is cut":   {`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1",`, 0, 0, 0, connectors.ErrTransient},
		"text after the end": {open + item(1) + "</channel></rss> <!-- cached --> garbage < &", 1, 0, 0, nil},
	} {
		all, _, err := readAll(t, paper, env(one("text/xml", c.body)), "")
		if !errors.Is(err, c.kind) || len(all.Posts) != c.posts || len(all.Rejects) != c.rejects || len(all.Notes) != c.notes {
			t.Errorf("%s: %d posts, rejects %v, notes %v, error %v; want %+v", name, len(all.Posts), all.Rejects, all.Notes, err, c)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://news.example/feed#top": "https://news.example/feed", "feed://news.example/rss": "https://news.example/rss", "feed:https://news.example/": "https://news.example/",
		"news.example": "https://news.example/", "": "", "paper": "", "https://ada:secret@news.example/": "",
	} {
		got, err := address(connectors.Account{Server: in})
		if got != want || (err == nil) != (want != "") || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("address(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func FuzzFeed(f *testing.F) {
	for _, name := range []string{"full", "nasty", "empty"} {
		_, body, _ := strings.Cut(site(f, name), "\n\n")
		f.Add([]byte(body), "text/xml")
	}
	f.Add([]byte(youtube), "application/atom+xml; charset=iso-8859-1")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`), "")
	f.Add([]byte("\xff\xfe<\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		all, _, err := readAll(t, paper, env(one(contentType, string(body))), "")
		if err != nil {
			return
		}
		for i := range all.Posts {
			if field, why := all.Posts[i].Validate(data.At(asOf)); why != "" {
				t.Errorf("%s %s", field, why)
			}
		}
		for i := range all.Snapshots {
			if field, why := all.Snapshots[i].Validate(data.At(asOf)); why != "" {
				t.Errorf("%s %s", field, why)
			}
		}
	})
}

// BenchmarkPages tells how many rows a second are read from feeds.
func BenchmarkPages(b *testing.B) {
	_, body, _ := strings.Cut(site(b, "full"), "\n\n")
	i, j := strings.Index(body, "<item>"), strings.LastIndex(body, "</item>")+len("</item>")
	var items strings.Builder
	for n := range 20 {
		items.WriteString(strings.ReplaceAll(body[i:j], ">n-", fmt.Sprintf(">n-%d-", n)))
	}
	body = body[:i] + items.String() + body[j:]
	d, err := Open(paper, env(one("application/rss+xml", body)))
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		doc, err := d.fetch(b.Context(), &position{})
		if err != nil {
			b.Fatal(err)
		}
		rows += len(doc.articles)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func TestConnect(t *testing.T) {
	lines, err := Connect(t.Context(), paper, env(conntest.ParseSite(t, site(t, "full"))))
	if err != nil || len(lines) != 1 || !strings.Contains(lines[0], "6 articles") {
		t.Errorf("Connect = %q, %v", lines, err)
	}
}
