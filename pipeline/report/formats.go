package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// How many rows of estimates a chart holds, and a page in the open and in all; the
// lake holds the rest.
const (
	panelRows = 12
	openRows  = 36
	allRows   = 40
)

// panelKey is what one chart of ratios holds: the levels of one lever on one
// account, for one metric at one age. They are never mixed.
type panelKey struct {
	platform  data.Platform
	account   data.AccountID
	audience  string
	lever     string
	goal, age string
}

type panel struct {
	key  panelKey
	rows []data.FormatEffect
}

func (b *builder) formats() Section {
	s := Section{ID: "formats", Short: b.word("short.formats")}
	all := panelsOf(b.in.Effects)
	if len(all) == 0 {
		s.Heading, s.Lead = b.say("formats.none"), []Line{b.say("formats.none_why")}
		return s
	}
	open, folded := b.split(all)
	drawn := append(slices.Clone(open), folded...)
	s.Heading, s.Follow = b.formatsHeading(open, folded), b.command("tailor explain advice 1")
	clear, total := tally(drawn)
	s.Lead = []Line{b.say("formats.comparisons", "all", int64(total), "clear", int64(clear)), b.say("formats.read")}
	d := drawing{builder: b, scale: newLogScale(ends(drawn))}
	if parts := d.parts(open, openRows); len(parts) > 0 {
		s.Groups = append(s.Groups, Group{Class: "pair", Parts: parts})
	}
	if part, ok := b.audiences(all); ok {
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	if part, ok := b.hourMap(all); ok && len(b.in.Hours) == 0 { // else the section on places tells hour by hour
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	fold := Group{Class: "pair screen", Parts: d.parts(append(d.skipped, folded...), allRows)}
	if len(fold.Parts) == 0 {
		return s
	}
	fold.Fold = b.say("formats.show", "charts", b.say("n.chart", "n", int64(len(fold.Parts)))).String()
	s.Groups = append(s.Groups, fold)
	if n := d.undrawn(all); n > 0 {
		s.Groups = append(s.Groups, Group{Parts: []Part{{Under: b.say("formats.left", "count", int64(n), "table", "format_effects")}}})
	}
	return s
}

// drawing counts what has been drawn on one scale.
type drawing struct {
	*builder
	scale        logScale
	charts, rows int
	skipped      []panel
}

// parts draws panels until the page holds that many rows; the first is always drawn.
func (d *drawing) parts(panels []panel, most int) []Part {
	d.skipped = nil
	var parts []Part
	for _, p := range panels {
		if n := min(len(p.rows), panelRows); d.charts > 0 && d.rows+n > most {
			d.skipped = append(d.skipped, p)
			continue
		}
		d.charts++
		part := d.panel(p, d.scale, d.charts)
		d.rows += len(part.Table.Rows)
		parts = append(parts, part)
	}
	return parts
}

// undrawn is how many comparisons no chart shows.
func (d *drawing) undrawn(all []panel) int {
	_, n := tally(all)
	return n - d.rows
}

// panelsOf groups and sorts the effects that a report may show: rates per follower
// or view and net sentiment stay in the tables.
func panelsOf(effects []data.FormatEffect) []panel {
	groups := map[panelKey][]data.FormatEffect{}
	for _, e := range effects {
		if shown(e.Goal) {
			k := panelKey{e.Platform, e.AccountID, e.Audience, e.Lever, e.Goal, e.Age}
			groups[k] = append(groups[k], e)
		}
	}
	panels := make([]panel, 0, len(groups))
	for k, rows := range groups {
		slices.SortFunc(rows, func(a, b data.FormatEffect) int {
			return tied(cmp.Or(byLevel(k.lever, a.Level, b.Level), cmp.Compare(a.Period, b.Period)), a, b)
		})
		panels = append(panels, panel{k, rows})
	}
	slices.SortFunc(panels, func(a, b panel) int { return byPanel(a.key, b.key) })
	return panels
}

func byPanel(a, b panelKey) int {
	return cmp.Or(byPlatform(a.platform, b.platform),
		cmp.Compare(order(a.account == ""), order(b.account == "")), cmp.Compare(a.account, b.account),
		cmp.Compare(place(levers[:], a.lever), place(levers[:], b.lever)), cmp.Compare(a.lever, b.lever),
		cmp.Compare(place(goals[:], a.goal), place(goals[:], b.goal)), cmp.Compare(a.goal, b.goal),
		cmp.Compare(place(ages[:], a.age), place(ages[:], b.age)), cmp.Compare(a.age, b.age), cmp.Compare(a.audience, b.audience))
}

func order(last bool) int {
	if last {
		return 1
	}
	return 0
}

// shown reports whether a metric belongs on the page.
func shown(goal string) bool { return !strings.HasPrefix(goal, "er_") && goal != "net_sentiment" }

// split chooses one chart per account and lever: the first goal and age of which
// anything is known. Those of formats stand in the open; pooled ones are drawn only
// where a platform has no chart of its own account, and in the open only if the
// mission is on that platform. The others follow, clear findings first.
func (b *builder) split(all []panel) (open, folded []panel) {
	type subject struct {
		platform data.Platform
		account  data.AccountID
		lever    string
	}
	best, own := map[subject]int{}, map[data.Platform]bool{}
	for i, p := range all {
		own[p.key.platform] = own[p.key.platform] || p.key.account != ""
		s := subject{p.key.platform, p.key.account, p.key.lever}
		if j, ok := best[s]; !ok || !known(all[j]) && known(p) {
			best[s] = i
		}
	}
	here := func(platform data.Platform) bool {
		return own[platform] || len(b.in.Accounts) == 0 ||
			slices.ContainsFunc(b.in.Accounts, func(a data.Account) bool { return a.Platform == platform })
	}
	for i, p := range all {
		switch {
		case best[subject{p.key.platform, p.key.account, p.key.lever}] != i || p.key.account == "" && own[p.key.platform]:
		case p.key.lever == "format" && here(p.key.platform):
			open = append(open, p)
		case known(p):
			folded = append(folded, p)
		}
	}
	slices.SortStableFunc(folded, func(a, b panel) int {
		clearA, _ := tally([]panel{a})
		clearB, _ := tally([]panel{b})
		return cmp.Compare(order(clearA == 0), order(clearB == 0))
	})
	return open, folded
}

func known(p panel) bool {
	return slices.ContainsFunc(p.rows, func(e data.FormatEffect) bool { return ratio(e.Lift) })
}

// ends collects everything that is drawn on the shared scale.
func ends(panels []panel) []float64 {
	var v []float64
	for _, p := range panels {
		for _, e := range p.rows {
			for _, x := range []*float64{e.Lift, e.Low, e.High, e.NaiveLift} {
				if ratio(x) {
					v = append(v, *x)
				}
			}
		}
	}
	return v
}

func tally(panels []panel) (clear, all int) {
	for _, p := range panels {
		all += len(p.rows)
		for _, e := range p.rows {
			if isClear(e.Verdict) {
				clear++
			}
		}
	}
	return clear, all
}

func isClear(v data.Verdict) bool { return v == data.VerdictMore || v == data.VerdictLess }

// found names the levels with a clear difference.
func (v *voice) found(p panel) (more, less []Line) {
	for _, e := range p.rows {
		switch e.Verdict {
		case data.VerdictMore:
			more = append(more, v.posts(e.Lever, e.Level).line())
		case data.VerdictLess:
			less = append(less, v.posts(e.Lever, e.Level).line())
		}
	}
	return more, less
}

// formatsHeading says on which platforms format makes a difference; where no format
// can be compared, whether anything else does.
func (b *builder) formatsHeading(open, folded []panel) Line {
	if len(open) == 0 {
		if clear, _ := tally(folded); clear > 0 {
			return b.say("formats.otherwise")
		}
		return b.say("formats.none")
	}
	clear := map[data.Platform]bool{}
	for _, p := range open {
		more, less := b.found(p)
		clear[p.key.platform] = clear[p.key.platform] || len(more)+len(less) > 0
	}
	var where, not []Line
	for _, p := range slices.SortedFunc(maps.Keys(clear), byPlatform) {
		if clear[p] {
			where = append(where, b.platform(p))
		} else {
			not = append(not, b.platform(p))
		}
	}
	if len(where) == 0 {
		return b.say("formats.nothing")
	}
	args := []any{"where", b.list(where[:min(len(where), headingPlatforms)]), "not", b.list(not)}
	if len(not) == 0 || len(where)+len(not) > headingPlatforms {
		return b.say("formats.difference", args...)
	}
	return b.say("formats.difference_not", args...)
}

// headingPlatforms is how many platforms a heading names.
const headingPlatforms = 4

// panel words and draws one chart.
func (b *builder) panel(p panel, s logScale, i int) Part {
	more, less := b.found(p)
	if len(more)+len(less) > 3 {
		more, less = more[:min(2, len(more))], less[:min(1, len(less))]
	}
	place := b.platform(p.key.platform)
	of := b.say("formats.of_all")
	if p.key.account == "" {
		place = b.say("formats.across", "platform", place)
	} else {
		of = b.say("formats.of_account", "account", b.account(p.key.account))
	}
	part := Part{
		Heading: b.panelHeading(place, p, more, less),
		Under:   b.say("formats.under", "goal", b.goal(p.key.goal), "age", b.age(p.key.age), "account", of, "audience", b.whom(p.key.audience)),
		Fold:    b.word("page.numbers"),
		Table:   &Table{Head: append([]Cell{{Text: capital(b.lever(p.key.lever))}}, b.heads("estimate", "interval", "posts", "others", "plain", "do")...)},
	}
	var rows []dotRow
	var notes rowNotes
	for _, e := range most(p.rows) {
		r := b.dotRowOf(e)
		rows = append(rows, r)
		part.Table.Rows = append(part.Table.Rows, b.tableRowOf(r))
		b.warn(&notes, e, r)
	}
	part.List = b.lines(&notes, len(rows))
	if left := len(p.rows) - len(rows); left > 0 {
		part.List = append(part.List, b.say("formats.more_rows", "count", int64(left)))
	}
	part.Table.Caption = part.Heading
	part.Drawing = b.drawDots(fmt.Sprintf("dots-%d", i), part.Heading, rows, s)
	part.Legend = b.legendOf(rows)
	return part
}

// panelHeading says what a chart shows: what draws more or less, or that nothing does.
func (b *builder) panelHeading(place Line, p panel, more, less []Line) Line {
	switch {
	case len(more)+len(less) > 0:
		var finding Line
		draws, draws2 := b.say("formats.more", "posts", b.list(more)), b.say("formats.less", "posts", b.list(less))
		switch {
		case len(less) == 0:
			finding = draws
		case len(more) == 0:
			finding = draws2
		default:
			finding = b.say("formats.both", "more", draws, "less", draws2)
		}
		return b.say("formats.found", "platform", place, "finding", finding)
	case known(p):
		return b.say("formats.same", "platform", place, "lever", b.lever(p.key.lever))
	}
	return b.say("formats.too_few", "platform", place, "lever", b.lever(p.key.lever))
}

// most keeps the rows with a clear verdict and those with most posts, in order.
func most(rows []data.FormatEffect) []data.FormatEffect {
	if len(rows) <= panelRows {
		return rows
	}
	index := make([]int, len(rows))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(i, j int) int {
		return cmp.Or(cmp.Compare(order(!isClear(rows[i].Verdict)), order(!isClear(rows[j].Verdict))), cmp.Compare(rows[j].N, rows[i].N))
	})
	index = index[:panelRows]
	slices.Sort(index)
	kept := make([]data.FormatEffect, len(index))
	for i, j := range index {
		kept[i] = rows[j]
	}
	return kept
}

func (v *voice) dotRowOf(e data.FormatEffect) dotRow {
	r := dotRow{name: v.level(e.Lever, e.Level), verdict: v.verdict(e),
		lift: positive(e.Lift), low: positive(e.Low), high: positive(e.High), naive: positive(e.NaiveLift),
		n: e.N, other: e.NOther, clear: isClear(e.Verdict), look: levelLook(e.Lever, e.Level)}
	if r.low == nil || r.high == nil {
		r.low, r.high = nil, nil
	}
	return r
}

// verdict words what to do about one level.
func (v *voice) verdict(e data.FormatEffect) Line {
	up := e.Lift == nil || *e.Lift >= 1
	switch {
	case e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess:
		return v.say("verdict." + string(e.Verdict))
	case e.Verdict == data.VerdictLean && up:
		return v.say("verdict.lean")
	case e.Verdict == data.VerdictLean:
		return v.say("verdict.ease")
	case e.Verdict == data.VerdictNoDifference:
		return v.say("verdict.same")
	case e.Verdict != data.VerdictTry:
		return v.say("verdict.none")
	case e.TryWeeks != nil && *e.TryWeeks > longestTry:
		return v.say("verdict.alone")
	case e.TryPosts != nil && e.TryWeeks != nil:
		return v.say("verdict.try_weeks", "count", *e.TryPosts, "weeks", v.say("n.week", "n", *e.TryWeeks))
	case e.TryPosts != nil:
		return v.say("verdict.try_n", "count", *e.TryPosts)
	}
	return v.say("verdict.try")
}

func (v *voice) between(low, high *float64) Line {
	if low == nil || high == nil {
		return v.say("formats.unknown")
	}
	return v.say("formats.between", "low", v.times(*low), "high", v.times(*high))
}

// estimate writes a ratio and its interval, like 1.6× (1.2–2.1).
func (v *voice) estimate(lift, low, high *float64) Line {
	switch {
	case lift == nil:
		return v.say("formats.unknown")
	case low == nil || high == nil:
		return own(v.times(*lift) + "×")
	}
	return own(v.times(*lift) + "× (" + v.times(*low) + "–" + v.times(*high) + ")")
}

func (v *voice) tableRowOf(r dotRow) Row {
	interval := v.say("formats.unknown")
	if r.low != nil && r.high != nil {
		interval = v.say("formats.interval", "low", v.times(*r.low), "high", v.times(*r.high))
	}
	return Row{Head: Cell{Text: r.name}, Cells: []Cell{{v.estimate(r.lift, nil, nil), "n"}, {interval, "n"}, {own(v.count(r.n)), "n"},
		{own(v.count(r.other)), "n"}, {v.estimate(r.naive, nil, nil), "n"}, {Text: r.verdict}}}
}

func (v *voice) legendOf(rows []dotRow) []Key {
	var keys []Key
	has := func(want func(dotRow) bool) bool { return slices.ContainsFunc(rows, want) }
	if has(func(r dotRow) bool { return r.clear }) {
		keys = append(keys, Key{"c-ink", circle, v.say("formats.key_clear")})
	}
	if has(func(r dotRow) bool { return !r.clear && r.lift != nil }) {
		keys = append(keys, Key{"c-ink hollow", circle, v.say("formats.key_unclear")})
	}
	if has(func(r dotRow) bool { return r.naive != nil }) {
		keys = append(keys, Key{"naive", cross, v.say("formats.key_naive")})
	}
	return keys
}

// heads names columns.
func (v *voice) heads(names ...string) []Cell {
	cells := make([]Cell, len(names))
	for i, n := range names {
		if c, ok := v.named("col.", n); ok {
			cells[i] = Cell{Text: c.line()}
			continue
		}
		cells[i] = Cell{Text: capital(v.lever(n))}
	}
	return cells
}
