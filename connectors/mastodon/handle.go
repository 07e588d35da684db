package mastodon

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// address is an account's name and where its API is asked.
type address struct {
	user string
	host string // behind the @ of the handle; the API's if the handle has none
	base string // of the API, like https://social.example
	set  bool   // whether the config says base
}

// parseAddress reads the handle @user@host, user@host, user, acct:user@host or
// https://host/@user, and the server, with or without https://.
func parseAddress(a connectors.Account) (address, error) {
	bad := func(what string) (address, error) {
		return address{}, fmt.Errorf("%w: account %s: %s; write the handle as @name@server, or add server:", connectors.ErrInput, a.ID, what)
	}
	handle := strings.TrimPrefix(strings.TrimSpace(a.Handle), "acct:")
	if u, err := url.Parse(handle); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		name := strings.TrimPrefix(strings.TrimPrefix(u.Path, "/users"), "/")
		if name, _, _ = strings.Cut(strings.TrimPrefix(name, "@"), "/"); !strings.Contains(name, "@") {
			name += "@" + u.Host
		}
		handle = name
	}
	user, host, _ := strings.Cut(strings.TrimPrefix(handle, "@"), "@")
	at := address{user: user, host: strings.ToLower(host)}
	if !isName(user) {
		return bad(fmt.Sprintf("the handle %.60q names nobody", a.Handle))
	}
	server := strings.TrimSpace(a.Server)
	switch {
	case server == "" && at.host == "":
		return bad(fmt.Sprintf("the handle %.60q names no server", a.Handle))
	case server == "":
		server = at.host
	default:
		at.set = true
	}
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.User != nil || strings.ContainsAny(u.Host, "@ ") {
		return bad("the server's address is not well formed")
	}
	at.base = u.Scheme + "://" + strings.ToLower(u.Host)
	if at.host == "" {
		at.host = strings.ToLower(u.Host)
	}
	return at, nil
}

// isName reports whether a user's name is of the letters that servers allow.
func isName(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == ""
}

// apiHost is the host of the API.
func (a address) apiHost() string {
	_, host, _ := strings.Cut(a.base, "://")
	return host
}

// full is user@host.
func (a address) full() string { return a.user + "@" + a.host }

// acct is what to look the account up by: the user alone on its own server.
func (a address) acct() string {
	if a.host == a.apiHost() {
		return a.user
	}
	return a.full()
}
