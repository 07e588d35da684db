package jobs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
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

// report writes one page per mission; a page that would not change is left alone.
func (u *Unit) report(ctx context.Context) error {
	views, err := u.views(ctx)
	if err != nil {
		return err
	}
	u.pages = views
	written := 0
	for mission, view := range views {
		path := u.pagePath(mission)
		changed, err := writePage(path, view)
		if err != nil {
			return fmt.Errorf("report on %s: %w", mission, err)
		}
		if changed {
			written++
			if err := u.deliver(mission, path); err != nil {
				return err
			}
		}
	}
	if written > 0 {
		u.summary = fmt.Sprintf("%d pages", written)
	}
	return nil
}

// pagePath is where a mission's page lies.
func (u *Unit) pagePath(mission string) string {
	if u.ReportTo != "" {
		return u.ReportTo
	}
	return filepath.Join(u.Reports(), pipeline.Slug(mission)+"-"+u.Clock.Now().Week()+".html")
}

// writePage replaces a page as a whole, and says whether it changed.
func writePage(path string, view report.View) (changed bool, err error) {
	var page bytes.Buffer
	if err := report.Render(&page, view); err != nil {
		return false, err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, page.Bytes()) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".page-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(page.Bytes()); err != nil {
		return false, err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return false, err
	}
	if err := tmp.Close(); err != nil {
		return false, err
	}
	return true, os.Rename(tmp.Name(), path)
}

// deliver copies a page to the folders that the config names.
func (u *Unit) deliver(_, path string) error {
	for _, d := range u.Config.Deliver {
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(d.Path, 0o755); err != nil {
			return fmt.Errorf("deliver to %s: %w", d.Path, err)
		}
		if err := os.WriteFile(filepath.Join(d.Path, filepath.Base(path)), page, 0o644); err != nil {
			return fmt.Errorf("deliver to %s: %w", d.Path, err)
		}
	}
	return nil
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
