package cli

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/jobs"
)

var interrupts = flag.Int("interrupts", 0, "how often TestInterrupt interrupts a pull (default 50, 6 with -short)")

// readsReplies is the settings of a unit with one account whose replies are read.
const readsReplies = `version: 1
keys_dir: ./keys
unit: {name: Embassy of Ruritania in Norway, home: XR, host: 'NO', languages: [en]}
accounts:
  - {id: oslo, platform: mastodon, handle: '@embassy@social.example'}
replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: DPIA 2026/14, contact: dpo@mfa.example}
`

// settled writes settings into a folder of its own.
func settled(t *testing.T, text string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tailor.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// in starts a process in a folder, with an environment.
func in(t *testing.T, dir string, env []string, args ...string) *process {
	t.Helper()
	p := command(t, args...)
	p.Dir, p.Env = dir, env
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

func noSignals(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal that a test could send to another process")
	}
}

// undisturbed is what a test that disturbs runs n times compares with: a server for all of
// them, the run, and the folder of one that nobody disturbed. n is what a flag says; else
// often, and 6 in short tests.
func undisturbed(t *testing.T, flag, often int) (n int, server *town, run []string, whole string) {
	t.Helper()
	noSignals(t)
	switch n = flag; {
	case n != 0:
	case testing.Short():
		n = 6
	default:
		n = often
	}
	server = newTown(t, 3*n+20)
	asOf := time.Now().UTC().Format(time.RFC3339) // the same for all: what platforms show is dated by it
	run = []string{"run", "-q", "--as-of", asOf}
	whole = settled(t, readsReplies)
	if p := in(t, whole, server.env(), run...); p.end(t) != 0 {
		t.Fatalf("the run that nobody disturbed: %s", p.errs.String())
	}
	return n, server, run, whole
}

// TestInterrupt interrupts a pull again and again by SIGTERM, each time after a few
// requests. Each ends with exit code 75 and keeps the page it had in hand, and the lake
// that they come to is that of a run which nobody interrupted.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	n, server, run, whole := undisturbed(t, *interrupts, 50)
	server.set(func() { server.asked = 0 })

	dir := settled(t, readsReplies)
	var target atomic.Pointer[os.Process]
	told := 0
	for i := range n {
		started := make(chan struct{})
		stopAt := 2 + i%3 // of this process' requests; two look the account up
		server.set(func() {
			server.asked = 0
			server.before = func(k int, _ *http.Request) {
				if k == stopAt {
					<-started
					_ = target.Load().Signal(syscall.SIGTERM)
					time.Sleep(20 * time.Millisecond) // the page is in hand when the signal comes
				}
			}
		})
		p := in(t, dir, server.env(), run...)
		target.Store(p.Process)
		close(started)
		if code := p.end(t); code != jobs.ExitLater {
			t.Fatalf("interruption %d: exit code %d, want %d\n%s%s", i+1, code, jobs.ExitLater, p.out.String(), p.errs.String())
		}
		if strings.Contains(p.errs.String(), "tailor: interrupted; what was committed stays, and the next run goes on from there") {
			told++
		}
	}
	if told != n {
		t.Errorf("%d of %d interrupted runs said so", told, n)
	}
	server.set(func() { server.before, server.asked = nil, 0 })
	p := in(t, dir, server.env(), run...)
	if code := p.end(t); code != 0 {
		t.Fatalf("the run after %d interruptions: exit code %d\n%s", n, code, p.errs.String())
	}
	server.set(func() {
		if most := 3*n + 20 + 10; server.asked >= most-n { // each interrupted run had read something
			t.Errorf("the last run asked %d times; those before it were for nothing", server.asked)
		}
	})

	want, got := shown(t, whole), shown(t, dir)
	if len(want) < 10 {
		t.Fatalf("the lake shows %d files; comparing would prove little", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after %d interruptions the lake is another one (-undisturbed +interrupted):\n%s", n, diff)
	}
	if diff := cmp.Diff(vault(t, whole), vault(t, dir)); diff != "" {
		t.Errorf("after %d interruptions the vault counts otherwise (-undisturbed +interrupted):\n%s", n, diff)
	}
	t.Logf("%d interruptions", n)
}

// TestSecondSignal interrupts a pull whose page does not come: the first signal waits for
// it, the second ends the process at once.
func TestSecondSignal(t *testing.T) {
	t.Parallel()
	noSignals(t)
	server := newTown(t, 5)
	asked, hold := make(chan struct{}, 100), make(chan struct{})
	t.Cleanup(func() { close(hold) })
	server.before = func(int, *http.Request) {
		asked <- struct{}{}
		<-hold
	}
	dir := settled(t, readsReplies)
	p := in(t, dir, server.env(), "run", "-q")
	<-asked
	for range 2 {
		if err := p.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond) // the first is taken in before the second comes
	}
	if code := p.end(t); code != -1 { // an exit code would mean that it waited for the page
		t.Errorf("after a second signal the run ended with exit code %d, want it ended by the signal\n%s", code, p.errs.String())
	}
	hurt := in(t, dir, server.env(), "verify")
	if code := hurt.end(t); code != 0 {
		t.Errorf("verify after it ends with exit code %d\n%s", code, fmt.Sprint(&hurt.out, &hurt.errs))
	}
}

// TestTerminalClosed: a terminal that is closed interrupts a run like any other signal; one
// that was begun with nohup goes on.
func TestTerminalClosed(t *testing.T) {
	t.Parallel()
	noSignals(t)
	server := newTown(t, 60)
	for name, want := range map[string]int{"tailor": jobs.ExitLater, "nohup": 0} {
		var target atomic.Pointer[os.Process]
		started := make(chan struct{})
		server.set(func() {
			server.asked = 0
			server.before = func(k int, _ *http.Request) {
				if k == 3 {
					<-started
					_ = target.Load().Signal(syscall.SIGHUP)
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
		if name == "tailor" && signal.Ignored(syscall.SIGHUP) {
			t.Log("these tests run under nohup themselves, and hand it on")
			continue
		}
		p := command(t, "run", "-q")
		if name == "nohup" {
			path, err := exec.LookPath("nohup")
			if err != nil {
				t.Log("there is no nohup here")
				continue
			}
			p.Path, p.Args = path, append([]string{"nohup"}, p.Args...)
		}
		p.Dir, p.Env = settled(t, readsReplies), server.env()
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		target.Store(p.Process)
		close(started)
		if code := p.end(t); code != want {
			t.Errorf("%s: exit code %d, want %d\n%s", name, code, want, p.errs.String())
		}
	}
}
