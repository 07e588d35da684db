package measure

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// accountMonths lists the partitions in which an account published or was counted.
func (m *measuring) accountMonths() []string {
	parts := slices.Collect(maps.Keys(m.files[lake.Posts.Name]))
	parts = slices.AppendSeq(parts, maps.Keys(m.files[lake.AccountSnapshots.Name]))
	slices.Sort(parts)
	return slices.Compact(parts)
}

// accounts follows the accounts of one platform through one month: how their followers
// grew, and how much they reply.
func (m *measuring) accounts(part string) error {
	inputs := m.inputs(part, m.files[lake.Posts.Name][part], m.files[lake.AccountSnapshots.Name][part])
	if !m.stale(lake.AccountMetrics.Name, part, inputs) {
		return nil
	}
	type account struct {
		platform data.Platform
		snaps    []data.AccountSnapshot
		posts    []data.Post
	}
	all := map[data.AccountID]*account{}
	of := func(id data.AccountID, p data.Platform) *account {
		if all[id] == nil {
			all[id] = &account{platform: p}
		}
		return all[id]
	}
	posts, err := m.posts(part)
	if err != nil {
		return err
	}
	for _, p := range posts {
		a := of(p.AccountID, p.Platform)
		a.posts = append(a.posts, p)
	}
	for s, err := range lake.Scan(m.ctx, m.r, lake.AccountSnapshots, partition.Only(part)) {
		if err != nil {
			return err
		}
		if !m.terms[s.AccountID].NoDerived || s.Source != data.SourceAPI {
			a := of(s.AccountID, s.Platform)
			a.snaps = append(a.snaps, s)
		}
	}
	var rows []data.AccountMetric
	_, month, _ := partition.Split(part)
	from, to := data.At(month), data.At(month.AddDate(0, 1, 0))
	for _, id := range slices.Sorted(maps.Keys(all)) {
		a := all[id]
		rows = append(rows, metrics.AccountMonth(id, a.platform, partition.Month(part), from, to, a.snaps, a.posts)...)
	}
	return derive(m, lake.AccountMetrics, part, rows, inputs)
}
