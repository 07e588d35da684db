package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/otel"
)

// unit makes settings and a data folder with one run that has ended.
func unit(t *testing.T) (settings, root string) {
	t.Helper()
	dir := t.TempDir()
	settings, root = filepath.Join(dir, "tailor.yaml"), filepath.Join(dir, "data")
	if err := os.WriteFile(settings, []byte("version: 1\nroot: ./data\nkeys_dir: ./keys\nunit: {name: Embassy of Ruritania}\naccounts: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := ledger.Open(root, time.Now).Start(ledger.Run{Command: "tailor run"})
	if err == nil {
		err = e.Finish(ledger.Done, 0, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return settings, root
}

func TestExitCodes(t *testing.T) {
	status := http.StatusOK
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { asked++; w.WriteHeader(status) }))
	defer s.Close()
	settings, root := unit(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", s.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "300")
	for _, c := range []struct {
		name   string
		args   []string
		env    string
		status int
		want   int
		asked  bool
	}{
		{name: "unknown flag", args: []string{"--nonsense"}, want: 2},
		{name: "help", args: []string{"--help"}, want: 0},
		{name: "no settings", args: []string{"--config", filepath.Join(root, "none.yaml")}, want: 2},
		{name: "days", args: []string{"--config", settings, "--days", "0"}, want: 2},
		{name: "grpc", args: []string{"--config", settings}, env: "OTEL_EXPORTER_OTLP_PROTOCOL=grpc", want: 2},
		{name: "disabled", args: []string{"--config", settings}, env: "OTEL_SDK_DISABLED=true", want: 0},
		{name: "no run yet", args: []string{"--root", t.TempDir()}, want: 0},
		{name: "refused", args: []string{"--config", settings}, status: 403, want: 4, asked: true},
		{name: "busy", args: []string{"--config", settings}, status: 503, want: 75, asked: true},
		{name: "odd", args: []string{"--config", settings}, status: 404, want: 1, asked: true},
		{name: "taken", args: []string{"--config", settings, "--json"}, status: 200, want: 0, asked: true},
		{name: "nothing new", args: []string{"--config", settings, "--json"}, status: 200, want: 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if name, value, ok := strings.Cut(c.env, "="); ok {
				t.Setenv(name, value)
			}
			status, asked = c.status, 0
			var out, errw bytes.Buffer
			if got := run(t.Context(), c.args, os.Getenv, &out, &errw); got != c.want || asked > 0 != c.asked {
				t.Errorf("exit code %d after %d requests, want %d\n%s", got, asked, c.want, &errw)
			}
			if c.want > 0 && errw.Len() == 0 {
				t.Error("it does not say why")
			}
			var result otel.Result
			if strings.Contains(strings.Join(c.args, " "), "--json") {
				if err := json.Unmarshal(out.Bytes(), &result); err != nil {
					t.Errorf("stdout is no JSON: %v\n%s", err, &out)
				}
			} else if out.Len() > 0 {
				t.Errorf("stdout holds %s", &out)
			}
		})
	}
	t.Run("another one sends", func(t *testing.T) {
		held, err := lock.Take(filepath.Join(root, "ledger", "traces.lock"), lock.Holder{PID: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = held.Release() }()
		var out, errw bytes.Buffer
		if got := run(t.Context(), []string{"--config", settings}, os.Getenv, &out, &errw); got != 75 {
			t.Errorf("exit code %d, want 75\n%s", got, &errw)
		}
	})
}
