package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// audienceLevers are the choices that audiences are compared by.
var audienceLevers = [...]string{"format", "language", "topic"}

// audiences says for each audience whose accounts were pooled what draws more or less
// with it than with all, one row each. What is not proven to differ is told as that.
// It stands only where there is more than the general audience.
func (b *builder) audiences(all []panel) (page.Part, bool) {
	type cell struct{ audience, lever string }
	clear := map[cell][]voice.Line{}
	named := map[string]bool{}
	for _, p := range all {
		if p.key.account != "" || p.key.audience == "" || p.key.audience == "general" || p.key.goal != b.in.ActivityGoal {
			continue
		}
		named[p.key.audience] = true
		more, less := b.found(p)
		c := cell{p.key.audience, p.key.lever}
		for _, one := range []struct {
			id    string
			posts []voice.Line
		}{{"formats.draws_more", more}, {"formats.draws_less", less}} {
			if len(one.posts) > 0 && !b.general(all, p) {
				clear[c] = append(clear[c], b.Say(one.id, "platform", b.Platform(p.key.platform), "posts", b.List(one.posts)))
			}
		}
	}
	if len(named) == 0 {
		return page.Part{}, false
	}
	part := page.Part{Heading: b.Say("formats.audiences_none")}
	if len(clear) > 0 {
		part.Heading = b.Say("formats.audiences")
	}
	part.Table = &page.Table{Caption: part.Heading, Head: []page.Cell{{Text: b.Say("fact.whom")}}}
	for _, lever := range audienceLevers {
		part.Table.Head = append(part.Table.Head, page.Cell{Text: voice.Capital(b.Lever(lever))})
	}
	for _, audience := range slices.SortedFunc(maps.Keys(named), cmp.Compare) {
		row := page.Row{Head: page.Cell{Text: voice.Capital(b.Whom(audience))}}
		for _, lever := range audienceLevers {
			text := b.Say("formats.as_general")
			if found := clear[cell{audience, lever}]; len(found) > 0 {
				text = voice.Capital(b.List(found[:min(len(found), 3)]))
			}
			row.Cells = append(row.Cells, page.Cell{Text: text})
		}
		part.Table.Rows = append(part.Table.Rows, row)
	}
	return part, true
}

// general reports whether the general audience of the same platform shows the same
// verdicts, so that an audience's own says nothing new.
func (b *builder) general(all []panel, p panel) bool {
	i := slices.IndexFunc(all, func(q panel) bool {
		return q.key.account == "" && (q.key.audience == "" || q.key.audience == "general") && q.key.platform == p.key.platform &&
			q.key.lever == p.key.lever && q.key.goal == p.key.goal && q.key.age == p.key.age
	})
	if i < 0 {
		return false
	}
	verdicts := func(rows []data.FormatEffect) map[string]data.Verdict {
		m := map[string]data.Verdict{}
		for _, e := range rows {
			if isClear(e.Verdict) {
				m[e.Level] = e.Verdict
			}
		}
		return m
	}
	return maps.Equal(verdicts(p.rows), verdicts(all[i].rows))
}
