package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// Result is what a run tells the person or program that started it.
type Result struct {
	Run      string        `json:"run"`
	AsOf     string        `json:"as_of"`
	Status   string        `json:"status"`
	Changed  bool          `json:"changed"` // whether any byte of the lake changed
	Commit   int64         `json:"commit"`
	Pages    []PageFile    `json:"reports"`
	Advice   []data.Advice `json:"advice"`
	Failed   []string      `json:"failed,omitempty"`
	SetAside int64         `json:"rows_set_aside"`
	Weeks    []PastWeek    `json:"weeks,omitempty"` // of a backfill
	Unlisted []Unlisted    `json:"accounts_not_in_settings,omitempty"`
	text     string
}

// PageFile is one page that was written.
type PageFile struct {
	Mission  string `json:"mission"`           // empty for pages over all missions
	Quarter  string `json:"quarter,omitempty"` // of the page of a quarter, like 2026-Q1
	Language string `json:"language"`          // BCP 47
	Path     string `json:"path"`
}

// Text is the result for a terminal: the most important advice of each mission,
// and where its page lies.
func (r *Result) Text() string { return r.text }

// Run takes the named stages in order, or all of them. It holds the root's lock
// while it runs. A failed account makes the run partial; any other failure stops
// it, and what was committed stays.
func (u *Unit) Run(ctx context.Context, names ...string) (*Result, error) {
	command := strings.TrimSpace("run " + strings.Join(names, " "))
	if u.Job != "" {
		command = "schedule: " + u.Job
	}
	return u.recorded(ctx, command, func(result *Result) error { return u.stages(ctx, names, result) })
}

// recorded does work under the root's lock, once the gate has let it, with a record in the
// ledger. The result is nil if the work was not begun.
func (u *Unit) recorded(ctx context.Context, command string, work func(*Result) error) (result *Result, err error) {
	held, err := lock.Root(u.Root, lock.Holder{PID: os.Getpid(), Started: u.Wall(), Command: "tailor " + command})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, held.Release()) }()

	if err := lake.Fit(u.Root); err != nil { // somebody moved it
		return nil, err
	}
	if err := u.checkClock(); err != nil {
		u.ping(ctx, "/fail", "not run: the clock is in doubt")
		return nil, err
	}
	if err := u.gate(ctx); err != nil {
		return nil, errors.Join(err, u.expireTexts(ctx))
	}
	before, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	u.run, err = u.ledger.Start(ledger.Run{AsOf: u.Clock.AsOf, Command: command, Job: u.Job, Config: u.Config.Hash(), Version: u.Version})
	if err != nil {
		return nil, err
	}
	u.undone, u.grace = map[string]bool{}, inHand
	result = &Result{Run: u.run.ID(), AsOf: u.Clock.AsOf.Format("2006-01-02T15:04:05Z07:00")}
	u.ping(ctx, "/start", "run "+u.run.ID())
	runErr := work(result)
	u.pinged(ctx, runErr)

	after, err := u.lake.Current(context.WithoutCancel(ctx))
	if err != nil {
		return nil, errors.Join(runErr, err)
	}
	result.Commit = after.ID()
	result.Changed = before.ID() != after.ID()
	result.Status = string(status(runErr))
	noted := u.run.Update(func(r *ledger.Run) { r.Commit = strconv.FormatInt(after.ID(), 10) })
	if runErr == nil {
		if c, err := tally.Of(ctx, u.Root, after); err == nil { // kept, so that a look at the status need not
			result.Unlisted = u.Unlisted(c)
		}
	}
	return result, errors.Join(runErr, u.writeViews(after), noted, u.run.Finish(status(runErr), ExitCode(runErr), runErr), u.observed())
}

// stages runs what was asked for, and notes each stage in the ledger.
func (u *Unit) stages(ctx context.Context, names []string, result *Result) error {
	var partial *PartialError
	todo := slices.DeleteFunc(Stages(), func(s Stage) bool { return len(names) > 0 && !slices.Contains(names, s.Name) })
	for i, s := range todo {
		u.Progress.Stage(s.Name, s.Doc, i, len(todo))
		err := u.stage(ctx, s)
		u.Progress.Done(u.summary)
		if late := (*PartialError)(nil); errors.As(err, &late) {
			if partial != nil {
				late = &PartialError{Failed: append(slices.Clone(partial.Failed), late.Failed...), All: partial.All}
			}
			partial = late
			result.Failed = errorLines(partial.Failed)
		} else if err != nil {
			if slices.ContainsFunc(todo[i+1:], func(s Stage) bool { return s.Name == "expire" }) {
				_ = u.expireTexts(ctx) // where this fails as well, the next run does it; the reason is told already
			}
			return err
		}
	}
	if err := u.outcome(ctx, result); err != nil {
		return err
	}
	if partial != nil {
		return partial
	}
	return nil
}

// stage runs one stage and notes in the ledger what it came to, together with what it came
// to earlier in this run.
func (u *Unit) stage(ctx context.Context, s Stage) error {
	u.summary, u.changed = "", changed{}
	if err := ctx.Err(); err != nil {
		return err
	}
	began := u.Wall()
	err := s.run(u, ctx)
	noted := u.run.Update(func(r *ledger.Run) {
		n := r.Stage(s.Name)
		if n.Started.IsZero() {
			n.Started = began.UTC()
		}
		n.Status, n.Error = status(err), message(err)
		n.Took += u.Wall().Sub(began)
		n.Changed += u.changed.partitions
		n.Rows += u.changed.rows
		n.Bytes += u.changed.bytes
		n.Removed += u.changed.removed
	})
	if noted != nil {
		return noted
	}
	if incomplete := (*PartialError)(nil); err != nil && !errors.As(err, &incomplete) {
		return fmt.Errorf("%s: %w", s.Name, err)
	}
	return err
}

func status(err error) ledger.Status {
	var partial *PartialError
	switch {
	case err == nil:
		return ledger.Done
	case errors.As(err, &partial) && !partial.All:
		return ledger.Partial
	case errors.Is(err, context.Canceled):
		return ledger.Interrupted
	}
	return ledger.Failed
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func errorLines(errs []error) []string {
	lines := make([]string, len(errs))
	for i, err := range errs {
		lines[i] = err.Error()
	}
	return lines
}

// ran notes how one account's pull went.
func (u *Unit) ran(id data.AccountID, got pulled, err error) error {
	u.pulled = true
	mission := u.account(id).Mission
	if err != nil || !got.done {
		u.undone[mission] = true
	}
	noted := u.run.Update(func(r *ledger.Run) {
		a := r.Account(id)
		a.Status, a.Error = got.status(err), message(err)
		a.Started, a.Took, a.Waited = got.began.UTC(), u.Wall().Sub(got.began), got.waited
		a.Pages, a.Rows = int64(got.pages), int64(got.posts+got.snapshots+got.replies)
		a.Requests, a.Bytes, a.Limited = got.used.Requests, got.used.Bytes, got.used.Limited
		a.Units, a.UnitName, a.USD = got.spent.Units, got.spent.UnitName, got.spent.USD
		a.Unknown = got.unknown
		if err != nil {
			a.Gap = got.gap(u.Clock.Now())
		}
		a.Reject(got.rejects...)
	})
	if got.pages > 0 {
		u.got.add(id, got)
		u.summary = u.got.String()
	}
	return noted
}
