package jobs

import (
	"context"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/community"
)

// community counts who points at whom, then draws the maps.
func (u *Unit) community(ctx context.Context) error {
	return u.commitEach(ctx, "map",
		func(r lake.Reader) (lake.Changes, error) { return community.Posts(ctx, r, u.mapping()) },
		func(r lake.Reader) (lake.Changes, error) { return community.Map(ctx, r, u.mapping(), u.Clock) })
}

// mapping gives what the config says of who may be on the map. A community is on it only
// with a permission, like everything that reads it.
func (u *Unit) mapping() community.Mapping {
	m := community.Mapping{Personal: func(link string) bool { return u.masker.Mask(link) != link }}
	for _, a := range u.Config.AllAccounts() {
		row := a.Record()
		if row.Role == data.RoleCommunity && row.Permission == "" {
			continue
		}
		row.Handle = whole(a)
		if strings.Contains(row.Handle, "://") {
			row.Handle = connectors.BareHandle(row.Handle)
		}
		m.Accounts = append(m.Accounts, row)
	}
	for _, i := range u.Config.Register {
		m.Register = append(m.Register, community.Individual{Name: i.Name, Purpose: i.Purpose, Platform: data.Platform(i.Platform),
			ConsentBy: i.Consent.By, ConsentOn: i.Consent.Date, Expires: i.Expires})
	}
	return m
}
