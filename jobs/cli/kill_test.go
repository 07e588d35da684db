package cli

import (
	"bytes"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

var kills = flag.Int("kills", 0, "how often TestKill kills a run (default 25, 6 with -short)")

// process is a run in a process of its own.
type process struct {
	*exec.Cmd
	out, errs bytes.Buffer
}

func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := command(t, args...)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// command is a process that is yet to be started.
func command(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("tailor", args...)}
	p.Stdout, p.Stderr = &p.out, &p.errs
	t.Cleanup(func() {
		if p.Process != nil {
			_ = p.Process.Kill()
		}
	})
	return p
}

// end waits for the process and returns its exit code, -1 if a signal ended it.
func (p *process) end(t *testing.T) int {
	t.Helper()
	err := p.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}

// TestKill ends runs with SIGKILL at any moment. After each kill the lake must be
// whole, and a run that is let alone must end where one does that nobody disturbed.
func TestKill(t *testing.T) {
	t.Parallel()
	n := *kills
	if n == 0 && testing.Short() {
		n = 6
	} else if n == 0 {
		n = 25
	}
	reference := finishedDemo(t)
	wantShown, wantVault := shown(t, reference), vault(t, reference)
	if len(wantShown) < 50 || len(wantVault.Cells) == 0 || wantVault.Distinct == 0 {
		t.Fatalf("the demo shows %d files and %d reply cells; comparing would prove little", len(wantShown), len(wantVault.Cells))
	}
	killed := 0
	for killed < n {
		dir := filepath.Join(t.TempDir(), "demo")
		settings := filepath.Join(dir, "tailor.yaml")
		for killed < n {
			p := start(t, "run", "--demo", "--demo-dir", dir, "-q")
			after := rand.N(finished.took / 2) // what is left of a run grows shorter with each kill
			timer := time.AfterFunc(after, func() { _ = p.Process.Kill() })
			code := p.end(t)
			timer.Stop()
			if code == 0 {
				break
			}
			if code != -1 {
				t.Fatalf("a run after %d kills ended with exit code %d\n%s", killed, code, p.errs.String())
			}
			killed++
			if _, err := os.Stat(filepath.Join(dir, "tailor-data", "lake")); err != nil {
				continue
			}
			if out, errs, code := tailor(t, "verify", "--config", settings); code != 0 {
				t.Fatalf("killed after %v: verify ends with exit code %d\n%s%s", after, code, out, errs)
			}
		}
		mustTailor(t, "run", "--demo", "--demo-dir", dir, "-q")
		if out := mustTailor(t, "verify", "--read-data", "--config", settings); !strings.Contains(out, "whole") {
			t.Errorf("after %d kills verify says %q, want whole", killed, out)
		}
		if diff := cmp.Diff(wantShown, shown(t, dir)); diff != "" {
			t.Errorf("after %d kills the lake is another one (-undisturbed +killed):\n%s", killed, diff)
		}
		if diff := cmp.Diff(wantVault, vault(t, dir)); diff != "" {
			t.Errorf("after %d kills the vault counts otherwise (-undisturbed +killed):\n%s", killed, diff)
		}
		if names, err := filepath.Glob(filepath.Join(dir, "tailor-data", "vault", "inbox", "*", "*")); err != nil || len(names) > 0 {
			t.Errorf("the inbox still holds %v, %v", names, err)
		}
	}
	t.Logf("%d kills", killed)
}

// TestSecondRunLocked starts a second run beside a first: it is told to try later,
// and by whom. The first is then interrupted, and a third goes on where it stopped.
func TestSecondRunLocked(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	root := filepath.Join(dir, "tailor-data")
	first := start(t, "run", "--demo", "--demo-dir", dir)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		if h, held, _ := lock.RootHolder(root); held && h.PID == first.Process.Pid {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the first run took no lock\n%s", first.errs.String())
		}
	}
	second := start(t, "run", "--demo", "--demo-dir", dir)
	if code := second.end(t); code != jobs.ExitLater {
		t.Errorf("the second run ended with exit code %d, want %d", code, jobs.ExitLater)
	}
	if want := "process " + strconv.Itoa(first.Process.Pid); !strings.Contains(second.errs.String(), want) {
		t.Errorf("the second run says %q, want %q in it", second.errs.String(), want)
	}
	if second.out.Len() > 0 {
		t.Errorf("the second run printed %q", second.out.String())
	}

	if err := first.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := first.end(t); code != jobs.ExitLater {
		t.Errorf("the interrupted run ended with exit code %d, want %d\n%s", code, jobs.ExitLater, first.errs.String())
	}
	if !strings.Contains(first.errs.String(), "tailor: interrupted; what was committed stays") {
		t.Errorf("the interrupted run says %q", first.errs.String())
	}
	mustTailor(t, "run", "--demo", "--demo-dir", dir, "-q")
	if diff := cmp.Diff(shown(t, finishedDemo(t)), shown(t, dir)); diff != "" {
		t.Errorf("after an interruption the lake is another one (-undisturbed +interrupted):\n%s", diff)
	}
}
