package telegram

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors/conntest"
)

func TestPreviewBase(t *testing.T) {
	for server, want := range map[string]string{
		"": "https://t.me", "t.me/ruritania_oslo": "https://t.me", "https://www.telegram.me/s/ruritania_oslo": "https://t.me", "ruritania_oslo": "https://t.me", "@ruritania_oslo": "https://t.me", "-1001234567890": "https://t.me",
		"https://relay.ruritania.example/": "https://relay.ruritania.example", "relay.ruritania.example/tg/s/ruritania_oslo": "https://relay.ruritania.example/tg",
		"http://127.0.0.1:8080": "http://127.0.0.1:8080", "localhost:8080/s/": "https://localhost:8080",
	} {
		if got := previewBase(server); got != want {
			t.Errorf("previewBase(%q) = %q, want %q", server, got, want)
		}
	}
}

// Another host that serves the preview gives the same rows.
func TestPreviewOnAnotherHost(t *testing.T) {
	_, env := over(t, site(t, "full"))
	d, err := Open(previewed, env, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := drain(t, previewed, d)
	relayed, fake := previewed, conntest.ParseSite(t, site(t, "full"))
	relayed.Server = "https://relay.ruritania.example/"
	_, env = overSite(t, fake)
	if d, err = Open(relayed, env, nil); err != nil {
		t.Fatal(err)
	}
	got := drain(t, relayed, d)
	if a, b := strings.Join(brief(got), "\n"), strings.Join(brief(want), "\n"); a != b || len(got.Posts) == 0 {
		t.Errorf("rows\n%s\nwant\n%s", a, b)
	}
}
