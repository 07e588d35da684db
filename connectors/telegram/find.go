package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// file is one export.
type file struct {
	path    string
	mapping string
	sum     string      // sha256 of its bytes
	key     string      // in cursors
	day     data.Micros // that its folder's name says; 0 if none
	chats   chats       // what a first reading tells
}

// Key implements connectors.KeyedFile.
func (f *file) Key() string { return f.key }

// Input implements connectors.KeyedFile.
func (f *file) Input() string { return filepath.Base(f.path) + " sha256:" + f.sum[:16] }

// folder is what Telegram Desktop calls the folder of an export: ChatExport_2026-05-31.
var folder = regexp.MustCompile(`^(?:Chat|Data)Export_(\d{4}-\d{2}-\d{2})`)

// find lists and hashes the account's files. With replies, what one file gives depends
// on the others, so that their hashes stand in its key as well.
func (d *exports) find(ctx context.Context) ([]*file, error) {
	found, err := connectors.FindFiles(d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	if found, err = unfold(found); err != nil {
		return nil, err
	}
	var files []*file
	all := ""
	for _, one := range found {
		f := &file{path: one.Path, mapping: one.Mapping, day: d.folderDay(one.Path)}
		if f.sum, err = sum(ctx, one.Path); err != nil {
			return nil, err
		}
		files = append(files, f)
		if d.account.Replies {
			all += f.sum
		}
	}
	for _, f := range files {
		f.key = connectors.Key(version, f.sum, all, fmt.Sprint(d.declared[f.mapping]), fmt.Sprint(d.name), fmt.Sprint(d.account.Replies), f.day.String(), d.zone().String())
	}
	d.files = files
	return files, nil
}

// unfold puts the result.json files of a folder in its place.
func unfold(found []connectors.Found) ([]connectors.Found, error) {
	var files []connectors.Found
	for _, one := range found {
		info, err := os.Stat(one.Path)
		if err != nil || !info.IsDir() {
			files = append(files, one) // what is wrong with it is told on opening
			continue
		}
		before := len(files)
		err = filepath.WalkDir(one.Path, func(path string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() && strings.EqualFold(e.Name(), "result.json") {
				files = append(files, connectors.Found{Path: path, Mapping: one.Mapping})
			}
			return err
		})
		switch {
		case err != nil:
			return nil, fmt.Errorf("%w: %v", connectors.ErrInput, err)
		case len(files) == before:
			return nil, fmt.Errorf("%w: %s holds no result.json; %s", connectors.ErrInput, one.Path, hintExport)
		}
	}
	return files, nil
}

func (d *exports) zone() *time.Location {
	if d.env.Zone == nil {
		return time.UTC
	}
	return d.env.Zone
}

// folderDay reads the day in the name of a file's folder.
func (d *exports) folderDay(path string) data.Micros {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return 0
	}
	m := folder.FindStringSubmatch(filepath.Base(filepath.Dir(absolute)))
	if m == nil {
		return 0
	}
	day, err := time.ParseInLocation(time.DateOnly, m[1], d.zone())
	if err != nil {
		return 0
	}
	return data.At(day)
}

func sum(ctx context.Context, path string) (string, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := connectors.Copy(ctx, h, f); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return "", fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
