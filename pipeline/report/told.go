package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many polls, survey questions and outcomes a page shows.
const (
	pollsShown    = 6
	surveysShown  = 8
	outcomesShown = 8
	answersShown  = 10
)

// told says what people answered when they were asked: in polls, in surveys, and by
// what they did afterwards.
func (b *builder) told() page.Section {
	s := page.Section{ID: "told", Short: b.Word("short.told"), Heading: b.Say("told.none")}
	polls, surveys, outcomes := b.polls(), b.surveys(), b.outcomes()
	var found []voice.Line
	for _, kind := range []struct {
		id, table string
		parts     []page.Part
		most      int
	}{{"told.polls", "poll_options", polls, pollsShown}, {"told.surveys", "surveys", surveys, surveysShown}, {"told.outcomes", "outcomes", outcomes, outcomesShown}} {
		n := len(kind.parts)
		if n == 0 {
			continue
		}
		found = append(found, b.Say(kind.id, "n", int64(n)))
		group := page.Group{Class: "pair", Parts: kind.parts[:min(n, kind.most)]}
		s.Groups = append(s.Groups, group)
		if n > kind.most {
			s.Groups = append(s.Groups, page.Group{Parts: []page.Part{{Under: b.Say("told.left", "count", int64(n-kind.most), "table", kind.table)}}})
		}
	}
	if len(found) == 0 {
		s.Lead = []voice.Line{b.Say("told.none_why")}
		return s
	}
	s.Heading = voice.Capital(b.List(found))
	return s
}

// polls draws each poll that has votes, newest first.
func (b *builder) polls() []page.Part {
	polls := slices.DeleteFunc(slices.Clone(b.in.Polls), func(p Poll) bool { return p.Votes == nil || len(p.Options) == 0 })
	slices.SortFunc(polls, func(a, c Poll) int {
		return cmp.Or(cmp.Compare(c.AskedAt, a.AskedAt), cmp.Compare(a.PostID, c.PostID))
	})
	parts := make([]page.Part, 0, len(polls))
	for i, p := range polls {
		var rows []chart.AnswerRow
		of := *p.Votes
		if p.Multiple && p.Voters != nil {
			of = *p.Voters
		}
		for _, o := range p.Options[:min(len(p.Options), answersShown)] {
			r := chart.AnswerRow{Name: voice.ForeignName(o.Label)}
			if o.Votes != nil && of > 0 {
				share := float64(*o.Votes) / float64(of)
				r.Share, r.Number = &share, voice.Own(b.Count(*o.Votes))
			}
			rows = append(rows, r)
		}
		part := page.Part{Heading: b.leads("told.winner", "option", rows), Fold: b.Word("page.numbers"), Under: b.Say("told.poll_under",
			"platform", b.Platform(p.Platform), "day", b.Day(p.AskedAt.Time()), "votes", b.Say("n.vote", "n", *p.Votes))}
		if !p.Closed {
			part.Text = append(part.Text, b.Say("told.still_open"))
		}
		if p.Multiple {
			part.Text = append(part.Text, b.Say("told.several"))
		}
		part.Table = b.answerTable(part.Heading, "option", "votes", rows)
		part.Drawing = chart.Answers(b.Voice, fmt.Sprintf("poll-%d", i+1), part.Heading, rows)
		parts = append(parts, part)
	}
	return parts
}

// leads names the answer that most gave; two that are level lead no more than one.
func (b *builder) leads(id, name string, rows []chart.AnswerRow) voice.Line {
	best, second := -1, 0.0
	for i, r := range rows {
		switch {
		case r.Share == nil:
		case best < 0 || *r.Share > *rows[best].Share:
			if best >= 0 {
				second = *rows[best].Share
			}
			best = i
		default:
			second = max(second, *r.Share)
		}
	}
	if best < 0 || *rows[best].Share <= second {
		return b.Say("told.tie")
	}
	return b.Say(id, name, rows[best].Name)
}

func (b *builder) answerTable(caption voice.Line, first, second string, rows []chart.AnswerRow) *page.Table {
	t := &page.Table{Caption: caption, Head: b.heads(first, second)}
	for _, r := range rows {
		t.Rows = append(t.Rows, page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{page.Number(r.Number)}})
	}
	return t
}
