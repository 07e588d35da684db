package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Occasion is an entry of the unit's calendar.
type Occasion struct {
	Name     string
	Kind     data.OccasionKind
	From, To string           // first and last day, like 2026-05-17; the year counts only if it is not Yearly
	Yearly   bool             // whether it comes back each year; it may run over New Year
	Missions []string         // whose posts it is about; empty for all
	Accounts []data.AccountID // likewise; a post counts if its account or its mission is named
	Near     int              // days before and after on which posts count whose text speaks of a national day
}

// Calendar tells on which occasion a post was published. It is built once and may be
// used by several goroutines; a nil calendar knows no occasion.
type Calendar struct {
	zone     *time.Location
	missions map[data.AccountID]string
	entries  []Occasion
}

// topicNationalDay is the topic by which a text speaks of a national day.
const topicNationalDay data.Topic = "national_day"

// NewCalendar sorts entries by what counts more where several hold: the kind, in the
// order of data.OccasionKinds, then the order given. zone is the one in which days
// begin, the unit's; UTC if nil.
func NewCalendar(entries []Occasion, accounts []data.Account, zone *time.Location) *Calendar {
	if zone == nil {
		zone = time.UTC
	}
	c := &Calendar{zone: zone, missions: map[data.AccountID]string{}, entries: slices.Clone(entries)}
	for _, a := range accounts {
		c.missions[a.AccountID] = a.Mission
	}
	slices.SortStableFunc(c.entries, func(a, b Occasion) int {
		return cmp.Compare(slices.Index(data.OccasionKinds(), a.Kind), slices.Index(data.OccasionKinds(), b.Kind))
	})
	return c
}

// Entries lists the occasions in the order in which they count.
func (c *Calendar) Entries() []Occasion {
	if c == nil {
		return nil
	}
	return slices.Clone(c.entries)
}

// Occasion returns the occasion that a post was published on, as kind/name, "" for
// none. A post of which only the month or year is known has none.
func (c *Calendar) Occasion(p *data.Post, topics []data.Topic) string {
	if c == nil || p.Precision != data.BySecond && p.Precision != data.ByDay {
		return ""
	}
	at := p.PublishedAt.Time()
	if p.Precision == data.BySecond { // a day that was told without a time is that day wherever
		at = at.In(c.zone)
	}
	day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	celebrates := slices.Contains(topics, topicNationalDay)
	for i := range c.entries {
		e := &c.entries[i]
		if !c.concerns(e, p.AccountID) {
			continue
		}
		near := 0
		if celebrates {
			near = e.Near
		}
		if e.holds(day, near) {
			return data.OccasionOf(e.Kind, e.Name)
		}
	}
	return ""
}

func (c *Calendar) concerns(e *Occasion, a data.AccountID) bool {
	if len(e.Missions)+len(e.Accounts) == 0 {
		return true
	}
	return slices.Contains(e.Accounts, a) || c.missions[a] != "" && slices.Contains(e.Missions, c.missions[a])
}

// holds reports whether a day lies in the occasion or within some days of it.
func (e *Occasion) holds(day time.Time, near int) bool {
	return slices.ContainsFunc(e.times(day.Year()), func(s days) bool {
		return !day.Before(s.from.AddDate(0, 0, -near)) && !day.After(s.to.AddDate(0, 0, near))
	})
}

// days is from one day to another, both within.
type days struct{ from, to time.Time }

// times are when an occasion is: once, or in each year around the one given. The
// config has checked the days; one that cannot be read is never.
func (e *Occasion) times(year int) []days {
	from, err := time.Parse(time.DateOnly, e.From)
	to, err2 := time.Parse(time.DateOnly, cmp.Or(e.To, e.From))
	if err != nil || err2 != nil {
		return nil
	}
	if !e.Yearly {
		return []days{{from, to}}
	}
	length := to.Sub(from)
	var times []days
	for y := year - 1; y <= year+1; y++ {
		first := time.Date(y, from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
		if first.Day() != from.Day() { // 29 February
			first = time.Date(y, from.Month(), 28, 0, 0, 0, 0, time.UTC)
		}
		times = append(times, days{first, first.Add(length)})
	}
	return times
}

// around tells all that labels of a partition depend on in the calendar: occasions
// that touch its month, and whose accounts they are about. So a new occasion has the
// months labelled again that it falls in, and no others.
func (c *Calendar) around(part string) []string {
	if c == nil {
		return nil
	}
	_, name, _ := strings.Cut(part, "/month=")
	month, err := time.Parse("2006-01", name)
	if err != nil {
		return nil
	}
	first, last := month.AddDate(0, 0, -1), month.AddDate(0, 1, 0) // a day more on either side: zones
	var told []string
	for i := range c.entries {
		e := &c.entries[i]
		touches := slices.ContainsFunc(e.times(month.Year()), func(s days) bool {
			return !last.Before(s.from.AddDate(0, 0, -e.Near)) && !first.After(s.to.AddDate(0, 0, e.Near))
		})
		if !touches {
			continue
		}
		var concerned []string
		if len(e.Missions) > 0 { // an account that changes its mission changes its occasions
			for a, mission := range c.missions {
				if slices.Contains(e.Missions, mission) {
					concerned = append(concerned, string(a))
				}
			}
			slices.Sort(concerned)
		}
		told = append(told, fmt.Sprintf("%#v %q", *e, concerned))
	}
	if told != nil {
		told = append(told, c.zone.String())
	}
	return told
}

// LeavesEffects reports whether a post is left out of the comparison of formats, and
// of all other levers: what a post of a crisis gets is the crisis's doing.
func LeavesEffects(l *data.PostLabel) bool {
	return data.OccasionKindOf(l.Occasion) == data.OccasionCrisis
}

// Ahead lists the first days of occasions of a mission from a day on, over so many
// days: those that ask for a post of their own. A crisis or a disaster is no plan.
func (c *Calendar) Ahead(mission string, from time.Time, over int) []OccasionDay {
	first := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 0, over)
	var ahead []OccasionDay
	for i := range c.entries {
		e := &c.entries[i]
		if e.Kind == data.OccasionCrisis || e.Kind == data.OccasionDisaster || !c.ofMission(e, mission) {
			continue
		}
		for _, t := range e.times(first.Year()) {
			if !t.from.Before(first) && t.from.Before(last) {
				ahead = append(ahead, OccasionDay{Day: t.from.Format(time.DateOnly), Name: e.Name})
			}
		}
	}
	slices.SortFunc(ahead, func(a, b OccasionDay) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Name, b.Name)) })
	return slices.Compact(ahead)
}

// ofMission reports whether an occasion is about any account of a mission.
func (c *Calendar) ofMission(e *Occasion, mission string) bool {
	for account, of := range c.missions {
		if of == mission && c.concerns(e, account) {
			return true
		}
	}
	return false
}

// OccasionDay is a day that asks for a post of its own.
type OccasionDay struct {
	Day  string `json:"day"` // like 2026-06-17
	Name string `json:"name"`
}
