package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Quarter is what the page of one quarter over all missions is made from: for those in
// government who answer for a policy. Whatever comes from replies is what mood published.
type Quarter struct {
	Quarter  string // of the 4-4-5 calendar, like "2026-Q1"
	Unit     string
	Language string
	AsOf     time.Time
	Missions []QuarterMission
	Answers  []data.PolicyAnswer // entered for this quarter
	Past     Past                // how advice given in the quarter did
	Privacy  Privacy
	Versions Versions
	MadeUp   bool
	NoFollow bool // nothing stays that a command could follow
}

// QuarterMission is what one mission brings to it.
type QuarterMission struct {
	Mission  string
	Mood     []data.Mood    // published cells whose weeks all lie in the quarter, each reply in one cell of a breakdown
	Before   []data.Mood    // the same of the quarter before
	Needs    []data.Need    // what was asked against what was posted, of the quarter's weeks
	Outcomes []data.Outcome // of the quarter and of the one before
}

// BuildQuarter words that page.
func BuildQuarter(q Quarter) page.View {
	in := Input{Unit: q.Unit, Language: q.Language, AsOf: q.AsOf, Past: q.Past, Privacy: q.Privacy, Versions: q.Versions, MadeUp: q.MadeUp}
	if q.NoFollow {
		in.Explain = func(data.Advice) string { return "" }
	}
	q.Missions = slices.Clone(q.Missions)
	slices.SortFunc(q.Missions, func(x, y QuarterMission) int { return cmp.Compare(x.Mission, y.Mission) })
	b := &quarterBuilder{builder: &builder{Voice: voice.In(q.Language), in: in}, q: q}
	period := b.quarterDays()
	unit := voice.Foreign(q.Unit)
	if unit == nil {
		unit = b.Say("page.no_mission")
	}
	v := b.page(b.Say("quarter.heading", "period", period), b.Say("page.title", "mission", unit, "period", period))
	v.Kicker = b.Say("quarter.kicker")
	if q.Unit != "" {
		v.Kicker = b.Say("quarter.kicker_unit", "unit", unit)
	}
	themes := b.themes()
	criticism, asked := b.criticism(themes), b.questions()
	v.Lead = []voice.Line{b.Ended(criticism.Heading), b.Ended(asked.Heading)}
	v.Sections = []page.Section{criticism, b.answers(themes), asked, b.needs(), b.services(), b.advice(), b.notes()}
	return v
}

type quarterBuilder struct {
	*builder
	q Quarter
}

// quarterDays names the quarter by its days, up to as-of where it is still running.
func (b *quarterBuilder) quarterDays() voice.Line {
	start, end, err := data.QuarterDays(b.q.Quarter)
	if err != nil {
		return voice.ForeignName(b.q.Quarter)
	}
	last := end.AddDate(0, 0, -1)
	if b.q.AsOf.Before(end) {
		last = b.q.AsOf
	}
	return voice.Own(b.Days(start, last))
}

// advice tells how advice that was given in the quarter did.
func (b *quarterBuilder) advice() page.Section {
	s := b.past()
	s.Lead = append([]voice.Line{b.Say("quarter.advice")}, s.Lead...)
	return s
}

// notes says how the page was made, and what was collected about people.
func (b *quarterBuilder) notes() page.Section {
	s := page.Section{ID: "method", Short: b.Word("short.method"), Heading: b.Say("method.head"), Lead: []voice.Line{b.Say("method.as_of", "day", b.Day(b.q.AsOf))}}
	rules := page.Part{Heading: b.Say("method.definitions")}
	for _, rule := range []string{"quarter", "criticism", "interval"} {
		rules.Terms = append(rules.Terms, page.Term{Name: b.Say("rule." + rule), Text: b.Say("rule." + rule + "_is")})
	}
	s.Groups = []page.Group{{Class: "pair", Parts: []page.Part{rules, b.notice()}}}
	return s
}

// mission names a mission.
func (b *quarterBuilder) mission(name string) voice.Line {
	if l := voice.Foreign(name); l != nil {
		return l
	}
	return b.Say("page.no_mission")
}
