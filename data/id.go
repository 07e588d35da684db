package data

import (
	"cmp"
	"strings"
)

// AccountID is the id that the config gives an account, like "oslo-facebook".
type AccountID string

// PostID names a post across all tables: "platform:native", where native is what
// the platform itself calls the post (a status number, an ActivityPub URI, an
// AT-URI, a Graph id), or "row-" and a hash where a file has no id.
type PostID string

// NewPostID returns the id of a platform's post.
func NewPostID(p Platform, native string) PostID { return PostID(string(p) + ":" + native) }

// Platform returns the part before the first colon.
func (id PostID) Platform() Platform {
	p, _, _ := strings.Cut(string(id), ":")
	return Platform(p)
}

// Native returns the part after the first colon.
func (id PostID) Native() string {
	_, native, _ := strings.Cut(string(id), ":")
	return native
}

// Outlet is an account on one platform: an account of files may hold posts of several.
type Outlet struct {
	Account  AccountID
	Platform Platform
}

// CompareOutlets orders outlets by account, then platform.
func CompareOutlets(a, b Outlet) int {
	return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Platform, b.Platform))
}
