package demo

import "github.com/digital-diplomacy/tailor/data"

// mission is a made-up mission and how it deals with people who write to it.
type mission struct {
	slug, name, city string
	host             string           // ISO 3166 code of the host country
	people           []share[string]  // languages people write in
	tone             map[kind]float64 // of replies that are not questions
	inTime, late     float64          // shares of questions answered within 48 h, later
}

// label is put into every name, so that a screenshot cannot be mistaken.
const label = " (made up)"

// The missions' slugs; the small one has no key and no platform access.
const (
	ministry = "ministry"
	oslo     = "oslo"
	paris    = "paris"
	trieste  = "trieste"
)

func missions() []mission {
	return []mission{
		{slug: ministry, name: "Ministry of Foreign Affairs of Ruritania" + label, city: "Strelsau", host: "XR"},
		{slug: oslo, name: "Embassy of Ruritania in Oslo" + label, city: "Oslo", host: "NO",
			people: []share[string]{{"nb", .24}, {"en", .17}, {"de", .16}, {"uk", .11}, {"ru", .07}, {"ar", .11},
				{"hi", .05}, {"es", .04}, {"zh", .03}, {"und", .02}},
			tone:   map[kind]float64{thanks: .45, complaint: .25, remark: .30},
			inTime: .70, late: .10},
		{slug: paris, name: "Embassy of Ruritania in Paris" + label, city: "Paris", host: "FR",
			people: []share[string]{{"fr", .40}, {"en", .13}, {"ar", .14}, {"de", .08}, {"es", .08}, {"tr", .06},
				{"ru", .05}, {"zh", .02}, {"hi", .02}, {"und", .02}},
			tone:   map[kind]float64{thanks: .45, complaint: .25, remark: .30},
			inTime: .35, late: .20},
		{slug: trieste, name: "Consulate of Ruritania in Trieste" + label, city: "Trieste", host: "IT",
			people: []share[string]{{"it", .40}, {"de", .26}, {"en", .16}, {"uk", .09}, {"tr", .05}, {"ar", .04}},
			tone:   map[kind]float64{thanks: .50, complaint: .20, remark: .30},
			inTime: .50, late: .15},
	}
}

// missionOf returns the mission with a slug; peers have none and get an empty one.
func missionOf(slug string) mission {
	for _, m := range missions() {
		if m.slug == slug {
			return m
		}
	}
	return mission{}
}

// cityOf is the city that an account's posts name.
func cityOf(a *account) string {
	if m := missionOf(a.mission); m.city != "" {
		return m.city
	}
	return "the city"
}

// formats is a list of shares.
func formats(f ...share[data.Format]) []share[data.Format] { return f }
