package youtube

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func find(t *testing.T, p connectors.Page, id data.PostID) (data.Post, data.PostSnapshot) {
	t.Helper()
	for i := range p.Posts {
		if p.Posts[i].PostID == id {
			return p.Posts[i], p.Snapshots[i]
		}
	}
	t.Fatalf("no post %s", id)
	return data.Post{}, data.PostSnapshot{}
}

func TestChannel(t *testing.T) {
	all := read(t, account(), envOf(conntest.ParseSite(t, site(t, "full")), secrets))
	want := data.AccountSnapshot{AccountID: "oslo-youtube", Platform: data.YouTube, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Followers: data.N(1230), PostsTotal: data.N(5), ViewsTotal: data.N(48211), Precision: "rounded", Missing: "following=unsupported"}
	if diff := cmp.Diff([]data.AccountSnapshot{want}, all.Accounts); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
	if len(all.Posts) != 5 || len(all.Notes) != 1 || all.Notes[0].Count != 1 {
		t.Errorf("%d posts, notes %v; want 5 and one of a private video", len(all.Posts), all.Notes)
	}

	post, snap := find(t, all, "youtube:vidPassport")
	wantPost := data.Post{PostID: "youtube:vidPassport", AccountID: "oslo-youtube", Platform: data.YouTube,
		PublishedAt: data.At(time.Date(2026, 5, 29, 8, 30, 0, 0, time.UTC)), Precision: data.BySecond,
		URL:  "https://www.youtube.com/watch?v=vidPassport",
		Text: "How to renew a passport\n\nBook here: https://ruritania.example/pass.\n#Passport #نوروز", LangPlatform: "en-GB",
		FormatNative: "video", MediaCount: data.N(1), DurationMS: data.N(250_000), Hashtags: []string{"passport", "نوروز"},
		Links: []string{"https://ruritania.example/pass"}, Paid: data.PaidUnknown, ObservedAt: data.At(asOf), Source: data.SourceAPI}
	if diff := cmp.Diff(wantPost, post); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
	wantSnap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: data.SourceAPI, Likes: data.N(31), Replies: data.N(9), Views: data.N(812),
		RepliesScope: "all", ViewsDefinition: "youtube/views",
		Missing: "clicks=unsupported;impressions=unsupported;quotes=unsupported;reach=unsupported;saves=unsupported;shares=unsupported"}
	if diff := cmp.Diff(wantSnap, snap); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}

	_, hidden := find(t, all, "youtube:vidHidden")
	if hidden.Likes != nil || hidden.Replies != nil || hidden.Missing.Reason("likes") != data.Hidden || hidden.Missing.Reason("replies") != data.Hidden {
		t.Errorf("hidden counters: %+v", hidden)
	}
	for id, format := range map[data.PostID]string{"youtube:vidShort": "short", "youtube:vidSpeech": "live", "youtube:vidWide": "video"} {
		if p, _ := find(t, all, id); p.FormatNative != format {
			t.Errorf("%s is %q, want %q", id, p.FormatNative, format)
		}
	}
}

