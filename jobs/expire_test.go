package jobs_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// Texts must not outlive their days because a run is refused, or stops before its last stage.
func TestTextsExpireWhateverElseFails(t *testing.T) {
	dir := t.TempDir()
	if err := demo.Small(12).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(filepath.Join(dir, demo.ConfigName))
	if err != nil {
		t.Fatal(err)
	}
	open := func(c *config.Config, after time.Duration, reports string) *jobs.Unit {
		t.Helper()
		u, err := jobs.Open(t.Context(), jobs.Options{Config: c, Clock: data.Clock{AsOf: demo.AsOf(12).Add(after)}, ReportDir: reports, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	texts := func(u *jobs.Unit) int {
		t.Helper()
		s, err := u.Lake().Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		rows, err := lake.Rows(t.Context(), s, lake.Replies, nil)
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	blocked := filepath.Join(dir, "blocked")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		run  func() (*jobs.Unit, error)
	}{
		{"the legal basis was withdrawn", func() (*jobs.Unit, error) {
			closed := *cfg
			closed.Replies.LegalBasis = ""
			u := open(&closed, 20*24*time.Hour, "")
			_, err := u.Run(t.Context())
			if !errors.Is(err, privacy.ErrGate) {
				t.Errorf("error %v, want the gate's", err)
			}
			return u, err
		}},
		{"pages cannot be written", func() (*jobs.Unit, error) {
			u := open(cfg, 20*24*time.Hour, filepath.Join(blocked, "reports"))
			_, err := u.Run(t.Context())
			return u, err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.RemoveAll(cfg.Root); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(cfg.KeysDir); err != nil {
				t.Fatal(err)
			}
			u := open(cfg, 0, "")
			if _, err := u.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := texts(u); n < 10 {
				t.Fatalf("%d texts: their going would prove nothing", n)
			}
			u, err := c.run()
			if err == nil {
				t.Error("the run did not fail")
			}
			if n := texts(u); n > 0 {
				t.Errorf("%d texts are left after 20 days", n)
			}
		})
	}
}
