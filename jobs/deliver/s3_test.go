package deliver_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/jobs/deliver"
)

const secretKey = "very/secret+key"

// aBucket starts a server and says how to deliver to it.
func aBucket(t *testing.T, s *bucketServer) deliver.S3 {
	t.Helper()
	s.keys, s.region, s.bucket = map[string]string{"AKIDSECRETID": secretKey}, "eu-test-1", "mfa-reports"
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return deliver.S3{Net: server.Client(), Endpoint: server.URL, Region: "eu-test-1", Bucket: "mfa-reports", Prefix: "oslo/", Path: true,
		Keys: deliver.S3Keys{ID: "AKIDSECRETID", Secret: secretKey}, Owner: "Ministry", Now: time.Now}
}

func twoFiles() *deliver.Message {
	m := aMessage()
	m.Files = append(m.Files, deliver.File{Name: "سفارة (1)+é$.xlsx", Type: "application/x", Content: []byte("PK")})
	return m
}

func bodies(s *bucketServer) map[string]string {
	of := map[string]string{}
	for name, o := range s.objects {
		of[name] = o.header.Get("Content-Type") + " " + o.body
	}
	return of
}

// TestS3 puts files in both ways to name a bucket, and again, which changes nothing.
func TestS3(t *testing.T) {
	want := map[string]string{"oslo/oslo.html": "text/html; charset=utf-8 <!DOCTYPE html><title>Oslo</title>", "oslo/سفارة (1)+é$.xlsx": "application/x PK"}
	for _, host := range []string{"", "s3.example"} {
		server := &bucketServer{host: host}
		to := aBucket(t, server)
		if host != "" {
			at, _ := url.Parse(to.Endpoint)
			to.Path, to.Endpoint = false, "http://"+host
			to.Net = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, at.Host)
			}}}
		}
		for range 2 {
			if err := to.Send(t.Context(), twoFiles()); err != nil {
				t.Fatalf("host %q: %v", host, err)
			}
		}
		if diff := cmp.Diff(want, bodies(server)); diff != "" || server.puts != 2 {
			t.Errorf("host %q: %d puts\n%s", host, server.puts, diff)
		}
	}
}

// TestS3Session signs the token of keys that end.
func TestS3Session(t *testing.T) {
	server := &bucketServer{}
	to := aBucket(t, server)
	to.Keys.Token = "session"
	if err := to.Send(t.Context(), aMessage()); err != nil || server.puts != 1 {
		t.Errorf("%d puts, %v", server.puts, err)
	}
}

// TestS3Resumes loses answers, meets servers that do not know conditions and keys that
// may only write, and ends with each file once.
func TestS3Resumes(t *testing.T) {
	for name, c := range map[string]struct {
		server *bucketServer
		puts   int
	}{
		"the answer is lost":        {&bucketServer{fault: func(n int) (int, string) { return map[bool]int{true: -1}[n == 2], "" }}, 2},
		"every third fails":         {&bucketServer{fault: func(n int) (int, string) { return map[bool]int{true: 503}[n%3 == 0], "SlowDown" }}, 2},
		"no conditions":             {&bucketServer{unknown: true}, 2},
		"write only":                {&bucketServer{may: func(method string) bool { return method == http.MethodPut }}, 2},
		"write only, conditionless": {&bucketServer{unknown: true, may: func(method string) bool { return method == http.MethodPut }}, 2},
	} {
		to := aBucket(t, c.server)
		var err error
		for range 8 { // as [deliver.Retry] does, without the waits
			if err = to.Send(t.Context(), twoFiles()); err == nil {
				break
			}
		}
		if name == "write only" && err == nil {
			err = to.Send(t.Context(), twoFiles())
			if err == nil || !strings.Contains(err.Error(), "permit s3:GetObject") {
				t.Errorf("%s: what is there already gives %v", name, err)
			}
			err = nil
		}
		if err != nil || c.server.puts != c.puts {
			t.Errorf("%s: %d puts, want %d: %v", name, c.server.puts, c.puts, err)
		}
	}
}