// TestComments: all six answers are read although five came with the comment, once
// each, and the channel's own are known as such.
func TestComments(t *testing.T) {
	all := read(t, account(), envOf(conntest.ParseSite(t, site(t, "full")), secrets))
	type row struct {
		Native, Parent, Author string
		Own                    bool
	}
	var got []row
	for _, r := range all.Replies {
		got = append(got, row{r.Native, r.Parent, r.Author, r.ByAccount})
		if r.RootPost != "youtube:vidPassport" || r.Collection != connectors.CollectionComplete || !r.HasAuthor || r.Text == "" {
			t.Errorf("reply %s: %q of %v", r.Native, r.Collection, r.RootPost)
		}
	}
	a, b, own := "UCreader0000000000000001", "UCreader0000000000000002", "UCruritaniaOsloEmbassy00"
	want := []row{{"c2", "vidPassport", b, false}, {"c2.r1", "c2", own, true}, {"c1", "vidPassport", a, false},
		{"c1.r1", "c1", a, false}, {"c1.r2", "c1", b, false}, {"c1.r3", "c1", a, false}, {"c1.r4", "c1", b, false},
		{"c1.r5", "c1", a, false}, {"c1.r6", "c1", a, false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

// TestCommentsDisabled: a thread that is switched off has no replies, and is no
// refusal of the key.
func TestCommentsDisabled(t *testing.T) {
	archive := site(t, "nasty") + `-- GET /youtube/v3/commentThreads?videoId=vidA&maxResults=100 --
HTTP 403

{"error":{"code":403,"message":"The video identified by the videoId parameter has disabled comments.","errors":[{"domain":"youtube.commentThread","reason":"commentsDisabled"}]}}
`
	if all := read(t, account(), envOf(conntest.ParseSite(t, archive), secrets)); len(all.Posts) != 2 || len(all.Replies) != 0 {
		t.Errorf("%d posts, %d replies; want 2 and none", len(all.Posts), len(all.Replies))
	}
}

func TestRefusals(t *testing.T) {
	summer := time.Date(2026, 7, 1, 3, 0, 0, 0, time.UTC) // eight in the evening in California
	for reason, want := range map[string]error{
		"quotaExceeded":      connectors.RateLimited{Reset: time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC)},
		"dailyLimitExceeded": connectors.RateLimited{Reset: time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC)},
		"rateLimitExceeded":  connectors.RateLimited{},
		"keyInvalid":         connectors.ErrAuth, "accessNotConfigured": connectors.ErrAuth, "commentsDisabled": connectors.ErrGone,
		"videoNotFound": connectors.ErrGone, "invalidPageToken": connectors.ErrInput, "somethingNew": nil,
	} {
		body := `{"error":{"code":403,"message":"m","errors":[{"message":"m","domain":"youtube.x","reason":"` + reason + `"}]}}`
		err := explain(http.StatusForbidden, http.Header{"Date": {summer.Format(http.TimeFormat)}}, []byte(body))
		if want == nil && err != nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", reason, err, want)
		}
	}
	gateway := `{"error":{"code":400,"message":"API key not valid.","errors":[{"reason":"badRequest"}],"status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}`
	if err := explain(http.StatusBadRequest, nil, []byte(gateway)); !errors.Is(err, connectors.ErrAuth) || !strings.Contains(err.Error(), "tailor connect youtube") {
		t.Errorf("the gateway's refusal: %v", err)
	}
}

