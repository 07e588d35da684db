package model

import (
	"maps"
	"slices"
)

// Names of profiles. Others are those of the sources that the model was trained on.
const (
	// DefaultProfile has the class shares of each language's main source.
	DefaultProfile = "default"
	// BalancedProfile takes the three classes as equally frequent.
	BalancedProfile = "balanced"
)

// Profile returns the calibrations of a name by language, with the pooled one under
// "". A language that it lacks takes that of the default profile.
func (m *Model) Profile(name string) (Profile, bool) {
	own, ok := m.Profiles[name]
	return Profile{own: own, rest: m.Profiles[DefaultProfile]}, ok
}

// ProfileNames returns the names of the profiles, sorted.
func (m *Model) ProfileNames() []string { return slices.Sorted(maps.Keys(m.Profiles)) }

// Profile is a set of calibrations: an operating point. Which is right depends on
// how frequent the classes are where a model is used.
type Profile struct{ own, rest map[string]Calibration }

// For returns the calibration of a language of the model, or of "".
func (p Profile) For(language string) Calibration {
	if c, ok := p.own[language]; ok {
		return c
	}
	if c, ok := p.rest[language]; ok {
		return c
	}
	return p.rest[""]
}
