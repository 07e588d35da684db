package doctor

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/connect"
)

// tellers are the servers of Meta and of a Mastodon server, as far as they tell of
// credentials; closed ones refuse them.
type tellers struct {
	expires time.Time // of the Facebook token; zero: never
	scopes  string
	closed  bool
	asked   int
}

func (s *tellers) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked++
	body, status := "{}", http.StatusOK
	expires := int64(0)
	if !s.expires.IsZero() {
		expires = s.expires.Unix()
	}
	switch path := r.URL.Path; {
	case s.closed:
		body, status = `{"error":{"message":"Error validating access token","type":"OAuthException","code":190}}`, http.StatusUnauthorized
	case strings.HasSuffix(path, "/debug_token") && strings.Contains(r.URL.Host, "threads"), strings.HasSuffix(path, "/permissions"):
		body, status = `{"error":{"message":"(#100) unknown","type":"OAuthException","code":100}}`, http.StatusBadRequest
	case strings.HasSuffix(path, "/debug_token"):
		body = fmt.Sprintf(`{"data":{"is_valid":true,"expires_at":%d,"data_access_expires_at":0,"scopes":[%s]}}`, expires, s.scopes)
	case strings.Contains(path, "/apps/verify_credentials"):
		body = `{"name":"t","scopes":["read:accounts","write"]}`
	case strings.Contains(r.URL.Host, "social.example"):
		body = `{"id":"1","username":"embassy","acct":"embassy"}`
	case strings.Contains(r.URL.Host, "threads"):
		body = `{"id":"7","username":"embassy"}`
	case strings.HasSuffix(path, "/accounts"):
		body = `{"data":[{"id":"104201","name":"Embassy","access_token":"made-up-page-token"}]}`
	default:
		body = `{"id":"104201","name":"Embassy","access_token":"made-up-page-token"}`
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

const told = "version: 1\nroot: data\nkeys_dir: keys\nunit: {name: Embassy of Ruritania, home: XR, host: 'NO'}\naccounts:\n" +
	"  - {id: oslo-page, platform: facebook, handle: '104201'}\n" +
	"  - {id: oslo-mastodon, platform: mastodon, handle: '@embassy@social.example'}\n" +
	"  - {id: oslo-threads, platform: threads, handle: embassy}\n"

const allOfFacebook = `"pages_show_list","pages_read_engagement","pages_read_user_content","read_insights"`

// toldUnit is settings with credentials that were kept 50 days before now.
func toldUnit(t *testing.T, now time.Time) *config.Config {
	t.Helper()
	cfg, err := config.Parse([]byte(told), filepath.Join(t.TempDir(), "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"facebook-token", "oslo-mastodon-token", "threads-token"} {
		path, err := cfg.SaveSecret(name, "made-up-secret-CANARY")
		if err == nil {
			kept := now.AddDate(0, 0, -50)
			err = os.Chtimes(path, kept, kept)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return cfg
}

// of is what doctor said of an account, in lines.
func (c *Checkup) of(id data.AccountID) string {
	var lines []string
	for _, f := range c.Findings {
		if f.Area == "account "+string(id) {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s: %s -> %s", f.Level, f.What, f.Remedy)))
		}
	}
	return strings.Join(lines, "\n")
}

func TestDoctorTellsEndsAndScopes(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	wall := func() time.Time { return now }
	for _, c := range []struct {
		name    string
		servers tellers
		id      data.AccountID
		want    []string
		not     string
	}{
		{"soon", tellers{expires: now.Add(9*24*time.Hour - time.Hour), scopes: allOfFacebook}, "oslo-page",
			[]string{"warning: the token expires in 9 days, on 2026-06-10 -> tailor connect facebook"}, "lacks"},
		{"over", tellers{expires: now.Add(-time.Hour), scopes: allOfFacebook}, "oslo-page", []string{"bad: the token expires: that was on 2026-06-01 -> tailor connect facebook"}, ""},
		{"long to go", tellers{expires: now.AddDate(0, 3, 0), scopes: allOfFacebook}, "oslo-page", []string{"ok: the token expires on 2026-09-01"}, "warning"},
		{"never", tellers{scopes: allOfFacebook}, "oslo-page", []string{"ok: it does not expire"}, "warning"},
		{"too little", tellers{scopes: `"pages_show_list","pages_read_engagement"`}, "oslo-page",
			[]string{"warning: the credential lacks read_insights (views, reach and clicks) -> make a credential with it, then: tailor connect facebook"}, "pages_read_user_content"},
		{"too much", tellers{}, "oslo-mastodon", []string{"warning: the credential may do more than reading wants: write -> make a credential without it",
			"warning: the credential lacks read:statuses (threads in full)"}, ""},
		{"not told", tellers{}, "oslo-threads", []string{"warning: the credential, kept here on 2026-04-12, ends in 10 days, on 2026-06-11 -> tailor connect threads"}, ""},
		{"refused", tellers{closed: true}, "oslo-page", []string{"bad: ", "-> tailor connect facebook"}, "CANARY"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg := toldUnit(t, now)
			o := jobs.Options{Config: cfg, Clock: data.Clock{AsOf: now}, Wall: wall, Transport: &c.servers}
			checkup, err := Check(t.Context(), o, true)
			if err != nil {
				t.Fatal(err)
			}
			said := checkup.of(c.id)
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not in\n%s", want, said)
				}
			}
			if c.not != "" && strings.Contains(said, c.not) {
				t.Errorf("%q is in\n%s", c.not, said)
			}
			if strings.Contains(fmt.Sprint(checkup), "CANARY") {
				t.Error("a secret is in what doctor says")
			}
		})
	}
}

// What connect was told is known without asking, until the credential is replaced.
func TestDoctorRemembersOffline(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	wall := func() time.Time { return now }
	cfg := toldUnit(t, now)
	servers := &tellers{expires: now.Add(20 * 24 * time.Hour), scopes: `"pages_show_list","pages_read_engagement"`}
	o := jobs.Options{Config: cfg, Clock: data.Clock{AsOf: now}, Wall: wall, Transport: servers}
	offline := func() string {
		t.Helper()
		servers.asked = 0
		checkup, err := Check(t.Context(), o, false)
		if err != nil || servers.asked > 0 {
			t.Fatalf("Doctor: %v, %d requests", err, servers.asked)
		}
		return checkup.of("oslo-page")
	}
	if said := offline(); strings.Contains(said, "expires") {
		t.Errorf("before connect:\n%s", said)
	}
	for _, c := range connect.Accounts(t.Context(), o, "facebook", "", "") {
		if c.Err() != nil || len(c.Ends) != 1 || len(c.Lacks) != 2 {
			t.Fatalf("Connect = %+v", c)
		}
	}
	if said := offline(); !strings.Contains(said, "ok: the token expires on ") || !strings.Contains(said, "lacks read_insights") {
		t.Errorf("after connect:\n%s", said)
	}
	b, err := os.ReadFile(filepath.Join(cfg.KeysDir, "access.json"))
	info, statErr := os.Stat(filepath.Join(cfg.KeysDir, "access.json"))
	if err != nil || statErr != nil || info.Mode().Perm()&0o077 != 0 || strings.Contains(string(b), "CANARY") {
		t.Errorf("access.json: %v, %v, mode %v", err, statErr, info.Mode())
	}
	now = now.AddDate(0, 0, 11)
	if said := offline(); !strings.Contains(said, "warning: the token expires in 9 days") {
		t.Errorf("eleven days later:\n%s", said)
	}
	path, err := cfg.SaveSecret("facebook-token", "another")
	if err == nil {
		err = os.Chtimes(path, now, now)
	}
	if err != nil {
		t.Fatal(err)
	}
	if said := offline(); strings.Contains(said, "expires") {
		t.Errorf("of a credential that was replaced:\n%s", said)
	}
}
