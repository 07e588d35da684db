package meta

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func TestRefusals(t *testing.T) {
	for body, want := range map[string]error{
		`{"error":{"code":190,"error_subcode":463,"message":"Session has expired"}}`: connectors.ErrAuth,
		`{"error":{"code":10,"message":"needs pages_read_engagement"}}`:              connectors.ErrAuth,
		`{"error":{"code":200,"message":"(#200) Missing Permissions"}}`:              connectors.ErrAuth,
		`{"error":{"code":4,"message":"Application request limit reached"}}`:         connectors.RateLimited{},
		`{"error":{"code":17,"message":"User request limit reached"}}`:               connectors.RateLimited{},
		`{"error":{"code":32}}`:                                            connectors.RateLimited{},
		`{"error":{"code":613}}`:                                           connectors.RateLimited{},
		`{"error":{"code":80002}}`:                                         connectors.RateLimited{},
		`{"error":{"code":1,"message":"An unknown error occurred"}}`:       connectors.ErrTransient,
		`{"error":{"code":2,"message":"Service temporarily unavailable"}}`: connectors.ErrTransient,
		`{"error":{"code":100,"error_subcode":33}}`:                        connectors.ErrGone,
		`{"error":{"code":803}}`:                                           connectors.ErrGone,
		`{"error":{"code":"100","message":"(#100) The value must be a valid insights metric"}}`: connectors.ErrInput,
		`{"error":{"code":424242}}`: nil, `{"error":"oops"}`: nil, `<html>`: nil,
	} {
		err := explain(http.StatusBadRequest, http.Header{}, []byte(body))
		if want == nil && err != nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", body, err, want)
		}
	}
}

// TestLimit: the header says for how many minutes.
func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		header := http.Header{"X-Business-Use-Case-Usage": {`{"17841":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":0},{"type":"pages","estimated_time_to_regain_access":25}],"9":[{"estimated_time_to_regain_access":"7"}]}`}}
		err := explain(http.StatusBadRequest, header, []byte(`{"error":{"code":80001}}`))
		var limit connectors.RateLimited
		if !errors.As(err, &limit) || !limit.Reset.Equal(time.Now().Add(25*time.Minute)) {
			t.Errorf("%v, want 25 minutes from now", err)
		}
	})
}

func TestMoment(t *testing.T) {
	want := time.Date(2026, 5, 29, 8, 30, 0, 0, time.UTC)
	for _, s := range []string{"2026-05-29T08:30:00+0000", "2026-05-29T10:30:00+0200", "2026-05-29T08:30:00Z", "2026-05-29T10:30:00+02:00"} {
		if got, ok := moment(s); !ok || !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("moment(%q) = %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "2026-05-29", "yesterday"} {
		if _, ok := moment(s); ok {
			t.Errorf("moment(%q) is one", s)
		}
	}
}

func TestBase(t *testing.T) {
	for _, c := range []struct {
		server string
		login  login
		want   string
	}{
		{"", byFacebook, "https://graph.facebook.com/v24.0"}, {"", byInstagram, "https://graph.instagram.com/v24.0"}, {"", byThreads, "https://graph.threads.net/v1.0"},
		{"https://graph.threads.com", byThreads, "https://graph.threads.com/v1.0"}, {"http://localhost:8080/v99.0/", byFacebook, "http://localhost:8080/v99.0"},
		{"graph.example", byFacebook, "https://graph.example/v24.0"}, {"http://", byFacebook, ""},
	} {
		if got, err := base(c.server, c.login); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("base(%q) = %q, %v", c.server, got, err)
		}
	}
}

