package chart

import "github.com/digital-diplomacy/tailor/data"

// Look is the colour and the shape of a point; the zero Look has neither.
type Look struct{ class, path string }

// Shapes of points. A format is one colour and one shape, so that no two formats
// differ by colour alone.
const (
	circle   = "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z"
	square   = "M-5 -5h10v10h-10z"
	triangle = "M0 -6.5L6.5 5H-6.5z"
	diamond  = "M0 -7L7 0L0 7L-7 0z"
	cross    = "M-4 -4L4 4M-4 4L4 -4"
	smallDot = "M0 0h0" // a round dot by its class
)

// formatLook returns the colour and shape of a format.
func formatLook(f data.Format) Look {
	switch f {
	case data.FormatText:
		return Look{"c-ink", circle}
	case data.FormatImage:
		return Look{"c-blue", circle}
	case data.FormatAlbum:
		return Look{"c-blue", square}
	case data.FormatGIF:
		return Look{"c-blue", triangle}
	case data.FormatVideo:
		return Look{"c-red", circle}
	case data.FormatShortVideo:
		return Look{"c-red", square}
	case data.FormatLive:
		return Look{"c-red", triangle}
	case data.FormatStory:
		return Look{"c-red", diamond}
	case data.FormatAudio:
		return Look{"c-purple", circle}
	case data.FormatLink:
		return Look{"c-green", circle}
	case data.FormatDocument:
		return Look{"c-green", square}
	case data.FormatArticle:
		return Look{"c-green", triangle}
	case data.FormatPoll:
		return Look{"c-brown", circle}
	case data.FormatEvent:
		return Look{"c-brown", square}
	case data.FormatQuote:
		return Look{"c-teal", circle}
	case data.FormatRepost:
		return Look{"c-teal", square}
	case data.FormatMixed:
		return Look{"c-grey", square}
	}
	return Look{"c-grey", circle}
}

// LevelLook is the look of a level of a lever: formats have their own, all others one.
func LevelLook(lever, level string) Look {
	if lever == "format" {
		return formatLook(data.Format(level))
	}
	return InkLook()
}

// platformClass is the CSS class that gives a platform its colour.
func platformClass(p data.Platform) string {
	switch p {
	case data.Facebook, data.Threads:
		return "c-blue"
	case data.Instagram, data.TikTok:
		return "c-purple"
	case data.X:
		return "c-ink"
	case data.YouTube:
		return "c-red"
	case data.LinkedIn, data.WhatsApp:
		return "c-green"
	case data.Mastodon, data.Telegram:
		return "c-teal"
	case data.Bluesky:
		return "c-brown"
	}
	return "c-grey"
}

// InkLook is the look of a point that stands for no format and no platform.
func InkLook() Look { return Look{"c-ink", circle} }

// PlatformLook is the look of a platform, a circle in its colour.
func PlatformLook(p data.Platform) Look { return Look{platformClass(p), circle} }
