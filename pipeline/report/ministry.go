package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// BuildMinistry words the page over all missions of a unit: what each is advised
// first, by name and without a rank, as audiences and platforms differ; and what all
// accounts show together. in holds what the missions' inputs share: unit, clock,
// language, privacy, versions; of its tables only pooled effects are used.
func BuildMinistry(in Input, missions []Input) View {
	in.Accounts, in.Activity = nil, nil
	in.Effects = slices.DeleteFunc(slices.Clone(in.Effects), func(e data.FormatEffect) bool { return e.AccountID != "" })
	b := &builder{voice: speak(in.Language), in: in}
	missions = slices.Clone(missions)
	slices.SortFunc(missions, func(x, y Input) int { return cmp.Compare(x.Mission, y.Mission) })
	period := b.span(in.Period)
	if period == nil {
		period = own(b.day(in.AsOf))
	}
	v := b.page(b.say("ministry.heading", "period", period), b.say("page.title", "mission", b.say("ministry.title"), "period", period))
	first, clear := b.firstAdvice(missions)
	v.Lead = []Line{b.say("ministry.lead", "missions", b.say("n.mission", "n", int64(len(missions))), "clear", int64(clear), "open", int64(len(missions)-clear)),
		b.say("ministry.not_ranked")}
	pooled := b.formats()
	pooled.Short, pooled.Follow = b.word("ministry.pooled_short"), ""
	v.Sections = []Section{first, pooled, b.method()}
	return v
}

// firstAdvice lists the missions by name, each with its first piece of advice, and
// counts those with a clear finding among theirs.
func (b *builder) firstAdvice(missions []Input) (s Section, clear int) {
	s = Section{ID: "missions", Open: true, Short: b.word("ministry.missions_short"), Heading: b.say("ministry.missions")}
	table := &Table{Caption: s.Heading, Head: append(b.heads("mission", "posts", "action"), Cell{Text: b.say("page.sure")})}
	for _, in := range missions {
		in.Language = b.in.Language
		m := &builder{voice: b.voice, in: in}
		top := chosen(ranked(in.Advice))
		what, sure := m.say("ministry.nothing"), ""
		if len(top) > 0 {
			what = m.what(top[0])
			sure, _ = m.sure(top[0].Confidence)
		}
		if slices.ContainsFunc(top, func(a data.Advice) bool { return isClear(a.Verdict) }) {
			clear++
		}
		var posts int64
		for _, one := range seriesOf(in.Activity) {
			posts += one.posts
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: foreign(in.Mission)}, Cells: []Cell{{own(m.count(posts)), "n"}, {Text: what}, {Text: own(sure)}}})
	}
	s.Groups = []Group{{Class: "wide", Parts: []Part{{Table: table}}}}
	return s, clear
}
