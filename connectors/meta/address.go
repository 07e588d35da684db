package meta

import (
	"net/url"
	"strings"
)

// ofPlatform are hosts whose addresses lead to profiles and posts of anybody.
var ofPlatform = []string{"facebook.com", "fb.com", "fb.me", "instagram.com", "threads.net", "threads.com"}

// webAddress is an address if it is one, without its query, in which a platform may
// put a token; "" otherwise.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	// The address of a post may be in the query: story_fbid and id are ids.
	query := url.Values{}
	for _, name := range []string{"story_fbid", "id", "fbid", "v", "set"} {
		if v := u.Query().Get(name); v != "" {
			query.Set(name, v)
		}
	}
	u.RawQuery, u.Fragment, u.User = query.Encode(), "", nil
	return u.String()
}

// outside is where a link leads, if that is outside the platform: its plain form, or
// what a redirect of Facebook's names.
func outside(plain, shimmed string) string {
	for _, s := range []string{plain, shimmed} {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" {
			continue
		}
		if strings.HasPrefix(u.Host, "l.") && onPlatform(u.Hostname()) {
			if u, err = url.Parse(u.Query().Get("u")); err != nil {
				continue
			}
			s = u.String()
		}
		if u.Host != "" && !onPlatform(u.Hostname()) {
			return s
		}
	}
	return ""
}

func onPlatform(host string) bool {
	for _, own := range ofPlatform {
		if host = strings.ToLower(host); host == own || strings.HasSuffix(host, "."+own) {
			return true
		}
	}
	return false
}
