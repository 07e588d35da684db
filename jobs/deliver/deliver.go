// Package deliver sends written pages on: by e-mail, into a bucket, and as a summary to
// the webhooks of Slack and Teams workflows. A page goes to a target once for its
// period, whatever happens in between; see [Records].
//
// What is sent is what the page's first screen says: actions, where, for whom, until
// when, how sure. No figure stands in it that the page does not publish, and nothing
// of what anybody replied.
package deliver

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Message is one page to be sent.
type Message struct {
	Period  string // like 2026-W22
	Mission string // "" is the page over all missions
	Heading string
	Lines   []string // summary, each line a paragraph
	Where   string   // where the page lies, for those who cannot have it attached
	Files   []File   // the page, and what else the settings want with it
	Sent    time.Time
	ID      string // of this sending, the same each time it is tried
}

// File is one file of a message.
type File struct {
	Name    string // without folder
	Type    string // of its content, as MIME has it
	Content []byte
}

// Text is the summary, as a text.
func (m *Message) Text() string {
	return strings.Join(append([]string{m.Heading}, m.Lines...), "\n\n") + "\n"
}

// Target is where messages go. An error holds no secret and nothing of the page.
type Target interface {
	Send(ctx context.Context, m *Message) error
}

// ErrUnsure is wrapped by the error of a sending that may have arrived all the same.
var ErrUnsure = errors.New("it may have arrived all the same")

// temporary is a failure that waiting may mend.
type temporary struct {
	error
	wait time.Duration // as the server asks; 0: it does not say
}

func (t temporary) Unwrap() error { return t.error }

// Waits between tries within one run; a failure that lasts longer is for the next.
func waits() []time.Duration {
	return []time.Duration{2 * time.Second, 10 * time.Second, 30 * time.Second}
}

// longestWait is the longest that a server's wish is followed within a run.
const longestWait = time.Minute

// Retry sends a message, and again after failures that waiting may mend.
func Retry(ctx context.Context, t Target, m *Message) error {
	for _, wait := range append(waits(), -1) {
		err := t.Send(ctx, m)
		asked, again := Waitable(err)
		if err == nil || wait < 0 || !again {
			return err
		}
		if asked > longestWait {
			return fmt.Errorf("%w; the server asks to wait %v", err, asked)
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(max(wait, asked)):
		}
	}
	return nil
}

// Waitable reports whether waiting may mend a failure, and how long the server asks to
// wait, 0 if it does not say.
func Waitable(err error) (asked time.Duration, may bool) {
	var t temporary
	may = errors.As(err, &t) && !errors.Is(err, ErrUnsure)
	return t.wait, may
}
