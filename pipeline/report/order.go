package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// platforms is the order in which platforms stand on every page. The class of a
// platform is its place here, so its colour never changes.
var platforms = [...]data.Platform{data.Facebook, data.Instagram, data.Threads, data.X, data.YouTube, data.TikTok,
	data.LinkedIn, data.Mastodon, data.Bluesky, data.Telegram, data.WhatsApp}

func byPlatform(a, b data.Platform) int {
	return cmp.Or(cmp.Compare(place(platforms[:], a), place(platforms[:], b)), cmp.Compare(a, b))
}

// place is the index of v, or the length for what is not listed.
func place[T comparable](list []T, v T) int {
	if i := slices.Index(list, v); i >= 0 {
		return i
	}
	return len(list)
}

// levers is the order of levers.
var levers = [...]string{"format", "device", "topic", "language", "length", "hour"}

// tied breaks a tie of rows by all that they hold, so that no order of rows changes
// a page. It spells them out only where it must.
func tied[T any](order int, a, b T) int {
	if order != 0 {
		return order
	}
	x, _ := json.Marshal(a) // a number that JSON cannot write is drawn nowhere
	y, _ := json.Marshal(b)
	return bytes.Compare(x, y)
}

// byLevel orders the levels of one lever: formats and topics as the vocabulary
// lists them, everything else by name.
func byLevel(lever, a, b string) int {
	switch lever {
	case "format":
		return cmp.Or(cmp.Compare(place(data.Formats(), data.Format(a)), place(data.Formats(), data.Format(b))), cmp.Compare(a, b))
	case "topic":
		return cmp.Or(cmp.Compare(place(data.Topics(), data.Topic(a)), place(data.Topics(), data.Topic(b))), cmp.Compare(a, b))
	}
	return cmp.Compare(a, b)
}

// goals is the order of goals: the one that every platform has comes first.
var goals = [...]string{"interactions_public", "interactions_owned", "approval", "replies", "conversation", "shares", "redistribution",
	"reach", "viewers", "views", "impressions", "clicks", "saves"}

var ages = [...]string{"settled", "28d", "7d", "24h"}

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

type look struct{ class, path string }

// formatLook returns the colour and shape of a format.
func formatLook(f data.Format) look {
	switch f {
	case data.FormatText:
		return look{"c-ink", circle}
	case data.FormatImage:
		return look{"c-blue", circle}
	case data.FormatAlbum:
		return look{"c-blue", square}
	case data.FormatGIF:
		return look{"c-blue", triangle}
	case data.FormatVideo:
		return look{"c-red", circle}
	case data.FormatShortVideo:
		return look{"c-red", square}
	case data.FormatLive:
		return look{"c-red", triangle}
	case data.FormatStory:
		return look{"c-red", diamond}
	case data.FormatAudio:
		return look{"c-purple", circle}
	case data.FormatLink:
		return look{"c-green", circle}
	case data.FormatDocument:
		return look{"c-green", square}
	case data.FormatArticle:
		return look{"c-green", triangle}
	case data.FormatPoll:
		return look{"c-brown", circle}
	case data.FormatEvent:
		return look{"c-brown", square}
	case data.FormatQuote:
		return look{"c-teal", circle}
	case data.FormatRepost:
		return look{"c-teal", square}
	case data.FormatMixed:
		return look{"c-grey", square}
	}
	return look{"c-grey", circle}
}

func levelLook(lever, level string) look {
	if lever == "format" {
		return formatLook(data.Format(level))
	}
	return look{"c-ink", circle}
}
