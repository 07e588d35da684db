package jobs

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
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

// connectorEnv is what drivers get of the config. Paths are resolved by then. A name
// is ours on its own platform only: whoever takes it elsewhere is somebody else. Files
// of accounts that name no platform may be of any.
func (u *Unit) connectorEnv() connectors.Env {
	accounts := slices.DeleteFunc(u.Config.AllAccounts(), func(a config.Account) bool { return !named(a) })
	return connectors.Env{
		Clock: u.Clock, Zone: u.Config.Unit.Location(), Readers: u.fileReaders(),
		Own: func(p data.Platform, handle string) bool {
			return slices.ContainsFunc(accounts, func(a config.Account) bool {
				return (a.Platform == string(p) || a.Platform == "exports") && connectors.SameHandle(whole(a), handle)
			})
		},
	}
}

// formats looks up the format of a post that is in the lake already; the table is
// read at the first call, which most runs never make.
func (u *Unit) formats(ctx context.Context, s *lake.Snapshot) func(data.PostID) data.Format {
	var known map[data.PostID]data.Format
	return func(id data.PostID) data.Format {
		if known == nil {
			known = map[data.PostID]data.Format{}
			for l, err := range lake.Scan(ctx, s, lake.PostLabels, nil) {
				if err != nil {
					break // the formats stay unknown; verify names the file
				}
				known[l.PostID] = l.Format
			}
		}
		return cmp.Or(known[id], data.FormatUnknown)
	}
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

// publishing gives the thresholds of each mission: the strictest of its accounts.
func (u *Unit) publishing() mood.Publishing {
	p := mood.Publishing{Default: privacy.Rule{K: u.Config.Privacy.K}, Missions: map[string]privacy.Rule{}}
	for _, a := range u.accounts() {
		k, protected := u.Config.Privacy.Threshold(a.HostCountry)
		if rule := p.Rule(a.Mission); k > rule.K || protected {
			p.Missions[a.Mission] = privacy.Rule{K: max(k, rule.K), Protected: protected || rule.Protected}
		}
	}
	return p
}

// advising gives what the config says of advice.
func (u *Unit) advising() advise.Advising {
	advice := u.Config.Advice
	a := advise.Advising{Zone: u.Config.Unit.Location(), Past: u.past, Rules: content.RulesVersion(u.topics), NoPack: advice.PriorPack != nil && !*advice.PriorPack}
	if m, err := strconv.ParseFloat(advice.Margin, 64); err == nil { // checked when the config was read; empty is the default
		a.Margin = m
	}
	for _, g := range u.Config.Goals {
		if metric := cmp.Or(g.Metric, g.Goal); !slices.Contains(a.Goals, metric) {
			a.Goals = append(a.Goals, metric)
		}
	}
	return a
}
