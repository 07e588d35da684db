package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// TestExitCode asserts every code, also those that no connector of today can
// bring about from the command line.
func TestExitCode(t *testing.T) {
	one := func(err error, all bool) error {
		return &jobs.PartialError{Failed: []error{fmt.Errorf("account a: %w", err)}, All: all}
	}
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"done", nil, 0},
		{"failed", errors.New("disk full"), 1},
		{"all accounts failed", one(fs.ErrNotExist, true), 1},
		{"config", fmt.Errorf("load: %w", &config.Error{}), 2},
		{"some accounts failed", one(fs.ErrNotExist, false), 3},
		{"some accounts lack credentials", one(connectors.ErrAuth, false), 3},
		{"all accounts lack credentials", one(connectors.ErrAuth, true), 4},
		{"gate", fmt.Errorf("pull: %w", privacy.ErrGate), 6},
		{"locked", fmt.Errorf("run: %w", &lock.ErrLocked{}), 75},
		{"interrupted", fmt.Errorf("pull: %w", context.Canceled), 75},
		{"rate limit everywhere", one(connectors.RateLimited{}, true), 75},
	} {
		if got := jobs.ExitCode(c.err); got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.name, got, c.want)
		}
	}
}
