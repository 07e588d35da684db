package voice

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// TestNames checks that every word of the vocabulary has a name.
func TestNames(t *testing.T) {
	v := In("en")
	for _, f := range data.Formats() {
		if _, ok := v.Named("format.", string(f)); !ok {
			t.Errorf("format %s has no name", f)
		}
	}
	for _, topic := range data.Topics() {
		if v.Topic(string(topic)) == nil {
			t.Errorf("topic %s has no name", topic)
		}
	}
	for _, d := range []data.Device{data.DeviceHumour, data.DeviceQuestion, data.DeviceCallToAction, data.DeviceThanks, data.DeviceGreeting,
		data.DeviceExplainer, data.DeviceServiceNotice, data.DeviceEventNotice, data.DeviceQASession, data.DeviceQuoteOfLeader,
		data.DeviceInfographic, data.DeviceThread, data.DeviceHashtagCampaign} {
		if _, ok := v.Named("device.", string(d)); !ok {
			t.Errorf("device %s has no name", d)
		}
	}
	for _, p := range []data.Platform{data.Facebook, data.Instagram, data.Threads, data.X, data.YouTube, data.TikTok,
		data.LinkedIn, data.Mastodon, data.Bluesky, data.Telegram, data.WhatsApp} {
		if name := v.Platform(p); name[0].Foreign {
			t.Errorf("platform %s has no name", p)
		}
	}
	for _, r := range []data.Reason{data.Unsupported, data.NotCollected, data.Hidden, data.Expired, data.Immature, data.NotBracketed,
		data.NoFollowers, data.Suppressed, data.BadInput} {
		for _, part := range []string{"why.", "so.", "help."} {
			if _, ok := v.Named(part, string(r)); !ok {
				t.Errorf("reason %s is not worded: %s", r, part)
			}
		}
	}
	for band, want := range map[string]string{"81-160": "81–160 characters", "601+": "over 600 characters", "none": "no text", "x": "", "9-3": ""} {
		if got := v.length(band).String(); got != want {
			t.Errorf("length %s = %q, want %q", band, got, want)
		}
	}
	for band, want := range map[string]string{"06-09": "6:00–10:00", "18-23": "18:00–24:00", "18-29": "", "": ""} {
		if got := v.Hours(band).String(); got != want {
			t.Errorf("hour %s = %q, want %q", band, got, want)
		}
	}
}
