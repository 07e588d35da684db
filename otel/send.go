package otel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// Kinds of failures to send.
var (
	ErrRefused = errors.New("the collector refuses the credentials")
	ErrLater   = errors.New("the collector cannot be reached now")
)

// perRequest is how many spans are sent at a time: a ministry's run has thousands.
const perRequest = 512

// Options say which runs are sent.
type Options struct {
	Root  string             // data folder, which holds the ledger
	Since time.Time          // runs that began earlier are left alone
	Now   func() time.Time   // wall clock, for the lock and the ledger
	From  *resource.Resource // whose spans they are
}

// Result is what a call of Send came to.
type Result struct {
	Sent []string `json:"sent"`           // ids of runs, oldest first
	Left int      `json:"left,omitempty"` // ended, not sent yet
	Note string   `json:"note,omitempty"` // what the collector said of spans that it took in part only
}

// Send sends the runs of a root that have ended and were not sent, oldest first, each
// as a trace of its own. A run that the collector has taken is never sent again. Send
// stops at the first run that is not taken; the error wraps ErrRefused or ErrLater
// where one fits, and holds neither address nor header nor what the server wrote.
// Records that cannot be read are named by the error, and the others sent.
func Send(ctx context.Context, o Options) (result Result, err error) {
	held, err := lock.Take(filepath.Join(o.Root, filepath.FromSlash(lockFile)), lock.Holder{PID: os.Getpid(), Started: o.Now(), Command: "tailor-otel"})
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	todo, unread, err := waiting(o)
	if err != nil || len(todo) == 0 {
		return result, errors.Join(err, unread)
	}
	// What is not taken now is sent by the next call; the exporter need not insist.
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithRetry(otlptracehttp.RetryConfig{}))
	if err != nil {
		return result, fmt.Errorf("%w: the exporter cannot be made of it: look at OTEL_EXPORTER_OTLP_...", ErrEnvironment)
	}
	defer func() { _ = exporter.Shutdown(context.WithoutCancel(ctx)) }() // every span was answered for by then
	for i, r := range todo {
		note, err := send(ctx, exporter, o, r)
		if err == nil {
			result.Note = note
			err = noteSent(o.Root, r.ID)
		}
		if err != nil {
			result.Left = len(todo) - i
			return result, errors.Join(fmt.Errorf("run %s: %w", r.ID, err), unread)
		}
		result.Sent = append(result.Sent, r.ID)
	}
	return result, unread
}

// waiting returns the runs to send, oldest first.
func waiting(o Options) (todo []ledger.Run, unread, err error) {
	sent, err := sentIDs(o.Root)
	if err != nil {
		return nil, nil, err
	}
	runs, unread := ledger.Open(o.Root, o.Now).Since(o.Since)
	if errors.Is(unread, ledger.ErrFolder) {
		return nil, nil, unread
	}
	for _, r := range slices.Backward(runs) {
		if r.Status.Ended() && !sent[r.ID] {
			todo = append(todo, r)
		}
	}
	return todo, unread, nil
}

// send sends one run.
func send(ctx context.Context, exporter *otlptrace.Exporter, o Options, r ledger.Run) (note string, err error) {
	for some := range slices.Chunk(Spans(ctx, o.From, r), perRequest) {
		if err := exporter.ExportSpans(ctx, some); taken(err) {
			note = "the collector took some of the spans only"
		} else if err != nil {
			return note, refusal(ctx, err)
		}
	}
	return note, nil
}

// taken reports whether an error is only the collector's remark on what it took, after
// which nothing may be sent again (OTLP, "Partial Success").
func taken(err error) bool {
	return err != nil && strings.Contains(err.Error(), "OTLP partial success")
}

// refusal sorts what the exporter says. Its words hold the address and the server's
// answer, so only a number is taken of them.
func refusal(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	answer := regexp.MustCompile(`^failed to send to \S+: ([0-9]{3}) `).FindStringSubmatch(strings.TrimPrefix(err.Error(), "traces export: "))
	switch {
	case answer == nil:
		return fmt.Errorf("%w: see that it runs, and OTEL_EXPORTER_OTLP_ENDPOINT", ErrLater)
	case answer[1] == "401" || answer[1] == "403":
		return fmt.Errorf("%w (%s): see OTEL_EXPORTER_OTLP_HEADERS", ErrRefused, answer[1])
	}
	return fmt.Errorf("the collector answers %s: see OTEL_EXPORTER_OTLP_ENDPOINT, whose path is followed by /v1/traces", answer[1])
}
