package content

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

//go:embed nationaldays.tsv
var nationalDayTable string

// nearNationalDay is how many days before and after a national day a post that speaks
// of it belongs to it: receptions are held when the hall is free.
const nearNationalDay = 14

// NationalDays returns the yearly national days of countries, given by ISO 3166 code,
// that have a fixed date in the embedded table. A country whose day moves, or that is
// not known, has none; the config may name it.
func NationalDays(countries ...string) []Occasion {
	var days []Occasion
	for line := range strings.Lines(nationalDayTable) {
		country, day, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && slices.Contains(countries, country) {
			days = append(days, Occasion{Name: country, Kind: data.OccasionNationalDay, From: "2000-" + day, To: "2000-" + day, Yearly: true, Near: nearNationalDay})
		}
	}
	return days
}
