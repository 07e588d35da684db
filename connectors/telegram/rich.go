package telegram

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// rich is a text with marked parts: a string, or a list of strings and of objects with
// a type, a text and for some an href.
type rich []part

type part struct {
	Type string `json:"type"`
	Text string `json:"text"`
	Href string `json:"href"`
}

// UnmarshalJSON never fails; what has another form is left out.
func (r *rich) UnmarshalJSON(b []byte) error {
	*r = nil
	if len(b) == 0 {
		return nil
	}
	var whole string
	if json.Unmarshal(b, &whole) == nil {
		if whole != "" {
			*r = rich{{Type: "plain", Text: whole}}
		}
		return nil
	}
	var one part
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) && json.Unmarshal(b, &one) == nil {
		*r = rich{one}
		return nil
	}
	var parts []json.RawMessage
	if json.Unmarshal(b, &parts) != nil {
		return nil
	}
	for _, raw := range parts {
		var p part
		if json.Unmarshal(raw, &p.Text) == nil {
			p.Type = "plain"
		} else if json.Unmarshal(raw, &p) != nil {
			continue
		}
		*r = append(*r, p)
	}
	return nil
}

// String is the text alone.
func (r rich) String() string {
	var b strings.Builder
	for _, p := range r {
		b.WriteString(p.Text)
	}
	return strings.TrimSpace(b.String())
}

// hashtags are the parts marked as such, without #, lower case, once each.
func (r rich) hashtags() []string {
	var tags []string
	for _, p := range r {
		if tag := strings.ToLower(strings.TrimLeft(p.Text, "#")); p.Type == "hashtag" && tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// links are the addresses in a text and behind its words, without those within
// Telegram: they lead to persons and groups.
func (r rich) links() []string {
	var links []string
	for _, p := range r {
		link := ""
		switch p.Type {
		case "link":
			if link = p.Text; !strings.Contains(link, "://") {
				link = "https://" + link
			}
		case "text_link":
			link = p.Href
		}
		links = addLink(links, link)
	}
	return links
}

// addLink adds an address of the web, once, unless it is one of Telegram's own.
func addLink(links []string, link string) []string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || slices.Contains(links, link) {
		return links
	}
	if ofTelegram(u.Hostname()) {
		return links
	}
	return append(links, link)
}
