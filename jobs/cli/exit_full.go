package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/digital-diplomacy/tailor/jobs/doctor"
)

// What Windows calls a full disk (winerror.h): Go knows no other name for them.
const (
	windowsHandleDiskFull = syscall.Errno(39)
	windowsDiskFull       = syscall.Errno(112)
)

// diskFull reports whether an error comes from a disk or a quota that is used up.
func diskFull(err error) bool {
	if runtime.GOOS == "windows" && (errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleDiskFull)) {
		return true
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// explainFull says which disk is full. Of what could not be written, the first stands for
// all: once a disk is full, nothing that is tried after it works.
func explainFull(w io.Writer, err error) {
	first, _, _ := strings.Cut(err.Error(), "\n")
	fmt.Fprintf(w, "tailor: %s\n", first)
	var path string
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		path = e.Path
	} else if e := (*os.LinkError)(nil); errors.As(err, &e) {
		path = e.New
	}
	if path == os.Stdout.Name() { // which is not a path to look at
		fmt.Fprintln(w, "tailor: what this prints goes to a disk that is full, or to a device that takes nothing; make room there and run again")
		return
	}
	full := "the disk is full"
	if path != "" {
		dir := filepath.Dir(path)
		full = "the disk of " + dir + " is full"
		if free, freeErr := doctor.Free(dir); freeErr == nil {
			full += fmt.Sprintf(" (%d MiB are free)", free>>20)
		}
	}
	fmt.Fprintf(w, "tailor: %s; make room, 1 GiB or more, and run again: what was committed stays, and the next run goes on from there\n", full)
}
