package v1

import (
	"net/url"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

type link struct {
	URL         string      `json:"url"`
	ExpandedURL string      `json:"expanded_url"`
	_           web.Ignored `names:"display_url,indices,unwound,title,description,images,status"`
}

// links are the addresses in the text, without those on X itself: they hold names.
func (s *Status) links() []string {
	var links []string
	for _, u := range s.entities().URLs.Items {
		to := u.ExpandedURL
		if to == "" {
			to = u.URL
		}
		if to != "" && !OnX(to) && !slices.Contains(links, to) {
			links = append(links, to)
		}
	}
	return links
}

// OnX reports whether a link leads to X itself, or cannot be read.
func OnX(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return true
	}
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "mobile.", "m."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host == "twitter.com" || host == "x.com" || host == "pic.twitter.com" || host == "pic.x.com"
}

// StatusLink reads the address of a post on X: its author's handle and its id, ""
// if it is none.
func StatusLink(link string) (handle, id string) {
	u, err := url.Parse(link)
	if err != nil || !OnX(link) {
		return "", ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) != 3 || parts[1] != "status" && parts[1] != "statuses" || !IsID(parts[2]) {
		return "", ""
	}
	return parts[0], parts[2]
}
