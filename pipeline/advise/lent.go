package advise

import (
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// lentFiles lists what other units shared on the day of as-of or before. A partition
// notes the day of its file.
func lentFiles(r lake.Reader, c data.Clock) []lake.File {
	return slices.DeleteFunc(slices.Clone(r.Files(lake.PooledEffects.Name)), func(f lake.File) bool { return f.From > c.Now().Day() })
}

// lent is what can be borrowed of those files: effects that were counted and estimated by
// the versions at hand, of accounts that are not read here, as far as their names tell.
// It is nil if there is nothing.
func lent(ctx context.Context, r lake.Reader, files []lake.File) (*effects.Shared, error) {
	if len(files) == 0 {
		return nil, nil
	}
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return nil, err
	}
	here := map[data.AccountID]bool{}
	for _, a := range accounts {
		here[a.AccountID] = true
	}
	early := func(part string) bool {
		return slices.ContainsFunc(files, func(f lake.File) bool { return f.Partition == part })
	}
	var rows []data.PooledEffect
	for e, err := range lake.Scan(ctx, r, lake.PooledEffects, early) {
		if err != nil {
			return nil, err
		}
		if borrows(&e) && !here[e.AccountID] {
			rows = append(rows, e)
		}
	}
	return effects.NewShared(rows), nil
}

// borrows reports whether estimates may borrow from an effect that was shared: not from
// one that was counted by another dictionary or estimated by another model, for it says
// something else by the same name.
func borrows(e *data.PooledEffect) bool {
	return e.Dictionary == metrics.Version && e.Model == effects.Model
}
