package jobs

import (
	"net/url"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// accounts turns the config's accounts into the rows of the accounts table.
func (u *Unit) accounts() []data.Account {
	var rows []data.Account
	for _, a := range u.Config.AllAccounts() {
		rows = append(rows, a.Record())
	}
	return rows
}

func (u *Unit) account(id data.AccountID) data.Account {
	accounts := u.accounts()
	return accounts[slices.IndexFunc(accounts, func(a data.Account) bool { return a.AccountID == id })]
}

// handles are the configured handles: they alone stay readable in texts. A
// community's handle is no account's: people who write there are not ours.
func (u *Unit) handles() []string {
	var handles []string
	for _, a := range u.Config.AllAccounts() {
		if named(a) {
			handle := whole(a)
			if strings.Contains(handle, "://") {
				handle = connectors.BareHandle(handle)
			}
			handles = append(handles, handle)
		}
	}
	return handles
}

func named(a config.Account) bool {
	return a.Handle != "" && a.Handle != "*" && a.Role != data.RoleCommunity
}

// whole is an account's handle as others' texts name it: where a platform has many
// servers, a name without one is of the server that the settings give.
func whole(a config.Account) string {
	u, err := url.Parse(a.Server)
	if a.Platform != string(data.Mastodon) || err != nil || u.Hostname() == "" || strings.Contains(strings.TrimPrefix(a.Handle, "@"), "@") || strings.Contains(a.Handle, "://") {
		return a.Handle
	}
	return a.Handle + "@" + u.Host
}

// complete says whether all of a mission's accounts were read to their end in this run;
// in a backfill, whether they were in some run as of its moment or later.
func (u *Unit) complete(mission string) bool {
	if !u.past {
		return u.pulled && !u.undone[mission]
	}
	for _, a := range u.accounts() {
		if a.Mission == mission && u.readAsOf[a.AccountID].Before(u.Clock.AsOf) {
			return false
		}
	}
	return true
}
