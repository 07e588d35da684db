package deliver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Doer sends requests.
type Doer interface {
	Do(r *http.Request) (*http.Response, error)
}

// Webhook posts summaries to an address. The address is the secret: who knows it can
// post.
type Webhook struct {
	Net  Doer
	URL  string
	Body func(m *Message) any
}

// Slack is the body that Slack's incoming webhooks take: one text, read as plain.
// https://api.slack.com/messaging/webhooks
func Slack(m *Message) any {
	return map[string]any{"text": slackText(m), "mrkdwn": false}
}

// SlackWorkflow is the body that a workflow with a variable text takes. It gets no
// other key: a workflow refuses what it has no variable for.
func SlackWorkflow(m *Message) any { return map[string]any{"text": slackText(m)} }

// SlackBody is the body that fits the address of a webhook of Slack's.
func SlackBody(address string) func(*Message) any {
	if u, err := url.Parse(address); err == nil && (strings.HasPrefix(u.Path, "/triggers/") || strings.HasPrefix(u.Path, "/workflows/")) {
		return SlackWorkflow
	}
	return Slack
}

// slackText is the summary without anything that Slack would take for a link or for a
// call to everybody.
func slackText(m *Message) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "@channel", "@\u2060channel", "@here", "@\u2060here", "@everyone", "@\u2060everyone").Replace(m.Text() + "\n" + m.Where)
}

// Teams is the body that the workflow "post to a channel when a webhook request is
// received" takes: an adaptive card whose runs of text are not read as Markdown.
// https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook
func Teams(m *Message) any {
	type object = map[string]any
	body := []object{}
	for i, line := range append([]string{m.Heading}, append(m.Lines, m.Where)...) {
		run := object{"type": "TextRun", "text": line}
		if i == 0 {
			run["weight"], run["size"] = "Bolder", "Large"
		}
		body = append(body, object{"type": "RichTextBlock", "inlines": []object{run}})
	}
	return object{"type": "message", "attachments": []object{{
		"contentType": "application/vnd.microsoft.card.adaptive",
		"content":     object{"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4", "body": body},
	}}}
}

// Send posts the summary.
func (w Webhook) Send(ctx context.Context, m *Message) error {
	b, err := json.Marshal(w.Body(m))
	if err != nil {
		return err
	}
	var written atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteRequest: func(i httptrace.WroteRequestInfo) { written.Store(i.Err == nil) }})
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(b))
	if err != nil || r.URL.Host == "" {
		return errors.New("the secret is no address of a webhook: copy it again from the workflow") // err would show it
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := w.Net.Do(r)
	if err != nil {
		err = unanswered(err)
		if strings.Contains(err.Error(), r.URL.Path) && len(r.URL.Path) > 1 {
			err = temporary{error: errors.New("the request failed")}
		}
		if written.Load() {
			return fmt.Errorf("%w: %w", ErrUnsure, err)
		}
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
	switch {
	case resp.StatusCode >= 200 && resp.StatusCode < 300:
		return nil
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable:
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return temporary{fmt.Errorf("the webhook answers %d", resp.StatusCode), time.Duration(secs) * time.Second}
	case resp.StatusCode >= 500:
		return fmt.Errorf("the webhook answers %d: %w", resp.StatusCode, ErrUnsure)
	}
	return fmt.Errorf("the webhook answers %d: look whether the workflow is still there, and put its address into the secret again", resp.StatusCode)
}

// unanswered is the error of a request that got no answer, without the address, which
// may be a secret. Waiting mends all but an address that must not be asked.
func unanswered(err error) error {
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	if errors.Is(err, connectors.ErrInput) {
		return err
	}
	return temporary{error: err}
}
