package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// How many gaps and topics a page shows.
const (
	widestShown = 5
	topicsShown = 12
)

// fewWeeks is the warning that the words of [data.Need] carry where most weeks are
// hidden.
const fewWeeks = "topics may be shown of few weeks only"

// compared holds what people ask, or said in a survey that they need, against what is
// posted, topic by topic.
func (b *builder) compared() Section {
	s := Section{ID: "compared", Short: b.word("short.compared"), Heading: b.say("compared.unknown"), Lead: []Line{b.say("compared.unknown_why")}}
	rows, all := b.topicRows()
	if all == nil {
		return s
	}
	var gaps []data.Need
	known := false
	for _, n := range rows {
		known = known || n.Gap == data.GapAlike || n.Gap == data.GapUnclear && finite(n.DiffLow)
		if sureGap(n) {
			gaps = append(gaps, n)
		}
	}
	s.Follow = b.command("tailor needs")
	switch {
	case len(gaps) > 0 && gaps[0].Gap == data.GapAskedMore:
		s.Heading = b.say("compared.asked_more", "topic", b.topicOr(string(gaps[0].Topic)))
	case len(gaps) > 0:
		s.Heading = b.say("compared.posted_more", "topic", b.topicOr(string(gaps[0].Topic)))
	case known:
		s.Heading = b.say("compared.unsure")
	default:
		s.Heading = b.say("compared.too_little")
	}
	s.Lead = b.comparedLead(all, len(gaps) == 0 && !known)
	if len(gaps) > 0 {
		part := Part{}
		for _, n := range gaps[:min(len(gaps), widestShown)] {
			part.List = append(part.List, b.say("compared.gap", "topic", capital(b.topicOr(string(n.Topic))), "asked", b.askedShare(n),
				"posted", b.postedShare(n), "low", b.points(*n.DiffLow), "high", b.points(*n.DiffHigh)))
		}
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	if len(gaps) == 0 && !known {
		return s // nothing to hold the posts against
	}
	if part, ok := b.topicChart(rows, len(gaps) > 0); ok {
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	return s
}

// topicRows returns the topics, gaps first, widest first, then what is asked or posted
// about most; and the row of all of them, nil if there is none.
func (b *builder) topicRows() (rows []data.Need, all *data.Need) {
	for i := range b.in.Compared {
		if n := &b.in.Compared[i]; n.Topic == "" {
			all = n
		} else if n.Topic != data.TopicOther {
			rows = append(rows, *n)
		}
	}
	most := func(n data.Need) float64 { return max(shareOf(n.AskedShare), shareOf(n.PostedShare)) }
	slices.SortFunc(rows, func(a, c data.Need) int {
		return cmp.Or(cmp.Compare(order(!sureGap(a)), order(!sureGap(c))), cmp.Compare(a.Rank, c.Rank),
			cmp.Compare(most(c), most(a)), cmp.Compare(a.Topic, c.Topic))
	})
	return rows, all
}

func sureGap(n data.Need) bool {
	return (n.Gap == data.GapAskedMore || n.Gap == data.GapPostedMore) && finite(n.DiffLow) && finite(n.DiffHigh) && finite(n.PostedShare)
}

func shareOf(x *float64) float64 {
	if !finite(x) {
		return 0
	}
	return *x
}

// comparedLead says what the comparison rests on, or what it would take.
func (b *builder) comparedLead(all *data.Need, few bool) []Line {
	posts := b.say("n.post", "n", all.PostedOf)
	if all.AskedOf == nil {
		return []Line{b.say("compared.hidden"), b.say("compared.posts_only", "posts", posts, "period", b.between(all.From, all.To))}
	}
	questions := b.say("n.question", "n", *all.AskedOf)
	lead := []Line{b.say("compared.rests", "questions", questions, "posts", posts, "period", b.between(all.From, all.To))}
	if few {
		return append(lead, b.say("compared.need"))
	}
	for _, n := range b.in.Compared {
		if slices.ContainsFunc(n.Warnings, func(w string) bool { return strings.HasPrefix(w, fewWeeks) }) {
			return append(lead, b.say("compared.few_weeks"))
		}
	}
	return lead
}

// between writes the days from one to another; days that cannot be read stay as they are.
func (b *builder) between(from, to string) Line {
	first, err := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return b.say("date.apart", "from", foreignName(from), "to", foreignName(to))
	}
	return own(b.days(first, last))
}

// askedShare words the share of questions, or of those asked in a survey. Where groups
// were merged for safety only a bound is known.
func (b *builder) askedShare(n data.Need) Line {
	switch {
	case n.GapBy == "survey" && finite(n.SurveyShare):
		return b.say("compared.surveyed", "share", b.percent(*n.SurveyShare), "survey", foreignName(n.Survey))
	case finite(n.AskedShare) && n.AskedHidden != nil && *n.AskedHidden > 0:
		return b.say("compared.at_least", "share", b.percent(*n.AskedShare))
	case finite(n.AskedShare):
		return b.say("compared.of_questions", "share", b.percent(*n.AskedShare))
	case finite(n.AskedHigh):
		return b.say("compared.at_most", "share", b.percent(*n.AskedHigh))
	}
	return b.say("compared.not_known")
}

// askedBarOf is the share that askedShare words, nil where that is a bound from above.
func askedBarOf(n data.Need) *float64 {
	if n.GapBy == "survey" && finite(n.SurveyShare) {
		return n.SurveyShare
	}
	return n.AskedShare
}

func (b *builder) postedShare(n data.Need) Line {
	if !finite(n.PostedShare) {
		return b.say("compared.not_known")
	}
	return b.say("compared.of_posts", "share", b.percent(*n.PostedShare))
}

// points writes a difference of shares in points, with its sign.
func (v *voice) points(difference float64) string {
	n := int64(math.Round(100 * difference))
	if n > 0 {
		return "+" + v.count(n)
	}
	return v.count(n)
}

// topicChart draws each topic's share of questions, filled, and of posts, in outline.
func (b *builder) topicChart(rows []data.Need, gaps bool) (Part, bool) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(n data.Need) bool { return !finite(n.PostedShare) && !finite(n.AskedShare) })
	if len(rows) == 0 {
		return Part{}, false
	}
	rows = rows[:min(len(rows), topicsShown)]
	part := Part{Heading: b.say("compared.alike"), Under: b.say("compared.under"), Fold: b.word("page.numbers")}
	if gaps {
		part.Heading = b.say("compared.differ")
	}
	part.Table = &Table{Caption: part.Heading, Head: b.heads("topic", "asked", "posted", "gap")}
	var drawn []topicBar
	left := 0
	for _, n := range rows {
		name := capital(b.topicOr(string(n.Topic)))
		between := own("–")
		if finite(n.DiffLow) && finite(n.DiffHigh) {
			between = b.say("compared.points", "low", b.points(*n.DiffLow), "high", b.points(*n.DiffHigh))
		}
		asked, posted := b.askedShare(n), b.postedShare(n)
		if askedBarOf(n) != nil || sureGap(n) || n.AskedHigh == nil {
			drawn = append(drawn, topicBar{name, asked, posted, askedBarOf(n), n.PostedShare})
		} else { // a bound from above, a wide one mostly, is nothing to look at
			left++
		}
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: name}, Cells: []Cell{{asked, "n"}, {posted, "n"}, {between, "n"}}})
	}
	if left > 0 {
		part.List = []Line{b.say("compared.left", "count", int64(left))}
	}
	if len(drawn) == 0 {
		part.Under, part.Fold = nil, ""
		part.List = nil
		return part, true
	}
	part.Drawing = b.drawTopics("topics-1", part.Heading, drawn)
	return part, true
}
