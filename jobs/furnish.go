package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/deliver"
)

// attached are the kinds of files that go out with a page, in their order.
var attached = [...]struct{ kind, mime string }{
	{"html", "text/html; charset=utf-8"},
	{"pdf", "application/pdf"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

// attachmentPath is where a page's file of a kind lies: beside the page. A mission has
// one workbook, whatever the languages of its pages are.
func (u *Unit) attachmentPath(p PageFile, kind string) string {
	stem := strings.TrimSuffix(p.Path, filepath.Ext(p.Path))
	if kind == "xlsx" {
		stem = strings.TrimSuffix(stem, u.suffix(p.Language))
	}
	return stem + "." + kind
}

// furnish makes what a delivery wants beside the pages: the PDF of a page that is newer
// than its PDF, the workbook of a mission whose data changed. A folder gets its copy.
func (u *Unit) furnish(ctx context.Context, d config.Delivery) (failed []error) {
	for _, p := range u.meant(d) {
		for _, a := range attached[1:] {
			if !accompanies(d, p, a.kind) {
				continue
			}
			path := u.attachmentPath(p, a.kind)
			if err := u.produce(ctx, p, a.kind, path); err != nil {
				failed = append(failed, fmt.Errorf("deliver %s to %s: %w", filepath.Base(path), d.Label(), err))
				continue
			}
			if d.To == "folder" {
				if err := copyFile(filepath.Join(d.Path, filepath.Base(path)), path); err != nil {
					failed = append(failed, fmt.Errorf("deliver %s to %s: %w", filepath.Base(path), d.Label(), err))
				}
			}
		}
	}
	return failed
}

// accompanies reports whether a delivery wants a page's file of a kind. A quarter has no
// workbook: that of the unit holds its rows.
func accompanies(d config.Delivery, p PageFile, kind string) bool {
	return d.Wants(kind) && (kind != "xlsx" || p.Quarter == "")
}

// produce makes a page's file of a kind, unless it is the newest already.
func (u *Unit) produce(ctx context.Context, p PageFile, kind, path string) error {
	if kind == "xlsx" {
		return u.refreshWorkbook(ctx, path, p.Mission)
	}
	if current, err := newer(path, p.Path); err != nil || current {
		return err
	}
	if u.PrintPDF == nil {
		return errors.New("this program prints no PDF: take pdf out of attach")
	}
	_, err := u.PrintPDF(ctx, p.Path)
	return err
}

// newer reports whether a file is there and not older than the one it was made from.
func newer(made, from string) (bool, error) {
	of, err := os.Stat(from)
	if err != nil {
		return false, err
	}
	info, err := os.Stat(made)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && !info.ModTime().Before(of.ModTime()), err
}

// copyFile makes a file like another. One that is equal already is left alone.
func copyFile(to, from string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	_, err = patient.Replace(to, b, 0o644)
	return err
}

// files are those that a delivery wants of a page.
func (u *Unit) files(d config.Delivery, p PageFile) ([]deliver.File, error) {
	var files []deliver.File
	for _, a := range attached {
		if !accompanies(d, p, a.kind) {
			continue
		}
		path := u.attachmentPath(p, a.kind)
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, deliver.File{Name: filepath.Base(path), Type: a.mime, Content: b})
	}
	return files, nil
}
