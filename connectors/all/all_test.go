package all

import (
	"errors"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
)

func TestOpen(t *testing.T) {
	for _, c := range []struct{ platform, path, want string }{
		{"exports", "inbox/*.csv", "exports/1"}, {"facebook", "inbox/*.csv", "exports/1"}, {"x", "analytics/*.csv", "exports/1"},
		{"x", "threads", "x/1"}, {"x", "dump.jsonl", "x/1"}, {"exports", "threads", "exports/1"},
	} {
		d, err := Open(connectors.Account{ID: "a", Platform: c.platform, Files: []connectors.File{{Path: c.path}}}, connectors.Env{}, nil)
		if err != nil || d.Info().String() != c.want {
			t.Errorf("Open(%s, %s) = %v, %v; want %s", c.platform, c.path, d, err, c.want)
		}
	}
	if _, err := Open(connectors.Account{ID: "a", Platform: "mastodon"}, connectors.Env{}, nil); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("Open without files: %v", err)
	}
}
