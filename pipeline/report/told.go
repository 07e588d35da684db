package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
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

// surveys draws the total of each question that was asked.
func (b *builder) surveys() []Part {
	type question struct{ survey, words string }
	byQuestion := map[question][]data.SurveyResult{}
	for _, r := range b.in.Surveys {
		if r.Dimension == data.DimTotal && r.Question != "" {
			q := question{r.Survey, r.Question}
			byQuestion[q] = append(byQuestion[q], r)
		}
	}
	var parts []Part
	questions := make([]question, 0, len(byQuestion))
	for q := range byQuestion {
		questions = append(questions, q)
	}
	slices.SortFunc(questions, func(a, c question) int { return cmp.Or(cmp.Compare(a.survey, c.survey), cmp.Compare(a.words, c.words)) })
	for i, q := range questions {
		results := byQuestion[q]
		slices.SortFunc(results, func(a, c data.SurveyResult) int {
			return cmp.Or(cmp.Compare(share(c), share(a)), cmp.Compare(a.Answer, c.Answer))
		})
		parts = append(parts, b.survey(q.survey, q.words, results, i))
	}
	return parts
}

func share(r data.SurveyResult) float64 {
	if !finite(r.Share) {
		return -1
	}
	return *r.Share
}

func (b *builder) survey(survey, words string, results []data.SurveyResult, i int) Part {
	part := Part{Text: []Line{foreignText(words)}, Fold: b.word("page.numbers")}
	var rows []answerRow
	for _, r := range results[:min(len(results), answersShown)] {
		if !finite(r.Share) || r.N == nil {
			continue
		}
		name := foreignName(r.Answer)
		if r.Answer == data.OtherAnswer {
			name = b.say("mood.merged")
		}
		rows = append(rows, answerRow{name, r.Share, own(b.percent(*r.Share))})
		part.Under = b.say("told.survey_under", "survey", foreignName(survey), "answers", b.say("n.answer", "n", *r.N))
	}
	if len(rows) == 0 {
		part.Heading = capital(b.say("told.hidden"))
		return part
	}
	part.Heading = b.leads("told.leads", "answer", rows)
	part.Table = b.answerTable(part.Heading, "answer", "share", rows)
	part.Drawing = b.drawAnswers(fmt.Sprintf("survey-%d", i+1), part.Heading, rows)
	return part
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

// outcomes tells the newest figure of each measure beside the one before it. Small
// numbers may count people, and are not shown as they are.
func (b *builder) outcomes() []Part {
	type measure struct{ kind, measure, topic, unit string }
	byMeasure := map[measure][]data.Outcome{}
	for _, o := range b.in.Outcomes {
		if o.PostID == "" && o.Platform == "" && o.About == "" {
			m := measure{o.PeriodKind, o.Measure, o.Topic, o.Unit}
			byMeasure[m] = append(byMeasure[m], o)
		}
	}
	keys := make([]measure, 0, len(byMeasure))
	for m := range byMeasure {
		keys = append(keys, m)
	}
	slices.SortFunc(keys, func(a, c measure) int {
		return cmp.Or(cmp.Compare(a.measure, c.measure), cmp.Compare(a.topic, c.topic), cmp.Compare(a.unit, c.unit), cmp.Compare(a.kind, c.kind))
	})
	var parts []Part
	for _, m := range keys {
		rows := byMeasure[m]
		slices.SortFunc(rows, func(a, c data.Outcome) int {
			return cmp.Or(cmp.Compare(c.Period, a.Period), data.CompareOutcome(&a, &c))
		})
		rows = slices.CompactFunc(rows, func(a, c data.Outcome) bool { return a.Period == c.Period })
		parts = append(parts, b.outcome(rows))
	}
	return parts
}

func (b *builder) outcome(rows []data.Outcome) Part {
	newest := rows[0]
	name := foreignName(newest.Measure)
	if topic := b.topicOr(newest.Topic); topic != nil {
		name = b.say("missing.note_of", "where", name, "what", topic)
	}
	args := []any{"measure", name, "value", b.figure(newest), "period", b.outcomePeriod(newest)}
	id := "told.outcome"
	if len(rows) > 1 && !newest.Small && !rows[1].Small {
		args = append(args, "before", b.figure(rows[1]))
		id = [...]string{"told.outcome_down", "told.outcome_same", "told.outcome_up"}[1+cmp.Compare(newest.Value, rows[1].Value)]
	}
	part := Part{Heading: b.say(id, args...), Under: b.say("told.outcome_under"), Fold: b.word("page.numbers")}
	part.Table = &Table{Caption: part.Heading, Head: b.heads("period", "value")}
	for _, o := range rows[:min(len(rows), 2*outcomesShown)] {
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: b.outcomePeriod(o)}, Cells: []Cell{{b.figure(o), "n"}}})
	}
	return part
}

func (b *builder) figure(o data.Outcome) Line {
	if o.Small {
		return b.say("told.small")
	}
	value := own(b.digits(o.Value.Float()))
	if unit := foreignName(o.Unit); unit != nil {
		return joined(slices.Concat(value, own(" "), unit))
	}
	return value
}

func (b *builder) outcomePeriod(o data.Outcome) Line {
	kind, slot, ok := slotOf(o.Period)
	if !ok || kind == byWeek {
		return b.span(o.Period)
	}
	return own(b.slot(kind, slot))
}
