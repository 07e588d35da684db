package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Records of past months stand in a folder for each, runs/2026-05/. So what a look at the
// last runs costs follows what was done lately, not the years behind it.

// month is the folder that a record of that name belongs into once its month is over.
func month(name string) string {
	if len(name) < 6 {
		return ""
	}
	return name[:4] + "-" + name[4:6]
}

func isMonth(folder string) bool { return regexp.MustCompile(`^\d{4}-\d{2}$`).MatchString(folder) }

// archived is the file of a run of a past month.
func (l *Ledger) archived(name string) string {
	return filepath.Join(l.dir, month(name), name+".json")
}

// stored reads the record of that name, wherever it stands.
func (l *Ledger) stored(name string) (Run, error) {
	r, err := readRun(l.record(name))
	if errors.Is(err, fs.ErrNotExist) {
		if there, archivedErr := readRun(l.archived(name)); !errors.Is(archivedErr, fs.ErrNotExist) {
			return there, archivedErr
		}
	}
	return r, err
}

// backward yields the names of all records without ".json", newest first. The folder of a
// month is listed when it is come to.
func (l *Ledger) backward() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		byMonth := map[string][]string{}
		names, folders, err := list(l.dir)
		for _, name := range names {
			byMonth[month(name)] = append(byMonth[month(name)], name)
		}
		for _, folder := range folders {
			byMonth[folder] = append(byMonth[folder], "")
		}
		if err != nil {
			yield("", err)
			return
		}
		for _, m := range slices.Backward(slices.Sorted(maps.Keys(byMonth))) {
			names := byMonth[m]
			if slices.Contains(names, "") {
				more, _, err := list(filepath.Join(l.dir, m))
				if err != nil {
					yield("", err)
					return
				}
				names = append(slices.DeleteFunc(names, func(n string) bool { return n == "" }), more...)
			}
			slices.Sort(names)
			for _, name := range slices.Backward(slices.Compact(names)) { // one may just be moving
				if !yield(name, nil) {
					return
				}
			}
		}
	}
}

// list returns the records and the folders of months in a folder.
func list(dir string) (names, folders []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: %w", err)
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok && e.Type().IsRegular() {
			names = append(names, name)
		} else if e.IsDir() && isMonth(e.Name()) {
			folders = append(folders, e.Name())
		}
	}
	return names, folders, nil
}

// archive moves the records of past months into their folders. What cannot be moved stays,
// is found where it is, and is tried again at the next start.
func (l *Ledger) archive(entries []os.DirEntry, at time.Time) {
	now := month(at.UTC().Format(startedLayout))
	alive := map[string]bool{}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".alive"); ok {
			alive[name] = true
		}
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok || !e.Type().IsRegular() || alive[name] || !isMonth(month(name)) || month(name) >= now {
			continue
		}
		if err := os.MkdirAll(filepath.Join(l.dir, month(name)), 0o750); err == nil {
			_ = os.Rename(l.record(name), l.archived(name))
		}
	}
}
