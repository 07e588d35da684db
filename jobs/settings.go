package jobs

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/goals"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/community"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// Advising gives what the config says of advice.
func (u *Unit) Advising() advise.Advising {
	advice := u.Config.Advice
	a := advise.Advising{Zone: u.Config.Unit.Location(), Past: u.past, Rules: content.RulesVersion(u.topics),
		NoPack: advice.PriorPack != nil && !*advice.PriorPack, Alone: advice.Shared != nil && !*advice.Shared}
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

// placing gives what the config says of places, timing and needs, and on which platforms
// replies were counted, which only the vault tells.
func (u *Unit) placing(ctx context.Context, r lake.Reader) (advise.Placing, error) {
	p := advise.Placing{
		Zone: u.Config.Unit.Location(), Zones: u.Config.Locations(), Goals: u.Advising().Goals, Margin: u.Advising().Margin,
		Minutes: map[data.Platform]int64{}, Follow: u.Config.Where.FollowQuestion, Wanted: u.Config.Where.NeedsQuestion,
		Listening: map[data.AccountID]bool{}, Heard: map[string][]data.Platform{}, Terms: u.Terms(), Topics: u.topics,
	}
	for platform, minutes := range u.Config.Where.MinutesPerPost {
		p.Minutes[data.Platform(platform)] = int64(minutes)
	}
	for _, a := range u.Config.Accounts {
		p.Listening[a.ID] = u.Config.ReadsReplies(a)
	}
	for s, err := range lake.Scan(ctx, r, lake.Seals, nil) {
		if err != nil {
			return p, err
		}
		if !slices.Contains(p.Heard[s.Mission], s.Platform) {
			p.Heard[s.Mission] = append(p.Heard[s.Mission], s.Platform)
		}
	}
	for _, platforms := range p.Heard {
		slices.Sort(platforms)
	}
	return p, nil
}

// goals gives what the settings want to reach. A goal that names no metric is measured by
// the one its kind has.
func (u *Unit) goals() []goals.Set {
	var sets []goals.Set
	for _, g := range u.Config.Goals {
		metric := cmp.Or(g.Metric, g.Goal)
		if metric == "service" {
			metric = metrics.MetricAnswerRate
		}
		set := goals.Set{Name: g.Name, Audience: g.Audience, Metric: metric, Target: g.Target}
		set.From, _ = time.Parse(time.DateOnly, g.From) // zero if it is not said; checked when the settings were read
		set.By, _ = time.Parse(time.DateOnly, g.By)
		sets = append(sets, set)
	}
	return sets
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

// Calendar is what the settings say of occasions, and the national days of the home
// country and of the countries addressed.
func (u *Unit) Calendar() *content.Calendar {
	var entries []content.Occasion
	for _, o := range u.Config.Occasions {
		entries = append(entries, content.Occasion{Name: o.Name, Kind: data.OccasionKind(o.Kind), From: o.From, To: o.To, Yearly: o.Yearly, Missions: o.Missions, Accounts: o.Accounts})
	}
	entries = append(entries, content.NationalDays(u.Config.Unit.Home)...)
	hosts := map[string][]data.AccountID{}
	for _, a := range u.accounts() {
		if a.HostCountry != "" && a.HostCountry != u.Config.Unit.Home {
			hosts[a.HostCountry] = append(hosts[a.HostCountry], a.AccountID)
		}
	}
	for _, host := range slices.Sorted(maps.Keys(hosts)) {
		for _, day := range content.NationalDays(host) {
			day.Accounts = hosts[host]
			entries = append(entries, day)
		}
	}
	return content.NewCalendar(entries, u.accounts(), u.Config.Unit.Location())
}
