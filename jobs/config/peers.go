package config

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// AllAccounts returns the accounts of the config in its order, then one for each
// handle of the peers. A peer's id is made of its platform and handle, like
// peer-bluesky-a-example; it is a mission of its own.
func (c *Config) AllAccounts() []Account {
	all := slices.Clone(c.Accounts)
	for _, p := range c.Peers {
		for _, handle := range p.Handles {
			id := peerID(p.Platform, handle)
			all = append(all, Account{ID: id, Platform: p.Platform, Handle: handle, Role: peerRole(p.Set),
				Mission: strings.TrimPrefix(handle, "@"), Audience: GeneralAudience})
		}
	}
	return all
}

func peerRole(set string) data.Role {
	switch set {
	case "brands":
		return data.RolePeerBrand
	case "ngos":
		return data.RolePeerNGO
	}
	return data.RolePeerMission
}

// peerID replaces what an id may not hold by -; validate refuses two handles that
// become one.
func peerID(platform, handle string) data.AccountID {
	return data.AccountID("peer-" + platform + "-" + slug(handle))
}

// slug makes an id of any text: small letters, digits, - and _.
func slug(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(s))
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return strings.Trim(s, "-_")
}
