package config

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Occasion is an entry of the unit's calendar, which says on what occasion posts were
// published. Posts of a crisis leave the comparison of formats.
type Occasion struct {
	Name     string           `koanf:"name" doc:"name as it shall stand in tables, like Floods in the north" check:"text" need:"true"`
	Kind     string           `koanf:"kind" doc:"crisis (its posts leave the comparison of formats), disaster, election, visit, campaign, national_day or other" check:"occasion" need:"true"`
	From     string           `koanf:"from" doc:"first day" check:"date" need:"true"`
	To       string           `koanf:"to" doc:"last day, if it is not the first" check:"date"`
	Yearly   bool             `koanf:"yearly" doc:"true if it comes back each year on these days"`
	Missions []string         `koanf:"missions" doc:"missions whose posts it is about; empty for all" check:"text" single:"true"`
	Accounts []data.AccountID `koanf:"accounts" doc:"ids of accounts whose posts it is about; empty for all" check:"slug" single:"true"`
}

func occasionKinds() []string {
	var kinds []string
	for _, k := range data.OccasionKinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// validateOccasions notes occasions that end before they begin, stand twice, or are
// about what the settings do not name.
func (c *Config) validateOccasions(p *findings) {
	var accounts, missions []string
	for _, a := range c.AllAccounts() {
		accounts = append(accounts, string(a.ID))
		if m := a.Record().Mission; m != "" && !slices.Contains(missions, m) {
			missions = append(missions, m)
		}
	}
	first := map[string]int{}
	for i, o := range c.Occasions {
		path := fmt.Sprintf("occasions[%d]", i)
		if before, ok := first[o.Kind+"/"+o.Name]; ok && o.Name != "" && len(o.Missions)+len(o.Accounts) == 0 && len(c.Occasions[before].Missions)+len(c.Occasions[before].Accounts) == 0 &&
			o.From == c.Occasions[before].From {
			p.add(path, "the occasion %q stands twice: remove one", printable(o.Name))
		}
		first[o.Kind+"/"+o.Name] = i
		from, err := time.Parse(time.DateOnly, o.From)
		to, err2 := time.Parse(time.DateOnly, cmp.Or(o.To, o.From))
		switch {
		case err != nil || err2 != nil: // noted at the day
		case to.Before(from):
			p.add(path+".to", "is before from: write the last day, also of a yearly occasion that runs over New Year, like from 2025-12-20 to 2026-01-06")
		case o.Yearly && !to.Before(from.AddDate(1, 0, 0)):
			p.add(path+".to", "lies a year or more after from: a yearly occasion is shorter")
		}
		for j, m := range o.Missions {
			if m != "" && !slices.Contains(missions, m) {
				p.add(fmt.Sprintf("%s.missions[%d]", path, j), "no account is of this mission: %s", suggest(m, missions))
			}
		}
		for j, a := range o.Accounts {
			if a != "" && !slices.Contains(accounts, string(a)) {
				p.add(fmt.Sprintf("%s.accounts[%d]", path, j), "there is no account %q: %s", a, suggest(string(a), accounts))
			}
		}
	}
}
