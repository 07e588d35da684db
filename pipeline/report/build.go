package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// builder holds what the sections share while a View is built.
type builder struct {
	*voice
	in     Input
	advice []data.Advice // shown ones, best first
	top    []data.Advice // the actions
	names  accountNames
}

// Build words and draws the report of one mission. It never fails: what is not
// known is said to be not known, with what it would take to know it.
func Build(in Input) View {
	b := &builder{voice: speak(in.Language), in: in, names: namesOf(in)}
	b.advice = ranked(in.Advice)
	b.top = chosen(b.advice)
	mission, period := foreign(in.Mission), b.span(in.Period)
	if mission == nil {
		mission = b.say("page.no_mission")
	}
	if period == nil {
		period = own(b.day(in.AsOf))
	}
	v := b.page(b.say("page.heading", "mission", mission, "period", period), b.say("page.title", "mission", mission, "period", period))
	v.Lead, v.Actions, v.Needs = b.lead(), b.actions(), b.needs()
	for _, section := range sections() {
		v.Sections = append(v.Sections, section(b))
	}
	if s, ok := b.shared(); ok { // beside what works here: most missions take in nothing
		i := slices.IndexFunc(v.Sections, func(s Section) bool { return s.ID == "peers" }) + 1
		v.Sections = slices.Insert(v.Sections, i, s)
	}
	return v
}

// sections are the findings in the order of the page.
func sections() []func(*builder) Section {
	return []func(*builder) Section{(*builder).changed, (*builder).asked, (*builder).compared, (*builder).formats, (*builder).places, (*builder).told,
		(*builder).mood, (*builder).ownWords, (*builder).peers, (*builder).past, (*builder).goals, (*builder).missing, (*builder).method}
}

// page is what every page has: language, title, banner, footer.
func (b *builder) page(heading, title Line) View {
	v := View{
		Lang: b.lang, Dir: "ltr", Heading: heading, Title: title.String(), Kicker: b.say("page.kicker"),
		Footer: []Line{b.say("page.footer")},
		Words: Words{Skip: b.word("page.skip"), Actions: b.word("page.actions"), Findings: b.word("page.findings"),
			Sure: b.word("page.sure"), But: b.word("page.but"), Follow: b.word("page.follow"),
			LabelSure: b.label("page.sure"), LabelBut: b.label("page.but"), LabelFollow: b.label("page.follow")},
	}
	if rightToLeft(b.lang) {
		v.Dir = "rtl"
	}
	if unit := foreign(b.in.Unit); unit != nil {
		v.Kicker = b.say("page.kicker_unit", "unit", unit)
	}
	if commit := foreignName(b.in.Versions.Commit); commit != nil {
		v.Footer = append(v.Footer, b.say("page.commit", "commit", commit))
	}
	if b.in.MadeUp {
		v.MadeUp, v.Title = b.say("page.made_up"), b.say("page.made_up_title", "title", title).String()
	}
	return v
}

// label is a word before what it names, with the language's colon.
func (b *builder) label(id string) string {
	return b.say("page.label", "label", b.word(id)).String()
}

// command is a command that follows numbers to their rows; "" where nothing stays
// that could be followed.
func (b *builder) command(command string) string {
	if b.in.Explain != nil {
		return ""
	}
	return command
}

// ranked returns the advice that a page may show, best first.
func ranked(advice []data.Advice) []data.Advice {
	shownAdvice := slices.DeleteFunc(slices.Clone(advice), func(a data.Advice) bool { return !shown(a.Goal) })
	slices.SortFunc(shownAdvice, byRank)
	return shownAdvice
}
