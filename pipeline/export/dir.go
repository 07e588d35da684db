package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/patient"
)

// Written is one table that was exported.
type Written struct {
	Table string `json:"table"`
	Path  string `json:"path"` // a file; for Parquet the folder of the table
	Rows  int64  `json:"rows"`
}

// ToDir writes tables into a folder, each whole or not at all: one file TABLE.csv,
// replacing an earlier one, or for [Parquet] one folder TABLE, which must not be there.
// A table without rows becomes a file without rows; a Parquet folder that is empty.
func ToDir(ctx context.Context, dir string, r lake.Reader, tables []lake.TableDoc, f Format, canonical bool) ([]Written, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var written []Written
	for _, t := range tables {
		write := toFile
		if f == Parquet {
			write = toFolder
		}
		w, err := write(ctx, dir, r, t, f, canonical)
		if err != nil {
			return written, err
		}
		written = append(written, w)
	}
	return written, nil
}

func toFile(ctx context.Context, dir string, r lake.Reader, t lake.TableDoc, f Format, canonical bool) (w Written, err error) {
	w = Written{Table: t.Name, Path: filepath.Join(dir, t.Name+"."+string(f))}
	tmp, err := os.CreateTemp(dir, ".export-*")
	if err != nil {
		return w, fmt.Errorf("export %s: %w", t.Name, err)
	}
	defer os.Remove(tmp.Name())
	w.Rows, err = Table(ctx, tmp, r, t, f, canonical)
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return w, err
	}
	return w, patient.Rename(tmp.Name(), w.Path)
}

// toFolder copies a table's files under the names that a snapshot's tree gives them.
func toFolder(ctx context.Context, dir string, r lake.Reader, t lake.TableDoc, _ Format, _ bool) (w Written, err error) {
	w = Written{Table: t.Name, Path: filepath.Join(dir, t.Name)}
	if _, err := os.Stat(w.Path); !errors.Is(err, fs.ErrNotExist) {
		return w, fmt.Errorf("export %s: %s is there already; name another folder, or remove it, since files of two exports would be read as one table", t.Name, w.Path)
	}
	tmp, err := os.MkdirTemp(dir, ".export-*")
	if err != nil {
		return w, fmt.Errorf("export %s: %w", t.Name, err)
	}
	defer patient.RemoveAll(tmp)
	if err := os.MkdirAll(filepath.Join(tmp, t.Name), 0o755); err != nil {
		return w, err
	}
	for f, err := range lake.StoredFiles(ctx, r, t.Name) {
		if err != nil {
			return w, fmt.Errorf("export %s: %w", t.Name, err)
		}
		path := filepath.Join(tmp, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return w, err
		}
		if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
			return w, err
		}
		w.Rows += f.Rows
	}
	return w, patient.Rename(filepath.Join(tmp, t.Name), w.Path)
}
