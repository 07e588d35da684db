package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// goalsShown is how many goals a page tells of.
const goalsShown = 6

// goals says of each goal of the settings where it stands: never more than the posts show,
// and nothing of a day that is still to come.
func (b *builder) goals() page.Section {
	s := page.Section{ID: "goals", Short: b.Word("short.goals"), Heading: b.Say("goals.none"), Lead: []voice.Line{b.Say("goals.none_why")}}
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
		s.Heading = b.Say("goals.unknown")
	case len(all) == 1:
		s.Heading = b.goalHeading(all[0])
	case reached == 0:
		s.Heading = b.Say("goals.not_reached")
	default:
		s.Heading = b.Say("goals.reached", "reached", reached, "all", int64(len(all)))
	}
	s.Lead = []voice.Line{b.Say("goals.read")}
	if left := len(all) - goalsShown; left > 0 {
		s.Lead = append(s.Lead, b.Say("goals.left", "count", int64(left), "table", "goals"))
	}
	all = all[:min(len(all), goalsShown)]
	if part, ok := b.goalChart(all); ok {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	part := page.Part{}
	for _, g := range all {
		part.Terms = append(part.Terms, page.Term{Name: b.goalHeading(g), Text: voice.Sentences(b.goalText(g))})
	}
	s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	return s
}

func (b *builder) goalHeading(g data.GoalProgress) voice.Line {
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
		switch goalLean(g) {
		case 1:
			id = "goals.is_lean_closer"
		case -1:
			id = "goals.is_lean_farther"
		}
	}
	return b.Say(id, "name", voice.Foreign(g.Goal))
}

// goalChart draws the change since the baseline of every goal that has one, with the
// target as a cross.
func (b *builder) goalChart(all []data.GoalProgress) (page.Part, bool) {
	part := page.Part{Heading: b.Say("goals.chart"), Under: b.Say("goals.under"), Fold: b.Word("page.numbers"),
		Table: &page.Table{Head: b.heads("goal", "estimate", "interval", "target", "now_typical", "n_now", "base_typical", "n_then")}}
	part.Table.Caption = part.Heading
	var rows []chart.DotRow
	var values []float64
	for _, g := range all {
		if !voice.IsRatio(g.Change) || !voice.IsRatio(g.Low) || !voice.IsRatio(g.High) {
			continue
		}
		r := chart.DotRow{Name: voice.ForeignName(g.Goal), Verdict: b.goalState(g), Lift: g.Change, Low: g.Low, High: g.High, Naive: positive(g.Needed),
			N: g.NowPosts, Other: g.BasePosts, Clear: g.State == data.GoalReached || g.State == data.GoalCloser || g.State == data.GoalFarther,
			Look: chart.InkLook()}
		rows = append(rows, r)
		values = append(values, *g.Low, *g.High)
		if r.Naive != nil {
			values = append(values, *r.Naive)
		}
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{page.Number(b.Estimate(r.Lift, nil, nil)),
			page.Number(b.Say("formats.interval", "low", b.Times(*r.Low), "high", b.Times(*r.High))), page.Number(b.goalTarget(g)),
			page.Number(b.goalValue(g, g.Now)), page.Number(voice.Own(b.Count(g.NowPosts))), page.Number(b.goalValue(g, g.Base)), page.Number(voice.Own(b.Count(g.BasePosts)))}})
	}
	if len(rows) == 0 {
		return page.Part{}, false
	}
	part.Drawing = chart.Dots(b.Voice, "goals-1", part.Heading, rows, chart.NewLogScale(values))
	for _, k := range chart.DotLegend(b.Voice, rows) {
		if k.Class == "naive" {
			k.Text = b.Say("goals.key_target")
		}
		part.Legend = append(part.Legend, k)
	}
	return part, true
}

func (b *builder) goalState(g data.GoalProgress) voice.Line {
	switch g.State {
	case data.GoalReached:
		return b.Say("goals.state_reached")
	case data.GoalCloser:
		return b.Say("goals.state_closer")
	case data.GoalFarther:
		return b.Say("goals.state_farther")
	}
	switch goalLean(g) {
	case 1:
		return b.Say("goals.state_lean_closer")
	case -1:
		return b.Say("goals.state_lean_farther")
	}
	return b.Say("goals.state_open")
}

// goalLean says of a goal that no change is sure of whether the whole interval lies on
// the target's side of no change (1) or on the other (-1): a page must not say that
// nothing changed beside an interval that says so. 0 if neither.
func goalLean(g data.GoalProgress) int {
	if g.State != data.GoalOpen || !voice.IsRatio(g.Low) || !voice.IsRatio(g.High) || !voice.IsRatio(g.Needed) {
		return 0
	}
	rose, fell, up := *g.Low > 1, *g.High < 1, *g.Needed >= 1
	switch {
	case rose && up && *g.Needed > 1, fell && !up:
		return 1
	case rose && !up, fell && up:
		return -1
	}
	return 0
}

// goalTarget writes the change since the baseline that the target asks for.
func (b *builder) goalTarget(g data.GoalProgress) voice.Line {
	if !voice.IsRatio(g.Needed) {
		return voice.Own("–")
	}
	return b.SignedPercent(*g.Needed - 1)
}
