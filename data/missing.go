package data

import (
	"cmp"
	"slices"
	"strings"
)

// Reason says why a value is unknown.
type Reason string

// Reasons.
const (
	Unsupported  Reason = "unsupported"   // the platform or file has no such number
	NotCollected Reason = "not_collected" // it exists but was not asked for
	Hidden       Reason = "hidden"        // the platform withholds it
	Expired      Reason = "expired"       // the platform's terms made us delete it
	Immature     Reason = "immature"      // the post is too young
	NotBracketed Reason = "not_bracketed" // no two readings stand close enough around the age
	NoFollowers  Reason = "no_followers"  // no follower count within 7 days of publishing
	Suppressed   Reason = "suppressed"    // too few people to show safely
	BadInput     Reason = "bad_input"     // the source's value could not be read
)

// Missing is the sorted list of a row's unknown fields with their reasons, for
// example "clicks=unsupported;saves=hidden". The empty string means nothing is
// known to be missing. It is one column so that a new reason is no schema change.
type Missing string

// With returns m with field's reason set.
func (m Missing) With(field string, why Reason) Missing {
	parts := m.Without(field).parts()
	parts = append(parts, field+"="+string(why))
	slices.Sort(parts)
	return Missing(strings.Join(parts, ";"))
}

// Without returns m with no reason for field.
func (m Missing) Without(field string) Missing {
	parts := slices.DeleteFunc(m.parts(), func(p string) bool { return strings.HasPrefix(p, field+"=") })
	return Missing(strings.Join(parts, ";"))
}

// Reason returns why field is missing, or "" if nothing is said of it.
func (m Missing) Reason(field string) Reason {
	for part := range strings.SplitSeq(string(m), ";") {
		if why, ok := strings.CutPrefix(part, field); ok && strings.HasPrefix(why, "=") {
			return Reason(why[1:])
		}
	}
	return ""
}

func (m Missing) parts() []string {
	if m == "" {
		return nil
	}
	return strings.Split(string(m), ";")
}

// Explain gives each counter that is not known, and has no reason yet, the one that why
// holds for its column, or [Unsupported] if it holds none.
func (s *PostSnapshot) Explain(why map[string]Reason) {
	s.Missing = explain(s.Missing, s.counts(), why)
}

// Explain is as [PostSnapshot.Explain].
func (s *AccountSnapshot) Explain(why map[string]Reason) {
	s.Missing = explain(s.Missing, s.counts(), why)
}

func explain(m Missing, counts []namedCount, why map[string]Reason) Missing {
	for _, c := range counts {
		if *c.count != nil || m.Reason(c.name) != "" {
			continue
		}
		m = m.With(c.name, cmp.Or(why[c.name], Unsupported))
	}
	return m
}
