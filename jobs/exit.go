package jobs

import (
	"context"
	"errors"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// Exit codes, the same for every command.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitPartial     = 3
	ExitCredentials = 4
	ExitGate        = 6
	ExitLater       = 75
)

// ExitCode maps an error to the code a script can act on.
func ExitCode(err error) int {
	var (
		bad     *config.Error
		partial *PartialError
		locked  *lock.ErrLocked
		limited connectors.RateLimited
	)
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &locked), errors.Is(err, context.Canceled):
		return ExitLater
	case errors.As(err, &partial) && !partial.All:
		return ExitPartial
	case errors.Is(err, privacy.ErrGate):
		return ExitGate
	case errors.As(err, &bad):
		return ExitUsage
	case errors.Is(err, connectors.ErrAuth):
		return ExitCredentials
	case errors.As(err, &limited):
		return ExitLater
	}
	return ExitFailed
}

// PartialError says that some accounts failed while the rest was committed.
type PartialError struct {
	Failed []error
	All    bool // nothing could be read at all
}

func (e *PartialError) Error() string { return errors.Join(e.Failed...).Error() }

// Unwrap gives the accounts' errors.
func (e *PartialError) Unwrap() []error { return e.Failed }
