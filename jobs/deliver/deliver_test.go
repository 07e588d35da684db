package deliver_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/deliver"
)

func aMessage() *deliver.Message {
	return &deliver.Message{Period: "2026-W22", Mission: "Oslo", Heading: "Oslo, week 22", Lines: []string{"1. Post <b>shorter</b> videos & captions."},
		Where: "/srv/reports/oslo.html", Files: []deliver.File{{Name: "oslo.html", Type: "text/html; charset=utf-8", Content: []byte("<!DOCTYPE html><title>Oslo</title>")}}, Sent: time.Date(2026, 5, 31, 6, 0, 0, 0, time.UTC), ID: "abc"}
}

// TestWebhooks posts to a server of Slack's and Teams' forms.
func TestWebhooks(t *testing.T) {
	var got map[string]any
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	if err := (deliver.Webhook{Net: server.Client(), URL: server.URL, Body: deliver.Slack}).Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	if text, _ := got["text"].(string); !strings.Contains(text, "Post &lt;b&gt;shorter&lt;/b&gt; videos &amp; captions.") || !strings.Contains(text, "/srv/reports/oslo.html") || got["mrkdwn"] != false {
		t.Errorf("Slack gets %v", got)
	}
	if err := (deliver.Webhook{Net: server.Client(), URL: server.URL, Body: deliver.Teams}).Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(got)
	for _, want := range []string{`"application/vnd.microsoft.card.adaptive"`, `"type":"RichTextBlock"`, `"text":"Oslo, week 22"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("Teams lacks %s: %s", want, b)
		}
	}
}

// TestWebhookFailures keeps the address out of errors, and tells what arrived from
// what may have.
func TestWebhookFailures(t *testing.T) {
	const secret = "T0/B0/verysecret"
	code := http.StatusNotFound
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code == 0 {
			panic(http.ErrAbortHandler) // takes the request and says nothing
		}
		w.WriteHeader(code)
	}))
	defer server.Close()
	send := func(url string) error {
		t.Helper()
		err := deliver.Webhook{Net: server.Client(), URL: url, Body: deliver.Slack}.Send(t.Context(), aMessage())
		if err == nil {
			t.Fatal("no error")
		}
		if strings.Contains(err.Error(), "verysecret") {
			t.Errorf("the error shows the secret: %v", err)
		}
		return err
	}
	for status, unsure := range map[int]bool{http.StatusNotFound: false, http.StatusTooManyRequests: false, http.StatusBadGateway: true, 0: true} {
		code = status
		if err := send(server.URL + "/" + secret); errors.Is(err, deliver.ErrUnsure) != unsure {
			t.Errorf("%d: %v; unsure: want %t", status, err, unsure)
		}
	}
	send("http://127.0.0.1:1/" + secret)
	send("://" + secret)
	send(secret)
}

// answers is a target that answers as it was told.
type answers struct {
	errs  []error
	tries int
}

func (a *answers) Send(context.Context, *deliver.Message) error {
	a.tries++
	if a.tries > len(a.errs) {
		return nil
	}
	return a.errs[a.tries-1]
}

// TestRetry waits for what may mend and for nothing else.
func TestRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := deliver.Webhook{Net: refusing{}, URL: "https://hooks.example/x", Body: deliver.Slack}
		down := refused.Send(t.Context(), aMessage())
		began := time.Now()
		a := &answers{errs: []error{down, down}}
		if err := deliver.Retry(t.Context(), a, aMessage()); err != nil || a.tries != 3 || time.Since(began) != 12*time.Second {
			t.Errorf("%d tries in %v: %v", a.tries, time.Since(began), err)
		}
		a = &answers{errs: []error{down, down, down, down, down}}
		if err := deliver.Retry(t.Context(), a, aMessage()); err == nil || a.tries != 4 {
			t.Errorf("%d tries: %v", a.tries, err)
		}
		for _, final := range []error{errors.New("no such workflow"), deliver.ErrUnsure} {
			a = &answers{errs: []error{final}}
			if err := deliver.Retry(t.Context(), a, aMessage()); !errors.Is(err, final) || a.tries != 1 {
				t.Errorf("%v: %d tries: %v", final, a.tries, err)
			}
		}
	})
}

type refusing struct{}

func (refusing) Do(*http.Request) (*http.Response, error) {
	return nil, errors.New("connection refused")
}

// TestOnce sends once, again after a failure, and never after what may have arrived.
func TestOnce(t *testing.T) {
	r := deliver.Records{Dir: filepath.Join(t.TempDir(), "deliveries")}
	rec := deliver.Record{Period: "2026-W22", Mission: "Oslo", Language: "en", Target: "slack", Page: "1"}
	times := 0
	send := func() error { times++; return nil }
	broken := errors.New("broken")
	if _, err := r.Once(rec, false, func() error { return broken }); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	for i := range 3 {
		sent, err := r.Once(rec, false, send)
		if err != nil || sent != (i == 0) || times != 1 {
			t.Fatalf("try %d: sent %t, %d times: %v", i, sent, times, err)
		}
		rec.Page = "written again"
	}
	for _, change := range []func(*deliver.Record){func(r *deliver.Record) { r.Period = "2026-W23" }, func(r *deliver.Record) { r.Mission = "Paris" },
		func(r *deliver.Record) { r.Language = "ar" }, func(r *deliver.Record) { r.Target = "teams" }} {
		other := rec
		change(&other)
		if sent, err := r.Once(other, false, send); err != nil || !sent {
			t.Errorf("%+v: sent %t, %v", other, sent, err)
		}
	}
	rec.Target = "unsure"
	if _, err := r.Once(rec, false, func() error { return deliver.ErrUnsure }); !errors.Is(err, deliver.ErrUnsure) {
		t.Fatal(err)
	}
	if sent, err := r.Once(rec, false, send); sent || !errors.Is(err, deliver.ErrUnsure) {
		t.Errorf("what may have arrived is sent again: %t, %v", sent, err)
	}
	if sent, err := r.Once(rec, true, send); !sent || err != nil {
		t.Errorf("what may be repeated is not: %t, %v", sent, err)
	}
	if sent, err := r.Once(rec, true, send); sent || err != nil {
		t.Errorf("what may be repeated is sent after it arrived: %t, %v", sent, err)
	}
	files, _ := filepath.Glob(filepath.Join(r.Dir, "*"))
	for _, f := range files {
		if err := os.WriteFile(f, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if sent, err := r.Once(rec, false, send); sent || err == nil {
		t.Error("a damaged record is taken for none")
	}
}

// smtpServer takes mails after STARTTLS, or offers none if it has no certificate.
type smtpServer struct {
	tls   *tls.Config
	login bool // whether somebody said who they are
	plain bool // whether anything of a mail came without TLS
	mails []string
}

func (s *smtpServer) listen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { l.Close(); <-done })
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.talk(c)
			c.Close()
		}
	}()
	return l.Addr().String()
}

func (s *smtpServer) talk(c net.Conn) {
	_ = c.SetDeadline(time.Now().Add(time.Second)) // a client that was refused may not hang up
	secure := false
	in := bufio.NewReader(c)
	say := func(line string) { _, _ = io.WriteString(c, line+"\r\n") }
	say("220 test")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb := strings.ToUpper(strings.Fields(line + " .")[0])
		if verb == "MAIL" && !secure {
			s.plain = true
		}
		switch verb {
		case "EHLO":
			switch {
			case s.tls != nil && !secure:
				say("250-test\r\n250 STARTTLS")
			case secure:
				say("250-test\r\n250 AUTH PLAIN")
			default:
				say("250 test")
			}
		case "STARTTLS":
			say("220 go on")
			conn := tls.Server(c, s.tls)
			c, in, secure = conn, bufio.NewReader(conn), true
		case "AUTH":
			s.login = true
			say("235 welcome")
		case "DATA":
			say("354 go on")
			var mail strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				mail.WriteString(line)
			}
			s.mails = append(s.mails, mail.String())
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// TestEmail sends a mail over STARTTLS to a server in this process, and none to a
// server that offers no TLS or shows a certificate of nobody.
func TestEmail(t *testing.T) {
	web := httptest.NewTLSServer(nil) // for its certificate, which is good for 127.0.0.1
	defer web.Close()
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	trusting := &tls.Config{RootCAs: roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}

	good := &smtpServer{tls: &tls.Config{Certificates: web.TLS.Certificates}}
	to := deliver.Email{Server: good.listen(t), User: "press", Password: "hunter2", From: "press@embassy.example", Recipients: []string{"head@embassy.example", "b@embassy.example"}, TLS: trusting}
	if err := to.Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	if len(good.mails) != 1 || !good.login || good.plain {
		t.Fatalf("%d mails, login %t, in the open %t", len(good.mails), good.login, good.plain)
	}
	m, err := mail.ReadMessage(strings.NewReader(good.mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"Subject": "Oslo, week 22", "Message-ID": "<abc@tailor.invalid>", "Auto-Submitted": "auto-generated"} {
		if got := m.Header.Get(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	body, _ := io.ReadAll(m.Body)
	for _, want := range []string{"Post <b>shorter</b> videos & captions.", `filename="oslo.html"`, "text/html"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("the mail lacks %q: %s", want, body)
		}
	}
	for name, server := range map[string]*smtpServer{"no TLS": {}, "unknown certificate": {tls: good.tls}} {
		to := to
		to.Server = server.listen(t)
		if name == "unknown certificate" {
			to.TLS = &tls.Config{ServerName: "127.0.0.1", RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
		}
		err := to.Send(t.Context(), aMessage())
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
		if len(server.mails) > 0 || server.login || server.plain {
			t.Errorf("%s: something was said: %+v", name, server)
		}
	}
}
