package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// builder holds what the sections share while a View is built.
type builder struct {
	*voice.Voice
	in     Input
	advice []data.Advice // shown ones, best first
	top    []data.Advice // the actions
	names  accountNames
}

// Build words and draws the report of one mission. It never fails: what is not
// known is said to be not known, with what it would take to know it.
func Build(in Input) page.View {
	b := &builder{Voice: voice.In(in.Language), in: in, names: namesOf(in)}
	b.advice = ranked(in.Advice)
	b.top = chosen(b.advice)
	mission, period := voice.Foreign(in.Mission), b.Span(in.Period)
	if mission == nil {
		mission = b.Say("page.no_mission")
	}
	if period == nil {
		period = voice.Own(b.Day(in.AsOf))
	}
	v := b.page(b.Say("page.heading", "mission", mission, "period", period), b.Say("page.title", "mission", mission, "period", period))
	v.Lead, v.Actions, v.Needs = b.lead(), b.actions(), b.needs()
	for _, section := range sections() {
		v.Sections = append(v.Sections, section(b))
	}
	if s, ok := b.shared(); ok { // beside what works here: most missions take in nothing
		i := slices.IndexFunc(v.Sections, func(s page.Section) bool { return s.ID == "peers" }) + 1
		v.Sections = slices.Insert(v.Sections, i, s)
	}
	return v
}

// sections are the findings in the order of the page.
func sections() []func(*builder) page.Section {
	return []func(*builder) page.Section{(*builder).changed, (*builder).asked, (*builder).compared, (*builder).formats, (*builder).places, (*builder).told,
		(*builder).mood, (*builder).ownWords, (*builder).peers, (*builder).past, (*builder).goals, (*builder).missing, (*builder).method}
}

// page is what every page has: language, title, banner, footer.
func (b *builder) page(heading, title voice.Line) page.View {
	v := page.View{
		Lang: b.Lang(), Dir: "ltr", Heading: heading, Title: title.String(), Kicker: b.Say("page.kicker"),
		Footer: []voice.Line{b.Say("page.footer")},
		Words: page.Words{Skip: b.Word("page.skip"), Actions: b.Word("page.actions"), Findings: b.Word("page.findings"),
			Sure: b.Word("page.sure"), But: b.Word("page.but"), Follow: b.Word("page.follow"),
			LabelSure: b.label("page.sure"), LabelBut: b.label("page.but"), LabelFollow: b.label("page.follow")},
	}
	if b.RightToLeft() {
		v.Dir = "rtl"
	}
	if unit := voice.Foreign(b.in.Unit); unit != nil {
		v.Kicker = b.Say("page.kicker_unit", "unit", unit)
	}
	if commit := voice.ForeignName(b.in.Versions.Commit); commit != nil {
		v.Footer = append(v.Footer, b.Say("page.commit", "commit", commit))
	}
	if b.in.MadeUp {
		v.MadeUp, v.Title = b.Say("page.made_up"), b.Say("page.made_up_title", "title", title).String()
	}
	return v
}

// label is a word before what it names, with the language's colon.
func (b *builder) label(id string) string {
	return b.Say("page.label", "label", b.Word(id)).String()
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
