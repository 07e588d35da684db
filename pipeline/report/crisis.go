package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
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
func BuildCrisis(c Crisis) page.View {
	b := &builder{Voice: voice.In(c.Language), in: Input{Mission: c.Mission, Unit: c.Unit, Language: c.Language, AsOf: c.AsOf,
		Privacy: c.Privacy, Versions: c.Versions, MadeUp: c.MadeUp}}
	mission := voice.Foreign(c.Mission)
	if mission == nil {
		mission = b.Say("page.no_mission")
	}
	heading := b.Say("crisis.heading", "mission", mission, "hours", b.Say("n.hour", "n", int64(c.Window.Hours()+0.5)))
	v := b.page(heading, heading)
	v.Kicker = b.Say("crisis.kicker")
	if unit := voice.Foreign(c.Unit); unit != nil {
		v.Kicker = b.Say("crisis.kicker_unit", "unit", unit)
	}
	shown, all := b.safe(c)
	until := []any{"day", b.Day(c.AsOf), "time", b.Clock(c.AsOf)}
	v.Lead = []voice.Line{b.Say("crisis.quiet", "least", c.Least)}
	if all.Asked >= c.Least {
		v.Lead = []voice.Line{b.Say("crisis.lead", append(until, "asked", b.rounded(all.Asked, 0), "answered", b.rounded(min(all.Answered, all.Asked), c.Least))...)}
	}
	s := page.Section{ID: "open", Open: true, Short: b.Word("crisis.short"), Lead: []voice.Line{b.Say("crisis.counts")},
		Follow: b.command("tailor questions")}
	open := all.Asked - all.Answered
	switch {
	case open <= 0:
		s.Heading = b.Say("crisis.none")
	case open < c.Least:
		s.Heading = b.Say("crisis.below", "least", c.Least)
	default:
		s.Heading = b.Say("crisis.open", "questions", b.Say("n.question", "n", (open+2)/5*5))
	}
	if !c.ReadUntil.IsZero() && c.ReadUntil.Before(c.AsOf) {
		s.Lead = append(s.Lead, b.Say("crisis.young", "day", b.Day(c.ReadUntil), "time", b.Clock(c.ReadUntil)))
	}
	if len(shown) > 0 {
		s.Groups = []page.Group{{Parts: []page.Part{b.services(c, shown)}}}
	}
	v.Sections = []page.Section{s, {ID: "privacy", Short: b.Word("short.method"), Heading: b.Say("method.privacy"), Groups: []page.Group{{Parts: []page.Part{b.noticeTerms()}}}}}
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
func (b *builder) rounded(n, least int64) voice.Line {
	if 0 < n && n < least {
		return b.Say("crisis.fewer", "least", least)
	}
	return voice.Own(b.Count((n + 2) / 5 * 5))
}

// services draws the services that may be shown.
func (b *builder) services(c Crisis, shown []Service) page.Part {
	var rows []chart.AskedRow
	var open int64
	for _, s := range shown {
		name := b.Say("mood.merged")
		if s.Topic != mergedSmall {
			name = voice.Capital(b.TopicOr(s.Topic))
		}
		rows = append(rows, chart.AskedRow{Name: name, Questions: (s.Asked + 2) / 5 * 5, Answered: (s.Answered + 2) / 5 * 5})
		open += s.Asked - s.Answered
	}
	heading := b.Say("crisis.spread")
	if first := shown[0]; first.Topic != mergedSmall && 2*(first.Asked-first.Answered) > open {
		heading = b.Say("crisis.part", "topic", b.TopicOr(first.Topic))
	}
	part := page.Part{Heading: heading, Under: b.Say("crisis.under", "least", c.Least), Fold: b.Word("page.numbers")}
	number := func(n int64) voice.Line { return b.rounded(n, c.Least) }
	part.Drawing = chart.Asked(b.Voice, "services-1", heading, rows, number)
	part.Table = b.askedTable(heading, rows, number)
	part.Table.Head[2] = page.Cell{Text: b.Say("crisis.answered")}
	return part
}

// noticeTerms is the notice below a heading of its own.
func (b *builder) noticeTerms() page.Part {
	part := b.notice()
	part.Heading = nil
	return part
}
