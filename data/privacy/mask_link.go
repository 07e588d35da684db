package privacy

import (
	"slices"
	"strings"
)

// site is a platform whose links lead to people. What is not known to be content
// counts as a profile.
type site struct {
	hosts    []string // with their subdomains
	content  []string // first path parts that lead to no profile
	before   []string // first path parts that a profile's name follows
	anything bool     // every path leads to content
}

// siteList lists the platforms. A host that no entry names is looked at for "/@user",
// "/users/user" and the like only.

var siteList = [...]site{
	{hosts: []string{"x.com", "twitter.com"}, content: []string{"hashtag", "search", "explore", "home", "privacy", "tos"}},
	{hosts: []string{"facebook.com", "fb.com", "fb.me", "fb.watch", "messenger.com", "m.me"},
		content: []string{"watch", "hashtag", "events", "groups", "help", "policies", "privacy"}, before: []string{"people", "pg", "pages", "stories", "profile"}},
	{hosts: []string{"instagram.com", "instagr.am"}, content: []string{"p", "reel", "reels", "tv", "explore"}, before: []string{"stories", "_u"}},
	{hosts: []string{"threads.net", "threads.com"}, content: []string{"search", "t"}},
	{hosts: []string{"vm.tiktok.com", "vt.tiktok.com"}, anything: true}, // shortened videos
	{hosts: []string{"tiktok.com"}, content: []string{"tag", "discover", "music", "explore", "t", "v", "video"}, before: []string{"share"}},
	{hosts: []string{"t.me", "telegram.me", "telegram.dog"}, content: []string{"addstickers"}, before: []string{"s"}},
	{hosts: []string{"wa.me", "whatsapp.com"}, before: []string{"channel"}},
	{hosts: []string{"bsky.app"}, content: []string{"hashtag", "search", "about"}, before: []string{"profile"}},
	{hosts: []string{"bsky.social"}},
	{hosts: []string{"linkedin.com"}, content: []string{"company", "school", "showcase", "jobs", "feed", "help", "legal"}, before: []string{"in", "pub"}},
	{hosts: []string{"youtu.be"}, anything: true},
	{hosts: []string{"youtube.com"},
		content: []string{"watch", "shorts", "live", "embed", "playlist", "results", "hashtag", "feed", "post", "clip", "v"},
		before:  []string{"c", "channel", "user"}},
	{hosts: []string{"reddit.com"}, content: []string{"r"}, before: []string{"u", "user"}},
	{hosts: []string{"vk.com", "vk.ru", "ok.ru", "weibo.com", "snapchat.com", "pinterest.com", "linktr.ee", "about.me", "paypal.me", "line.me"},
		before: []string{"add", "profile", "u"}},
	{hosts: []string{"zalo.me", "signal.me", "imo.im", "viber.com", "kakao.com", "gravatar.com", "orcid.org"}},
}

// link reads a link at i, where a host name or a scheme may begin. found is false
// if there is none. A profile of somebody ends at end; of one that is configured,
// all up to keep is to be written. For any other link both are i: it stays, and
// what is in it is read on.
func (s *scanner) link(i int) (end, keep int, found bool) {
	host := i
	scheme := s.has(i, "http://") || s.has(i, "https://")
	if scheme {
		for s.fold[host] != '/' {
			host++
		}
		host += 2
	}
	path := host
	for path < len(s.fold) && isHostRune(s.fold[path]) {
		path++
	}
	name := strings.Trim(string(s.fold[host:path]), ".-_")
	if !isHost(name) && !isPersonalHost(name) {
		return i, i, s.enter(scheme, host)
	}
	if s.at(path) == ':' && isDigit(s.at(path+1)) { // a port
		for path++; isDigit(s.at(path)); path++ {
		}
	}
	at := siteOf(name)
	if s.at(path) != '/' && s.at(path) != '?' {
		if !isPersonalHost(name) {
			return i, i, s.enter(scheme, host)
		}
		for path > host && !isWord(s.fold[path-1]) { // the full stop behind it
			path--
		}
		if s.m.own[name] {
			return i, path, true
		}
		return path, i, true
	}
	whole := s.url // a link within a link ends with it; looking again would be quadratic
	if path >= whole {
		whole = s.urlEnd(path)
		if s.queriesSomebody(path, whole) {
			return whole, i, true
		}
	}
	keep, profile := s.profile(at, name, path, whole)
	switch {
	case keep > i:
		s.url, s.cut = whole, false
		return i, keep, true
	case profile:
		return whole, i, true
	}
	s.url, s.cut = whole, false
	return i, i, true
}

