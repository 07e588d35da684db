package terms

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Terms is what platforms' terms of use ask, by account; an account that is not in
// it is not bound by any.
type Terms map[data.AccountID]Term

// Term is what one account's platform asks of what was read from its servers. Files
// that the unit downloaded itself are its own and not bound.
type Term struct {
	Platform    data.Platform
	KeepDays    int  // rows leave this many days after they were read; 0 is no limit
	DropDeleted bool // all rows of a deleted post leave
	NoDerived   bool // nothing may be computed from its numbers
}

// MayDerive reports whether values may be computed from a snapshot.
func (t Terms) MayDerive(s *data.PostSnapshot) bool {
	return !t[s.AccountID].NoDerived || s.Source != data.SourceAPI
}

// Underived names the accounts of a partition's platform that nothing may be
// derived from, so that a change of the terms makes it be measured again.
func (t Terms) Underived(part string) []string {
	platform, _, _ := partition.Split(part)
	var out []string
	for id, term := range t {
		if term.NoDerived && "platform="+string(term.Platform) == platform {
			out = append(out, "underived "+string(id))
		}
	}
	slices.Sort(out)
	return out
}

// platforms lists the platforms with terms that make rows leave.
func (t Terms) platforms() []data.Platform {
	var out []data.Platform
	for _, term := range t {
		if (term.KeepDays > 0 || term.DropDeleted) && !slices.Contains(out, term.Platform) {
			out = append(out, term.Platform)
		}
	}
	slices.Sort(out)
	return out
}

// stale reports whether a row that was read at a moment has had its days.
func (t Terms) stale(id data.AccountID, source data.SourceKind, observed data.Micros, asOf time.Time) bool {
	days := t[id].KeepDays
	return days > 0 && source == data.SourceAPI && observed < data.At(asOf.AddDate(0, 0, -days))
}

// bound reports whether a partition may hold rows that must leave: any of a platform
// with a limit of days, and else those of the months in which posts are followed.
func (t Terms) bound(platform data.Platform, part string, asOf time.Time) bool {
	of, month, ok := partition.Split(part)
	if !ok || of != "platform="+string(platform) {
		return false
	}
	for _, term := range t {
		if term.Platform == platform && term.KeepDays > 0 {
			return true
		}
	}
	return !month.Before(asOf.AddDate(0, -followedMonths, 0))
}

// followedMonths is how far back a post can lie of which a platform tells that it is
// gone: posts are followed for five weeks.
const followedMonths = 3
