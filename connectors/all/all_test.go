package all

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
)

func TestOpenFiles(t *testing.T) {
	for _, c := range []struct{ platform, path, want string }{
		{"exports", "inbox/*.csv", "exports"}, {"facebook", "inbox/*.csv", "exports"}, {"x", "analytics/*.csv", "exports"},
		{"x", "threads", "x-dump"}, {"x", "dump.jsonl", "x-dump"}, {"exports", "threads", "exports"}, {"exports", "inbox/", "exports"},
		{"telegram", "result.json", "telegram"}, {"telegram", "views.csv", "exports"}, {"bluesky", "repo.car", "bluesky"}, {"whatsapp", "sheet.xlsx", "exports"},
	} {
		d, err := Open(connectors.Account{ID: "a", Platform: c.platform, Handle: "embassy.example", Files: []connectors.File{{Path: c.path}}}, connectors.Env{}, Options{})
		if err != nil || d.Info().Name != c.want {
			t.Errorf("Open(%s, %s) = %v, %v; want %s", c.platform, c.path, d, err, c.want)
		}
	}
}

type nowhere struct{}

func (nowhere) Do(*http.Request) (*http.Response, error) { return nil, errors.New("asked on opening") }

// Opening asks nothing, and every platform says what it needs and what its terms are.
func TestEveryPlatform(t *testing.T) {
	env := connectors.Env{HTTP: nowhere{}, Secret: func(string) (string, error) { return "made-up-secret", nil }}
	for _, platform := range Platforms() {
		a := connectors.Account{ID: "a", Platform: platform, Handle: "@a@social.example", Server: "https://social.example"}
		if platform != "mastodon" && platform != "discourse" && platform != "feed" {
			a.Handle, a.Server = "embassy.example", ""
		}
		if platform == "telegram" {
			a.Handle = "embassy_example"
		}
		d, err := Open(a, env, Options{})
		if err != nil {
			t.Errorf("Open(%s): %v", platform, err)
			continue
		}
		if info := d.Info(); info.Name == "" || info.Source == "" {
			t.Errorf("%s: Info() = %+v", platform, info)
		}
		if terms := Terms(a, env); terms.Source == "" {
			t.Errorf("%s names no source of its terms", platform)
		}
		for _, need := range Needs(platform) {
			if need.Name == "" || len(need.Doc) < 40 {
				t.Errorf("%s: the need %+v says too little", platform, need)
			}
		}
	}
	if _, err := Open(connectors.Account{ID: "a", Platform: "tiktok"}, env, Options{}); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("Open of a platform that cannot be asked: %v", err)
	}
}

// A folder that several accounts read holds downloads of several platforms: its JSON is
// not taken for X's, or for the channel's, and keeps nobody from the tables in it.
func TestOpenSharedFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "result.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		readers int
		want    string
	}{{1, "x-dump"}, {2, "exports"}} {
		a := connectors.Account{ID: "a", Platform: "x", Files: []connectors.File{{Path: dir}}}
		env := connectors.Env{Readers: func(string) []connectors.Account { return make([]connectors.Account, c.readers) }}
		d, err := Open(a, env, Options{})
		if err != nil || d.Info().Name != c.want {
			t.Errorf("%d readers: %v, %v; want %s", c.readers, d, err, c.want)
		}
	}
}
