package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oneJSON reports whether b is exactly one JSON value.
func oneJSON(b []byte) bool {
	d := json.NewDecoder(bytes.NewReader(b))
	var value any
	return d.Decode(&value) == nil && errors.Is(d.Decode(&value), io.EOF)
}

// newcomer is somebody who has the program and no more.
type newcomer struct {
	t     *testing.T
	town  *town
	dir   string
	typed int // commands so far
}

// types runs a command, with answers to what it asks, and demands its exit code and what
// it says on stderr and stdout together.
func (n *newcomer) types(code int, answers string, args []string, says ...string) {
	n.t.Helper()
	n.typed++
	p := command(n.t, args...)
	p.Dir, p.Env, p.Stdin = n.dir, n.town.env("HOME="+n.dir), strings.NewReader(answers)
	if err := p.Start(); err != nil {
		n.t.Fatal(err)
	}
	got := p.end(n.t)
	text := p.errs.String() + p.out.String()
	if got != code {
		n.t.Fatalf("command %d, tailor %s: exit code %d, want %d\n%s", n.typed, strings.Join(args, " "), got, code, text)
	}
	for _, want := range says {
		if !strings.Contains(text, want) {
			n.t.Errorf("command %d, tailor %s: it does not say %q:\n%s", n.typed, strings.Join(args, " "), want, text)
		}
	}
}

// edits puts a text in the place of another in the settings.
func (n *newcomer) edits(old, new string) {
	n.t.Helper()
	path := filepath.Join(n.dir, "tailor.yaml")
	b, err := os.ReadFile(path)
	if err != nil {
		n.t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(old)) {
		n.t.Fatalf("the settings hold no %q:\n%s", old, b)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(b, []byte(old), []byte(new)), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

// TestFirstTime comes from nothing to a report on public Mastodon and Bluesky accounts in
// under ten commands, with the mistakes that people make on the way: each is answered
// with what to do next, and doing that leads on.
func TestFirstTime(t *testing.T) {
	t.Parallel()
	n := &newcomer{t: t, town: newTown(t, 30), dir: t.TempDir()}

	n.types(2, "", []string{"run"}, "no settings file tailor.yaml here; make one with: tailor init")
	// A handle without its server, as one writes it on X.
	n.types(2, "Embassy of Ruritania in Norway\nXR\nNO\nen\n@embassy\n\n", []string{"init"},
		"Your public accounts on Mastodon and Bluesky", `"@embassy" names no server; write @name@server.example for Mastodon or name.bsky.social for Bluesky`)
	// A server and a handle that are spelt wrongly.
	n.types(0, "Embassy of Ruritania in Norway\nXR\nNO\nen\n@embassy@no-social.example, embasy.example\n\n", []string{"init"},
		"wrote tailor.yaml", "made keys in", "next: tailor run")
	n.types(1, "", []string{"run", "-q"},
		"account no-social-example-mastodon", "no server of that name is found; check how it is spelt in the settings, or whether this machine is online",
		"account embasy-example-bluesky", "there is no such account; check handle:")
	n.edits("@embassy@no-social.example", "@embasy@social.example")
	n.edits("embasy.example", "embassy.example")
	n.types(3, "", []string{"run", "-q"}, "account no-social-example-mastodon", "embasy@social.example is not known there, check the handle")
	n.edits("@embasy@social.example", "@embassy@social.example")
	n.types(0, "", []string{"run"}, "no-social-example-mastodon: 30 posts", "Report: ")
	n.types(0, "", []string{"status"}, "no-social-example-mastodon  30", "embasy-example-bluesky", "30")

	if n.typed >= 10 {
		t.Errorf("it took %d commands, want fewer than ten", n.typed)
	}
	pages, err := filepath.Glob(filepath.Join(n.dir, "reports", "*.html"))
	if err != nil || len(pages) == 0 {
		t.Errorf("there is no page: %v, %v", pages, err)
	}
}
