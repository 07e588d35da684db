package config

import (
	"fmt"
	"maps"
	"slices"
)

// Notes returns remarks on settings that are right but may not be meant so, or that
// this version does not act on.
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
	if c.Schedule != Default().Schedule {
		notes = append(notes, "schedule is not acted on by this version: call tailor run from cron or another scheduler")
	}
	for _, a := range c.AllAccounts() {
		if len(a.Files) == 0 {
			notes = append(notes, fmt.Sprintf("account %s names no files: this version reads files only, and a run will say that it failed", a.ID))
		}
	}
	return notes
}
