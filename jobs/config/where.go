package config

import (
	"maps"
	"slices"
	"time"
)

// Audience is what is said of an audience beside its name.
type Audience struct {
	Timezone string `koanf:"timezone" doc:"IANA time zone it lives in, if not the unit's: hours are told in it" check:"timezone"`
}

// Where is what the unit says so that places and needs can be judged by more than what
// platforms count.
type Where struct {
	MinutesPerPost map[string]int `koanf:"minutes_per_post" doc:"staff minutes that a post takes, by platform, like {facebook: 45, x: 10}"`
	FollowQuestion []string       `koanf:"follow_question" doc:"words of the survey's question where people follow you, one for each language" check:"text" single:"true"`
	NeedsQuestion  []string       `koanf:"needs_question" doc:"words of the survey's question what people need, one for each language" check:"text" single:"true"`
}

// Locations returns the zones of the audiences that have one of their own.
func (c *Config) Locations() map[string]*time.Location {
	zones := map[string]*time.Location{}
	for name, a := range c.Audiences {
		if a.Timezone != "" {
			zones[name] = Unit{Timezone: a.Timezone}.Location()
		}
	}
	return zones
}

func (w Where) validate(p *findings) {
	for _, platform := range slices.Sorted(maps.Keys(w.MinutesPerPost)) {
		path := "where.minutes_per_post." + platform
		if wrong := checks()["platform"].wrong(platform); wrong != "" || platform == "exports" {
			p.add("where.minutes_per_post", "%q is no platform: name one like facebook", printable(platform))
		} else if n := w.MinutesPerPost[platform]; n < 1 || n > 10_000 {
			p.add(path, "%d minutes will not do: write from 1 to 10000", n)
		}
	}
}

// validateAudiences notes audiences that no account has.
func (c *Config) validateAudiences(p *findings) {
	var known []string
	for _, a := range c.Accounts {
		known = append(known, a.Audience)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Audiences)) {
		if !slices.Contains(known, name) {
			p.add("audiences."+name, "no account has this audience: %s", suggest(name, slices.Compact(slices.Sorted(slices.Values(known)))))
		}
	}
}
