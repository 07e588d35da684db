package advise

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

func TestPlatformNamed(t *testing.T) {
	got := map[string]data.Platform{}
	for _, answer := range []string{"Facebook", "X (Twitter)", "twitter", "Instagram / Facebook", "the newspaper", "on YouTube", "WhatsApp-Kanal", ""} {
		got[answer] = platformNamed(answer)
	}
	want := map[string]data.Platform{"Facebook": data.Facebook, "X (Twitter)": data.X, "twitter": data.X, "Instagram / Facebook": "", "the newspaper": "",
		"on YouTube": data.YouTube, "WhatsApp-Kanal": data.WhatsApp, "": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
