package jobs

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

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
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	about := workbook.About{
		Unit: u.Config.Unit.Name, Mission: mission, AsOf: s.Manifest().Meta.AsOf, Commit: tree(s), Program: u.Version, MadeUp: u.MadeUp,
	}
	var b bytes.Buffer
	sheets, err := workbook.Write(ctx, &b, s, about)
	if err != nil {
		return nil, err
	}
	if _, err := replaceFile(path, b.Bytes()); err != nil {
		return nil, fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return &Workbook{path, about.Commit, sheets}, nil
}

// MissionError says that the settings have no own accounts of a mission.
type MissionError struct {
	Mission string
	Known   []string
}

func (e *MissionError) Error() string {
	return fmt.Sprintf("no own account in the settings belongs to the mission %q; missions are: %s", e.Mission, strings.Join(e.Known, ", "))
}
