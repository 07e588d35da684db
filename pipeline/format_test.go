package pipeline

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		name string
		post data.Post
		want data.Format
	}{
		{"Meta photo", data.Post{FormatNative: "Photos"}, data.FormatImage},
		{"several photos are an album", data.Post{FormatNative: "photo", MediaCount: data.N(3)}, data.FormatAlbum},
		{"Instagram carousel, German", data.Post{FormatNative: "IG Karussell"}, data.FormatAlbum},
		{"reel", data.Post{FormatNative: "IG reel"}, data.FormatShortVideo},
		{"a repost is a repost whatever it carries", data.Post{FormatNative: "video", IsRepost: true}, data.FormatRepost},
		{"named media beat a quote", data.Post{FormatNative: "video", IsQuote: true}, data.FormatVideo},
		{"a quote beats a link", data.Post{FormatNative: "text", IsQuote: true, Links: []string{"https://mfa.example"}}, data.FormatQuote},
		{"a link beats text", data.Post{FormatNative: "text", Links: []string{"https://mfa.example"}}, data.FormatLink},
		{"text that the source says is text", data.Post{FormatNative: "text"}, data.FormatText},
		{"no media, counted", data.Post{MediaCount: data.N(0)}, data.FormatText},
		{"a source silent on media is not text", data.Post{Text: "hello"}, data.FormatUnknown},
		{"a word nobody knows", data.Post{FormatNative: "hologram"}, data.FormatUnknown},
		{"YouTube is video without saying so", data.Post{Platform: data.YouTube}, data.FormatVideo},
		{"a YouTube video of 60 s is a Short", data.Post{Platform: data.YouTube, DurationMS: data.N(60_000)}, data.FormatShortVideo},
		{"of 61 s it is not", data.Post{Platform: data.YouTube, DurationMS: data.N(61_000)}, data.FormatVideo},
		{"TikTok is short video", data.Post{Platform: data.TikTok}, data.FormatShortVideo},
		{"an animated GIF on X", data.Post{Platform: data.X, FormatNative: "animated_gif"}, data.FormatGIF},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Format(&c.post); got != c.want {
				t.Errorf("Format(%+v) = %q, want %q", c.post, got, c.want)
			}
		})
	}
}

func TestFormatWordsAreFormats(t *testing.T) {
	known := map[data.Format]bool{}
	for _, f := range data.Formats() {
		known[f] = true
	}
	for word, format := range formatWords {
		if !known[format] {
			t.Errorf("%q maps to %q, which is no format", word, format)
		}
	}
	for _, f := range data.Formats() {
		if f != data.FormatUnknown && formatWords[string(f)] != f {
			t.Errorf("a mapping cannot say %q", f)
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Embassy of Ruritania in Norway": "embassy-of-ruritania-in-norway",
		"  São Tomé / Príncipe ":         "são-tomé-príncipe",
		"سفارة":                          "سفارة",
		"../../etc":                      "etc",
		"!!!":                            "mission",
		"":                               "mission",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}
