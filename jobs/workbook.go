package jobs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/pipeline/workbook"
)

// Workbook is a workbook that was written.
type Workbook struct {
	Path   string           `json:"path"`
	Commit string           `json:"commit"`
	Sheets []workbook.Sheet `json:"sheets"`
}

// Workbook writes the newest commit as an XLSX file: of one mission, or of the whole
// unit if none is named. Equal data and settings give equal bytes; a file that would
// not change is left alone.
func (u *Unit) Workbook(ctx context.Context, path, mission string) (*Workbook, error) {
	if mission != "" && !slices.Contains(u.missions(), mission) {
		return nil, &MissionError{mission, u.missions()}
	}
	s, about, err := u.aboutWorkbook(ctx, mission)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	sheets, err := workbook.Write(ctx, &b, s, about)
	if err != nil {
		return nil, err
	}
	if _, err := patient.Replace(path, b.Bytes(), 0o644); err != nil {
		return nil, fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return &Workbook{path, about.Commit, sheets}, nil
}

// refreshWorkbook writes a workbook unless the file is the newest already.
func (u *Unit) refreshWorkbook(ctx context.Context, path, mission string) error {
	_, about, err := u.aboutWorkbook(ctx, mission)
	if err != nil {
		return err
	}
	if f, err := os.Open(path); err == nil {
		defer f.Close()
		if info, err := f.Stat(); err == nil && workbook.Is(f, info.Size(), about) {
			return nil
		}
	}
	_, err = u.Workbook(ctx, path, mission)
	return err
}

// aboutWorkbook is the newest commit and what a workbook of it is about.
func (u *Unit) aboutWorkbook(ctx context.Context, mission string) (*lake.Snapshot, workbook.About, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, workbook.About{}, err
	}
	return s, workbook.About{
		Unit: u.Config.Unit.Name, Mission: mission, AsOf: s.Manifest().Meta.AsOf, Commit: tree(s), Program: u.Version, MadeUp: u.MadeUp,
	}, nil
}

// MissionError says that the settings have no own accounts of a mission.
type MissionError struct {
	Mission string
	Known   []string
}

func (e *MissionError) Error() string {
	return fmt.Sprintf("no own account in the settings belongs to the mission %q; missions are: %s", e.Mission, strings.Join(e.Known, ", "))
}