func TestLookups(t *testing.T) {
	id := "UCruritaniaOsloEmbassy00"
	for handle, want := range map[string]string{
		"@ruritania": "forHandle=%40ruritania", id: "id=" + id, "ruritania": "forHandle=%40ruritania|forUsername=ruritania",
		"https://www.youtube.com/@ruritania/videos": "forHandle=%40ruritania", "youtube.com/channel/" + id: "id=" + id,
		"https://youtube.com/user/old?view=0": "forUsername=old|forHandle=%40old", "https://www.youtube.com/%40ruritania": "forHandle=%40ruritania",
	} {
		var got []string
		for _, filter := range lookups(handle) {
			got = append(got, filter.Encode())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("lookups(%q) = %q, want %q", handle, got, want)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for duration, want := range map[string]data.Count{
		"PT4M10S": data.N(250_000), "PT1H2M3S": data.N(3_723_000), "P1DT1S": data.N(86_401_000), "PT59.5S": data.N(59_000),
		"P1W": data.N(604_800_000), "P0D": nil, "PT0S": nil, "": nil, "P": nil, "PT": nil, "1:02": nil, "P1Y": nil, "PT99999999999S": nil,
	} {
		if got := milliseconds(duration); !data.EqualCount(got, want) {
			t.Errorf("milliseconds(%q) = %v, want %v", duration, got, want)
		}
	}
}

// TestShorts: three minutes since October 2024, one before, and never by guess.
func TestShorts(t *testing.T) {
	for _, c := range []struct {
		day           string
		width, height int64
		ms            int64
		want          string
	}{
		{"2026-01-01", 405, 720, 180_000, "short"}, {"2026-01-01", 405, 720, 181_000, "video"}, {"2026-01-01", 720, 720, 30_000, "short"},
		{"2026-01-01", 1280, 720, 30_000, "video"}, {"2024-10-14", 405, 720, 61_000, "video"}, {"2024-10-14", 405, 720, 60_000, "short"},
		{"2026-01-01", 0, 0, 30_000, "video"},
	} {
		v := &video{}
		if c.width > 0 {
			v.Player.Width.N, v.Player.Height.N = &c.width, &c.height
		}
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := format(v, day, &c.ms); got != c.want {
			t.Errorf("%+v is %q", c, got)
		}
	}
}

var ownerSecrets = map[string]string{"youtube-refresh": "CANARY-refresh-271828", "youtube-client-id": "CANARY-client-id-1618",
	"youtube-client-secret": "CANARY-client-secret-57721"}

const tokenAnswer = "-- POST /token --\n{\"access_token\":\"CANARY-access-token-14142\",\"expires_in\":3599,\"scope\":\"https://www.googleapis.com/auth/youtube.readonly\",\"token_type\":\"Bearer\"}\n"

// TestOwner reads with a refresh token: the access token is bought once, renewed
// when it ends, and stands in no address.
func TestOwner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := conntest.ParseSite(t, site(t, "full")+tokenAnswer)
		env := envOf(fake, ownerSecrets)
		d, err := Open(account(), env)
		if err != nil {
			t.Fatal(err)
		}
		cursor := ""
		for range 3 {
			p, err := d.Fetch(t.Context(), cursor)
			if err != nil {
				t.Fatal(err)
			}
			cursor = p.Cursor
			time.Sleep(40 * time.Minute)
		}
		bought := 0
		for _, asked := range fake.Asked() {
			if strings.HasPrefix(asked, "POST /token") {
				bought++
			}
			if strings.Contains(asked, "CANARY") {
				t.Errorf("a secret in %s", asked)
			}
		}
		if bought != 2 {
			t.Errorf("an access token was bought %d times in 80 minutes, want 2", bought)
		}
		if !Authorized(account(), env) || Authorized(account(), envOf(fake, secrets)) {
			t.Error("authorized data is what was read with the owner's token")
		}
	})
}

// TestOwnerRefused: a token server that repeats what it was given does not get it
// into an error.
func TestOwnerRefused(t *testing.T) {
	for _, status := range []string{"400", "401", "403", "500"} {
		fake := conntest.ParseSite(t, "-- POST /token --\nHTTP "+status+"\n\n{\"error\":\"invalid_grant\",\"error_description\":\"CANARY-refresh-271828 CANARY-client-secret-57721\"}\n")
		d, err := Open(account(), envOf(fake, ownerSecrets))
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Fetch(t.Context(), "")
		if err == nil || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("status %s: %v", status, err)
		}
		if status < "402" && !errors.Is(err, connectors.ErrAuth) {
			t.Errorf("status %s: %v, want ErrAuth", status, err)
		}
	}
}

func TestNotConnected(t *testing.T) {
	half := map[string]string{"youtube-refresh": "x"}
	for _, s := range []map[string]string{nil, half} {
		if _, err := Open(account(), envOf(conntest.ParseSite(t, ""), s)); !errors.Is(err, connectors.ErrAuth) || !strings.Contains(err.Error(), "tailor connect youtube") {
			t.Errorf("with %v: %v", s, err)
		}
	}
}

