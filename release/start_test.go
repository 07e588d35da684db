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

// commit is the one figure of a page that may differ from processor to processor: it
// hashes numbers to their last bit, which some processors round once where others do twice.
var commit = regexp.MustCompile(`(?i)(data commit.{0,40}?<bdi>)[0-9a-f]{12}|<bdi>[0-9a-f]{12}(</bdi>)`)

// TestStarts runs the demo with the program of each system that this machine can run,
// itself or by Wine and QEMU: the pages are the same.
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
				if !bytes.Equal(got[name], page) {
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
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(name)] = commit.ReplaceAll(page, []byte("$1$2"))
	}
	return pages
}
