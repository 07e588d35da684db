package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// PastWeek is what a backfill came to for one week.
type PastWeek struct {
	Week    string       `json:"week"`  // ISO 8601
	AsOf    string       `json:"as_of"` // its last second, which the tables were computed as of
	Advice  AdviceOfWeek `json:"advice"`
	Lines   int64        `json:"lines"`   // of advice that stand for it
	Changed bool         `json:"changed"` // whether any table changed
}

// AdviceOfWeek says how a week of the past came to its advice.
type AdviceOfWeek string

// How a week of the past came to its advice.
const (
	AdviceMade   AdviceOfWeek = "made"   // by this backfill
	AdviceStands AdviceOfWeek = "stands" // as it was given before
	AdviceClosed AdviceOfWeek = "closed" // a later week was computed, so none is made
	AdviceNone   AdviceOfWeek = "none"   // nothing can be said of it
)

// ErrNothingStored is the error of a backfill of a data folder without posts.
var ErrNothingStored = errors.New("no post is stored yet from which past weeks could be computed; read them first with: tailor pull")

// Weeks lists the last seconds of the ISO weeks that end between two days, both included.
func Weeks(from, to time.Time) []time.Time {
	var ends []time.Time
	day := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
	sunday := day.AddDate(0, 0, (7-int(day.Weekday()))%7)
	for ; !sunday.After(to); sunday = sunday.AddDate(0, 0, 7) {
		ends = append(ends, sunday.AddDate(0, 0, 1).Add(-time.Second))
	}
	return ends
}

// Backfill computes from what is stored what runs at the ends of past weeks would have:
// seals and mood, advice, what became of earlier advice, places and hours. It reads no
// account. A week before one that was computed keeps what it has; so a backfill that is
// repeated, or goes on after an interruption, changes nothing that it made.
func (u *Unit) Backfill(ctx context.Context, from, to time.Time) (*Result, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	pages, err := u.pending(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(s.Files(lake.Posts.Name)) == 0 && !pages {
		return nil, ErrNothingStored
	}
	if u.readAsOf, err = u.lastRead(); err != nil {
		return nil, err
	}
	command := fmt.Sprintf("run --from %s --to %s", from.Format(time.DateOnly), to.Format(time.DateOnly))
	return u.recorded(ctx, command, func(result *Result) error {
		defer func(now data.Clock) { u.Clock, u.past = now, false }(u.Clock)
		ends := Weeks(from, to)
		result.Pages, result.Advice = []PageFile{}, []data.Advice{} // a backfill makes none of this week's
		u.Progress.Stage("tables", "bring the tables up to date", 0, len(ends)+1)
		for _, s := range Stages() {
			if s.Tables {
				if err := u.stage(ctx, s); err != nil {
					return err
				}
			}
		}
		u.Progress.Done("")
		u.past = true
		for i, end := range ends {
			u.Clock = data.Clock{AsOf: end}
			week, err := u.backfillWeek(ctx, i+1, len(ends)+1)
			if err != nil {
				return fmt.Errorf("week %s: %w", u.Clock.Now().Week(), err)
			}
			result.Weeks = append(result.Weeks, week)
		}
		result.text = backfilled(result.Weeks)
		return nil
	})
}

// lastRead is the as-of moment of the last run that read each account to its end.
func (u *Unit) lastRead() (map[data.AccountID]time.Time, error) {
	read := map[data.AccountID]time.Time{}
	seen, accounts := 0, len(u.Config.AllAccounts())
	for r, err := range u.ledger.Newest() {
		if errors.Is(err, ledger.ErrFolder) {
			return nil, err
		}
		if seen++; seen > observedRuns || len(read) == accounts {
			break
		}
		if err != nil {
			continue // status names the record
		}
		for _, a := range r.Accounts {
			if a.Status == ledger.Done && read[a.ID].Before(r.AsOf) {
				read[a.ID] = r.AsOf
			}
		}
	}
	return read, nil
}

// pending reports whether pages wait in the inbox.
func (u *Unit) pending(ctx context.Context, s *lake.Snapshot) (bool, error) {
	for _, err := range u.lake.Inbox().Pending(ctx, s) {
		return err == nil, err
	}
	return false, nil
}

func (u *Unit) backfillWeek(ctx context.Context, i, n int) (PastWeek, error) {
	week := PastWeek{Week: u.Clock.Now().Week(), AsOf: u.Clock.AsOf.Format(time.RFC3339)}
	before, err := u.lake.Current(ctx)
	if err != nil {
		return week, err
	}
	u.Progress.Stage(week.Week, "as of "+week.AsOf, i, n)
	if err := ctx.Err(); err != nil {
		return week, err
	}
	part := "period=" + week.Week
	for _, s := range Stages() {
		if s.Backfill && !closed(before, part) {
			if err := u.stage(ctx, s); err != nil {
				return week, err
			}
		}
	}
	after, err := u.lake.Current(ctx)
	if err != nil {
		return week, err
	}
	week.Changed = before.ID() != after.ID()
	week.Advice, week.Lines = adviceOf(before, after, part)
	u.Progress.Done(week.text())
	return week, nil
}

// adviceOf tells how a week's advice came to be between two states of the lake.
func adviceOf(before, after lake.Reader, part string) (AdviceOfWeek, int64) {
	lines := func(r lake.Reader) (n int64) {
		for _, f := range r.Files(lake.AdviceTable.Name) {
			if f.Partition == part {
				n += f.Rows
			}
		}
		return n
	}
	computed := func(r lake.Reader) string { return lake.From(r, lake.FormatEffects.Name, part) }
	switch {
	case computed(after) != computed(before):
		if lines(after) == 0 {
			return AdviceNone, 0
		}
		return AdviceMade, lines(after)
	case lines(after) > 0:
		return AdviceStands, lines(after)
	case closed(after, part):
		return AdviceClosed, 0
	}
	return AdviceNone, 0
}

// closed reports whether a later week was computed, so that this one keeps what it has.
func closed(r lake.Reader, part string) bool {
	later := func(p string) bool { return p > part }
	return slices.ContainsFunc(lake.Partitions(r, lake.AdviceTable), later) || slices.ContainsFunc(lake.Partitions(r, lake.Places), later)
}

func (w *PastWeek) text() string {
	switch w.Advice {
	case AdviceMade:
		return fmt.Sprintf("%d lines of advice made from what could be known then", w.Lines)
	case AdviceStands:
		return fmt.Sprintf("%d lines of advice stand as they were given", w.Lines)
	case AdviceClosed:
		return "closed: a later week was computed, and nothing is made for one before it"
	}
	return "no advice: too little was known then"
}

// backfilled sums weeks up for a person.
func backfilled(weeks []PastWeek) string {
	n := map[AdviceOfWeek]int{}
	for _, w := range weeks {
		n[w.Advice]++
	}
	var parts []string
	for _, p := range []struct {
		of   AdviceOfWeek
		text string
	}{
		{AdviceMade, "were advised on"}, {AdviceStands, "keep the advice that was given"},
		{AdviceClosed, "are closed, because a later week was computed"}, {AdviceNone, "have too few settled posts before them"},
	} {
		if n[p.of] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[p.of], p.text))
		}
	}
	text := fmt.Sprintf("%d weeks, %s to %s: %s\n", len(weeks), weeks[0].Week, weeks[len(weeks)-1].Week, strings.Join(parts, ", "))
	if n[AdviceMade] == 0 && n[AdviceClosed] > 0 {
		text += "What advice would have been worth in closed weeks: tailor hindsight\n"
	}
	return text + "A page of one of them: tailor report --as-of " + weeks[len(weeks)-1].AsOf + "\n"
}
