package v1

import (
	"encoding/json"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

// isNative reports whether s repeats another's post by X's own means, so that its
// words and counters are the other's.
func (s *Status) isNative() bool {
	return s.RetweetedStatus != nil && string(*s.RetweetedStatus) != "null"
}

// saysRepost reports whether s calls itself a repost. That is all that archives
// tell; elsewhere it is one written by hand, with counters of its own.
func (s *Status) saysRepost() bool { return strings.HasPrefix(s.Body(), "RT @") }

// Reposted returns whose words a text says it repeats: X begins that of a repost with
// "RT @handle: ". It is "" where the text says nothing of the kind.
func Reposted(text string) (handle string) {
	if rest, ok := strings.CutPrefix(text, "RT @"); ok {
		if name, _, ok := strings.Cut(rest, ":"); ok && !strings.ContainsAny(name, " \t\n@") {
			return name
		}
	}
	return ""
}

// repeats returns the post that s repeats, and its author's handle; each "" if it is
// not told.
func (s *Status) repeats() (id, handle string) {
	if !s.isNative() {
		return "", ""
	}
	var of quoted
	if json.Unmarshal(*s.RetweetedStatus, &of) != nil {
		return "", "" // in a form of its own: a repost all the same
	}
	if of.User != nil {
		handle = of.User.ScreenName
	}
	return string(of.IDStr), handle
}

// quotes returns the post that s quotes: its id and its author's handle, each "" if
// it is not told. Archives show it only by the link at the end of the text.
func (s *Status) quotes() (id, handle string, ok bool) {
	if q := s.QuotedStatus; q != nil {
		if q.User != nil {
			handle = q.User.ScreenName
		}
		return string(q.IDStr), handle, true
	}
	for _, id := range []web.ID{s.QuotedStatusIDStr, s.QuotedStatusID} {
		if IsID(id) {
			return string(id), "", true
		}
	}
	text := strings.TrimSpace(s.Body())
	for _, u := range s.entities().URLs.Items {
		if u.URL != "" && strings.HasSuffix(text, u.URL) {
			if handle, id := StatusLink(u.ExpandedURL); id != "" {
				return id, handle, true
			}
		}
	}
	return "", "", false
}
