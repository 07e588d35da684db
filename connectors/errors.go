package connectors

import (
	"errors"
	"fmt"
	"time"
)

// Kinds of errors. A driver wraps one of them; callers ask with errors.Is and
// errors.As, never by the message.
var (
	ErrTransient = errors.New("the source is not available for now") // worth trying again soon
	ErrAuth      = errors.New("the source refuses the credentials")  // a person must act
	ErrGone      = errors.New("the source no longer has it")         // do not ask again
	ErrInput     = errors.New("the input cannot be read")            // a person must change the file or the config
	ErrBudget    = errors.New("the budget of this run is used up")   // what was read stays; the next run goes on
)

// RateLimited says that a source wants no more requests before Reset.
type RateLimited struct {
	Reset time.Time // zero if the source does not say when
}

// Error says when to try again.
func (e RateLimited) Error() string {
	if e.Reset.IsZero() {
		return "the source limits the rate and does not say until when"
	}
	return "the source limits the rate until " + e.Reset.UTC().Format(time.RFC3339)
}

// Retryable reports whether waiting can help against err.
func Retryable(err error) bool {
	var limited RateLimited
	return errors.Is(err, ErrTransient) || errors.As(err, &limited)
}

// TryLater is returned when a source limits the rate for longer than a run waits.
type TryLater struct {
	At  time.Time // zero if not known
	Err error
}

// Error names the reason and the time.
func (e *TryLater) Error() string {
	if e.At.IsZero() {
		return fmt.Sprintf("try again later: %v", e.Err)
	}
	return fmt.Sprintf("try again after %s: %v", e.At.UTC().Format(time.RFC3339), e.Err)
}

// Unwrap returns the reason.
func (e *TryLater) Unwrap() error { return e.Err }
