package label

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
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/content"
)

// DrawPosts draws own posts to label, at most a number of them, and notes the draw
// before anybody sees them.
func DrawPosts(ctx context.Context, u *jobs.Unit, most int, waits func(error)) (l *content.PostLabelling, err error) {
	err = whenFree(ctx, u, waits, func() error {
		s, err := u.Lake().Current(ctx)
		if err != nil {
			return err
		}
		if l, err = content.DrawPosts(ctx, s, most, u.Clock); err != nil {
			return err
		}
		return u.Commit(ctx, "label", func(r lake.Reader) (lake.Changes, error) { return l.Record(ctx, r) })
	})
	return l, err
}

// WriteSheet writes the posts to label into a workbook that must not be there
// yet: an older one may hold answers.
func WriteSheet(u *jobs.Unit, l *content.PostLabelling, path string) (err error) {
	sheet := labelsheet.Sheet{Languages: u.Config.Unit.Languages, Made: u.Clock.AsOf}
	for _, t := range l.Tasks {
		sheet.Rows = append(sheet.Rows, labelsheet.Row{Post: t.Post, Label: t.Label})
		if !slices.Contains(sheet.Languages, t.Label.Language) && t.Label.Language != "und" {
			sheet.Languages = append(slices.Clone(sheet.Languages), t.Label.Language)
		}
	}
	for _, o := range u.Calendar().Entries() {
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

// Sheet is what reading a sheet of labels came to.
type Sheet struct {
	content.Kept
	Answers int           `json:"rows"` // rows in which something is said
	Rejects []data.Reject `json:"set_aside"`
}

// ReadSheet reads a sheet of labels, keeps what can be used, and labels the posts
// anew that it is about.
func ReadSheet(ctx context.Context, u *jobs.Unit, path string, waits func(error)) (Sheet, error) {
	labels, rejects, err := exports.ReadLabels(ctx, path, u.Clock)
	if err != nil {
		return Sheet{}, err
	}
	kept, err := KeepPosts(ctx, u, labels, waits)
	for i := range rejects {
		rejects[i].Row = "" // it stands in the file
	}
	return Sheet{Kept: kept, Answers: len(labels), Rejects: rejects}, err
}

// KeepPosts keeps what people said of posts, labels those posts anew, and
// measures how far rules and people agree.
func KeepPosts(ctx context.Context, u *jobs.Unit, labels []data.HandLabel, waits func(error)) (kept content.Kept, err error) {
	if len(labels) == 0 {
		return kept, nil
	}
	err = whenFree(ctx, u, waits, func() error {
		err := u.Commit(ctx, "label", func(r lake.Reader) (c lake.Changes, err error) {
			c, kept, err = content.KeepLabels(ctx, r, labels)
			return c, err
		})
		if err != nil {
			return err
		}
		return u.Classify(ctx)
	})
	return kept, err
}

// Agreement is how far the present rules and people agree.
type Agreement struct {
	Version string              `json:"version"`
	Levers  []metrics.Agreement `json:"levers"`
	Older   []string            `json:"older_versions"` // measured on the rules of their day, never pooled
}

// Agreed summarises the agreement of the present version of the rules.
func Agreed(ctx context.Context, u *jobs.Unit) (Agreement, error) {
	a := Agreement{Version: content.RulesVersion(u.Topics()), Levers: []metrics.Agreement{}, Older: []string{}}
	s, err := u.Lake().Current(ctx)
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
