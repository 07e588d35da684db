package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
)

const exitHelp = `Exit codes:
  0   done
  1   failed
  2   wrong usage or config
  3   partial: some accounts failed, the rest is committed
  4   credentials missing or refused
  6   privacy gate: what the settings do not permit to be read yet
  75  try later: another run is under way, a rate limit, or an interruption`

// usageError is a mistake on the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// stopped is an interruption of a command that keeps nothing: there is no next run that
// goes on from there.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// exitCode maps an error to the code a script can act on.
func exitCode(err error) int {
	var usage usageError
	if errors.As(err, &usage) {
		return jobs.ExitUsage
	}
	return jobs.ExitCode(err)
}

// explainError prints an error as the user meets it.
func explainError(w io.Writer, err error) {
	if nothing := (stopped{}); errors.As(err, &nothing) {
		fmt.Fprintln(w, "tailor: interrupted; nothing is kept, and the page is as it was")
		return
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "tailor: interrupted; what was committed stays, and the next run goes on from there")
		return
	}
	if diskFull(err) {
		explainFull(w, err)
		return
	}
	fmt.Fprintf(w, "tailor: %v\n", err)
	switch {
	case errors.Is(err, lake.ErrVault):
		fmt.Fprintln(w, "tailor: bring the vault and its key back from their copies; if there are none, see: tailor recover")
	case errors.Is(err, lake.ErrDamaged):
		fmt.Fprintln(w, "tailor: bring that file back from a copy of lake/ and vault/, or "+startOver)
	case errors.Is(err, fs.ErrPermission):
		fmt.Fprintln(w, "tailor: the user who runs this may not do so there; run it as the user who owns that folder, or have that changed")
	}
}

// startOver is the last resort of a unit whose data is damaged.
const startOver = "move the data folder and the keys away and run again from the inputs"
