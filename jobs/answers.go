package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// answers takes what policy owners answered from the file that the settings name into the
// lake. Rows that cannot be used make the run partial; the others land.
func (u *Unit) answers(ctx context.Context) error {
	path := u.Config.Report.Answers
	var rows []data.PolicyAnswer
	late := &PartialError{}
	if path != "" {
		found, bad, err := u.readAnswers(path)
		if err != nil { // what was taken in before stays
			return &PartialError{Failed: []error{fmt.Errorf("report.answers: %w", err)}}
		}
		rows = found
		for _, x := range bad {
			late.Failed = append(late.Failed, fmt.Errorf("%s: %s; the row is left out", filepath.Base(path), x))
		}
	}
	if err := u.Commit(ctx, "report", func(r lake.Reader) (lake.Changes, error) { return mood.PolicyAnswers(r, rows) }); err != nil {
		return err
	}
	if late.Failed != nil {
		return late
	}
	return nil
}

func (u *Unit) readAnswers(path string) ([]data.PolicyAnswer, []exports.BadAnswer, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%s is not there; make it with the first line quarter,theme,owner,answer,date", path)
	}
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	answers, bad, err := exports.ReadAnswers(f, func(text string) bool { return u.masker.Mask(text) != text })
	if err != nil {
		return nil, nil, fmt.Errorf("%s %w", path, err)
	}
	return answers, bad, nil
}
