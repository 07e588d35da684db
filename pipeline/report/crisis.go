package report

import (
	"cmp"
	"slices"
	"time"
)

// Crisis is what a page on the last hours is made from: counts of questions under a
// mission's own posts, no text and no one who asked.
type Crisis struct {
	Mission, Unit string
	Language      string
	AsOf          time.Time
	Window        time.Duration
	ReadUntil     time.Time // when the newest reply that was read was written; zero if there is none
	Services      []Service
	Least         int64 // questions below which a service is not shown by itself
	Privacy       Privacy
	Versions      Versions
	MadeUp        bool
}

// Service counts questions about one topic within the window.
type Service struct {
	Topic    string // "" or "other" if it is about none
	Asked    int64
	Answered int64
}

// BuildCrisis words that page. Whatever counts replies stays safe: numbers are rounded
// to five, and services with fewer questions than Least are put together, so that no
// number left out can be had by subtracting.
func BuildCrisis(c Crisis) View {
	b := &builder{voice: speak(c.Language), in: Input{Mission: c.Mission, Unit: c.Unit, Language: c.Language, AsOf: c.AsOf,
		Privacy: c.Privacy, Versions: c.Versions, MadeUp: c.MadeUp}}
	mission := foreign(c.Mission)
	if mission == nil {
		mission = b.say("page.no_mission")
	}
	heading := b.say("crisis.heading", "mission", mission, "hours", b.say("n.hour", "n", int64(c.Window.Hours()+0.5)))
	v := b.page(heading, heading)
	shown, all := b.safe(c)
	until := []any{"day", b.day(c.AsOf), "time", b.clock(c.AsOf)}
	v.Lead = []Line{b.say("crisis.quiet")}
	if all.Asked >= c.Least {
		v.Lead = []Line{b.say("crisis.lead", append(until, "asked", b.rounded(all.Asked, 0), "answered", b.rounded(min(all.Answered, all.Asked), c.Least))...)}
	}
	s := Section{ID: "open", Open: true, Short: b.word("crisis.short"), Lead: []Line{b.say("crisis.counts")},
		Follow: b.command("tailor questions")}
	open := all.Asked - all.Answered
	switch {
	case open <= 0:
		s.Heading = b.say("crisis.none")
	case open < c.Least:
		s.Heading = b.say("crisis.below", "least", c.Least)
	default:
		s.Heading = b.say("crisis.open", "questions", b.say("n.question", "n", (open+2)/5*5))
	}
	if !c.ReadUntil.IsZero() && c.ReadUntil.Before(c.AsOf) {
		s.Lead = append(s.Lead, b.say("crisis.young", "day", b.day(c.ReadUntil), "time", b.clock(c.ReadUntil)))
	}
	if len(shown) > 0 {
		s.Groups = []Group{{Parts: []Part{b.services(c, shown)}}}
	}
	v.Sections = []Section{s, {ID: "privacy", Short: b.word("short.method"), Heading: b.say("method.privacy"), Groups: []Group{{Parts: []Part{b.noticeTerms()}}}}}
	return v
}

// safe puts services below the threshold together; what is still below it is not
// shown at all. all counts every question.
func (b *builder) safe(c Crisis) (shown []Service, all Service) {
	rest := Service{Topic: mergedSmall}
	for _, s := range c.Services {
		all.Asked, all.Answered = all.Asked+s.Asked, all.Answered+s.Answered
		if s.Asked < c.Least || s.Topic == "" || s.Topic == mergedSmall {
			rest.Asked, rest.Answered = rest.Asked+s.Asked, rest.Answered+s.Answered
			continue
		}
		shown = append(shown, s)
	}
	slices.SortFunc(shown, func(a, c Service) int {
		return cmp.Or(cmp.Compare(c.Asked-c.Answered, a.Asked-a.Answered), byLevel("topic", a.Topic, c.Topic))
	})
	if rest.Asked >= c.Least {
		shown = append(shown, rest)
	}
	return shown, all
}

// rounded writes a number in steps of five; one from 1 to below least as just that.
func (b *builder) rounded(n, least int64) Line {
	if 0 < n && n < least {
		return b.say("crisis.fewer", "least", least)
	}
	return own(b.count((n + 2) / 5 * 5))
}

// services draws the services that may be shown.
func (b *builder) services(c Crisis, shown []Service) Part {
	var rows []askedRow
	var open int64
	for _, s := range shown {
		name := b.say("mood.merged")
		if s.Topic != mergedSmall {
			name = capital(b.topicOr(s.Topic))
		}
		rows = append(rows, askedRow{name, (s.Asked + 2) / 5 * 5, (s.Answered + 2) / 5 * 5})
		open += s.Asked - s.Answered
	}
	heading := b.say("crisis.spread")
	if first := shown[0]; first.Topic != mergedSmall && 2*(first.Asked-first.Answered) > open {
		heading = b.say("crisis.part", "topic", b.topicOr(first.Topic))
	}
	part := Part{Heading: heading, Under: b.say("crisis.under", "least", c.Least), Fold: b.word("page.numbers")}
	number := func(n int64) Line { return b.rounded(n, c.Least) }
	part.Drawing = b.drawAsked("services-1", heading, rows, number)
	part.Table = b.askedTable(heading, rows, number)
	part.Table.Head[2] = Cell{Text: b.say("crisis.answered")}
	return part
}

// noticeTerms is the notice below a heading of its own.
func (b *builder) noticeTerms() Part {
	part := b.notice()
	part.Heading = nil
	return part
}
