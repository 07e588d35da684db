package community

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// places notes the places that a post leads to, and its hashtags, each once.
func (c *community) places(p *communityPost) {
	found := map[data.CommunityLink]bool{}
	note := func(kind data.PlaceKind, place string) {
		found[data.CommunityLink{Month: p.PublishedAt.Month(), Platform: p.Platform, AccountID: p.AccountID, Kind: kind, Place: place}] = true
	}
	for _, link := range c.linksOf(p, p.Text) {
		if c.list.personal != nil && c.list.personal(link) {
			continue
		}
		if kind, place, ok := placeOf(link); ok {
			note(kind, place)
		}
	}
	for _, tag := range p.Hashtags {
		if tag = strings.ToLower(strings.TrimLeft(tag, "#＃")); isTag(tag) {
			note(data.PlaceHashtag, tag)
		}
	}
	for l := range found {
		c.links[l]++
	}
}

// isTag reports whether a hashtag is one: letters, digits and _, not digits alone.
func isTag(tag string) bool {
	return utf8.RuneCountInString(tag) <= 100 && strings.ContainsFunc(tag, unicode.IsLetter) &&
		!strings.ContainsFunc(tag, func(r rune) bool { return !isHandleRune(r) })
}

// placeOf says what place a link leads to. Links that may lead to a person, or that
// tell no place, have none: addresses under a platform's profiles, personal pages,
// shortened links.
func placeOf(link string) (kind data.PlaceKind, place string, ok bool) {
	u, err := url.Parse(link)
	if err != nil || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return "", "", false
	}
	host := strings.TrimPrefix(strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), "www.")
	parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
	if net.ParseIP(host) != nil || isShortener(host) || isPersonalPath(parts) {
		return "", "", false
	}
	if kind, place = onPlatform(host, parts); kind != "" {
		return kind, place, true
	}
	suffix, listed := publicsuffix.PublicSuffix(host)
	if privacy.IsPlatform(host) || isPersonalHost(host) || !listed && strings.Contains(suffix, ".") {
		return "", "", false // below a suffix that anybody may rent, a host is somebody's
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return "", "", false
	}
	if isForum(host, parts) {
		return data.PlaceForum, host, true
	}
	return data.PlaceDomain, domain, true
}

// onPlatform knows the places on platforms that are no person's by their address.
func onPlatform(host string, parts []string) (data.PlaceKind, string) {
	if len(parts) < 2 {
		return "", ""
	}
	name := strings.Join(parts[:2], "/")
	switch {
	case (host == "reddit.com" || host == "old.reddit.com") && parts[0] == "r":
		return data.PlaceForum, "reddit.com/" + name
	case (host == "facebook.com" || host == "m.facebook.com") && parts[0] == "groups":
		return data.PlaceForum, "facebook.com/" + name
	case strings.HasSuffix("."+host, ".linkedin.com") && slices.Contains([]string{"company", "school", "showcase"}, parts[0]):
		return data.PlaceChannel, "linkedin.com/" + name
	case host == "open.spotify.com" && parts[0] == "show":
		return data.PlaceChannel, host + "/" + name
	}
	return "", ""
}

// isForum knows forums by their name and by the paths that usual forum programs use.
func isForum(host string, parts []string) bool {
	first, _, _ := strings.Cut(host, ".")
	if slices.Contains([]string{"forum", "forums", "discuss", "discourse", "board", "boards"}, first) {
		return true
	}
	if len(parts) == 0 {
		return false
	}
	last := parts[len(parts)-1]
	return parts[0] == "forum" || parts[0] == "forums" || len(parts) > 2 && parts[0] == "t" && strings.Trim(parts[2], "0123456789") == "" ||
		slices.Contains([]string{"viewtopic.php", "viewforum.php", "showthread.php"}, last)
}

// isPersonalPath knows the paths under which sites of any kind show a person.
func isPersonalPath(parts []string) bool {
	for i, p := range parts {
		if strings.HasPrefix(p, "~") || strings.HasPrefix(p, "@") {
			return true
		}
		if i+1 < len(parts) && slices.Contains([]string{"u", "user", "users", "profile", "profiles", "author", "authors", "member", "members", "people", "person"}, p) {
			return true
		}
	}
	return false
}

// isPersonalHost knows hosts on which every page is somebody's own.
func isPersonalHost(host string) bool {
	return below(host, "wordpress.com", "tumblr.com", "substack.com", "medium.com", "livejournal.com", "blogger.com", "blogspot.com", "wixsite.com", "weebly.com",
		"patreon.com", "ko-fi.com", "buymeacoffee.com", "gofundme.com", "carrd.co", "bio.link", "beacons.ai", "bio.site", "soundcloud.com", "twitch.tv",
		"flickr.com", "vimeo.com", "github.com", "researchgate.net", "academia.edu", "orcid.org", "imdb.com")
}

// isShortener knows hosts whose links say nothing of where they lead.
func isShortener(host string) bool {
	return below(host, "t.co", "bit.ly", "ow.ly", "buff.ly", "tinyurl.com", "goo.gl", "lnkd.in", "dlvr.it", "is.gd", "cutt.ly", "rb.gy", "shorturl.at", "youtu.be", "wp.me", "trib.al", "amzn.to")
}

func below(host string, domains ...string) bool {
	return slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) })
}