// TestS3Others replaces what is its own and nothing else.
func TestS3Others(t *testing.T) {
	server := &bucketServer{}
	to := aBucket(t, server)
	if err := to.Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	later := aMessage()
	later.Files[0].Content = []byte("written again")
	if err := to.Send(t.Context(), later); err != nil || !strings.HasSuffix(bodies(server)["oslo/oslo.html"], "written again") {
		t.Errorf("a page that was written again gives %v, %q", err, bodies(server))
	}
	other := to
	other.Owner = "Another ministry"
	if err := other.Send(t.Context(), aMessage()); err == nil || !strings.Contains(err.Error(), "give it a prefix of its own") {
		t.Errorf("the object of another gives %v", err)
	}
	if !strings.HasSuffix(bodies(server)["oslo/oslo.html"], "written again") {
		t.Error("the object of another was replaced")
	}
}

// TestS3Refusals names what is wrong and what to do, nothing secret, and tells what
// waiting may mend.
func TestS3Refusals(t *testing.T) {
	answers := func(status int, code string) func(*bucketServer, *deliver.S3) {
		return func(s *bucketServer, _ *deliver.S3) { s.fault = func(int) (int, string) { return status, code } }
	}
	for _, c := range []struct {
		name   string
		breaks func(*bucketServer, *deliver.S3)
		want   string
		again  bool
	}{
		{"key", func(_ *bucketServer, to *deliver.S3) { to.Keys.ID = "AKIDOTHER" }, "does not know this access key", false},
		{"secret", func(_ *bucketServer, to *deliver.S3) { to.Keys.Secret = "other" }, "does not belong to the key's id", false},
		{"region", func(_ *bucketServer, to *deliver.S3) { to.Region = "eu-other-9" }, "look at region", false},
		{"bucket", func(_ *bucketServer, to *deliver.S3) { to.Bucket = "other" }, "there is no bucket other: make it", false},
		{"permission", func(s *bucketServer, _ *deliver.S3) { s.may = func(string) bool { return false } }, "permit it s3:PutObject on mfa-reports/oslo/*", false},
		{"clock", answers(403, "RequestTimeTooSkewed"), "clock is wrong", false},
		{"token", answers(400, "ExpiredToken"), "token has ended", false},
		{"full", answers(403, "QuotaExceeded"), "make room", false},
		{"large", answers(400, "EntityTooLarge"), "under attach", false},
		{"other region", func(s *bucketServer, _ *deliver.S3) {
			s.told, s.fault = "eu-north-1", func(int) (int, string) { return 400, "AuthorizationHeaderMalformed" }
		}, "write region: eu-north-1", false},
		{"elsewhere", answers(301, "PermanentRedirect"), "correct region and endpoint", false},
		{"unheard of", answers(418, "<script>"), "answers 418 to oslo/oslo.html: look this code up", false},
		{"down", answers(500, "InternalError"), "500 InternalError", true},
		{"busy", answers(503, "SlowDown"), "503 SlowDown", true},
		{"race", answers(409, "ConditionalRequestConflict"), "409 ConditionalRequestConflict", true},
		{"nobody", func(_ *bucketServer, to *deliver.S3) { to.Endpoint = "http://127.0.0.1:1" }, "refused", true},
		{"no address", func(_ *bucketServer, to *deliver.S3) { to.Endpoint = "minio" }, "no web address", false},
	} {
		server := &bucketServer{}
		to := aBucket(t, server)
		c.breaks(server, &to)
		err := to.Send(t.Context(), aMessage())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s gives %v, want %q", c.name, err, c.want)
			continue
		}
		for _, secret := range []string{secretKey, "AKIDSECRETID", "script"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s shows %q: %v", c.name, secret, err)
			}
		}
		if _, again := deliver.Waitable(err); again != c.again {
			t.Errorf("%s: waiting may mend it: %t, want %t", c.name, again, c.again)
		}
	}
}

func TestParseS3Keys(t *testing.T) {
	for secret, want := range map[string]deliver.S3Keys{
		"AKID:a/b+c=":         {ID: "AKID", Secret: "a/b+c="},
		"AKID:a:b":            {ID: "AKID", Secret: "a:b"},
		"AKID secret":         {ID: "AKID", Secret: "secret"},
		"AKID\nsecret\ntoken": {ID: "AKID", Secret: "secret", Token: "token"},
	} {
		if got, err := deliver.ParseS3Keys(secret); err != nil || got != want {
			t.Errorf("%q gives %v, %v", secret, got, err)
		}
	}
	for _, secret := range []string{"", "AKIDONLY", ":", "AKID:", ":secret", "a b c d"} {
		if _, err := deliver.ParseS3Keys(secret); err == nil || secret != "" && secret != ":" && strings.Contains(err.Error(), secret) {
			t.Errorf("%q gives %v", secret, err)
		}
	}
}
