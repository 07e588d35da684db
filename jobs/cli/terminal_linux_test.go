package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// atTerminal runs a command with a terminal as its stderr, and returns what it wrote there.
func atTerminal(t *testing.T, p *exec.Cmd) []byte {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	defer master.Close()
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	p.Stderr = slave
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
