package jobs

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/pipeline/export"
	"github.com/digital-diplomacy/tailor/pipeline/views"
)

// Exported is what an export wrote.
type Exported struct {
	Commit int64            `json:"commit"` // all tables are of this one
	Format export.Format    `json:"format"`
	Files  []export.Written `json:"files"`
}

// Export writes tables of the newest commit into a folder.
func (u *Unit) Export(ctx context.Context, dir string, tables []lake.TableDoc, f export.Format, canonical bool) (*Exported, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	files, err := export.ToDir(ctx, dir, s, tables, f, canonical)
	return &Exported{s.ID(), f, files}, err
}

// ExportTo writes one table of the newest commit.
func (u *Unit) ExportTo(ctx context.Context, w io.Writer, table lake.TableDoc, f export.Format, canonical bool) error {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	_, err = export.Table(ctx, w, s, table, f, canonical)
	return err
}

// ViewsPath is where the file of views for DuckDB stands.
func (u *Unit) ViewsPath() string { return filepath.Join(u.Root, "lake", views.FileName) }

// writeViews makes the file of views fit a commit. It holds no row of any table.
func (u *Unit) writeViews(s *lake.Snapshot) error {
	if _, err := patient.Replace(u.ViewsPath(), []byte(ViewsOf(s, "current")), 0o644); err != nil {
		return fmt.Errorf("write the views for DuckDB: %w", err)
	}
	return nil
}

// Views returns the statements of the views over the newest commit, with the absolute
// path of its tree, so that they run anywhere on this machine.
func (u *Unit) Views(ctx context.Context) (sql string, err error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return "", err
	}
	tree, err := u.TreePath("current")
	return ViewsOf(s, tree), err
}

// TreePath is the absolute path of a tree below lake/, with slashes.
func (u *Unit) TreePath(tree string) (string, error) {
	abs, err := filepath.Abs(filepath.Join(u.Root, "lake", filepath.FromSlash(tree)))
	return filepath.ToSlash(abs), err
}

// ViewsOf are the statements of the views over a commit whose files lie in a tree.
func ViewsOf(s *lake.Snapshot, tree string) string {
	return views.SQL(lake.Dictionary(), func(table string) bool { return len(s.Files(table)) > 0 }, tree)
}
