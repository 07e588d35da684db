package connectors

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Account is what a driver needs of a configured account.
type Account struct {
	ID       data.AccountID
	Platform string // of the posts; "exports" if the files themselves say it
	Handle   string // with or without @; "" or "*" takes every account of the source
	Role     data.Role
	Mission  string
	Server   string      // address of the server or page, where the platform has many; "" if the handle says it
	Files    []File      // for drivers that read files
	Replies  bool        // whether replies may be collected; the privacy gate has been passed
	Since    data.Micros // oldest post to ask a platform for; 0 is as far back as it goes
}

// File is a path or glob pattern of the config, relative to the config's folder.
type File struct {
	Path    string
	Mapping string // name of a mapping in the config; "" recognises the format
}

// Everyone reports whether the account takes every author of its source.
func (a Account) Everyone() bool { return a.Handle == "" || a.Handle == "*" }

// Is reports whether a source's name for an account, with or without @ and in
// whatever case, is this account's handle.
func (a Account) Is(name string) bool { return a.Everyone() || SameHandle(a.Handle, name) }

// SameHandle compares two handles, or addresses of profiles: case, a leading @ and
// what stands before the name in an address do not matter, and neither is empty.
func SameHandle(a, b string) bool {
	a, b = BareHandle(a), BareHandle(b)
	return a != "" && strings.EqualFold(a, b)
}

// BareHandle is a handle without @, or the name at the end of a profile's address, with
// its server where the platform has many.
func BareHandle(s string) string {
	s = strings.TrimSpace(s)
	if _, address, ok := strings.Cut(s, "://"); ok {
		address, _, _ = strings.Cut(address, "?")
		host, path, _ := strings.Cut(strings.TrimRight(address, "/"), "/")
		s = path[strings.LastIndexByte(path, '/')+1:]
		if user, ok := strings.CutPrefix(s, "@"); ok && !strings.Contains(user, "@") && !central(host) {
			return user + "@" + host // a server of many: the name alone is not whole
		}
	}
	return strings.TrimPrefix(s, "@")
}

// central reports whether all accounts of a platform live on this host.
func central(host string) bool {
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	for _, one := range []string{"x.com", "twitter.com", "youtube.com", "threads.net", "threads.com", "tiktok.com", "t.me"} {
		if host == one || strings.HasSuffix(host, "."+one) {
			return true
		}
	}
	return false
}

// Env is what a driver gets from its surroundings, so that it reads nothing else.
type Env struct {
	Dir   string                                    // folder that relative paths start from; "" is the working folder
	Clock data.Clock                                // as-of moment
	Zone  *time.Location                            // of times that name no zone; nil is UTC
	Own   func(p data.Platform, handle string) bool // whether a handle is configured; may be nil
	Rows  int                                       // rows per page; 0 is 1000

	// Readers are the unit's accounts that read the file at a path, in the order of the
	// settings; nil if it is not known of others.
	Readers func(path string) []Account

	// What drivers that ask a server need besides; nil for those that read files.
	HTTP   Doer                                          // the way to the network: guarded, polite and counted
	Secret func(name string) (string, error)             // a credential like "x-bearer"; an error wraps ErrAuth
	Known  func(account data.AccountID) ([]Known, error) // posts that may have to be read again, newest first
}

// Doer sends requests, as [net/http.Client] does.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Credential returns the account's own secret of that name, like oslo-youtube-key,
// or else the platform's, like youtube-key.
func (e Env) Credential(a Account, name string) (string, error) {
	if e.Secret == nil {
		return "", fmt.Errorf("%w: no credentials can be read here", ErrAuth)
	}
	if s, err := e.Secret(string(a.ID) + "-" + name); err == nil {
		return s, nil
	}
	return e.Secret(a.Platform + "-" + name)
}

// PageRows returns the number of rows a page holds at most.
func (e Env) PageRows() int {
	if e.Rows <= 0 {
		return 1000
	}
	return e.Rows
}

// IsOwn reports whether handle is a configured account on p.
func (e Env) IsOwn(p data.Platform, handle string) bool { return e.Own != nil && e.Own(p, handle) }
