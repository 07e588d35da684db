// Package axetest looks at pages in a real browser, in tests: with axe-core for what
// keeps people out, and at what a page measures there. It drives one Chromium for many
// pages, by its DevTools protocol over a pipe.
// https://chromedevtools.github.io/devtools-protocol/
package axetest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// Browser is a running Chromium with one tab.
type Browser struct {
	in      *os.File
	answers chan answer
	session string
	calls   int
}

// answer is a message of the browser: the result of a call, or an event.
type answer struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// patience is how long one step may take; this may be a slow machine.
const patience = 2 * time.Minute

// Start starts a Chromium that ends with the test. The test is skipped where there is
// none.
func Start(t *testing.T) *Browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on the PATH")
	}
	toBrowser, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, fromBrowser, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--user-data-dir=" + t.TempDir(), "--remote-debugging-pipe", "about:blank"}
	if os.Geteuid() == 0 {
		args = append([]string{"--no-sandbox"}, args...) // Chromium refuses to start for root otherwise
	}
	cmd := exec.Command(path, args...)
	cmd.ExtraFiles = []*os.File{toBrowser, fromBrowser} // as descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	b := &Browser{in: in, answers: make(chan answer, 64)}
	go b.listen(out)
	t.Cleanup(func() {
		_, _ = in.WriteString(`{"id":0,"method":"Browser.close"}` + "\x00")
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
			<-ended
		}
		in.Close()
		toBrowser.Close()
		fromBrowser.Close()
	})
	var tab struct{ TargetID string }
	b.call(t, "Target.createTarget", map[string]any{"url": "about:blank"}, &tab)
	var attached struct{ SessionID string }
	b.call(t, "Target.attachToTarget", map[string]any{"targetId": tab.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	b.call(t, "Page.enable", nil, nil)
	b.call(t, "Page.setBypassCSP", map[string]any{"enabled": true}, nil) // or no script of the test would run
	return b
}

// listen reads messages, which end with a zero byte.
func (b *Browser) listen(out *os.File) {
	defer close(b.answers)
	defer out.Close()
	r := bufio.NewReader(out)
	for {
		message, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var a answer
		if json.Unmarshal(bytes.TrimSuffix(message, []byte{0}), &a) == nil {
			b.answers <- a
		}
	}
}

// call asks the browser for something and reads the result into a pointer, if there is
// one.
func (b *Browser) call(t *testing.T, method string, params map[string]any, into any) {
	t.Helper()
	b.calls++
	message := map[string]any{"id": b.calls, "method": method, "params": params}
	if params == nil {
		message["params"] = map[string]any{}
	}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	text, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.in.Write(append(text, 0)); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	a, err := b.await(func(a answer) bool { return a.ID == b.calls })
	if err == nil && a.Error != nil {
		err = errors.New(a.Error.Message)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(a.Result, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

// await passes over messages until one is meant.
func (b *Browser) await(meant func(answer) bool) (answer, error) {
	late := time.After(patience)
	for {
		select {
		case a, ok := <-b.answers:
			if !ok {
				return a, errors.New("the browser has gone")
			}
			if meant(a) {
				return a, nil
			}
		case <-late:
			return answer{}, fmt.Errorf("no answer in %v", patience)
		}
	}
}
