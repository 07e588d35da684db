package jobs

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline"
)

// calendar is what the settings say of occasions, and the national days of the home
// country and of the countries addressed.
func (u *Unit) calendar() *pipeline.Calendar {
	var entries []pipeline.Occasion
	for _, o := range u.Config.Occasions {
		entries = append(entries, pipeline.Occasion{Name: o.Name, Kind: data.OccasionKind(o.Kind), From: o.From, To: o.To, Yearly: o.Yearly, Missions: o.Missions, Accounts: o.Accounts})
	}
	entries = append(entries, pipeline.NationalDays(u.Config.Unit.Home)...)
	hosts := map[string][]data.AccountID{}
	for _, a := range u.accounts() {
		if a.HostCountry != "" && a.HostCountry != u.Config.Unit.Home {
			hosts[a.HostCountry] = append(hosts[a.HostCountry], a.AccountID)
		}
	}
	for _, host := range slices.Sorted(maps.Keys(hosts)) {
		for _, day := range pipeline.NationalDays(host) {
			day.Accounts = hosts[host]
			entries = append(entries, day)
		}
	}
	return pipeline.NewCalendar(entries, u.accounts(), u.Config.Unit.Location())
}
