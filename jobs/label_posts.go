package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/connectors/labelsheet"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/content"
)

// DrawPosts draws own posts to label, at most a number of them, and notes the draw
// before anybody sees them.
func (u *Unit) DrawPosts(ctx context.Context, most int, waits func(error)) (l *content.PostLabelling, err error) {
	err = u.whenFree(ctx, waits, func() error {
		s, err := u.lake.Current(ctx)
		if err != nil {
			return err
		}
		if l, err = content.DrawPosts(ctx, s, most, u.Clock); err != nil {
			return err
		}
		return u.commit(ctx, "label", func(r lake.Reader) (lake.Changes, error) { return l.Record(ctx, r) })
	})
	return l, err
}

// WriteLabelSheet writes the posts to label into a workbook that must not be there
// yet: an older one may hold answers.
func (u *Unit) WriteLabelSheet(l *content.PostLabelling, path string) (err error) {
	sheet := labelsheet.Sheet{Languages: u.Config.Unit.Languages, Made: u.Clock.AsOf}
	for _, t := range l.Tasks {
		sheet.Rows = append(sheet.Rows, labelsheet.Row{Post: t.Post, Label: t.Label})
		if !slices.Contains(sheet.Languages, t.Label.Language) && t.Label.Language != "und" {
			sheet.Languages = append(slices.Clone(sheet.Languages), t.Label.Language)
		}
	}
	for _, o := range u.calendar().Entries() {
		if name := data.OccasionOf(o.Kind, o.Name); !slices.Contains(sheet.Occasions, name) {
			sheet.Occasions = append(sheet.Occasions, name)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return sheetThere(path)
	}
	if err != nil {
		return fmt.Errorf("write the sheet of labels: %w", err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			_ = os.Remove(path)
		}
	}()
	return labelsheet.Write(f, sheet)
}

// CheckNewSheet refuses to draw posts for a workbook that is there already.
func CheckNewSheet(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return sheetThere(path)
	}
	return nil
}

func sheetThere(path string) error {
	return fmt.Errorf("%s is there already and may hold answers; read it with: tailor label --posts %s, or write to another file", path, filepath.Base(path))
}

// LabelSheet is what reading a sheet of labels came to.
type LabelSheet struct {
	content.Kept
	Answers int           `json:"rows"` // rows in which something is said
	Rejects []data.Reject `json:"set_aside"`
}

// ReadLabelSheet reads a sheet of labels, keeps what can be used, and labels the posts
// anew that it is about.
func (u *Unit) ReadLabelSheet(ctx context.Context, path string, waits func(error)) (LabelSheet, error) {
	labels, rejects, err := exports.ReadLabels(ctx, path, u.Clock)
	if err != nil {
		return LabelSheet{}, err
	}
	kept, err := u.KeepPostLabels(ctx, labels, waits)
	for i := range rejects {
		rejects[i].Row = "" // it stands in the file
	}
	return LabelSheet{Kept: kept, Answers: len(labels), Rejects: rejects}, err
}

// KeepPostLabels keeps what people said of posts, labels those posts anew, and
// measures how far rules and people agree.
func (u *Unit) KeepPostLabels(ctx context.Context, labels []data.HandLabel, waits func(error)) (kept content.Kept, err error) {
	if len(labels) == 0 {
		return kept, nil
	}
	err = u.whenFree(ctx, waits, func() error {
		err := u.commit(ctx, "label", func(r lake.Reader) (c lake.Changes, err error) {
			c, kept, err = content.KeepLabels(ctx, r, labels)
			return c, err
		})
		if err != nil {
			return err
		}
		return u.classify(ctx)
	})
	return kept, err
}

// LabelAgreement is how far the present rules and people agree.
type LabelAgreement struct {
	Version string              `json:"version"`
	Levers  []metrics.Agreement `json:"levers"`
	Older   []string            `json:"older_versions"` // measured on the rules of their day, never pooled
}

// LabelAgreement summarises the agreement of the present version of the rules.
func (u *Unit) LabelAgreement(ctx context.Context) (LabelAgreement, error) {
	a := LabelAgreement{Version: content.RulesVersion(u.topics), Levers: []metrics.Agreement{}, Older: []string{}}
	s, err := u.lake.Current(ctx)
	if err != nil {
		return a, err
	}
	cells, err := lake.Rows(ctx, s, lake.LabelAgreements, nil)
	if err != nil {
		return a, err
	}
	for _, c := range cells {
		if c.Version != a.Version && !slices.Contains(a.Older, c.Version) {
			a.Older = append(a.Older, c.Version)
		}
	}
	slices.Sort(a.Older)
	for _, m := range metrics.Confusions(cells, a.Version, nil) {
		a.Levers = append(a.Levers, m.Agreement())
	}
	return a, nil
}