func TestNotConnected(t *testing.T) {
	env := envOf(conntest.ParseSite(t, ""), asOf)
	env.Secret = func(string) (string, error) { return "", connectors.ErrAuth }
	for _, p := range []data.Platform{data.Facebook, data.Instagram, data.Threads} {
		if _, err := Open(accountOn(p), env); !errors.Is(err, connectors.ErrAuth) || !strings.Contains(err.Error(), "tailor connect "+string(p)) {
			t.Errorf("%s: %v", p, err)
		}
	}
	env.Secret = func(name string) (string, error) {
		if name == "meta-token" {
			return "EAACANARY-meta-token-1", nil
		}
		return "", connectors.ErrAuth
	}
	if _, err := Open(accountOn(data.Facebook), env); err != nil {
		t.Errorf("one token for Facebook and Instagram: %v", err)
	}
	if _, err := Open(accountOn(data.Threads), env); err == nil {
		t.Error("Threads has tokens of its own")
	}
}

func TestConnect(t *testing.T) {
	inspected := "-- POST /v24.0/debug_token --\n" + `{"data":{"app_id":"1","type":"USER","is_valid":true,"expires_at":1795000000,"data_access_expires_at":1799000000,"scopes":["pages_show_list","pages_read_engagement"]}}` + "\n"
	permissions := "-- GET /v24.0/me/permissions --\n" + `{"data":[{"permission":"pages_show_list","status":"granted"},{"permission":"read_insights","status":"declined"}]}` + "\n"
	for name, c := range map[string]struct {
		platform data.Platform
		extra    string
		want     []string
	}{
		"inspected":    {data.Facebook, inspected, []string{"Embassy of Ruritania in Oslo", "it may: pages_read_engagement, pages_show_list", "lacks read_insights", "the token expires on 2026-11-18", "signed in again on 2027"}},
		"permissions":  {data.Facebook, permissions, []string{"it may: pages_show_list", "lacks pages_read_engagement", "lacks read_insights"}},
		"Page's token": {data.Facebook, "", []string{"Page's own token"}},
		"instagram":    {data.Instagram, permissions, []string{"@ruritania.oslo", "lacks instagram_manage_insights"}},
		"threads":      {data.Threads, "", []string{"@ruritania.oslo", "60 days"}},
	} {
		fake := conntest.ParseSite(t, site(t, string(c.platform)+"_full")+c.extra)
		access, err := Connect(t.Context(), accountOn(c.platform), envOf(fake, asOf))
		lines := access.Text()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(strings.Join(lines, "\n"), want) {
				t.Errorf("%s: %q does not say %q", name, lines, want)
			}
		}
		if wantEnds := map[string]int{"inspected": 2}[name]; len(access.Ends) != wantEnds {
			t.Errorf("%s: ends %+v", name, access.Ends)
		}
		if (access.Lasts > 0) != (name == "threads") {
			t.Errorf("%s: lasts %v", name, access.Lasts)
		}
		for _, s := range access.Lacks {
			if comments := s.Name == "pages_read_user_content" || s.Name == "instagram_manage_comments"; s.Replies != comments {
				t.Errorf("%s: %+v: only replies want it: %t", name, s, comments)
			}
		}
		if strings.Contains(strings.Join(append(lines, fake.Asked()...), "\n"), "CANARY") {
			t.Errorf("%s: a secret in %q or %q", name, lines, fake.Asked())
		}
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.facebook.com/reel/9/?access_token=x&s=y":                      "https://www.facebook.com/reel/9/",
		"https://www.facebook.com/permalink.php?story_fbid=pfb1&id=104201&__cft__": "https://www.facebook.com/permalink.php?id=104201&story_fbid=pfb1",
		"javascript:alert(1)": "", "": "", "/relative": "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fruritania.example%2Fa%3Fb%3Dc&h=AT0": "https://ruritania.example/a?b=c",
		"https://ruritania.example/a":     "https://ruritania.example/a",
		"https://www.facebook.com/reader": "", "https://l.facebook.com/l.php?u=https%3A%2F%2Fm.facebook.com%2Freader": "", "": "",
	} {
		if got := outside("", in); got != want {
			t.Errorf("outside(%q) = %q, want %q", in, got, want)
		}
	}
}