// TestAgain: a video that is followed no longer is read again before 30 days are
// over, and one that is in no answer is called gone only if the API says so.
func TestAgain(t *testing.T) {
	day := func(n int) data.Micros { return data.At(asOf.AddDate(0, 0, -n)) }
	known := []connectors.Known{
		{Post: "youtube:vidMarch", PublishedAt: day(80), Reads: []data.Micros{day(52), day(24)}},
		{Post: "youtube:vidFresh", PublishedAt: day(80), Reads: []data.Micros{day(21)}},
		{Post: "youtube:vidGone", PublishedAt: day(90), Reads: []data.Micros{day(24)}, Deleted: true},
	}
	for total, gone := range map[string]bool{`"pageInfo":{"totalResults":0},`: true, ``: false, `"pageInfo":{"totalResults":1},`: false} {
		fake := conntest.ParseSite(t, site(t, "full")+"-- GET /youtube/v3/videos?id=vidMarch --\n{"+total+`"items":[]}`+"\n")
		env := envOf(fake, secrets)
		env.Known = func(data.AccountID) ([]connectors.Known, error) { return known, nil }
		a := account()
		a.Replies = false
		var deleted []data.PostID
		for _, p := range read(t, a, env).Posts {
			if p.DeletedAt != 0 {
				deleted = append(deleted, p.PostID)
			}
		}
		if len(deleted) > 0 != gone {
			t.Errorf("an empty answer with %q: %v deleted", total, deleted)
		}
		if asked := strings.Join(fake.Asked(), "\n"); strings.Contains(asked, "vidFresh") || strings.Contains(asked, "vidGone") {
			t.Errorf("asked again too early or about what is gone:\n%s", asked)
		}
	}
}

// TestPrice counts what a plan asks, and the videos that must be asked about again.
func TestPrice(t *testing.T) {
	at := asOf.Add(-60 * 24 * time.Hour)
	var known []connectors.Known
	for i := range 60 {
		known = append(known, connectors.Known{Post: data.NewPostID(data.YouTube, fmt.Sprintf("video%06d", i)), PublishedAt: data.At(at), Reads: []data.Micros{data.At(at)}})
	}
	for name, c := range map[string]struct {
		known []connectors.Known
		plan  walk.Plan
		want  int64
	}{"idle": {nil, walk.Plan{Start: 1}, 1}, "a round": {nil, walk.Plan{Start: 1, Pages: 4, Looks: 2, Threads: 3}, 10}, "and what is stale": {known, walk.Plan{Start: 1, Pages: 2}, 5}} {
		e := envOf(conntest.ParseSite(t, ""), secrets)
		e.Known = func(data.AccountID) ([]connectors.Known, error) { return c.known, nil }
		d, err := Open(account(), e)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := d.(walk.Priced).Price(c.plan), (connectors.Estimate{Requests: c.want, Units: float64(c.want), UnitName: "quota units"}); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// TestSpent counts what Price foresees: a unit for each answer, none for tokens.
func TestSpent(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "full")+tokenAnswer)
	d, err := Open(account(), envOf(fake, ownerSecrets))
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range connectors.NewSource(account(), d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err, p)
		}
	}
	asked := len(fake.Asked())
	want := connectors.Estimate{Requests: int64(asked), Units: float64(asked - 1), UnitName: "quota units"}
	if got := d.(connectors.Meter).Spent(); got != want {
		t.Errorf("Spent() = %+v after %d requests, want %+v", got, asked, want)
	}
}

