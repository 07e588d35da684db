package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/jobs"
)

// download is a file that a brief can be made of.
type download struct {
	path string
	exports.Recognised
}

// notRead is what a brief was not made of, by file.
type notRead []error

// Error lists the files, one a line.
func (n notRead) Error() string {
	lines := make([]string, len(n))
	for i, err := range n {
		lines[i] = "  " + err.Error()
	}
	return fmt.Sprintf("%s not read:\n%s", jobs.Plural(len(n), "file was", "files were"), strings.Join(lines, "\n"))
}

// Unwrap gives the errors of the files.
func (n notRead) Unwrap() []error { return n }

// recognise looks at files, and at what lies in folders, and tells which a brief can
// be made of. The others are unread, each with its reason; if none is left, that is
// the error. passed are files of folders that are no tables.
func recognise(paths []string) (known []download, unread notRead, passed []string, err error) {
	abs := make([]string, len(paths))
	for i, p := range paths {
		if abs[i], err = filepath.Abs(p); err != nil {
			return nil, nil, nil, err
		}
	}
	files, passed, err := exports.Files(abs...)
	if err != nil {
		return nil, nil, nil, usageError{err}
	}
	for _, path := range files {
		found, err := exports.Recognise(path)
		if err == nil {
			err = unfit(path, found)
		}
		if err != nil {
			unread = append(unread, err)
			continue
		}
		known = append(known, download{path, found})
	}
	switch {
	case len(known) > 0:
		return known, unread, passed, nil
	case len(unread) > 0:
		return nil, nil, nil, usageError{unread}
	}
	return nil, nil, nil, usagef("%s holds no export; put the files that you downloaded there, or name them", strings.Join(paths, ", "))
}

// unfit says why a known table is nothing to make a brief of; nil if it is.
func unfit(path string, found exports.Recognised) error {
	why := ""
	switch {
	case found.Rows != "posts" && found.Rows != "accounts":
		why = fmt.Sprintf("it holds %s (%s), and a brief is made of posts; run tailor init to have it read as well", found.Rows, found.Title)
	case found.Lines == 0:
		why = "it holds the names of columns and no rows; choose a longer period, and download it again"
	case found.Platform == "":
		why = "it is a " + found.Title + ", and nothing tells of which platform; put the platform's name into the file's name, for example whatsapp.xlsx"
	default:
		return nil
	}
	return &exports.NotRead{Path: path, Why: why}
}

// passedOver tells in one line what of the folders was not opened.
func passedOver(passed []string) string {
	if len(passed) == 0 {
		return ""
	}
	return fmt.Sprintf("not opened, being no tables by their names: %s, like %s", jobs.Plural(len(passed), "file", "files"), filepath.Base(passed[0]))
}