// enter notes that the scanner is in a link that stays, if there is a scheme.
func (s *scanner) enter(scheme bool, host int) bool {
	if scheme {
		if host >= s.url {
			s.url = s.urlEnd(host)
		}
		s.cut = false
	}
	return scheme
}

// profile says whether a path from..to on a host leads to a profile, and if it is
// a configured account's, up to where.
func (s *scanner) profile(at *site, host string, from, to int) (keep int, profile bool) {
	if isPersonalHost(host) {
		if s.m.own[host] {
			return from, true
		}
		return 0, true
	}
	parts := s.parts(from, to)
	if at != nil && len(at.content)+len(at.before) == 0 && !at.anything && len(parts) == 0 && to > from+1 {
		return 0, true // all of them lead to people, also behind "#"
	}
	if at != nil && len(parts) > 0 {
		first := string(s.fold[parts[0].from:parts[0].to])
		switch {
		case at.anything || slices.Contains(at.content, first):
		case slices.Contains(at.before, first) && len(parts) > 1:
			return s.ownPart(parts[1], host), true
		default:
			return s.ownPart(parts[0], host), true
		}
	}
	for i, p := range parts {
		text := string(s.fold[p.from:p.to])
		switch {
		case strings.HasPrefix(text, "@") && len(text) > 1:
			return s.ownPart(p, host), true
		case i+1 < len(parts) && slices.Contains(profileParts[:], text):
			return s.ownPart(parts[i+1], host), true
		case strings.Contains(text, "@"):
			return 0, i+1 < len(parts) // somebody's address, and what is theirs
		}
	}
	return 0, false
}

// profileParts are path parts that somebody's name or number follows on any host.
var profileParts = [...]string{"u", "user", "users", "accounts", "profile", "profiles", "member", "members"}

// ownPart returns where a path part ends if it names a configured account, else 0.
func (s *scanner) ownPart(p part, host string) int {
	name := strings.TrimLeft(string(s.fold[p.from:p.to]), "@")
	if s.m.own[name] && !strings.Contains(name, "@") || s.m.own[name+"@"+host] || strings.Contains(name, "@") && s.m.own[name] {
		return p.to
	}
	return 0
}

// part is a part of a path.
type part struct{ from, to int }

// parts returns the first four parts of a path, without empty ones.
func (s *scanner) parts(from, to int) []part {
	var parts []part
	for i := from; i < to && len(parts) < 4; {
		c := s.fold[i]
		if c == '?' || c == '#' {
			break
		}
		if c == '/' {
			i++
			continue
		}
		start := i
		for i < to && !strings.ContainsRune("/?#", s.fold[i]) {
			i++
		}
		parts = append(parts, part{start, i})
	}
	return parts
}

// urlEnd returns the end of the link that goes on at i, without the punctuation of
// the sentence around it.
func (s *scanner) urlEnd(i int) int {
	end := i
	for end < len(s.fold) && isURLRune(s.fold[end]) {
		end++
	}
	for end > i && strings.ContainsRune(".,;:!?'()", s.fold[end-1]) {
		end--
	}
	return end
}

// isHost reports whether a name looks like a host: it has a dot, and no digit
// begins its last part.
func isHost(name string) bool {
	i := strings.LastIndexByte(name, '.')
	return i > 0 && len(name)-i > 2 && isLetter(rune(name[i+1]))
}

// isPersonalHost reports whether a host is itself somebody's handle.
func isPersonalHost(host string) bool { return strings.Contains(host+".", ".bsky.social.") }

// siteOf returns the platform of a host, nil if there is none.
func siteOf(host string) *site {
	for i := range siteList {
		for _, h := range siteList[i].hosts {
			if host == h || strings.HasSuffix(host, "."+h) {
				return &siteList[i]
			}
		}
	}
	return nil
}

// IsPlatform reports whether a host is one of the platforms whose links lead to people.
func IsPlatform(host string) bool { return siteOf(host) != nil || isPersonalHost(host) }
