package community

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// DiscoveryInstitutions is how many listed institutions must share a place before it is
// told: what one or two lead to may be somebody's own.
const DiscoveryInstitutions = 3

// sharedPlace is what a year's posts say of one place.
type sharedPlace struct {
	institutions map[string]bool // and whether they are the unit's own
	posts        int64
	last         string
}

// discover finds the places that posts of enough listed institutions hold in a year.
func discover(ctx context.Context, r lake.Reader, q quarter, list *listing) ([]data.Discovery, error) {
	type key struct {
		kind  data.PlaceKind
		place string
	}
	found := map[key]*sharedPlace{}
	for l, err := range lake.Scan(ctx, r, lake.CommunityLinks, q.covers) {
		if err != nil {
			return nil, err
		}
		who := list.accounts[l.AccountID]
		if who == nil {
			continue // no longer listed, and not read again yet
		}
		s := found[key{l.Kind, l.Place}]
		if s == nil {
			s = &sharedPlace{institutions: map[string]bool{}}
			found[key{l.Kind, l.Place}] = s
		}
		s.institutions[who.institution] = s.institutions[who.institution] || who.Role == data.RoleOwn
		s.posts += l.Posts
		s.last = max(s.last, l.Month)
	}
	rows := []data.Discovery{}
	for k, s := range found {
		if len(s.institutions) < DiscoveryInstitutions {
			continue
		}
		d := data.Discovery{Period: q.name, Kind: k.kind, Place: k.place, Institutions: int64(len(s.institutions)), Posts: s.posts, Last: s.last}
		for _, own := range s.institutions {
			if own {
				d.Own++
			}
		}
		rows = append(rows, d)
	}
	return rows, nil
}
