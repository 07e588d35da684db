package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
)

// Notes returns remarks on settings that are right but may not be meant so, or that
// this version does not act on.
func (c *Config) Notes() []string {
	var notes []string
	if c.reading.from != c.Version {
		notes = append(notes, fmt.Sprintf("the settings are of form %d, and read as if they were of form %d: tailor config migrate rewrites them", c.reading.from, c.Version))
	}
	audiences, used := map[string]bool{}, map[string]bool{}
	for _, a := range c.AllAccounts() {
		audiences[a.Audience] = true
		for _, f := range a.Files {
			used[f.Mapping] = true
		}
	}
	for _, g := range c.Goals {
		if g.Audience != "" && !audiences[g.Audience] {
			notes = append(notes, fmt.Sprintf("goal %q is about audience %s, which no account has: nothing can be said towards it", g.Name, g.Audience))
		}
	}
	if len(c.Accounts) == 0 {
		notes = append(notes, "there are no accounts: add one under accounts, like {id: oslo-facebook, platform: exports, files: inbox/*.csv}")
	}
	for _, gate := range []func() error{c.PermissionGate, c.ReplyGate} {
		if err := gate(); err != nil {
			notes = append(notes, err.Error())
		}
	}
	for _, a := range c.AllAccounts() {
		source := connectors.Account{ID: a.ID, Platform: a.Platform}
		switch terms := all.Terms(source, connectors.Env{}); {
		case len(a.Files) > 0:
		case !slices.Contains(all.Platforms(), a.Platform):
			notes = append(notes, fmt.Sprintf("account %s names no files, and %s cannot be asked: download its files and add files: to it", a.ID, a.Platform))
		case !c.Attest.Attested(terms.Attest):
			notes = append(notes, fmt.Sprintf("account %s will not be asked until attest.%s is filled in (%s)", a.ID, terms.Attest, terms.Source))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Mappings)) {
		if !used[name] {
			notes = append(notes, fmt.Sprintf("mapping %s is used by no account", name))
		}
	}
	return notes
}
