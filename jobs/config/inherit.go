package config

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// GeneralAudience is the audience of an account that names none.
const GeneralAudience = "general"

// inherit fills in what an account takes from its unit.
func (c *Config) inherit() {
	for i := range c.Accounts {
		a := &c.Accounts[i]
		if a.Role == "" {
			a.Role = data.RoleOwn
		}
		if a.Audience == "" {
			a.Audience = GeneralAudience
		}
		if a.Role != data.RoleOwn {
			continue
		}
		if a.Mission == "" {
			a.Mission = c.Unit.Name
		}
		if a.HostCountry == "" {
			a.HostCountry = c.Unit.Host
		}
		if a.Languages == nil {
			a.Languages = slices.Clone(c.Unit.Languages)
		}
	}
}

// Location returns the unit's time zone; UTC if it is not known here.
func (u Unit) Location() *time.Location {
	if zone, err := time.LoadLocation(u.Timezone); err == nil {
		return zone
	}
	return time.UTC
}

// Record returns the account's row of the accounts table.
func (a Account) Record() data.Account {
	r := data.Account{AccountID: a.ID, Handle: a.Handle, Role: a.Role, Mission: a.Mission, HostCountry: a.HostCountry,
		Audience: a.Audience, Languages: slices.Clone(a.Languages), Permission: a.Permission.String()}
	if a.Platform != "exports" {
		r.Platform = data.Platform(a.Platform)
	}
	return r
}

// Source returns what a driver needs of an account at now. Its replies may be read
// only if [Config.ReadsReplies] says so; call [Config.ReplyGate] before any request.
func (c *Config) Source(a Account, now time.Time) connectors.Account {
	s := connectors.Account{ID: a.ID, Platform: a.Platform, Handle: a.Handle, Role: a.Role, Mission: a.Mission,
		Server: a.Server, Replies: c.ReadsReplies(a)}
	since, err := time.Parse(time.DateOnly, a.Since)
	if err != nil {
		since = now.UTC().AddDate(0, 0, -c.Network.BackfillDays).Truncate(24 * time.Hour)
	}
	s.Since = data.At(since)
	for _, f := range a.Files {
		s.Files = append(s.Files, connectors.File{Path: f.Path, Mapping: f.Mapping})
	}
	return s
}

// Attested reports whether the agreement of that key under attest is declared; an
// empty key needs none.
func (a Attest) Attested(key string) bool {
	switch key {
	case "":
		return true
	case "x_enterprise":
		return a.XEnterprise != Attestation{}
	case "youtube_derived":
		return a.YouTubeDerived != Attestation{}
	}
	return false
}

// String says who permitted reading, when, and disclosed as what; "" if nothing is
// said.
func (p Permission) String() string {
	switch {
	case p.PublicMedia:
		return "public medium"
	case p.By == "":
		return ""
	}
	return "by " + p.By + " on " + p.Date + ", disclosed as " + p.DisclosedAs
}
