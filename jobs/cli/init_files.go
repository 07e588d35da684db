package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// inboxFolder is where exports are put unless somebody wants them elsewhere.
const inboxFolder = "inbox/"

// exportsIn tells whose exports lie in the folders and files of an answer to init. Names
// are told only where several pages of a platform lie there.
func exportsIn(beside, answer string) []config.Found {
	var paths []string
	for _, p := range splitList(answer) {
		if matches, err := filepath.Glob(within(beside, p)); err == nil {
			paths = append(paths, matches...)
		}
	}
	files, _, err := exports.Files(paths...)
	if err != nil {
		return nil // the run says what is wrong with them
	}
	var known []download
	for _, path := range files {
		if found, err := exports.Recognise(path); err == nil && unfit(path, found) == nil {
			known = append(known, download{path, found})
		}
	}
	var found []config.Found
	accounts := foundAccounts(known)
	for _, a := range accounts {
		f := config.Found{Platform: string(a.platform)}
		if len(onPlatform(accounts, a.platform)) > 1 {
			f.Name = a.name
		}
		found = append(found, f)
	}
	return found
}

// makeInbox makes the folder that an answer names, so that there is one to put files into;
// a pattern or a file is nothing to make.
func makeInbox(beside, answer string) error {
	if strings.ContainsAny(answer, "*?[") || filepath.Ext(answer) != "" {
		return nil
	}
	return os.MkdirAll(within(beside, answer), 0o755)
}

func within(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// isTerminal reports whether somebody sits at an input.
func isTerminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
