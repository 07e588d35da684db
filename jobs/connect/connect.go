// Package connect tries credentials, says which a platform needs, and remembers what
// platforms told of them for doctor.
package connect

import (
	"context"
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// Tried is what trying one account's credentials told.
type Tried struct {
	Account data.AccountID     `json:"account"`
	Lines   []string           `json:"lines,omitempty"` // who it is, and what the credentials may and may not do
	Ends    []connectors.End   `json:"ends,omitempty"`  // when they will not do any more
	Lacks   []connectors.Scope `json:"lacks,omitempty"` // what they may not do although reading wants it
	Error   string             `json:"error,omitempty"`
	err     error
}

// Err returns why the account cannot be read, or nil.
func (c Tried) Err() error { return c.err }

// Accounts tries each account of a platform that the settings ask for, without
// reading anything of it. An account of a platform whose agreement is not attested
// is not asked. handle, if not empty, is tried in place of the settings' accounts. What
// the platform tells of the settings' accounts is noted for doctor.
func Accounts(ctx context.Context, o jobs.Options, platform, handle, server string) []Tried {
	var accounts []connectors.Account
	if handle != "" || server != "" {
		accounts = []connectors.Account{{ID: data.AccountID(platform), Platform: platform, Handle: handle, Server: server, Role: data.RoleOwn}}
	} else {
		for _, a := range o.Config.AllAccounts() {
			if a.Platform == platform && len(a.Files) == 0 {
				accounts = append(accounts, o.Config.Source(a, o.Clock.AsOf))
			}
		}
	}
	if o.Wall == nil {
		o.Wall = time.Now
	}
	u := &jobs.Unit{Options: o}
	var out []Tried
	for _, a := range accounts {
		c := Tried{Account: a.ID}
		if c.err = u.Attested(a); c.err == nil {
			var access connectors.Access
			access, c.err = all.Connect(ctx, a, u.Asking())
			c.Lines, c.Ends, c.Lacks = access.Text(), Ends(u, a, &access), access.Lacks
		}
		if c.err == nil && handle == "" && server == "" {
			c.err = note(u, &c)
		}
		if c.err != nil {
			c.err = fmt.Errorf("account %s: %w", a.ID, c.err)
			c.Error = c.err.Error()
		}
		out = append(out, c)
	}
	return out
}

// Credential is one secret of a platform, and whether it is there.
type Credential struct {
	connectors.Need
	Secret string `json:"secret"` // its name, like x-bearer
	Found  bool   `json:"found"`
}

// Credentials lists what a platform's connector needs.
func Credentials(c *config.Config, platform string) []Credential {
	var out []Credential
	for _, need := range all.Needs(platform) {
		name := platform + "-" + need.Name
		_, err := c.Secret(name)
		out = append(out, Credential{Need: need, Secret: name, Found: err == nil})
	}
	return out
}
