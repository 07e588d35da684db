package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// runner is what lets this machine run a program of another one; no argument if it is
// of this one, false if there is none.
func runner(t target) (with []string, ok bool) {
	var names []string
	switch t {
	case target{runtime.GOOS, runtime.GOARCH}:
		return nil, true
	case target{"windows", "amd64"}:
		names = []string{"wine", "wine64", "/usr/lib/wine/wine64"}
	case target{"linux", "arm64"}:
		names = []string{"qemu-aarch64-static", "qemu-aarch64"}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}, true
		}
	}
	return nil, false
}

// commit is the one thing of a page that may differ between processors: the hash of the
// lake's numbers to their last bit, which one rounds once where another does twice.
var commit = regexp.MustCompile(`<bdi>[0-9a-f]{12}</bdi>`)

// without returns a page without the lake's hash, which is all of that shape in it.
func without(t *testing.T, page []byte) []byte {
	t.Helper()
	found := commit.FindAll(page, -1)
	for _, hash := range found {
		if !bytes.Equal(hash, found[0]) {
			t.Errorf("a page has the hashes %s and %s", found[0], hash)
		}
	}
	return commit.ReplaceAll(page, nil)
}

// TestStarts runs the demo with the program of each system that this machine can run,
// itself or by Wine and QEMU: the pages are the same, but for the lake's hash on another
// processor.
func TestStarts(t *testing.T) {
	if !*heavy {
		t.Skip("builds the program and runs the demo; run with -args -heavy")
	}
	here := target{runtime.GOOS, runtime.GOARCH}
	p := plan{source: "..", out: t.TempDir(), version: "1.2.3", date: releaseDate}
	want := p.demo(t, here)
	if len(want) < 5 {
		t.Fatalf("the demo makes %d pages", len(want))
	}
	for _, system := range chosen(*systems) {
		t.Run(strings.ReplaceAll(system.String(), "/", "-"), func(t *testing.T) {
			got := p.demo(t, system)
			for name, page := range want {
				other := got[name]
				if system.arch != here.arch {
					page, other = without(t, page), without(t, other)
				}
				if !bytes.Equal(other, page) {
					t.Errorf("%s differs from that of %s", name, here)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d pages, %d on %s", len(got), len(want), here)
			}
		})
	}
}

// demo builds the program for a system, runs the demo and returns its pages by name.
func (p plan) demo(t *testing.T, system target) map[string][]byte {
	t.Helper()
	with, ok := runner(system)
	if !ok {
		t.Skipf("nothing here runs a program of %s", system)
	}
	if err := p.build(t.Context(), system); err != nil {
		t.Fatal(err)
	}
	program, err := filepath.Abs(p.binary(system))
	if err != nil {
		t.Fatal(err)
	}
	args := append(with, program, "run", "--demo")
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "WINEDEBUG=-all")
	if out, err := cmd.CombinedOutput(); bytes.Contains(out, []byte("bcryptprimitives.dll not found")) {
		t.Skip("this Wine is older than 9, which no program of today's Go starts under")
	} else if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	names, err := filepath.Glob(filepath.Join(cmd.Dir, "tailor-demo", "reports", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	for _, name := range names {
		if pages[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}
