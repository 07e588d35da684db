package community

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// listed is an account that may be on the map.
type listed struct {
	data.Account
	institution string // its mission, or itself if it names none
}

// listing knows the accounts that may be on the map by what posts call them.
type listing struct {
	accounts map[data.AccountID]*listed
	handles  map[string]*listed // platform, space, folded handle; the platform is empty where the settings name none
	personal func(link string) bool
	prints   []string // what it was made of, sorted
}

func newListing(m Mapping) *listing {
	l := &listing{accounts: map[data.AccountID]*listed{}, handles: map[string]*listed{}, personal: m.Personal}
	for _, a := range m.Accounts {
		who := &listed{a, cmp.Or(a.Mission, string(a.AccountID))}
		l.accounts[a.AccountID] = who
		handle := foldName(connectors.BareHandle(a.Handle))
		if handle != "" && handle != "*" && a.Role != data.RoleCommunity { // people who write there are not ours
			l.handles[string(a.Platform)+" "+handle] = who
		}
		l.prints = append(l.prints, fmt.Sprintf("%q %q %q %q %q", a.AccountID, a.Platform, handle, a.Role, who.institution))
	}
	slices.Sort(l.prints)
	return l
}

func foldName(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.TrimSpace(name), "@＠"))
}

// find looks a name up on a platform, as a post of an account writes it; nil if it is
// nobody's who is listed.
func (l *listing) find(p data.Platform, name string, by *listed) *listed {
	name = foldName(name)
	if p == data.Mastodon && by != nil && !strings.Contains(name, "@") { // on its own server
		if _, host, ok := strings.Cut(foldName(connectors.BareHandle(by.Handle)), "@"); ok {
			name += "@" + host
		}
	}
	if who := l.handles[string(p)+" "+name]; who != nil {
		return who
	}
	if strings.Contains(name, "@") {
		return l.handles[string(data.Mastodon)+" "+name]
	}
	return l.handles[" "+name]
}

// mentioned returns the listed accounts whose handles stand in a text.
func (l *listing) mentioned(text string, p data.Platform, by *listed) []*listed {
	var found []*listed
	for rest, last := text, ' '; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		if (r != '@' && r != '＠') || isHandleRune(last) || last == '/' || last == '@' {
			last = r
			continue
		}
		last = r
		name := handleAt(rest)
		who := l.find(p, name, by)
		if plain := asciiPart(name); who == nil && plain != "" { // a script without spaces may follow
			who = l.find(p, plain, by)
		}
		if who != nil {
			found = append(found, who)
		}
	}
	return found
}

func isHandleRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// handleAt reads "user", "user@host" or "name.example" at the beginning of a text.
func handleAt(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !isHandleRune(r) && r != '.' && r != '-' && r != '@' })
	if end < 0 {
		end = len(text)
	}
	return strings.TrimRight(text[:end], ".-@")
}

func asciiPart(name string) string {
	i := strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf })
	if i <= 0 {
		return ""
	}
	return strings.TrimRight(name[:i], ".-@")
}

// reposted returns whose words a repost repeats where its text says so: "RT @user: ...".
func (l *listing) reposted(p *communityPost, by *listed) *listed {
	rest, ok := strings.CutPrefix(p.Text, "RT @")
	if !ok {
		return nil
	}
	return l.find(p.Platform, handleAt(rest), by)
}

// author returns the listed account that published a post; nil if that is not known.
func (l *listing) author(id data.PostID, whose map[data.PostID]data.AccountID) *listed {
	if id == "" {
		return nil
	}
	if who := l.accounts[whose[id]]; who != nil {
		return who
	}
	return l.profile(id.Native()) // an ActivityPub address names its author
}

// profileHosts are platforms by the host of their profiles.
func profileHosts(host string) data.Platform {
	switch host {
	case "x.com", "twitter.com", "mobile.twitter.com":
		return data.X
	case "facebook.com", "m.facebook.com":
		return data.Facebook
	case "instagram.com":
		return data.Instagram
	case "threads.net", "threads.com":
		return data.Threads
	case "tiktok.com":
		return data.TikTok
	case "t.me", "telegram.me":
		return data.Telegram
	case "bsky.app":
		return data.Bluesky
	case "youtube.com", "m.youtube.com":
		return data.YouTube
	case "linkedin.com":
		return data.LinkedIn
	}
	return ""
}

// profile returns the listed account that a link leads to, or to a post of; nil if it
// leads elsewhere.
func (l *listing) profile(link string) *listed {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	parts := strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })
	if len(parts) == 0 {
		return l.handles[string(data.Bluesky)+" "+host] // a handle that is a domain
	}
	name := parts[0]
	if len(parts) > 1 && slices.Contains([]string{"profile", "users", "company", "school", "showcase", "channel", "c", "user", "s", "pg", "pages"}, name) {
		name = parts[1]
	}
	if p := profileHosts(host); p != "" {
		return l.find(p, name, nil)
	}
	if name != parts[0] && parts[0] == "users" || strings.HasPrefix(name, "@") {
		name = foldName(name)
		if !strings.Contains(name, "@") {
			name += "@" + host
		}
		return l.handles[string(data.Mastodon)+" "+name]
	}
	return nil
}
