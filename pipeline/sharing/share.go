package sharing

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/peers"
	"github.com/digital-diplomacy/tailor/pipeline/exchange"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// Options is what a unit decides of what it shares.
type Options struct {
	As    string      // name it shares under
	Named bool        // whether accounts keep the ids of the settings; else they are a1, a2, ...
	Terms terms.Terms // of platforms: numbers that were lent, or may not be computed with, do not leave
}

// Shared is what a file to be shared holds, and what was left out of it.
type Shared struct {
	File     exchange.File             `json:"-"`
	As       string                    `json:"as"`
	Accounts map[data.AccountID]string `json:"accounts"` // of the settings -> in the file
	Cells    int                       `json:"cells"`
	Effects  int                       `json:"effects"`
	Small    int                       `json:"small_cells_left_out"`
	Private  int                       `json:"effects_left_out"` // with too few posts, or on levels of the unit's own
	Bound    []data.AccountID          `json:"accounts_left_out,omitempty"`
}

// Share collects what may be shared of own accounts, of whole weeks before as-of: cells
// of public counts as [peers.SharedCells] leaves them, and the newest effects that
// [peers.ShareableEffect] accepts. It reads the tables accounts, engagement_cells and
// format_effects, and nothing else.
func Share(ctx context.Context, r lake.Reader, s Options, c data.Clock) (*Shared, error) {
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return nil, fmt.Errorf("share: %w", err)
	}
	out := &Shared{As: s.As, Accounts: map[data.AccountID]string{}, File: exchange.File{Header: exchange.Header{
		Version: exchange.Version, SharedBy: s.As, SharedOn: c.Now().Day(), Dictionary: metrics.Version, Model: effects.Model, Least: peers.SharedLeast}}}
	slices.SortFunc(accounts, func(a, b data.Account) int { return cmp.Compare(a.AccountID, b.AccountID) })
	for _, a := range accounts {
		switch t := s.Terms[a.AccountID]; {
		case a.Role != data.RoleOwn:
		case t.NoDerived || t.KeepDays > 0:
			out.Bound = append(out.Bound, a.AccountID)
		case s.Named:
			out.Accounts[a.AccountID] = string(a.AccountID)
		default:
			out.Accounts[a.AccountID] = fmt.Sprintf("a%d", len(out.Accounts)+1)
		}
	}
	var failed error
	cells, small := peers.SharedCells(out.ownCells(ctx, r, c, &failed))
	if failed != nil {
		return nil, fmt.Errorf("share: %w", failed)
	}
	out.Small = small
	for i := range cells {
		out.File.Cells = append(out.File.Cells, out.cell(&cells[i]))
	}
	if err := out.effects(ctx, r, c); err != nil {
		return nil, fmt.Errorf("share: %w", err)
	}
	out.Cells, out.Effects = len(out.File.Cells), len(out.File.Effects)
	return out, nil
}

func (s *Shared) ownCells(ctx context.Context, r lake.Reader, c data.Clock, failed *error) iter.Seq[data.EngagementCell] {
	now := c.Now().Week()
	return func(yield func(data.EngagementCell) bool) {
		for cell, err := range lake.Scan(ctx, r, lake.EngagementCells, nil) {
			if err != nil {
				*failed = err
				return
			}
			if s.Accounts[cell.AccountID] == "" || cell.Week >= now || !exchange.MayName(cell.Platform) {
				continue
			}
			if !yield(cell) {
				return
			}
		}
	}
}

func (s *Shared) cell(c *data.EngagementCell) exchange.Cell {
	out := exchange.Cell{Account: s.Accounts[c.AccountID], Platform: string(c.Platform), Format: string(c.Format), Span: c.Week, Metric: c.Metric,
		Age: c.Age, Paid: string(c.Paid), Posts: c.Posts, N: c.N, Sum: c.Sum, SumLog: c.SumLog, SumLogSq: c.SumLogSq}
	for _, b := range c.Hist {
		out.Hist = append(out.Hist, [2]int64{int64(b.Index), b.N})
	}
	return out
}

// effects takes those of the newest week at or before as-of.
func (s *Shared) effects(ctx context.Context, r lake.Reader, c data.Clock) error {
	limit, newest := "period="+c.Now().Week(), ""
	for _, part := range lake.Partitions(r, lake.FormatEffects) {
		if part <= limit {
			newest = max(newest, part)
		}
	}
	for e, err := range lake.Scan(ctx, r, lake.FormatEffects, partition.Only(newest)) {
		if err != nil {
			return err
		}
		if newest == "" || s.Accounts[e.AccountID] == "" || e.OwnLift == nil {
			continue
		}
		out := exchange.Effect{Account: s.Accounts[e.AccountID], Platform: string(e.Platform), Goal: e.Goal, Age: e.Age, Lever: e.Lever, Level: e.Level, N: e.N, NOther: e.NOther}
		if peers.ShareableEffect(&e) {
			out.Lift, out.LogSE = *e.OwnLift, *e.OwnStdErr
		}
		if out.LogSE == 0 || !out.MayStand() {
			s.Private++
			continue
		}
		s.File.Effects = append(s.File.Effects, out)
	}
	return nil
}
