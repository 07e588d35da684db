package content

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

// TestFormatKnowsWhatConnectorsSay goes through every word for a medium that a
// connector writes, platform by platform; what is unknown there is unknown to the
// platform itself.
func TestFormatKnowsWhatConnectorsSay(t *testing.T) {
	for _, c := range []struct {
		platform data.Platform
		words    map[string]data.Format
	}{
		{data.Mastodon, map[string]data.Format{"text": "text", "link": "link", "poll": "poll", "image": "image", "video": "video", "gifv": "gif", "audio": "audio", "mixed": "mixed", "unknown": "unknown"}},
		{data.Bluesky, map[string]data.Format{"text": "text", "gif": "gif", "app.bsky.embed.images": "image", "app.bsky.embed.video": "video", "app.bsky.embed.external": "link", "app.bsky.embed.record": "quote"}},
		{data.X, map[string]data.Format{"text": "text", "link": "link", "poll": "poll", "article": "article", "photo": "image", "video": "video", "animated_gif": "gif",
			"photo+video": "mixed", "animated_gif+photo": "mixed", "animated_gif+video": "mixed", "animated_gif+photo+video": "mixed"}},
		{data.Telegram, map[string]data.Format{"text": "text", "link": "link", "poll": "poll", "photo": "image", "video": "video", "gif": "gif", "audio": "audio",
			"sticker": "image", "document": "document", "location": "text", "contact": "text", "mixed": "mixed", "unknown": "unknown"}},
		{data.YouTube, map[string]data.Format{"video": "video", "short": "short_video", "live": "live", "": "video"}},
		{data.TikTok, map[string]data.Format{"": "short_video", "video": "video"}},
		{data.Facebook, map[string]data.Format{ // Graph, then Business Suite in its English form, then CrowdTangle
			"status": "text", "photo": "image", "video": "video", "reel": "short_video", "live_video": "live", "audio": "audio", "album": "album", "link": "link", "event": "event", "note": "article",
			"animated_image_share": "gif", "video_inline": "video", "visual_poll": "poll", "multi_share": "link", "cover_photo": "image",
			"Photos": "image", "Videos": "video", "Reels": "short_video", "Links": "link", "Events": "event", "Stories": "story", "Multi photo": "album", "Live video": "live", "Text": "text",
			"Native Video": "video", "Live Video Complete": "live", "Live Video Scheduled": "live", "Live Video": "live", "Status": "text", "YouTube": "link", "Album": "album", "Vine": "short_video"}},
		{data.Instagram, map[string]data.Format{"image": "image", "video": "video", "reel": "short_video", "story": "story", "carousel_album": "album",
			"IG image": "image", "IG reel": "short_video", "IG carousel": "album", "IG video": "video", "IG story": "story", "IGTV": "video", "Photo": "image", "Album": "album", "IG poll": "poll"}},
		{data.Threads, map[string]data.Format{"text": "text", "text_post": "text", "link": "link", "poll": "poll", "image": "image", "video": "video", "carousel_album": "album", "audio": "audio"}},
		{data.LinkedIn, map[string]data.Format{"text": "text", "image": "image", "video": "video", "document": "document", "article": "article", "poll": "poll", "event": "event", "carousel": "album", "link": "link"}},
		{data.WhatsApp, map[string]data.Format{"text": "text", "image": "image", "video": "video", "audio": "audio", "link": "link", "poll": "poll", "document": "document", "short video": "short_video"}},
		{"discourse", map[string]data.Format{"topic": "text"}},
		{"feed", map[string]data.Format{"article": "article", "audio": "audio", "video": "video", "short": "short_video"}},
	} {
		for word, want := range c.words {
			if got := Format(&data.Post{Platform: c.platform, FormatNative: word}); got != want {
				t.Errorf("%s: %q is %q, want %q", c.platform, word, got, want)
			}
		}
	}
	for _, repost := range []string{"reblog", "repost", "forward", "repost_facade"} {
		if got := Format(&data.Post{FormatNative: repost, IsRepost: true}); got != data.FormatRepost {
			t.Errorf("%q is %q, want a repost", repost, got)
		}
	}
}
