package jobs

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

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

// Asking is what drivers that ask a server get, over a line of its own that may be used as
// far as the settings let one account.
func (u *Unit) Asking() connectors.Env { return u.over(u.Network().Line(budget(u.Config.Network))) }

// over is what drivers that ask over a line get.
func (u *Unit) over(line *web.Line) connectors.Env {
	env := u.connectorEnv()
	env.HTTP, env.Secret = line, secretsOf(u.Config)
	return env
}

// fileReaders says which of the unit's accounts read a file, in the order of the
// settings: several may share a folder, each for its own platform. Paths are resolved by
// then.
func (u *Unit) fileReaders() func(path string) []connectors.Account {
	var readers []connectors.Account
	for _, a := range u.Config.AllAccounts() {
		if len(a.Files) > 0 {
			readers = append(readers, u.Config.Source(a, u.Clock.AsOf))
		}
	}
	return func(path string) []connectors.Account {
		var of []connectors.Account
		for _, a := range readers {
			if slices.ContainsFunc(a.Files, func(f connectors.File) bool { return f.Covers("", path) }) {
				of = append(of, a)
			}
		}
		return of
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

// answered looks up to which respondent the answers to an open question of a
// mission's survey were taken in, committed or pending. If that cannot be read none
// are taken now; verify names the file.
func (u *Unit) answered(ctx context.Context, s *lake.Snapshot, mission string) func(survey, question string) int64 {
	return func(survey, question string) int64 {
		var most int64
		note := func(c *data.SurveyCount) {
			if c.Reading == data.ReadingOpen && c.Mission == mission && c.Survey == survey && c.Question == question {
				most = max(most, c.N)
			}
		}
		for row, err := range lake.Scan(ctx, s, lake.SurveyCounts, nil) {
			if err != nil {
				return math.MaxInt64
			}
			note(&row)
		}
		for page, err := range u.lake.Inbox().Pending(ctx, s) {
			if err != nil {
				return math.MaxInt64
			}
			for i := range page.Surveys {
				note(&page.Surveys[i])
			}
		}
		return most
	}
}
