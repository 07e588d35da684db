package mood

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Seal closes the weeks that are due: author hashes become integers, and the keyed
// ids of replies go. complete says whether a mission's accounts were all read to
// their end in this run. The job destroys the keys after it has committed.
func Seal(ctx context.Context, r lake.Reader, complete func(mission string) bool, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	open, err := openWeeks(ctx, r, complete)
	if err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	living, err := livingWeeks(ctx, r)
	if err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	if open, err = withLost(ctx, r, open, living, complete); err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	due, err := privacy.DueSeals(open, c)
	if err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	closed := map[sealedWeek]bool{}
	weeks := map[string]bool{}
	for _, s := range due {
		closed[sealedWeek{s.Mission, s.Platform, s.Week}] = true
		weeks[s.Week] = true
	}
	if len(due) > 0 {
		if err := sealAuthors(ctx, r, &changes, closed, weeks); err != nil {
			return changes, fmt.Errorf("seal: %w", err)
		}
	}
	waits := map[string]bool{} // weeks that are open somewhere
	for k := range living {
		waits[k.week] = true
	}
	if err := dropSeen(ctx, r, &changes, open, closed, waits, c); err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	if changes.Empty() && len(due) == 0 {
		return changes, nil
	}
	if err := lake.Upsert(ctx, r, &changes, lake.Seals, due); err != nil {
		return changes, fmt.Errorf("seal: %w", err)
	}
	changes.Purge = true // no superseded snapshot may keep the hashes
	return changes, nil
}

func sealAuthors(ctx context.Context, r lake.Reader, c *lake.Changes, closed map[sealedWeek]bool, weeks map[string]bool) error {
	for _, part := range lake.Partitions(r, lake.ReplyAuthors) {
		rows, err := lake.Rows(ctx, r, lake.ReplyAuthors, partition.Only(part))
		if err != nil {
			return err
		}
		if len(rows) == 0 || !weeks[rows[0].Week] {
			continue
		}
		for i := range rows {
			if closed[sealedWeek{rows[i].Mission, rows[i].Platform, rows[i].Week}] {
				rows[i] = privacy.SealAuthors(rows[i : i+1])[0]
			}
		}
		if err := lake.Replace(c, lake.ReplyAuthors, part, rows, ""); err != nil {
			return err
		}
	}
	return nil
}

// dropSeen removes the keyed ids of a sealed week's replies: what arrives from now
// on is late whether it was seen or not. Ids carry no mission, so a week's ids go
// per mission, once the week is sealed on every platform that it has replies on. Those of
// a week that is long past and open nowhere go too: their account has left the settings,
// or was given to another mission, or they are own answers alone.
func dropSeen(ctx context.Context, r lake.Reader, c *lake.Changes, open []privacy.OpenWeek, closed map[sealedWeek]bool, waits map[string]bool, clock data.Clock) error {
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return err
	}
	mission := map[data.AccountID]string{}
	for _, a := range accounts {
		mission[a.AccountID] = a.Mission
	}
	done := map[[2]string]bool{} // mission and week
	for k := range closed {
		done[[2]string{k.mission, k.week}] = true
	}
	for _, w := range open { // still open on another platform: overlapping pages would count twice
		if !closed[sealedWeek{w.Mission, w.Platform, w.Week}] {
			delete(done, [2]string{w.Mission, w.Week})
			waits[w.Week] = true
		}
	}
	for _, part := range lake.Partitions(r, lake.ReplySeen) {
		rows, err := lake.Rows(ctx, r, lake.ReplySeen, partition.Only(part))
		if err != nil {
			return err
		}
		before := len(rows)
		rows = slices.DeleteFunc(rows, func(s data.ReplySeen) bool {
			return done[[2]string{mission[s.AccountID], s.Week}] || !waits[s.Week] && privacy.Past(s.Week, clock)
		})
		if len(rows) == before {
			continue
		}
		if len(rows) == 0 {
			rows = nil
		}
		if err := lake.Replace(c, lake.ReplySeen, part, rows, ""); err != nil {
			return err
		}
	}
	return nil
}
