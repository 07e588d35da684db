package measure

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// measureAtOnce is about how many bytes of new files one call of Measure returns, so
// that measuring years of many accounts needs no more memory than a few months do.
const measureAtOnce = 128 << 20

// Measure gives the posts of every changed partition their values at fixed ages, and
// sums these into cells and rates of groups; compares posts with the account's earlier
// ones; and follows accounts from month to month. A partition whose inputs did not
// change is not read. Posts whose platform's terms forbid to derive numbers get none.
//
// Where there is much to do it returns a part of it, which can be committed: call it
// again until there is nothing to commit.
func Measure(ctx context.Context, r lake.Reader, bound terms.Terms) (lake.Changes, error) {
	m := newMeasuring(ctx, r, bound)
	for _, platform := range m.platforms() {
		for _, part := range m.months[platform] {
			if err := m.month(platform, part); err != nil {
				return m.changes, fmt.Errorf("measure %s: %w", part, err)
			}
			if m.changes.Bytes() > measureAtOnce {
				return m.changes, nil
			}
		}
	}
	for _, part := range m.accountMonths() {
		if err := m.accounts(part); err != nil {
			return m.changes, fmt.Errorf("measure the accounts of %s: %w", part, err)
		}
	}
	return m.changes, m.forget()
}

// measuring is one call of Measure.
type measuring struct {
	ctx     context.Context
	r       lake.Reader
	terms   terms.Terms
	changes lake.Changes
	files   map[string]map[string][]lake.File // by table and partition
	months  map[string][]string               // partitions with posts by platform, by month
	sheet   *metrics.Sheet
	ahead   map[string]*postMonth // read before their turn

	past     *metrics.Baseline // of the posts before the partition that is next to baseline
	pastUpTo string
}

func newMeasuring(ctx context.Context, r lake.Reader, bound terms.Terms) *measuring {
	m := &measuring{ctx: ctx, r: r, terms: bound, files: map[string]map[string][]lake.File{}, months: map[string][]string{}, sheet: metrics.NewSheet(), ahead: map[string]*postMonth{}}
	for _, table := range []string{lake.Posts.Name, lake.PostSnapshots.Name, lake.PostLabels.Name, lake.AccountSnapshots.Name,
		lake.MaturitySums.Name, lake.PostMetrics.Name, lake.PostOverperformance.Name} {
		m.files[table] = map[string][]lake.File{}
		for _, f := range r.Files(table) {
			m.files[table][f.Partition] = append(m.files[table][f.Partition], f)
		}
	}
	for _, part := range lake.Partitions(r, lake.Posts) {
		platform, _, _ := partition.Split(part)
		m.months[platform] = append(m.months[platform], part)
	}
	return m
}

func (m *measuring) platforms() []string {
	var all []string
	for p := range m.months {
		all = append(all, p)
	}
	slices.Sort(all)
	return all
}

// groupsVersion changes with which posts are summed and compared, though no value does:
// since 2 no answers to somebody.
const groupsVersion = "groups/2"

// inputs hashes what a table's partition is computed from: versions, options and files.
func (m *measuring) inputs(part string, files ...[]lake.File) string {
	return lake.InputHash(m.r, append([]string{metrics.Version, groupsVersion}, m.terms.Underived(part)...), slices.Concat(files...)...)
}

// stale reports whether a table's partition was computed from other inputs.
func (m *measuring) stale(table, part, inputs string) bool {
	return lake.From(m.r, table, part) != inputs
}

// derive replaces a derived partition, with no rows too: that it has none is known then.
func derive[T any](m *measuring, t lake.Table[T], part string, rows []T, inputs string) error {
	if rows == nil {
		rows = []T{}
	}
	if err := lake.Replace(&m.changes, t, part, rows, inputs); err != nil {
		return err
	}
	if m.files[t.Name] != nil {
		m.files[t.Name][part] = partition.Files(lake.Over(m.r, &m.changes), t.Name, part)
	}
	return nil
}

// forget takes the values of posts that are gone along.
func (m *measuring) forget() error {
	drops := []func() error{
		func() error { return dropWithout(m, lake.PostMetrics, m.files[lake.Posts.Name]) },
		func() error { return dropWithout(m, lake.EngagementCells, m.files[lake.Posts.Name]) },
		func() error { return dropWithout(m, lake.GroupRates, m.files[lake.Posts.Name]) },
		func() error { return dropWithout(m, lake.MaturitySums, m.files[lake.Posts.Name]) },
		func() error { return dropWithout(m, lake.MaturityCurves, m.files[lake.Posts.Name]) },
		func() error { return dropWithout(m, lake.PostOverperformance, m.files[lake.Posts.Name]) },
		func() error {
			return dropWithout(m, lake.AccountMetrics, m.files[lake.Posts.Name], m.files[lake.AccountSnapshots.Name])
		},
	}
	for _, d := range drops {
		if err := d(); err != nil {
			return err
		}
	}
	return nil
}

// dropWithout lets a table's partitions go for which no source has any files.
func dropWithout[T any](m *measuring, t lake.Table[T], sources ...map[string][]lake.File) error {
	return partition.DropOthers(m.r, &m.changes, t, func(part string) bool {
		return slices.ContainsFunc(sources, func(files map[string][]lake.File) bool { return len(files[part]) > 0 })
	})
}
