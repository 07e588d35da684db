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
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/brief"
	"github.com/digital-diplomacy/tailor/pipeline/content"
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

// briefs gathers what each mission's page is made of from the current snapshot, in
// the order of missions.
func (u *Unit) briefs(ctx context.Context) ([]report.Input, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	inputs, err := brief.Briefs(ctx, s, u.missions(), u.Gone(), u.Clock)
	if err != nil {
		return nil, fmt.Errorf("gather the reports: %w", err)
	}
	for i := range inputs {
		u.frame(&inputs[i], s)
	}
	return inputs, nil
}

// frame adds what only the job knows: the unit, the privacy notice, versions.
func (u *Unit) frame(in *report.Input, s *lake.Snapshot) {
	in.Unit = u.Config.Unit.Name
	in.MadeUp = u.MadeUp
	if u.Settings == "" {
		in.Explain = func(data.Advice) string { return "" } // nothing stays that could be followed
	}
	in.Privacy = u.notice(in.Mission)
	in.Versions = u.reportVersions(s)
}

// notice is what a page states on the replies that were collected.
func (u *Unit) notice(mission string) report.Privacy {
	r := u.Config.Replies
	return report.Privacy{
		Replies: r.Collect, LegalBasis: r.LegalBasis, DPIA: r.DPIA, Contact: r.Contact,
		RetentionDays: r.RetentionDays, MinPeople: int(privacy.Threshold(u.publishing().Rule(mission), data.DimTotal)),
	}
}

func (u *Unit) reportVersions(s *lake.Snapshot) report.Versions {
	return report.Versions{
		Program: u.Version, Commit: tree(s), Dictionary: metrics.Version, Model: effects.Model,
		Scorer: u.scorer.Version(), Labels: content.LabelsVersion,
	}
}

// crises words what was asked within the window, mission by mission.
func (u *Unit) crises(ctx context.Context, window time.Duration) ([]report.Crisis, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	all, err := brief.Crisis(ctx, s, u.scorer, u.missions(), window, u.Clock)
	for i := range all {
		c := &all[i]
		c.Unit, c.MadeUp, c.Privacy, c.Versions = u.Config.Unit.Name, u.MadeUp, u.notice(c.Mission), u.reportVersions(s)
		c.Least = int64(c.Privacy.MinPeople)
	}
	return all, err
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

// Mission finds the mission that a name means: its whole name, a part of one that no
// other has, or the only one there is.
func (u *Unit) Mission(name string) (string, error) {
	all := u.missions()
	if slices.Contains(all, name) {
		return name, nil
	}
	fits := slices.DeleteFunc(slices.Clone(all), func(m string) bool { return !strings.Contains(strings.ToLower(m), strings.ToLower(name)) })
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(all) == 0:
		return "", errors.New("the settings name no account of your own, so there is no mission to plan for")
	case name == "":
		return "", fmt.Errorf("there are several missions; name one with --mission: %s", strings.Join(all, "; "))
	case len(fits) > 1:
		return "", fmt.Errorf("--mission %q fits several missions; write more of one: %s", name, strings.Join(fits, "; "))
	}
	return "", fmt.Errorf("--mission %q fits no mission; there are: %s", name, strings.Join(all, "; "))
}
