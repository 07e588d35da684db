package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	heavy   = flag.Bool("heavy", false, "build the release from two folders and compare every byte (minutes)")
	systems = flag.String("systems", "linux/amd64", "what -heavy builds for, like linux/arm64,windows/amd64, or all")
)

var releaseDate = time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)

func TestArgumentsAreFixed(t *testing.T) {
	p := plan{source: "/anywhere", out: "/elsewhere", version: "1.2.3"}
	args := p.arguments("/elsewhere/tailor")
	for _, flag := range []string{"-trimpath", "-buildvcs=false", "-mod=readonly"} {
		if !slices.Contains(args, flag) {
			t.Errorf("no %s in %q", flag, args)
		}
	}
	if joined := strings.Join(args, " "); strings.Contains(joined, "/anywhere") {
		t.Errorf("the folder of the source is in %q", joined)
	}
	env := environment(target{"windows", "amd64"}, []string{"GOFLAGS=-race", "CGO_ENABLED=1", "GOAMD64=v3", "GOOS=plan9", "HOME=/home/x"})
	last := map[string]string{}
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		if _, twice := last[name]; twice {
			t.Errorf("%s is set twice", name)
		}
		last[name] = value
	}
	for name, want := range map[string]string{"GOFLAGS": "", "CGO_ENABLED": "0", "GOAMD64": "v1", "GOOS": "windows", "GOARCH": "amd64", "HOME": "/home/x"} {
		if last[name] != want {
			t.Errorf("%s=%s, want %q", name, last[name], want)
		}
	}
}

// A licence is found by its name, one per part at least, and a part without one stops the
// release.
func TestNotices(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"LICENSE.md": "Be kind.\r\nAlways.\r\n", "NOTICE": "Made by us.", "license.go": "package x", "README": "-"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := (licensed{"example.org/a v1.0.0", dir}).write(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"example.org/a v1.0.0: LICENSE.md\n\nBe kind.\nAlways.\n", "example.org/a v1.0.0: NOTICE\n\nMade by us.\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "package x") {
		t.Error("a Go file is taken for a licence")
	}
	if err := (licensed{"example.org/b v1.0.0", t.TempDir()}).write(&out); err == nil || !strings.Contains(err.Error(), "example.org/b") {
		t.Errorf("a part without a licence: %v", err)
	}
}

// The container image holds what a release does: the script that its recipe calls finds
// the licence of all that is linked, and reaches the place where it is built.
func TestNoticesOfImage(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	text := imageNotices(t)
	for _, want := range []string{"\nGo go1.", ": LICENSE\n", "\ngithub.com/parquet-go/parquet-go v"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the notices of the image", want)
		}
	}
	for name, want := range map[string]string{"Containerfile": "sh release/notices.sh > /out/usr/share/doc/tailor/" + noticesFile + " &&",
		".containerignore": "!release/notices.sh\n", ".dockerignore": "!release/notices.sh\n"} {
		if b, err := os.ReadFile(filepath.Join("..", name)); err != nil || !strings.Contains(string(b), want) {
			t.Errorf("%s lacks %q: %v", name, want, err)
		}
	}
}

func imageNotices(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("sh", "release/notices.sh")
	cmd.Dir, cmd.Stderr = "..", os.Stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// parts are the headings of notices.
func parts(text string) []string {
	var names []string
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l == strings.Repeat("=", 80) {
			names = append(names, lines[i+1])
		}
	}
	slices.Sort(names)
	return names
}

// What Debian's policy asks of a changelog's first and last line (deb-changelog(5)).
func TestChangelog(t *testing.T) {
	p := plan{version: "v1.2.3-rc1", date: releaseDate}
	want := "tailor (1.2.3~rc1) stable; urgency=medium\n\n  * Release v1.2.3-rc1.\n\n -- " + maintainer + "  Mon, 01 Jun 2026 06:00:00 +0000\n"
	if got := p.changelog(); got != want {
		t.Errorf("changelog %q, want %q", got, want)
	}
}

func TestDebianVersion(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3": "1.2.3", "1.2.3-rc1": "1.2.3~rc1", "4fbca60": "0~4fbca60", "deadbee-dirty": "0~deadbee~dirty", "dev": "0~dev",
	} {
		if got := debianVersion(version); got != want {
			t.Errorf("debianVersion(%s) = %s, want %s", version, got, want)
		}
	}
}

// What is generated from the commands is the same twice, names every command, and
// carries the release's date, not today's.
func TestManualAndCompletions(t *testing.T) {
	var before map[string][sha256.Size]byte
	for range 2 {
		p := plan{source: "..", out: t.TempDir(), version: "1.2.3", date: releaseDate}
		if err := p.manual(); err != nil {
			t.Fatal(err)
		}
		if err := p.completions(); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(p.out, "man/tailor.1"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Jun 2026", "tailor-brief(1)", "tailor-status(1)"} {
			if !strings.Contains(strings.ReplaceAll(string(page), `\-`, "-"), want) {
				t.Errorf("tailor.1 has no %q", want)
			}
		}
		now := hashes(t, p.out)
		if len(now) < 20 {
			t.Errorf("%d files", len(now))
		}
		if before != nil {
			same(t, before, now)
		}
		before = now
	}
}

