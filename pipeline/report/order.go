package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// platforms is the order in which platforms stand on every page.
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
