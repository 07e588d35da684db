package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// builder holds what the sections share while a View is built.
type builder struct {
	in     Input
	advice []data.Advice // shown ones, best first
	top    []data.Advice // the actions
	names  map[data.AccountID]Line
}

// Build words and draws the report of one mission. It never fails: what is not
// known is said to be not known, with what it would take to know it.
func Build(in Input) View {
	b := &builder{in: in, names: map[data.AccountID]Line{}}
	for _, a := range in.Accounts {
		b.names[a.AccountID] = foreignName(string(a.AccountID))
	}
	b.advice = ranked(in.Advice)
	b.top = chosen(b.advice)
	mission, period := foreign(in.Mission), span(in.Period)
	if mission == nil {
		mission = sayNoMission()
	}
	if period == nil {
		period = own(day(in.AsOf))
	}
	v := View{
		Lang: page.String(), Dir: "ltr", Words: fixedWords(),
		Title:   sayTitle(mission, period, in.MadeUp),
		Kicker:  sayKicker(foreign(in.Unit)),
		Heading: sayHeading(mission, period),
		Lead:    b.lead(),
		Actions: b.actions(),
		Needs:   b.needs(),
		Footer:  []Line{sayFooter(foreignName(in.Versions.Commit))},
	}
	if in.MadeUp {
		v.MadeUp = sayMadeUp()
	}
	v.Sections = []Section{b.formats(), b.changed(), b.asked(), b.mood(), b.missing(), b.method()}
	return v
}

// account names an account as the config does; "" has no name.
func (b *builder) account(id data.AccountID) Line {
	if name, ok := b.names[id]; ok {
		return name
	}
	return foreignName(string(id))
}

// ranked returns the advice that a page may show, best first.
func ranked(advice []data.Advice) []data.Advice {
	shownAdvice := slices.DeleteFunc(slices.Clone(advice), func(a data.Advice) bool { return !shown(a.Goal) })
	slices.SortFunc(shownAdvice, byRank)
	return shownAdvice
}
