package bluesky

import (
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// The kinds of embeds. What is not here keeps its own name.
const (
	embedImages   = "app.bsky.embed.images"
	embedGallery  = "app.bsky.embed.gallery"
	embedVideo    = "app.bsky.embed.video"
	embedExternal = "app.bsky.embed.external"
	embedRecord   = "app.bsky.embed.record"
	embedBoth     = "app.bsky.embed.recordWithMedia"
)

// format is the medium in Bluesky's words, with "text" for none and "gif" for what
// plays as one: a card of a GIF service, which is how the app attaches them, or a
// video marked so. A quote with media has the media's.
func (e *embed) format() string {
	if e == nil {
		return "text"
	}
	switch e.Type {
	case embedBoth:
		if e.Media == nil || e.Media.Type == embedBoth {
			return embedRecord
		}
		return e.Media.format()
	case embedExternal:
		if e.External != nil && isGIF(string(e.External.URI)) {
			return "gif"
		}
	case embedVideo:
		if e.Presentation == "gif" {
			return "gif"
		}
	case embedGallery:
		return embedImages
	case embedRecord:
		if e.quotes() == "" {
			return embedExternal // a card that leads to a feed, list or starter pack
		}
	case "":
		return "text"
	}
	return string(e.Type)
}

// media counts the attached media; a card has none.
func (e *embed) media() data.Count {
	switch {
	case e == nil:
	case e.Type == embedBoth && e.Media != nil && e.Media.Type != embedBoth:
		return e.Media.media()
	case e.Type == embedImages || e.Type == embedGallery:
		return data.N(int64(len(e.Images) + len(e.Items)))
	case e.Type == embedVideo || e.format() == "gif":
		return data.N(1)
	}
	return data.N(0)
}

// quotes is the address of the quoted post, "" if none is.
func (e *embed) quotes() string {
	if e == nil || e.Type != embedRecord && e.Type != embedBoth {
		return ""
	}
	if address := e.Record.address(); parseURI(address).collection == postCollection {
		return address
	}
	return ""
}

// card is the address an external card leads to.
func (e *embed) card() string {
	switch {
	case e == nil:
	case e.Type == embedBoth && e.Media != nil && e.Media.Type != embedBoth:
		return e.Media.card()
	case e.External != nil && e.format() == embedExternal:
		return string(e.External.URI)
	}
	return ""
}

func isGIF(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, service := range []string{"tenor.com", "giphy.com", "klipy.com"} {
		if host == service || strings.HasSuffix(host, "."+service) {
			return true
		}
	}
	return strings.HasSuffix(strings.ToLower(u.Path), ".gif")
}
