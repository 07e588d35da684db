package telegram

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/digital-diplomacy/tailor/data"
)

// quoted are the parts of a message that show another one, or a web page.
var quoted = []string{"tgme_widget_message_reply", "tgme_widget_message_link_preview"}

// numberOf returns the name of a message's channel and the message's number; 0 if it
// has none.
func numberOf(m *html.Node) (channel string, number int64) {
	channel, n, ok := strings.Cut(attribute(m, "data-post"), "/")
	if !ok || !digits(n) {
		return "", 0
	}
	number, _ = strconv.ParseInt(n, 10, 64)
	return strings.ToLower(channel), number
}

// publishedAt is the time in a message's foot.
func publishedAt(m *html.Node) data.Micros {
	for _, d := range find(m, "tgme_widget_message_date", quoted...) {
		if t := element(d, atom.Time); t != nil {
			if at, err := time.Parse(time.RFC3339, attribute(t, "datetime")); err == nil {
				return data.At(at)
			}
		}
	}
	return 0
}

// textOf is the message's own text, not that of what it answers.
func textOf(m *html.Node) *html.Node {
	for _, t := range find(m, "tgme_widget_message_text", quoted...) {
		if !hasClass(t, "js-message_reply_text") {
			return t
		}
	}
	return nil
}

// marks finds hashtags and links in a text. Hashtags are links to a search in the
// channel; t.me has written & twice escaped in some links since April 2024.
func marks(text *html.Node) (hashtags, links []string) {
	if text == nil {
		return nil, nil
	}
	for a := range text.Descendants() {
		if a.Type != html.ElementNode || a.DataAtom != atom.A {
			continue
		}
		href := attribute(a, "href")
		if strings.HasPrefix(href, "?q=") || strings.HasPrefix(plain(a), "#") {
			if tag := strings.ToLower(strings.TrimPrefix(plain(a), "#")); tag != "" {
				hashtags = appendNew(hashtags, tag)
			}
			continue
		}
		if attribute(a, "onclick") != "" {
			href = strings.ReplaceAll(href, "&amp;", "&")
		}
		links = addLink(links, href)
	}
	return hashtags, links
}

// media are the words for what a message carries, in the order of the page, and the
// length of the longest.
func media(m *html.Node) (kinds []string, length data.Count) {
	count := func(class, kind string) {
		for range find(m, class, quoted...) {
			kinds = append(kinds, kind)
		}
	}
	count("tgme_widget_message_photo_wrap", "photo")
	for _, v := range find(m, "tgme_widget_message_video_player", quoted...) {
		kind := "gif" // plays by itself, without a button and a length
		if first(v, "message_video_play") != nil || first(v, "message_video_duration") != nil || hasClass(v, "not_supported") {
			kind = "video"
		}
		kinds = append(kinds, kind)
	}
	count("tgme_widget_message_roundvideo_player", "video")
	count("tgme_widget_message_voice_player", "audio")
	for _, d := range find(m, "tgme_widget_message_document_wrap", quoted...) {
		kind := "document"
		if first(d, "audio") != nil {
			kind = "audio"
		}
		kinds = append(kinds, kind)
	}
	count("tgme_widget_message_sticker_wrap", "sticker")
	count("tgme_widget_message_poll", "poll")
	count("tgme_widget_message_location_wrap", "location")
	count("tgme_widget_message_contact_wrap", "contact")
	for _, class := range []string{"message_video_duration", "tgme_widget_message_voice_duration", "tgme_widget_message_roundvideo_duration"} {
		for _, t := range find(m, class, quoted...) {
			length = data.MaxCount(length, parseLength(plain(t)))
		}
	}
	return kinds, length
}

// reactionsOf are the counts below a message, by emoji; shown says whether there are
// any.
func reactionsOf(m *html.Node) (sum data.Count, by map[string]int64, shown bool) {
	sum, by = data.N(0), map[string]int64{}
	for _, r := range find(m, "tgme_reaction", quoted...) {
		shown = true
		kind := "other"
		switch b := element(r, atom.B); {
		case hasClass(r, "tgme_reaction_paid"):
			kind = "paid"
		case b != nil && plain(b) != "":
			kind = plain(b)
		case element(r, atom.Lookup([]byte("tg-emoji"))) != nil || first(r, "emoji") == nil:
			kind = "custom emoji"
		}
		n, _ := parseCount(ownText(r))
		if sum = data.SumCounts(sum, n); n != nil {
			by[kind] += *n
		}
	}
	return sum, by, shown
}

// ownText is the text of a reaction without its emoji: that of its count if it has
// one, else what stands beside the emoji.
func ownText(n *html.Node) string {
	if c := first(n, "tgme_reaction_count"); c != nil {
		return plain(c)
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
