package sharing

import (
	"errors"
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/exchange"
)

// Pool writes what another unit shared. It takes the place of all that this unit shared
// before; a file that is older than what is there changes nothing and is an error, as
// is one of the unit itself. Rows keep the dictionary's version: sums of two versions
// are never to be added up.
func Pool(r lake.Reader, f *exchange.File, own string, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	h := f.Header
	part := lake.SharedBy(h.SharedBy)
	switch before := sharedOn(r, part); {
	case h.SharedBy == own:
		return changes, errors.New("is your own: it would count your posts twice")
	case h.SharedOn > c.Now().Day():
		return changes, fmt.Errorf("was shared on %s, after the day of this run", h.SharedOn)
	case h.SharedOn < before:
		return changes, fmt.Errorf("was shared on %s, and a file of %s is there already", h.SharedOn, before)
	}
	cells := []data.PooledCell{}
	for i := range f.Cells {
		x := &f.Cells[i]
		cell := data.PooledCell{SharedBy: h.SharedBy, SharedOn: h.SharedOn, AccountID: data.AccountID(x.Account), Platform: data.Platform(x.Platform),
			Format: data.Format(x.Format), Span: x.Span, Metric: x.Metric, Age: x.Age, Paid: data.Paid(x.Paid), Posts: x.Posts, N: x.N,
			Sum: x.Sum, SumLog: x.SumLog, SumLogSq: x.SumLogSq, Dictionary: h.Dictionary}
		for _, b := range x.Hist {
			cell.Hist = append(cell.Hist, data.Bucket{Index: int32(b[0]), N: b[1]})
		}
		cells = append(cells, cell)
	}
	effects := []data.PooledEffect{}
	for _, x := range f.Effects {
		effects = append(effects, data.PooledEffect{SharedBy: h.SharedBy, SharedOn: h.SharedOn, AccountID: data.AccountID(x.Account),
			Platform: data.Platform(x.Platform), Goal: x.Goal, Age: x.Age, Lever: x.Lever, Level: x.Level, N: x.N, NOther: x.NOther,
			OwnLift: x.Lift, OwnStdErr: x.LogSE, Dictionary: h.Dictionary, Model: h.Model})
	}
	err := lake.Replace(&changes, lake.PooledCells, part, cells, h.SharedOn)
	if err == nil {
		err = lake.Replace(&changes, lake.PooledEffects, part, effects, h.SharedOn)
	}
	if err != nil {
		return lake.Changes{}, fmt.Errorf("pool: %w", err)
	}
	return changes, nil
}

// sharedOn returns the day of what a unit shared before, "" if there is nothing. It
// stands in the note of what the partition came from, which is there even without rows.
func sharedOn(r lake.Reader, part string) string {
	return lake.From(r, lake.PooledCells.Name, part)
}

// DictionaryVersion is what files are counted by that can be set beside one's own.
const DictionaryVersion = metrics.Version

// ModelVersion is what effects are estimated by that one's own estimates borrow from.
const ModelVersion = effects.Model

// Unpool removes all that a unit shared; it fails if there is nothing.
func Unpool(r lake.Reader, unit string) (lake.Changes, error) {
	var changes lake.Changes
	part := lake.SharedBy(unit)
	if lake.From(r, lake.PooledCells.Name, part) == "" {
		return changes, fmt.Errorf("nothing is here that %q shared", unit)
	}
	err := lake.Replace(&changes, lake.PooledCells, part, nil, "")
	if err == nil {
		err = lake.Replace(&changes, lake.PooledEffects, part, nil, "")
	}
	return changes, err
}
