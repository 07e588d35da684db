package plan

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// Writes is what the next run should write: what the last that took every table up to date
// wrote, and as much more as it wrote more than the one before, because a month's file is
// written anew with each run until the month is over. Told from two such runs it is
// mostly within 10 %: less so after a pause, or where the X budget sets in or begins anew. From
// one alone, at the start, at the turn of a month or where the last two differ much, it may be
// far off.
type Writes struct {
	Runs  int   `json:"runs"` // that it is told from, 1 or 2
	Rows  int64 `json:"rows"`
	Bytes int64 `json:"bytes"`
}

// Deletion is rows that a run would remove from one table.
type Deletion struct {
	Stage string `json:"stage"`
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Why   string `json:"why"`
}

// planDeletes works out what must leave of what is stored now. What a platform will call
// deleted when it is asked is not known before.
func planDeletes(ctx context.Context, u *jobs.Unit, plan *Forecast, base *lake.Snapshot) error {
	var r lake.Reader = base
	purge := false
	for _, step := range []struct {
		stage, why string
		change     func(r lake.Reader) (lake.Changes, error)
	}{
		{"terms", "the platform's terms", func(r lake.Reader) (lake.Changes, error) { return terms.Forget(ctx, r, u.Terms(), u.Clock) }},
		{"seal", "their week closes", func(r lake.Reader) (lake.Changes, error) {
			return mood.Seal(ctx, r, func(mission string) bool { return willBeComplete(u, mission) }, u.Clock)
		}},
		{"expire", fmt.Sprintf("%d days are over (replies.retention_days)", u.Config.Replies.RetentionDays), func(r lake.Reader) (lake.Changes, error) {
			return mood.Expire(r, u.Config.Replies.RetentionDays, u.Clock)
		}},
	} {
		changes, err := step.change(r)
		if err != nil {
			return fmt.Errorf("plan %s: %w", step.stage, err)
		}
		next := lake.Over(r, &changes)
		for _, doc := range lake.Dictionary() {
			if n := tableRows(r, doc.Name) - tableRows(next, doc.Name); n > 0 {
				plan.Deletes = append(plan.Deletes, Deletion{Stage: step.stage, Table: doc.Name, Rows: n, Why: step.why})
			}
		}
		purge = purge || changes.Purge
		r = next
	}
	var err error
	plan.Old, err = u.Lake().Superseded(ctx, u.Wall(), purge)
	return err
}

func tableRows(r lake.Reader, table string) (n int64) {
	for _, f := range r.Files(table) {
		n += f.Rows
	}
	return n
}

// willBeComplete says whether a run would read all of a mission's accounts to their end,
// if none of them fails.
func willBeComplete(u *jobs.Unit, mission string) bool {
	if u.Askable() {
		return true
	}
	for _, a := range u.Config.AllAccounts() {
		if account := u.Config.Source(a, u.Clock.AsOf); len(account.Files) == 0 && account.Mission == mission {
			return false
		}
	}
	return true
}

// steady is how far two runs may differ, as a part of the later one, to tell a trend.
const steady = 0.2

// planWrites tells what will be written from what the last two whole runs wrote; from the
// last alone at the turn of a month, or if they differ much.
func planWrites(u *jobs.Unit, plan *Forecast) error {
	var last []Writes
	month := u.Clock.AsOf.UTC().Format("2006-01")
	seen := 0
	for r, err := range u.Ledger().Newest() {
		if errors.Is(err, ledger.ErrFolder) {
			return err
		}
		if seen++; seen > lookedAt || len(last) == 2 {
			break
		}
		if err != nil || !wroteAll(&r) {
			continue
		}
		if len(last) == 1 && r.AsOf.UTC().Format("2006-01") != month {
			break
		}
		w := Writes{Runs: 1}
		for _, s := range r.Stages {
			w.Rows, w.Bytes = w.Rows+s.Rows, w.Bytes+s.Bytes
		}
		last = append(last, w)
	}
	if len(last) == 0 {
		return nil
	}
	w := last[0]
	if len(last) == 2 {
		if more := w.Rows - last[1].Rows; math.Abs(float64(more)) <= steady*float64(w.Rows) {
			w = Writes{Runs: 2, Rows: w.Rows + more, Bytes: max(2*w.Bytes-last[1].Bytes, 0)}
		}
	}
	plan.Writes = &w
	return nil
}

// lookedAt is how many records are searched for whole runs.
const lookedAt = 20

// wroteAll reports whether a run took all tables up to date and its record says what it
// wrote.
func wroteAll(r *ledger.Run) bool {
	job := jobs.Scheduled{Stages: []string{"pull", "ingest", "measure", "recommend"}}
	if !job.DidBy(r) {
		return false
	}
	for _, s := range r.Stages {
		if s.Changed > 0 && s.Rows == 0 && s.Removed == 0 {
			return false // of a version that did not note it
		}
	}
	return true
}
