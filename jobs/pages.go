package jobs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/pipeline"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// report writes one page per mission, and a copy to each folder that the config
// delivers to. A file that would not change is left alone; one that is missing, be
// it that an earlier delivery failed, is made good.
func (u *Unit) report(ctx context.Context) error {
	views, err := u.views(ctx)
	if err != nil {
		return err
	}
	u.pages = views
	written := 0
	for mission, view := range views {
		var page bytes.Buffer
		if err := report.Render(&page, view); err != nil {
			return fmt.Errorf("report on %s: %w", mission, err)
		}
		path := u.pagePath(mission)
		changed, err := replaceFile(path, page.Bytes())
		if err != nil {
			return fmt.Errorf("report on %s: %w", mission, err)
		}
		if changed {
			written++
		}
		for _, d := range u.Config.Deliver {
			if _, err := replaceFile(filepath.Join(d.Path, filepath.Base(path)), page.Bytes()); err != nil {
				return fmt.Errorf("deliver the report on %s: %w", mission, err)
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

// replaceFile makes a file hold b, whole at any moment, and says whether it changed.
func replaceFile(path string, b []byte) (changed bool, err error) {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b) {
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
	if _, err := tmp.Write(b); err != nil {
		tmp.Close()
		return false, err
	}
	if err := tmp.Chmod(0o644); err != nil {
		tmp.Close()
		return false, err
	}
	if err := tmp.Close(); err != nil {
		return false, err
	}
	return true, os.Rename(tmp.Name(), path)
}