func TestConnect(t *testing.T) {
	access, err := Connect(t.Context(), account(), envOf(conntest.ParseSite(t, site(t, "full")), secrets))
	if err != nil || !strings.Contains(strings.Join(access.Text(), "\n"), "Embassy of Ruritania in Oslo") || !strings.Contains(strings.Join(access.Text(), "\n"), "30 days") {
		t.Errorf("with a key: %q, %v", access.Text(), err)
	}
	mine := strings.ReplaceAll(site(t, "full"), "channels?forHandle=@ruritaniaoslo", "channels?mine=true") + tokenAnswer
	access, err = Connect(t.Context(), account(), envOf(conntest.ParseSite(t, mine), ownerSecrets))
	if err != nil || !strings.Contains(strings.Join(access.Text(), "\n"), "signed in as") || !strings.Contains(strings.Join(access.Text(), "\n"), "youtube.readonly") {
		t.Errorf("with a refresh token: %q, %v", access.Text(), err)
	}
	other := account()
	other.Handle = "@another"
	if access, err = Connect(t.Context(), other, envOf(conntest.ParseSite(t, mine), ownerSecrets)); err != nil || !strings.Contains(strings.Join(access.Text(), "\n"), "not @another") {
		t.Errorf("as another channel: %q, %v", access.Text(), err)
	}
	little := strings.Replace(mine, "https://www.googleapis.com/auth/youtube.readonly", "https://www.googleapis.com/auth/userinfo.email", 1)
	if access, err = Connect(t.Context(), account(), envOf(conntest.ParseSite(t, little), ownerSecrets)); err != nil || len(access.Lacks) != 1 || access.Lacks[0].Name != scope {
		t.Errorf("with a token for something else: %+v, %v", access, err)
	}
}

// headers notes the credentials of each request.
type headers struct {
	*conntest.Site
	keys []string
}

func (h *headers) RoundTrip(r *http.Request) (*http.Response, error) {
	h.keys = append(h.keys, r.Header.Get("X-Goog-Api-Key")+"|"+r.Header.Get("Authorization"))
	return h.Site.RoundTrip(r)
}

// TestCredentialTravels in a header: with every request, and nowhere else.
func TestCredentialTravels(t *testing.T) {
	h := &headers{Site: conntest.ParseSite(t, site(t, "full"))}
	env := envOf(h.Site, secrets)
	env.HTTP = web.New(web.Options{Transport: h}).Line(web.Budget{})
	read(t, account(), env)
	for i, key := range h.keys {
		if key != secrets["youtube-key"]+"|" {
			t.Errorf("request %d has the credentials %q", i, key)
		}
	}
	for _, asked := range h.Asked() {
		if strings.Contains(asked, "key=") || strings.Contains(asked, "CANARY") {
			t.Errorf("a credential in %s", asked)
		}
	}
}

func TestBases(t *testing.T) {
	for server, want := range map[string]string{
		"":                           "https://www.googleapis.com/youtube/v3 https://oauth2.googleapis.com",
		"http://localhost:8080":      "http://localhost:8080/youtube/v3 http://localhost:8080",
		"http://localhost:8080/api/": "http://localhost:8080/api http://localhost:8080",
		"yt.example":                 "https://yt.example/youtube/v3 https://yt.example",
		"http://":                    " ",
	} {
		if api, token, err := bases(server); api+" "+token != want || (err == nil) != (want != " ") {
			t.Errorf("bases(%q) = %q, %q, %v", server, api, token, err)
		}
	}
}

// A row of a file that told no id is not asked for: YouTube would say that it is gone.
func TestRowsOfFilesAreNotDeleted(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "full")+"-- GET /youtube/v3/videos --\n"+`{"items":[],"pageInfo":{"totalResults":0}}`+"\n")
	env := envOf(fake, map[string]string{"youtube-key": "made-up-key-of-a-test"})
	l, err := newLogin(account(), env)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{account: account(), env: env, login: l}
	known := []connectors.Known{{Post: "youtube:row-0123456789abcdef0123", PublishedAt: 1}, {Post: "youtube:row-4567890", PublishedAt: 1}}
	p, err := c.look(t.Context(), known)
	if err != nil || len(p.Posts) != 1 || p.Posts[0].PostID != "youtube:row-4567890" || p.Posts[0].DeletedAt == 0 {
		t.Errorf("%+v, %v", p.Posts, err)
	}
}
