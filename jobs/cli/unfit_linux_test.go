package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// refused makes the system refuse a call to this thread, and to all that it starts, as a
// file system does that cannot do it.
func refused(call uint32) error {
	const (
		noNewPrivileges, setSeccomp = 38, 22 // of prctl(2)
		filtered                    = 2
		load, equal, give           = 0x20, 0x15, 0x06 // of seccomp's little language
		allow, fail                 = 0x7fff0000, 0x00050000
	)
	program := []syscall.SockFilter{
		{Code: load, K: 0}, // the call's number
		{Code: equal, Jf: 1, K: call},
		{Code: give, K: fail | uint32(syscall.EPERM)},
		{Code: give, K: allow},
	}
	filter := syscall.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivileges, 1, 0, 0, 0, 0); e != 0 {
		return e
	}
	if _, _, e := syscall.RawSyscall(syscall.SYS_PRCTL, setSeccomp, filtered, uintptr(unsafe.Pointer(&filter))); e != 0 {
		return e
	}
	return nil
}

// TestUnfitDisk keeps the data folder where no hard link, or no symbolic one, can be made:
// init, a run, the demo and doctor say so before anything is written; where init got
// another folder, or the unit was moved there by hand, they say what they should.
func TestUnfitDisk(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]uint32{"has no hard links": syscall.SYS_LINKAT, "has no links to folders": syscall.SYS_SYMLINKAT} {
		t.Run(name, func(t *testing.T) {
			unfit := func(dir string, args ...string) (code int, said string) {
				t.Helper()
				p := command(t, args...)
				p.Dir = dir
				p.Env = append(os.Environ(), "HOME="+dir)
				started := make(chan error)
				go func() {
					runtime.LockOSThread() // and never let go of: the thread ends with this
					if err := refused(call); err != nil {
						started <- errors.Join(errors.ErrUnsupported, err)
						return
					}
					started <- p.Start()
				}()
				err := <-started
				if errors.Is(err, errors.ErrUnsupported) {
					t.Skip(err)
				}
				if err != nil {
					t.Fatal(err)
				}
				return p.end(t), p.out.String() + p.errs.String()
			}
			const init = "init --name Oslo --home XR --host NO --languages en --files inbox/"
			moved := settled(t, "version: 1\nunit: {name: Oslo, home: XR}\nkeys_dir: ./keys\naccounts:\n  - {id: oslo, platform: exports, files: '*.csv'}\n")
			if err := os.WriteFile(filepath.Join(moved, "posts.csv"), []byte("account,published_at,text,link,likes\noslo,2026-01-15 10:00,National day,https://facebook.example/r/1,12\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			fresh := settled(t, "version: 1\nunit: {name: Oslo, home: XR}\nkeys_dir: ./keys\naccounts: []\n")
			if p := in(t, moved, append(os.Environ(), "HOME="+moved), "run", "-q"); p.end(t) != 0 {
				t.Fatal(p.errs.String())
			}
			for _, c := range []struct{ dir, args string }{{t.TempDir(), init}, {t.TempDir(), "run --demo"}, {fresh, "run"}, {fresh, "doctor"}, {moved, "run"}, {moved, "doctor"}} {
				code, said := unfit(c.dir, strings.Fields(c.args)...)
				if code != 1 || !strings.Contains(said, name) || !strings.Contains(said, "name a folder of a local disk") || strings.Contains(said, "operation not permitted") {
					t.Errorf("%s gives %d: %s", c.args, code, said)
				}
				if _, err := os.Stat(filepath.Join(c.dir, "tailor-data")); c.dir != moved && !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s left a data folder: %v", c.args, err)
				}
				if left, _ := filepath.Glob(filepath.Join(c.dir, ".tailor-*")); len(left) > 0 {
					t.Errorf("%s left %q", c.args, left)
				}
			}
			if code, said := unfit(moved, "status"); code != 0 {
				t.Errorf("a look at what was moved there gives %d: %s", code, said)
			}
		})
	}
}
