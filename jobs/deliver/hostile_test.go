package deliver_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http/httptest"
	"net/mail"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/jobs/deliver"
)

// hostileTexts try to leave the place they stand in: by header lines, by calls to
// everybody, links and Markdown of chats, and by direction.
func hostileTexts() []string {
	return []string{
		"a\r\nBcc: evil@evil.example", "a\nBcc: evil@evil.example", "a\rBcc: evil@evil.example", "a\r\n\r\n<script>alert(1)</script>", "a\r\n.\r\nMAIL FROM:<x@evil.example>",
		"=?utf-8?q?=0d=0aBcc:_evil@evil.example?=", "<!channel>", "<!here|here>", "<!everyone>", "@channel", "@here now", "@everyone", "<@U012AB3CD>", "<https://evil.example|go on>",
		"[go on](https://evil.example)", "<at>everyone</at>", "{{DATE(2017-02-14T06:08:39Z, SHORT)}}", "${$root}", "\"}],\"x\":[{\"", "a\"; filename=\"evil.exe", "../../evil.html", "\u202egnp.exe",
		strings.Repeat("long ", 2000),
	}
}

// TestHostileMail puts hostile texts into all of a mail: no header, no recipient and
// no part comes of them.
func TestHostileMail(t *testing.T) {
	web := httptest.NewTLSServer(nil) // for its certificate, which is good for 127.0.0.1
	defer web.Close()
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	server := &smtpServer{tls: &tls.Config{Certificates: web.TLS.Certificates}}
	to := deliver.Email{Server: server.listen(t), From: "press@embassy.example", Recipients: []string{"head@embassy.example"},
		TLS: &tls.Config{RootCAs: roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}}
	for _, text := range hostileTexts() {
		m := aMessage()
		m.Heading, m.Lines, m.Where, m.Mission, m.Files[0].Name = text, []string{text, text}, text, text, text
		m.Files[0].Content = []byte(text)
		server.mails = nil
		if err := to.Send(t.Context(), m); err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if len(server.mails) != 1 {
			t.Errorf("%q made %d mails", text, len(server.mails))
			continue
		}
		got, err := mail.ReadMessage(strings.NewReader(server.mails[0]))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if bcc, to := got.Header.Get("Bcc"), got.Header.Get("To"); bcc != "" || to != "<head@embassy.example>" {
			t.Errorf("%q: to %q, bcc %q", text, to, bcc)
		}
		for key := range got.Header {
			switch key {
			case "Mime-Version", "Date", "Message-Id", "Subject", "From", "To", "Auto-Submitted", "Content-Type", "User-Agent", "X-Mailer":
			default:
				t.Errorf("%q made a header %s", text, key)
			}
		}
		if strings.Contains(server.mails[0], `filename="evil.exe"`) || strings.Count(server.mails[0], "Content-Disposition:") != 1 {
			t.Errorf("%q leads to other files:\n%s", text, server.mails[0])
		}
	}
}

// TestHostileChat puts them into what chats get: Slack sees no mark and no call, Teams
// plain runs of text and nothing else.
func TestHostileChat(t *testing.T) {
	for _, text := range hostileTexts() {
		m := aMessage()
		m.Heading, m.Lines, m.Where, m.Mission = text, []string{text, text}, text, text
		for name, body := range map[string]any{"webhook": deliver.Slack(m), "workflow": deliver.SlackWorkflow(m)} {
			said, _ := body.(map[string]any)["text"].(string)
			if said == "" || strings.ContainsAny(said, "<>") || strings.Contains(said, "@channel") || strings.Contains(said, "@here") || strings.Contains(said, "@everyone") {
				t.Errorf("%s: %q is said as %q", name, text, said)
			}
		}
		b, err := json.Marshal(deliver.Teams(m))
		if err != nil {
			t.Fatal(err)
		}
		var card struct {
			Attachments []struct {
				Content struct {
					Body []struct {
						Type    string
						Text    *string
						Inlines []struct{ Type, Text string }
					}
					MSTeams any
					Actions any
				}
			}
		}
		if err := json.Unmarshal(b, &card); err != nil || len(card.Attachments) != 1 {
			t.Fatalf("%q: %s %v", text, b, err)
		}
		for _, block := range card.Attachments[0].Content.Body {
			if block.Type != "RichTextBlock" || block.Text != nil || len(block.Inlines) != 1 || block.Inlines[0].Type != "TextRun" || block.Inlines[0].Text != text {
				t.Errorf("%q becomes %+v", text, block)
			}
		}
		if c := card.Attachments[0].Content; c.MSTeams != nil || c.Actions != nil || len(c.Body) != 4 {
			t.Errorf("%q changes the card: %s", text, b)
		}
	}
}

// TestSlackBody gives a workflow its one variable, and a webhook the word that the text
// is plain.
func TestSlackBody(t *testing.T) {
	for address, keys := range map[string]int{"https://hooks.slack.com/services/T0/B0/x": 2, "https://hooks.slack.com/triggers/T0/1/x": 1,
		"https://hooks.slack.com/workflows/T0/A0/1/x": 1, "://": 2, "": 2} {
		if body := deliver.SlackBody(address)(aMessage()).(map[string]any); len(body) != keys {
			t.Errorf("%q gets %v", address, body)
		}
	}
}
