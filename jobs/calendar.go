package jobs

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/content"
)

// calendar is what the settings say of occasions, and the national days of the home
// country and of the countries addressed.
func (u *Unit) calendar() *content.Calendar {
	var entries []content.Occasion
	for _, o := range u.Config.Occasions {
		entries = append(entries, content.Occasion{Name: o.Name, Kind: data.OccasionKind(o.Kind), From: o.From, To: o.To, Yearly: o.Yearly, Missions: o.Missions, Accounts: o.Accounts})
	}
	entries = append(entries, content.NationalDays(u.Config.Unit.Home)...)
	hosts := map[string][]data.AccountID{}
	for _, a := range u.accounts() {
		if a.HostCountry != "" && a.HostCountry != u.Config.Unit.Home {
			hosts[a.HostCountry] = append(hosts[a.HostCountry], a.AccountID)
		}
	}
	for _, host := range slices.Sorted(maps.Keys(hosts)) {
		for _, day := range content.NationalDays(host) {
			day.Accounts = hosts[host]
			entries = append(entries, day)
		}
	}
	return content.NewCalendar(entries, u.accounts(), u.Config.Unit.Location())
}
