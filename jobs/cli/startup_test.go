package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// weigh ends a process after it has said how much it allocated in its life.
func weigh(code int) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(os.Stderr, "\nallocated %d bytes\n", m.TotalAlloc)
	os.Exit(code)
}

// weight runs one of the commands of TestMain in a process of its own, and returns how
// much it allocated.
func weight(t *testing.T, dir, name string, args ...string) int64 {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	var errs strings.Builder
	c.Stderr = &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, errs.String())
	}
	m := regexp.MustCompile(`\nallocated (\d+) bytes\n`).FindStringSubmatch(errs.String())
	if m == nil {
		t.Fatalf("%s %v does not say what it allocated: %s", name, args, errs.String())
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestStartIsLight counts what commands that only print do before they print: they load no
// model, read no settings and open no lake.
func TestStartIsLight(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tailor.yaml"), []byte("root: data\n\tno: settings\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := weight(t, dir, "nothing")
	model := weight(t, dir, "model") - nothing
	if model < 8<<20 {
		t.Fatalf("loading the model allocates %d bytes; a command that loads it would not be seen", model)
	}
	for _, args := range [][]string{{"version"}, {"--help"}, {"run", "--help"}, {"jobs"}, {"completion", "bash"}} {
		n := weight(t, dir, "weighed", args...) - nothing
		t.Logf("tailor %s: %d KiB; the model: %d KiB", strings.Join(args, " "), n>>10, model>>10)
		if n > 4<<20 {
			t.Errorf("tailor %s allocates %d bytes, want 4 MiB at most", strings.Join(args, " "), n)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("commands that only print left %v, %v", files, err)
	}

	// A look at the status opens the lake and loads no model.
	unit := t.TempDir()
	if err := demo.Small(2).WriteTo(unit); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(unit, demo.ConfigName)
	mustTailor(t, "run", "-q", "--config", settings, "--as-of", demo.AsOf(2).Format("2006-01-02T15:04:05Z07:00"))
	for _, command := range []string{"status", "runs"} {
		if n := weight(t, unit, "weighed", command, "--config", settings) - nothing; n > model {
			t.Errorf("tailor %s allocates %d bytes, as if it had loaded the model (%d)", command, n, model)
		}
	}
}

// TestInitIsLight adds up what our packages do before main begins.
func TestInitIsLight(t *testing.T) {
	t.Parallel()
	c := exec.Command("nothing")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	ours, all := int64(0), 0
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, \d+ allocs$`).FindAllStringSubmatch(string(out), -1) {
		n, err := strconv.ParseInt(m[2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if all++; strings.HasPrefix(m[1], "github.com/digital-diplomacy/tailor") {
			ours += n
		}
	}
	if all < 20 {
		t.Fatalf("only %d packages are traced:\n%s", all, out)
	}
	if ours > 2<<20 {
		t.Errorf("our packages allocate %d bytes before main, want 2 MiB at most", ours)
	}
}

// BenchmarkStart starts a process and waits for its end: one that does nothing, a peer, and
// commands that only print.
func BenchmarkStart(b *testing.B) {
	for _, c := range [][]string{{"nothing"}, {"git", "--version"}, {"tailor", "version"}, {"tailor", "--help"}} {
		b.Run(strings.Join(c, "_"), func(b *testing.B) {
			if _, err := exec.LookPath(c[0]); err != nil {
				b.Skip(err)
			}
			for b.Loop() {
				if err := exec.Command(c[0], c[1:]...).Run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
