package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"
)

// launch is how the program was started, as far as that tells a double-click.
type launch struct {
	system   string // runtime.GOOS
	args     int
	explorer bool   // Windows: by the Explorer, not from a console
	terminal bool   // somebody sits at its input and output
	here     string // working folder
	home     string // the user's own folder
	program  string // folder of the program
	exists   func(path string) bool
}

func startedHow(args []string) launch {
	s := launch{
		system: runtime.GOOS, args: len(args), explorer: mousetrap.StartedByExplorer(),
		terminal: term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd())),
		exists: func(path string) bool {
			info, err := os.Stat(path)
			return err == nil && (info.Mode().IsRegular() || info.IsDir())
		},
	}
	// What is not known stays empty, and is then no folder with settings.
	s.here, _ = os.Getwd()
	s.home, _ = os.UserHomeDir()
	if p, err := os.Executable(); err == nil {
		s.program = filepath.Dir(p)
	}
	return s
}

// settings is the file to serve after a double-click, and whether it was one: no
// arguments, a tailor.yaml beside the program or in the working folder, and
//
//   - on Windows, the Explorer as parent;
//   - on macOS, the Finder: it starts an application without a terminal in /, and any
//     other program in a terminal that stands in the user's own folder. There must be
//     no settings there, and the program elsewhere.
//
// Elsewhere nothing tells a double-click from a job without a terminal, so there is none.
func (s launch) settings() (path string, clicked bool) {
	const name = "tailor.yaml"
	beside, inHere := filepath.Join(s.program, name), filepath.Join(s.here, name)
	switch {
	case s.args > 0:
		return "", false
	case s.system == "windows" && s.explorer, s.system == "darwin" && !s.terminal && s.here == "/":
	case s.system == "darwin" && s.here == s.home && s.program != s.home && !s.exists(inHere):
	default:
		return "", false
	}
	for _, folder := range []struct{ known, path string }{{s.program, beside}, {s.here, inHere}} {
		if folder.known != "" && s.exists(folder.path) {
			return folder.path, true
		}
	}
	return "", false
}

// brief is the command for files or folders that were dropped on the program, or named
// without a command: the Explorer gives nothing but their paths, and does not say which
// folder to write to, so the page is written beside the first. It is nil if an argument
// is none of both.
func (s launch) brief(paths []string) []string {
	for _, p := range paths {
		if strings.HasPrefix(p, "-") || !s.exists(p) {
			return nil
		}
	}
	if len(paths) == 0 {
		return nil
	}
	args := []string{"brief"}
	if s.explorer {
		args = append(args, "--out", filepath.Join(filepath.Dir(paths[0]), "tailor-brief.html"))
	}
	return append(args, paths...)
}

// holdWindow keeps the window that a double-click or a drop opened until it was read.
func holdWindow(in io.Reader, errw io.Writer) {
	fmt.Fprintln(errw, "Press Enter to close this window.")
	_, _ = bufio.NewReader(in).ReadString('\n')
}
