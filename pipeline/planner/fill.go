package planner

import (
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// plan adds one account's entries.
func (n *planner) plan(h *habits) {
	p := AccountPlan{Account: h.AccountID, Platform: h.Platform, Audience: h.Audience, PerWeek: h.perWeek, Notes: []string{}}
	if h.silent {
		p.Notes = append(p.Notes, fmt.Sprintf("Nothing was posted for %d weeks or more, so nothing is planned.", silentWeeks))
		n.cal.Accounts = append(n.cal.Accounts, p)
		return
	}
	advice := n.advice[h.outlet()]
	better, told, worse := n.toldHours(h)
	hours, why := h.plannedHours(advice, better, told, worse)
	if p.Notes = append(p.Notes, why); h.perWeek > mostPerWeek {
		p.Notes = append(p.Notes, fmt.Sprintf("You post %.0f times a week; the first %d of each week are planned, the rest as you like.", h.perWeek, mostPerWeek))
	}
	test, givenUp := n.running(h)
	if givenUp {
		s := test[0]
		p.Notes = append(p.Notes, fmt.Sprintf("The test whether %s do better than %s was not kept to, so it has ended. No other one is drawn before %s.",
			voice.LevelPosts(s.Lever, s.Level), voice.LevelPosts(s.Lever, s.Against), advise.DayOf(test[len(test)-1].Day)))
		test = nil
	}
	fresh := test == nil && !givenUp
	if fresh {
		if test, why = n.design(h, hours); why != "" {
			p.Notes = append(p.Notes, why)
		}
		n.cal.slots = append(n.cal.slots, test...)
	}
	if len(test) > 0 {
		n.cal.Rotations = append(n.cal.Rotations, rotationOf(test, !fresh))
	}
	entries := n.fill(h, n.frameWeeks(h, test, hours), advice)
	p.Planned = len(entries)
	n.cal.Entries = append(n.cal.Entries, entries...)
	n.cal.Accounts = append(n.cal.Accounts, p)
}

func rotationOf(slots []data.RotationSlot, registered bool) Rotation {
	s := slots[0]
	return Rotation{Experiment: s.Experiment, Account: s.AccountID, Platform: s.Platform, Goal: s.Goal, Lever: s.Lever, Level: s.Level, Against: s.Against,
		Slots: len(slots), First: s.Day, Last: slots[len(slots)-1].Day, ReadableOn: s.ReadableOn, Chance: s.Chance, Registered: registered}
}

// spot is an entry in the making: where, and what was drawn for it if anything.
type spot struct {
	at    time.Time
	timed bool
	slot  *data.RotationSlot
}

// frameWeeks places the posts of both weeks: the slots of the test, and around them as
// many free posts as the account is used to.
func (n *planner) frameWeeks(h *habits, test []data.RotationSlot, hours []int) []spot {
	var out []spot
	first, second := h.perWeeks()
	for week, count := range []int{first, second} {
		monday := n.from.AddDate(0, 0, 7*week)
		sunday := monday.AddDate(0, 0, 6).Format(time.DateOnly)
		taken := map[string]int{}
		drawn := 0
		for i := range test {
			if s := &test[i]; s.Day >= monday.Format(time.DateOnly) && s.Day <= sunday {
				out = append(out, spot{s.PlannedAt.Time().In(n.Zone), h.timed > 0, s})
				taken[s.Day]++
				drawn++
			}
		}
		free := count - drawn
		for _, p := range h.places(count, hours) {
			at := p.moment(monday)
			if day := at.Format(time.DateOnly); taken[day] > 0 {
				taken[day]--
				continue
			}
			if free--; free >= 0 {
				out = append(out, spot{at, p.hour >= 0, nil})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b spot) int { return a.at.Compare(b.at) })
	return out
}

// fill says what each post is to be. What is not under test is chosen before a lot is
// looked at, so it is the same in expectation for both levels.
func (n *planner) fill(h *habits, spots []spot, advice []data.Advice) []Entry {
	free, lever := len(spots), "" // of posts whose level of the lever under test is not drawn
	for _, s := range spots {
		if s.slot != nil {
			free, lever = free-1, s.slot.Lever
		}
	}
	count := func(of string) int {
		if of == lever {
			return free
		}
		return len(spots)
	}
	formats := h.mixOf(effects.LeverFormat, advice, count(effects.LeverFormat))
	languages := h.mixOf(effects.LeverLanguage, advice, count(effects.LeverLanguage))
	topics := h.mixOf(effects.LeverTopic, advice, len(spots))
	wanted := n.wantedHere(h)
	var out []Entry
	used := map[string]int{}
	turn := func(m mix, of string, drawn bool) (level, why string) {
		if of == lever && drawn {
			return "", ""
		}
		used[of]++
		return m.at(used[of] - 1)
	}
	for i, s := range spots {
		e := Entry{Day: s.at.Format(time.DateOnly), At: s.at.UTC(), Account: h.AccountID, Platform: h.Platform, Audience: h.Audience, Kind: KindUsual, Why: []string{}}
		if s.timed {
			e.Time = s.at.Format("15:04")
		}
		format, whyFormat := turn(formats, effects.LeverFormat, s.slot != nil)
		language, whyLanguage := turn(languages, effects.LeverLanguage, s.slot != nil)
		topic, whyTopic := topics.at(i)
		if !data.Topic(topic).Chosen() {
			topic, whyTopic = "", ""
		}
		if len(wanted) > 0 && i%max(1, len(spots)/2) == 0 { // once a week
			t := wanted[min(i/max(1, len(spots)/2), len(wanted)-1)]
			topic, whyTopic = string(t.topic), t.why
		}
		if s.slot != nil {
			e.Kind, e.Experiment = KindTest, s.slot.Experiment
			e.Why = append(e.Why, fmt.Sprintf("drawn by lot, to learn whether %s do better than %s", voice.LevelPosts(s.slot.Lever, s.slot.Level), voice.LevelPosts(s.slot.Lever, s.slot.Against)))
			switch s.slot.Lever {
			case effects.LeverFormat:
				format = s.slot.Assigned
			case effects.LeverLanguage:
				language = s.slot.Assigned
			}
		}
		e.Format, e.Language, e.Topic = data.Format(format), language, data.Topic(topic)
		for _, why := range []string{whyFormat, whyTopic, whyLanguage} {
			if why != "" {
				e.Why = append(e.Why, why)
			}
		}
		if len(e.Why) == 0 {
			e.Why = append(e.Why, "your usual mix; nothing is known to do better")
		}
		out = append(out, e)
	}
	return out
}

// wantedHere returns the topics people want more of if this is the account of the mission
// to answer on: the first for the diaspora, else the one that posts most.
func (n *planner) wantedHere(h *habits) []wantedTopic {
	best := n.accounts[0]
	for _, x := range n.accounts[1:] {
		diaspora := x.Audience == "diaspora"
		if was := best.Audience == "diaspora"; diaspora && !was || diaspora == was && x.perWeek > best.perWeek {
			best = x
		}
	}
	if best != h {
		return nil
	}
	return n.wanted
}
