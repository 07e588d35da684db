package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// maxPublic is how many public accounts Init writes, so that a line is left for files.
const maxPublic = maxAccountLines - 1

// publicAccount is one account that is read over the network without a key.
type publicAccount struct {
	platform, handle string
	at               string // server or domain, to make an id of
}

func (p publicAccount) id() string {
	id := slug(p.at)
	if id = id[:min(len(id), 36)]; id == "" || id[0] < 'a' || id[0] > 'z' {
		id = "account-" + id
	}
	return strings.Trim(id, "-_") + "-" + p.platform
}

// publicAccounts tells Mastodon's handles from Bluesky's by their form.
func publicAccounts(handles []string) ([]publicAccount, error) {
	var out []publicAccount
	var bad []Problem
	for _, h := range handles {
		if h = clean(h); h == "" {
			continue
		}
		a, why := publicOf(h)
		switch {
		case why != "":
			bad = append(bad, Problem{File: "accounts", Message: fmt.Sprintf("%q %s", h, why)})
		case slices.ContainsFunc(out, func(b publicAccount) bool { return a.platform == b.platform && a.handle == b.handle }):
		case len(out) == maxPublic:
			bad = append(bad, Problem{File: "accounts", Message: fmt.Sprintf("more than %d accounts: add the others to the settings with an editor", maxPublic)})
		default:
			out = append(out, a)
		}
	}
	if len(bad) > 0 {
		return nil, &Error{Problems: bad}
	}
	return out, nil
}

// howToWrite ends every complaint about a handle.
const howToWrite = "write @name@server.example for Mastodon or name.bsky.social for Bluesky; other platforms are added to the settings later (tailor connect PLATFORM tells what each wants) or read from files"

// publicOf reads one handle, or the address of a profile. why says what is wrong with it.
func publicOf(h string) (a publicAccount, why string) {
	if strings.Contains(h, "://") {
		u, err := url.Parse(h)
		if err != nil {
			return a, "is no address; " + howToWrite
		}
		first, rest, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
		switch name, isUser := strings.CutPrefix(first, "@"); {
		case first == "profile" && strings.TrimPrefix(u.Hostname(), "www.") == "bsky.app":
			h = rest
		case isUser && strings.Contains(name, "@"): // another server's account, seen from this one
			h = name
		case isUser && rest == "" && u.Host != "":
			h = name + "@" + u.Host
		default:
			return a, "is no profile of Mastodon or Bluesky; " + howToWrite
		}
	}
	h = strings.TrimPrefix(h, "@")
	name, server, isMastodon := strings.Cut(h, "@")
	switch {
	case strings.ContainsAny(h, " \t/?#'\"") || strings.ContainsFunc(h, func(r rune) bool { return r < ' ' }):
		return a, "is no handle; " + howToWrite
	case isMastodon && (name == "" || !strings.Contains(strings.Trim(server, "."), ".") || strings.Contains(server, "@")):
		return a, "names no server; " + howToWrite
	case isMastodon:
		return publicAccount{"mastodon", "@" + name + "@" + strings.ToLower(server), server}, ""
	case !strings.Contains(strings.Trim(h, "."), "."):
		return a, "names no server; " + howToWrite
	}
	return publicAccount{"bluesky", strings.ToLower(h), h}, ""
}
