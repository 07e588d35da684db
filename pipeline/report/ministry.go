package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// BuildMinistry words the page over all missions of a unit: what each is advised
// first, by name and without a rank, as audiences and platforms differ; and what all
// accounts show together. in holds what the missions' inputs share: unit, clock,
// language, privacy, versions; of its tables only pooled effects are used.
func BuildMinistry(in Input, missions []Input) page.View {
	in.Others = append(slices.Clone(in.Others), in.Accounts...) // for warnings, which name them
	in.Accounts, in.Activity = nil, nil
	in.Effects = slices.DeleteFunc(slices.Clone(in.Effects), func(e data.FormatEffect) bool { return e.AccountID != "" })
	b := &builder{Voice: voice.In(in.Language), in: in, names: accountNames{handles: handlesOf(in.Others)}}
	missions = slices.Clone(missions)
	slices.SortFunc(missions, func(x, y Input) int { return cmp.Compare(x.Mission, y.Mission) })
	period := b.Span(in.Period)
	if period == nil {
		period = voice.Own(b.Day(in.AsOf))
	}
	v := b.page(b.Say("ministry.heading", "period", period), b.Say("page.title", "mission", b.Say("ministry.title"), "period", period))
	first, clear := b.firstAdvice(missions)
	v.Lead = []voice.Line{b.Say("ministry.lead", "missions", b.Say("n.mission", "n", int64(len(missions))), "clear", int64(clear), "open", int64(len(missions)-clear)),
		b.Say("ministry.not_ranked")}
	pooled := b.formats()
	pooled.Short, pooled.Follow = b.Word("ministry.pooled_short"), ""
	v.Sections = []page.Section{first, pooled, b.method()}
	return v
}

// firstAdvice lists the missions by name, each with its first piece of advice, and
// counts those with a clear finding among theirs.
func (b *builder) firstAdvice(missions []Input) (s page.Section, clear int) {
	s = page.Section{ID: "missions", Open: true, Short: b.Word("ministry.missions_short"), Heading: b.Say("ministry.missions")}
	table := &page.Table{Caption: s.Heading, Head: append(b.heads("mission", "posts", "action"), page.Cell{Text: b.Say("page.sure")})}
	for _, in := range missions {
		in.Language = b.in.Language
		m := &builder{Voice: b.Voice, in: in}
		top := chosen(ranked(in.Advice))
		what, sure := m.Say("ministry.nothing"), ""
		if len(top) > 0 {
			what = m.what(top[0])
			sure, _ = m.Sure(top[0].Confidence)
		}
		if slices.ContainsFunc(top, func(a data.Advice) bool { return isClear(a.Verdict) }) {
			clear++
		}
		var posts int64
		for _, one := range seriesOf(in.Activity) {
			posts += one.posts
		}
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: voice.Foreign(in.Mission)}, Cells: []page.Cell{page.Number(voice.Own(m.Count(posts))), {Text: what}, {Text: voice.Own(sure)}}})
	}
	s.Groups = []page.Group{{Class: "wide", Parts: []page.Part{{Table: table}}}}
	return s, clear
}
