package jobs

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// missions lists the missions that own accounts belong to.
func (u *Unit) missions() []string {
	var names []string
	for _, a := range u.accounts() {
		if a.Role == data.RoleOwn && a.Mission != "" {
			names = append(names, a.Mission)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// views makes each mission's page from the current snapshot.
func (u *Unit) views(ctx context.Context) (map[string]report.View, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	views := map[string]report.View{}
	for _, mission := range u.missions() {
		in, err := pipeline.Brief(ctx, s, mission, u.Clock)
		if err != nil {
			return nil, fmt.Errorf("report on %s: %w", mission, err)
		}
		u.frame(&in, s)
		views[mission] = report.Build(in)
	}
	return views, nil
}

// frame adds what only the job knows: the unit, the privacy notice, versions.
func (u *Unit) frame(in *report.Input, s *lake.Snapshot) {
	r := u.Config.Replies
	in.Unit = u.Config.Unit.Name
	in.MadeUp = u.MadeUp
	if u.Settings == "" {
		in.Explain = func(data.Advice) string { return "" } // nothing stays that could be followed
	}
	in.Privacy = report.Privacy{
		Replies: r.Collect, LegalBasis: r.LegalBasis, DPIA: r.DPIA, Contact: r.Contact,
		RetentionDays: r.RetentionDays, MinPeople: int(privacy.Threshold(u.publishing().Rule(in.Mission), data.DimTotal)),
	}
	in.Versions = report.Versions{
		Program: u.Version, Commit: tree(s), Dictionary: metrics.Version, Model: metrics.Model,
		Scorer: u.scorer.Version(), Labels: pipeline.LabelsVersion,
	}
}

// tree is a hash of all that the lake holds: equal data, equal tree, whatever the
// way to them was.
func tree(s *lake.Snapshot) string {
	var files []lake.File
	for _, t := range lake.Dictionary() {
		if !t.Vault {
			files = append(files, s.Files(t.Name)...)
		}
	}
	return lake.InputHash(s, nil, files...)[:12]
}
