package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// TestDemoOverAnother: after an upgrade the demo runs in the folder where the one of the
// version before lies. That is moved aside, unless a run is at work in it.
func TestDemoOverAnother(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "tailor-demo")
	if err := demo.Small(2).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	a := &app{err: &errs}

	held, err := lock.Root(filepath.Join(dir, "tailor-data"), lock.Holder{PID: 1, Command: "tailor run"})
	if err != nil {
		t.Fatal(err)
	}
	var locked *lock.ErrLocked
	if err := a.writeDemo(dir); !errors.As(err, &locked) {
		t.Errorf("while a run is at work: %v, want ErrLocked", err)
	}
	if err := held.Release(); err != nil {
		t.Fatal(err)
	}

	if err := a.writeDemo(dir); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(errs.String(), "all of it is now in "+dir+"-earlier") {
		t.Errorf("it says %q", errs.String())
	}
	for _, name := range []string{dir + "-earlier/tailor-data/tailor.lock", dir + "-earlier/" + demo.ConfigName, dir + "/" + demo.ConfigName} {
		if _, err := os.Stat(filepath.FromSlash(name)); err != nil {
			t.Error(err)
		}
	}
	if err := a.writeDemo(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir + "-earlier-2"); err == nil {
		t.Error("the same demo was moved aside")
	}
}
