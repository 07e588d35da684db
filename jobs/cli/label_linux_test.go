package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLabelAtTerminal labels at a terminal: single keys answer, what means nothing is
// passed over, quitting keeps what was said, the next session goes on, and nothing
// tells who wrote or what the program thinks.
func TestLabelAtTerminal(t *testing.T) {
	settings, _ := asked(t)
	// The replies were written an hour ago: as of a week after that, theirs is the last week.
	asOf := time.Now().Add(-time.Hour).AddDate(0, 0, 7).UTC().Format(time.RFC3339)
	label := func() *exec.Cmd {
		return exec.Command("tailor", "label", "--replies", "--config", settings, "--as-of", asOf)
	}

	if out, err := label().CombinedOutput(); err == nil || !strings.Contains(string(out), "at a terminal only") || strings.Contains(string(out), "open?") {
		t.Errorf("without a terminal: %v, %q", err, out)
	}
	shown := typing(t, label(), "n", "\x1b[Au", "xp", "s", "q")
	for _, want := range []string{"1 of 10 (en)", "5 of 10", "When do you open?", "negative\r\n", "neutral\r\n", "positive\r\n", "skipped\r\n", "4 of 10 answered"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown in %q", want, shown)
		}
	}
	if strings.Contains(shown, "canary") || strings.Contains(shown, "abstained") || strings.Contains(shown, "6 of 10") {
		t.Errorf("too much is shown: %q", shown)
	}
	shown = typing(t, label(), "p", "p", "p", "p", "p", "p")
	if strings.Contains(shown, "4 of 10 (") || !strings.Contains(shown, "5 of 10 (en)") || !strings.Contains(shown, "10 of 10 answered") {
		t.Errorf("the second session shows %q", shown)
	}
	if shown = typing(t, label()); !strings.Contains(shown, "Nothing to label: 10 replies") {
		t.Errorf("the third session shows %q", shown)
	}
	log, err := os.ReadFile(filepath.Join(filepath.Dir(settings), "data", "ledger", "audit.jsonl"))
	if err != nil || strings.Count(string(log), `"command":"label"`) != 2 || strings.Contains(string(log), "open?") {
		t.Errorf("audit log %q, %v", log, err)
	}
	if out, err := exec.Command("tailor", "verify", "--read-data", "--config", settings).CombinedOutput(); err != nil {
		t.Errorf("the lake after labelling: %v %s", err, out)
	}
}

// typing runs a command at a terminal, types one of keys at each question, and returns
// what was shown.
func typing(t *testing.T, p *exec.Cmd, keys ...string) string {
	t.Helper()
	master, slave := newTerminal(t)
	defer master.Close()
	p.Stdin, p.Stdout, p.Stderr = slave, slave, slave
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	hung := time.AfterFunc(time.Minute, func() { _ = p.Process.Kill() })
	defer hung.Stop()
	var shown bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 4096)
		asked := 0
		for {
			n, err := master.Read(b)
			shown.Write(b[:n])
			for asked < len(keys) && strings.Count(shown.String(), "[q]uit: ") > asked {
				if _, err := master.WriteString(keys[asked]); err != nil {
					return
				}
				asked++
			}
			if err != nil { // the last writer is gone
				return
			}
		}
	}()
	if err := p.Wait(); err != nil {
		t.Errorf("%v: %v", p.Args, err)
	}
	<-done
	return shown.String()
}
