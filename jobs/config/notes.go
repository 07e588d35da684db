package config

import (
	"fmt"
	"maps"
	"slices"
)

// Notes returns remarks on settings that are right but may not be meant so, in the
// order of the file's keys.
func (c *Config) Notes() []string {
	var notes []string
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
	if err := c.ReplyGate(); err != nil {
		notes = append(notes, err.Error())
	}
	for _, name := range slices.Sorted(maps.Keys(c.Mappings)) {
		if !used[name] {
			notes = append(notes, fmt.Sprintf("mapping %s is used by no account", name))
		}
	}
	return notes
}
