package report

import (
	"cmp"
	"fmt"
	"slices"
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
func (b *builder) told() Section {
	s := Section{ID: "told", Short: b.word("short.told"), Heading: b.say("told.none")}
	polls, surveys, outcomes := b.polls(), b.surveys(), b.outcomes()
	var found []Line
	for _, kind := range []struct {
		id, table string
		parts     []Part
		most      int
	}{{"told.polls", "poll_options", polls, pollsShown}, {"told.surveys", "surveys", surveys, surveysShown}, {"told.outcomes", "outcomes", outcomes, outcomesShown}} {
		n := len(kind.parts)
		if n == 0 {
			continue
		}
		found = append(found, b.say(kind.id, "n", int64(n)))
		group := Group{Class: "pair", Parts: kind.parts[:min(n, kind.most)]}
		s.Groups = append(s.Groups, group)
		if n > kind.most {
			s.Groups = append(s.Groups, Group{Parts: []Part{{Under: b.say("told.left", "count", int64(n-kind.most), "table", kind.table)}}})
		}
	}
	if len(found) == 0 {
		s.Lead = []Line{b.say("told.none_why")}
		return s
	}
	s.Heading = capital(b.list(found))
	return s
}

// polls draws each poll that has votes, newest first.
func (b *builder) polls() []Part {
	polls := slices.DeleteFunc(slices.Clone(b.in.Polls), func(p Poll) bool { return p.Votes == nil || len(p.Options) == 0 })
	slices.SortFunc(polls, func(a, c Poll) int {
		return cmp.Or(cmp.Compare(c.AskedAt, a.AskedAt), cmp.Compare(a.PostID, c.PostID))
	})
	parts := make([]Part, 0, len(polls))
	for i, p := range polls {
		var rows []answerRow
		of := *p.Votes
		if p.Multiple && p.Voters != nil {
			of = *p.Voters
		}
		for _, o := range p.Options[:min(len(p.Options), answersShown)] {
			r := answerRow{name: foreignName(o.Label)}
			if o.Votes != nil && of > 0 {
				share := float64(*o.Votes) / float64(of)
				r.share, r.number = &share, own(b.count(*o.Votes))
			}
			rows = append(rows, r)
		}
		part := Part{Heading: b.leads("told.winner", "option", rows), Fold: b.word("page.numbers"), Under: b.say("told.poll_under",
			"platform", b.platform(p.Platform), "day", b.day(p.AskedAt.Time()), "votes", b.say("n.vote", "n", *p.Votes))}
		if !p.Closed {
			part.Text = append(part.Text, b.say("told.still_open"))
		}
		if p.Multiple {
			part.Text = append(part.Text, b.say("told.several"))
		}
		part.Table = b.answerTable(part.Heading, "option", "votes", rows)
		part.Drawing = b.drawAnswers(fmt.Sprintf("poll-%d", i+1), part.Heading, rows)
		parts = append(parts, part)
	}
	return parts
}

// leads names the answer that most gave; two that are level lead no more than one.
func (b *builder) leads(id, name string, rows []answerRow) Line {
	best, second := -1, 0.0
	for i, r := range rows {
		switch {
		case r.share == nil:
		case best < 0 || *r.share > *rows[best].share:
			if best >= 0 {
				second = *rows[best].share
			}
			best = i
		default:
			second = max(second, *r.share)
		}
	}
	if best < 0 || *rows[best].share <= second {
		return b.say("told.tie")
	}
	return b.say(id, name, rows[best].name)
}

func (b *builder) answerTable(caption Line, first, second string, rows []answerRow) *Table {
	t := &Table{Caption: caption, Head: b.heads(first, second)}
	for _, r := range rows {
		t.Rows = append(t.Rows, Row{Head: Cell{Text: r.name}, Cells: []Cell{{r.number, "n"}}})
	}
	return t
}