// The bill lists what the binary was linked from, and is one for one binary.
func TestBill(t *testing.T) {
	info := &buildinfo.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Path: "example.org/x"}, Deps: []*debug.Module{
		{Path: "example.org/a", Version: "v1.0.0+incompatible", Sum: "h1:aaa="},
		{Path: "example.org/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/c", Version: "v2.0.0"}},
	}}
	p := plan{version: "1.2.3", date: releaseDate}
	sum := sha256.Sum256([]byte("binary"))
	bom := p.bill(info, sum, "tailor_linux_amd64")
	var purls []string
	for _, c := range *bom.Components {
		purls = append(purls, c.PackageURL)
	}
	want := []string{"pkg:golang/std@1.26.8", "pkg:golang/example.org/a@v1.0.0%2Bincompatible", "pkg:golang/example.org/c@v2.0.0"}
	if !slices.Equal(purls, want) {
		t.Errorf("components %q, want %q", purls, want)
	}
	if again := p.bill(info, sum, "tailor_linux_amd64"); again.SerialNumber != bom.SerialNumber {
		t.Error("two serial numbers for one binary")
	}
	if other := p.bill(info, sha256.Sum256([]byte("other")), "tailor_linux_amd64"); other.SerialNumber == bom.SerialNumber {
		t.Error("one serial number for two binaries")
	}
}

func TestRefusesAFolderInUse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tailor_old"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), []string{"-out", dir, "-date", "2026-06-01T06:00:00Z"})
	if err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("run = %v", err)
	}
}

// TestReproducible builds from a copy of the source in another folder, too.
func TestReproducible(t *testing.T) {
	if !*heavy {
		t.Skip("builds the program twice; run with -args -heavy")
	}
	copied := filepath.Join(t.TempDir(), "a copy", "deep", "down")
	if err := os.CopyFS(copied, sources{os.DirFS("..")}); err != nil {
		t.Fatal(err)
	}
	built := chosen(*systems)
	if len(built) == 0 {
		t.Fatalf("-systems %s names none of %v", *systems, targets())
	}
	var all []map[string][sha256.Size]byte
	for _, source := range []string{"..", copied} {
		p := plan{source: source, out: filepath.Join(t.TempDir(), "out"), version: "1.2.3", date: releaseDate, targets: built}
		if err := p.make(t.Context()); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("sh", "-c", `cd "$1" && sha256sum --check --quiet SHA256SUMS`, "sh", p.out).CombinedOutput(); err != nil {
			t.Errorf("sha256sum: %v\n%s", err, out)
		}
		for _, system := range built {
			b, err := os.ReadFile(strings.TrimSuffix(p.binary(system), ".exe") + ".cdx.json")
			if err != nil || !json.Valid(b) || !strings.Contains(string(b), "pkg:golang/github.com/parquet-go/parquet-go@") {
				t.Errorf("the bill of materials for %s is not whole: %v", system, err)
			}
		}
		if b, err := os.ReadFile(filepath.Join(p.out, noticesFile)); err != nil || !strings.Contains(string(b), "github.com/parquet-go/parquet-go ") {
			t.Errorf("the notices are not whole: %v", err)
		} else if image := parts(imageNotices(t)); len(built) == 1 && built[0] == (target{"linux", "amd64"}) && !slices.Equal(parts(string(b)), image) {
			t.Errorf("the image's notices are of %q, the release's of %q", image, parts(string(b)))
		}
		if lintian, err := exec.LookPath("lintian"); err == nil {
			if out, err := exec.Command(lintian, "--allow-root", "--fail-on=error,warning", filepath.Join(p.out, "tailor_amd64.deb")).CombinedOutput(); err != nil && slices.Contains(built, target{"linux", "amd64"}) {
				t.Errorf("lintian: %v\n%s", err, out)
			}
		}
		all = append(all, hashes(t, p.out))
	}
	same(t, all[0], all[1])
}

// sources hides what the build does not need and other builds may change meanwhile.
type sources struct{ fs.FS }

func (s sources) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return name == "." && slices.Contains([]string{".git", "bin", "tailor-data", "tailor-demo"}, e.Name()) || !e.IsDir() && !e.Type().IsRegular()
	}), err
}

func hashes(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	all := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[name] = sha256.Sum256(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func same(t *testing.T, a, b map[string][sha256.Size]byte) {
	t.Helper()
	if len(a) != len(b) {
		t.Errorf("%d files, then %d", len(a), len(b))
	}
	for name, sum := range a {
		if b[name] != sum {
			t.Errorf("%s differs", name)
		}
	}
}
