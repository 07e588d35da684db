package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// TestTerminal runs at a terminal: a bar is drawn there, without colours or other
// escapes if NO_COLOR is set, and as plain lines if the terminal is dumb. The
// result on stdout has no escapes in any case.
func TestTerminal(t *testing.T) {
	dir := t.TempDir()
	if err := demo.Small(1).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		env          string
		bar, escapes bool
	}{
		{"NO_COLOR=", true, true},
		{"NO_COLOR=1", true, false},
		{"TERM=dumb", false, false},
	} {
		root := filepath.Join(t.TempDir(), "data")
		p := exec.Command("tailor", "run", "--config", filepath.Join(dir, demo.ConfigName), "--root", root, "--as-of", demo.AsOf(1).Format("2006-01-02T15:04:05Z07:00"), "--json")
		p.Env = append(os.Environ(), "TERM=xterm", c.env)
		var out bytes.Buffer
		p.Stdout = &out
		shown := atTerminal(t, p)
		if got := bytes.Contains(shown, []byte("%")); got != c.bar {
			t.Errorf("%s: a bar is drawn: %v, want %v\n%q", c.env, got, c.bar, shown)
		}
		if got := bytes.ContainsRune(shown, '\x1b'); got != c.escapes {
			t.Errorf("%s: escapes are written: %v, want %v\n%q", c.env, got, c.escapes, shown)
		}
		if !bytes.Contains(shown, []byte("ingest")) {
			t.Errorf("%s: the terminal shows no stage: %q", c.env, shown)
		}
		if bytes.ContainsRune(out.Bytes(), '\x1b') || out.Len() == 0 {
			t.Errorf("%s: stdout is %q", c.env, out.String())
		}
	}
}

// atTerminal runs a command with a terminal as its stderr, and as its stdout if that is
// nothing else, and returns what it wrote there.
func atTerminal(t *testing.T, p *exec.Cmd) []byte {
	t.Helper()
	master, slave := newTerminal(t)
	defer master.Close()
	p.Stderr = slave
	if p.Stdout == nil {
		p.Stdout = slave
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	shown := make(chan []byte)
	go func() {
		b, _ := io.ReadAll(master) // ends with an error when the last writer is gone
		shown <- b
	}()
	if err := p.Wait(); err != nil {
		t.Fatalf("%v: %v", p.Args, err)
	}
	return <-shown
}

// newTerminal makes a terminal: what is written to master is typed at it, and what is
// read from master was shown.
func newTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	return master, slave
}

// asked returns the settings of a unit that has pulled replies from a server.
func asked(t *testing.T) (settings string, server *social) {
	t.Helper()
	server = newSocial()
	t.Cleanup(server.Close)
	dir := t.TempDir()
	settings = filepath.Join(dir, "tailor.yaml")
	text := fmt.Sprintf("version: 1\nroot: data\nkeys_dir: keys\nunit: {name: Embassy, home: XR, host: 'NO', languages: [en]}\n"+
		"accounts:\n  - {id: oslo, platform: mastodon, handle: embassy, server: '%s'}\nnetwork: {allow: %s}\ndeliver: []\n"+
		"replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: DPIA 2026/14, contact: dpo@mfa.example}\n",
		server.URL, strings.TrimPrefix(server.URL, "http://"))
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("tailor", "run", "--config", settings).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return settings, server
}

// The answer desk opens at a terminal: open questions with the address of the post,
// masked, and the look is noted without what was seen.
func TestAnswerDesk(t *testing.T) {
	settings, server := asked(t)
	shown := string(atTerminal(t, exec.Command("tailor", "questions", "--config", settings)))
	if !strings.Contains(shown, "When do you open?") || !strings.Contains(shown, "under "+server.URL+"/@embassy/") || strings.Contains(shown, "canary") {
		t.Errorf("the desk shows %q", shown)
	}
	log, err := os.ReadFile(filepath.Join(filepath.Dir(settings), "data", "ledger", "audit.jsonl"))
	if err != nil || strings.Count(string(log), "\n") != 1 || !strings.Contains(string(log), `"command":"questions"`) || strings.Contains(string(log), "open?") {
		t.Errorf("audit log %q, %v", log, err)
	}
}
