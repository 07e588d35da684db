package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// goalsShown is how many goals a page tells of.
const goalsShown = 6

// goals says of each goal of the settings where it stands: never more than the posts show,
// and nothing of a day that is still to come.
func (b *builder) goals() Section {
	s := Section{ID: "goals", Short: b.word("short.goals"), Heading: b.say("goals.none"), Lead: []Line{b.say("goals.none_why")}}
	all := slices.Clone(b.in.Goals)
	if len(all) == 0 {
		return s
	}
	slices.SortFunc(all, func(x, y data.GoalProgress) int {
		return tied(cmp.Or(cmp.Compare(order(x.State == data.GoalUnknown), order(y.State == data.GoalUnknown)), cmp.Compare(x.Goal, y.Goal)), x, y)
	})
	var reached, known int64
	for _, g := range all {
		if g.State == data.GoalReached {
			reached++
		}
		if g.State != data.GoalUnknown {
			known++
		}
	}
	switch {
	case known == 0:
		s.Heading = b.say("goals.unknown")
	case len(all) == 1:
		s.Heading = b.goalHeading(all[0])
	case reached == 0:
		s.Heading = b.say("goals.not_reached")
	default:
		s.Heading = b.say("goals.reached", "reached", reached, "all", int64(len(all)))
	}
	s.Lead = []Line{b.say("goals.read")}
	if left := len(all) - goalsShown; left > 0 {
		s.Lead = append(s.Lead, b.say("goals.left", "count", int64(left), "table", "goals"))
	}
	all = all[:min(len(all), goalsShown)]
	if part, ok := b.goalChart(all); ok {
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	part := Part{}
	for _, g := range all {
		part.Terms = append(part.Terms, Term{Name: b.goalHeading(g), Text: joinLines(b.goalText(g))})
	}
	s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	return s
}

func (b *builder) goalHeading(g data.GoalProgress) Line {
	id := "goals.is_unknown"
	switch g.State {
	case data.GoalReached:
		id = "goals.is_reached"
	case data.GoalCloser:
		id = "goals.is_closer"
	case data.GoalFarther:
		id = "goals.is_farther"
	case data.GoalOpen:
		id = "goals.is_open"
	}
	return b.say(id, "name", foreign(g.Goal))
}

// goalChart draws the change since the baseline of every goal that has one, with the
// target as a cross.
func (b *builder) goalChart(all []data.GoalProgress) (Part, bool) {
	part := Part{Heading: b.say("goals.chart"), Under: b.say("goals.under"), Fold: b.word("page.numbers"),
		Table: &Table{Head: b.heads("goal", "estimate", "interval", "target", "now_typical", "n_now", "base_typical", "n_then")}}
	part.Table.Caption = part.Heading
	var rows []dotRow
	var values []float64
	for _, g := range all {
		if !ratio(g.Change) || !ratio(g.Low) || !ratio(g.High) {
			continue
		}
		r := dotRow{name: foreignName(g.Goal), verdict: b.goalState(g), lift: g.Change, low: g.Low, high: g.High, naive: positive(g.Needed),
			n: g.NowPosts, other: g.BasePosts, clear: g.State == data.GoalReached || g.State == data.GoalCloser || g.State == data.GoalFarther,
			look: look{"c-ink", circle}}
		rows = append(rows, r)
		values = append(values, *g.Low, *g.High)
		if r.naive != nil {
			values = append(values, *r.naive)
		}
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: r.name}, Cells: []Cell{{b.estimate(r.lift, nil, nil), "n"},
			{b.say("formats.interval", "low", b.times(*r.low), "high", b.times(*r.high)), "n"}, {b.goalTarget(g), "n"},
			{b.goalValue(g, g.Now), "n"}, {own(b.count(g.NowPosts)), "n"}, {b.goalValue(g, g.Base), "n"}, {own(b.count(g.BasePosts)), "n"}}})
	}
	if len(rows) == 0 {
		return Part{}, false
	}
	part.Drawing = b.drawDots("goals-1", part.Heading, rows, newLogScale(values))
	for _, k := range b.legendOf(rows) {
		if k.Class == "naive" {
			k.Text = b.say("goals.key_target")
		}
		part.Legend = append(part.Legend, k)
	}
	return part, true
}

func (b *builder) goalState(g data.GoalProgress) Line {
	switch g.State {
	case data.GoalReached:
		return b.say("goals.state_reached")
	case data.GoalCloser:
		return b.say("goals.state_closer")
	case data.GoalFarther:
		return b.say("goals.state_farther")
	}
	return b.say("goals.state_open")
}

// goalTarget writes the change since the baseline that the target asks for.
func (b *builder) goalTarget(g data.GoalProgress) Line {
	if !ratio(g.Needed) {
		return own("–")
	}
	return own(b.signedPercent(*g.Needed - 1))
}
