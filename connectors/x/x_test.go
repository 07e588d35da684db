package x

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
)

const (
	tweets = `window.YTD.tweets.part0 = [ { "tweet" : { "id_str" : "100", "created_at" : "Fri May 01 09:31:00 +0000 2026", "full_text" : "One", "favorite_count" : "3" } } ]`
	posts  = `{"id_str":"100","created_at":"Fri May 01 09:31:00 +0000 2026","text":"One","favorite_count":3,"user":{"screen_name":"ruritania_oslo"}}`
)

func bearer(name string) (string, error) {
	if name != "x-bearer" {
		return "", fmt.Errorf("%w: no %s", connectors.ErrAuth, name)
	}
	return "a token", nil
}

// Each way to an account opens its own driver.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"archive/data/tweets.js": tweets, "dump/posts.jsonl": posts, "dump.json": posts, "table.csv": "a,b"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := connectors.Env{Dir: dir, Secret: bearer}
	account := func(server string, paths ...string) connectors.Account {
		a := connectors.Account{ID: "oslo-x", Platform: "x", Handle: "@ruritania_oslo", Server: server}
		for _, p := range paths {
			a.Files = append(a.Files, connectors.File{Path: p})
		}
		return a
	}
	for _, c := range []struct {
		account connectors.Account
		want    string
	}{
		{account(""), "x/2"},
		{account("https://gateway.example"), "x/2"},
		{account("https://archive.example/1.1"), "x-v1/1"},
		{account("", "archive"), "x-archive/1"},
		{account("", "archive/data/*.js"), "x-archive/1"},
		{account("", "dump"), "x-dump/2"},
		{account("", "dump.json"), "x-dump/2"},
		{account("", "not-there-yet.json"), "x-dump/2"},
	} {
		d, err := Open(c.account, env, nil)
		if err != nil {
			t.Errorf("%+v: %v", c.account, err)
			continue
		}
		if got := d.Info().String(); got != c.want {
			t.Errorf("%+v opens %s, want %s", c.account, got, c.want)
		}
	}
	if _, err := Open(account("", "archive", "dump"), env, nil); !errors.Is(err, connectors.ErrInput) || !strings.Contains(err.Error(), "two accounts") {
		t.Errorf("an archive and a dump together: %v", err)
	}
	if _, err := Open(account(""), connectors.Env{}, nil); !errors.Is(err, connectors.ErrAuth) {
		t.Errorf("the API without a token: %v", err)
	}
	for path, want := range map[string]bool{"archive": true, "dump": true, "dump.json": true, "table.csv": false, "nothing": false} {
		if Reads(filepath.Join(dir, path)) != want {
			t.Errorf("Reads(%s) = %v", path, !want)
		}
	}
}

// The API is off until the agreement is attested; files are not.
func TestTerms(t *testing.T) {
	for _, server := range []string{"", "https://archive.example/1.1"} {
		if terms := Terms(connectors.Account{Server: server}); terms.Attest != "x_enterprise" || !terms.DropDeleted || terms.Source == "" {
			t.Errorf("server %q: %+v", server, terms)
		}
	}
	if terms := Terms(connectors.Account{Files: []connectors.File{{Path: "a.zip"}}}); terms.Attest != "" || !terms.DropDeleted {
		t.Errorf("files: %+v", terms)
	}
	if needs := Needs(); len(needs) != 1 || needs[0].Name != "bearer" || needs[0].Optional || !strings.Contains(needs[0].Doc, "Enterprise") {
		t.Errorf("needs %+v", needs)
	}
}

// A handle may be copied from the address bar.
func TestHandle(t *testing.T) {
	for written, want := range map[string]string{
		"@ruritania_oslo": "@ruritania_oslo", "ruritania_oslo": "ruritania_oslo", "*": "*", "": "",
		"https://x.com/ruritania_oslo": "ruritania_oslo", "https://twitter.com/@ruritania_oslo/status/1?s=20": "ruritania_oslo",
		"x.com/ruritania_oslo/": "ruritania_oslo", "https://mobile.twitter.com/ruritania_oslo": "ruritania_oslo",
		"https://else.example/ruritania_oslo": "https://else.example/ruritania_oslo",
	} {
		if got := handle(written); got != want {
			t.Errorf("handle(%q) = %q, want %q", written, got, want)
		}
	}
}
