package config

import (
	"fmt"
)

// Individual is a person who asked to be named on the community map. Nothing is counted
// of a person.
type Individual struct {
	Name     string  `koanf:"name" doc:"name as it shall stand on the map" check:"text" need:"true"`
	Handle   string  `koanf:"handle" doc:"handle on the platform, so that you know whom you mean; it is never looked for" check:"text"`
	Platform string  `koanf:"platform" doc:"platform whose map it stands on; empty for that of all together" check:"platform"`
	Consent  Consent `koanf:"consent" doc:"who of the unit holds the written consent, and since when" need:"true"`
	Purpose  string  `koanf:"purpose" doc:"what the person agreed to be named for" check:"text" need:"true"`
	Expires  string  `koanf:"expires" doc:"last day of the consent; afterwards the person is on no map" check:"date" need:"true"`
}

// Consent says who holds a person's consent, and since when.
type Consent struct {
	By   string `koanf:"by" doc:"who of the unit holds it" check:"text" need:"true"`
	Date string `koanf:"date" doc:"day it was given" check:"date" need:"true"`
}

// validateRegister notes consents that end before they begin and people who stand twice.
func (c *Config) validateRegister(p *findings) {
	first := map[string]bool{}
	for i, who := range c.Register {
		path := fmt.Sprintf("register[%d]", i)
		if who.Platform == "exports" {
			p.add(path+".platform", "names no platform: write the one whose map the person stands on, like mastodon, or leave it out")
		}
		if who.Expires != "" && who.Expires < who.Consent.Date {
			p.add(path+".expires", "is before the consent was given: write the last day it holds, like 2027-06-30")
		}
		key := who.Platform + " " + who.Name
		if who.Name != "" && first[key] {
			p.add(path, "the same person stands twice: remove one")
		}
		first[key] = true
	}
}
