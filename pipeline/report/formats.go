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
	allRows   = 60
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
	s := Section{ID: "formats", Short: shortFormats()}
	all := panelsOf(b.in.Effects)
	if len(all) == 0 {
		s.Heading, s.Lead = sayNoEffects(), []Line{sayNoEffectsWhy()}
		return s
	}
	open, folded := b.split(all)
	s.Heading = formatsHeading(open, folded)
	s.Lead = []Line{sayComparisons(tally(append(slices.Clone(open), folded...))), sayHowToRead()}
	d := drawing{builder: b, scale: newLogScale(ends(append(slices.Clone(open), folded...)))}
	if parts := d.parts(open, openRows); len(parts) > 0 {
		s.Groups = append(s.Groups, Group{Class: "pair", Parts: parts})
	}
	fold := Group{Class: "pair screen", Parts: d.parts(append(d.skipped, folded...), allRows)}
	if len(fold.Parts) == 0 {
		return s
	}
	fold.Fold = foldMore(len(fold.Parts))
	s.Groups = append(s.Groups, fold)
	if n := d.undrawn(all); n > 0 {
		s.Groups = append(s.Groups, Group{Parts: []Part{{Under: sayLeftOut(n, "format_effects")}}})
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
			return cmp.Or(byLevel(k.lever, a.Level, b.Level), cmp.Compare(a.Period, b.Period), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
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
func found(p panel) (more, less []Line) {
	for _, e := range p.rows {
		switch e.Verdict {
		case data.VerdictMore:
			more = append(more, levelPosts(e.Lever, e.Level))
		case data.VerdictLess:
			less = append(less, levelPosts(e.Lever, e.Level))
		}
	}
	return more, less
}

// formatsHeading says on which platforms format makes a difference; where no format
// can be compared, whether anything else does.
func formatsHeading(open, folded []panel) Line {
	if len(open) == 0 {
		if clear, _ := tally(folded); clear > 0 {
			return sayOtherwise()
		}
		return sayNoEffects()
	}
	clear := map[data.Platform]bool{}
	for _, p := range open {
		more, less := found(p)
		clear[p.key.platform] = clear[p.key.platform] || len(more)+len(less) > 0
	}
	var where, not []Line
	for _, p := range slices.SortedFunc(maps.Keys(clear), byPlatform) {
		if clear[p] {
			where = append(where, platformName(p))
		} else {
			not = append(not, platformName(p))
		}
	}
	if len(where) == 0 {
		return sayNothingStandsOut()
	}
	if len(where)+len(not) > headingPlatforms {
		not = nil
	}
	return sayMakesDifference(where[:min(len(where), headingPlatforms)], not)
}

// headingPlatforms is how many platforms a heading names.
const headingPlatforms = 4

// panel words and draws one chart.
func (b *builder) panel(p panel, s logScale, i int) Part {
	more, less := found(p)
	if len(more)+len(less) > 3 {
		more, less = more[:min(2, len(more))], less[:min(1, len(less))]
	}
	place := platformName(p.key.platform)
	if p.key.account == "" {
		place = sayAcross(place)
	}
	part := Part{
		Heading: sayPanel(place, p.key.lever, more, less, known(p)),
		Under: sayPanelUnder(goalWord(p.key.goal), ageWord(p.key.age), sayWhom(p.key.audience),
			sayAccountOf(b.account(p.key.account))),
		Fold:  fixedWords().Numbers,
		Table: &Table{Head: heads(panelHead(p.key.lever))},
	}
	var rows []dotRow
	var notes rowNotes
	for _, e := range most(p.rows) {
		r := dotRowOf(e)
		rows = append(rows, r)
		part.Table.Rows = append(part.Table.Rows, tableRowOf(r))
		b.warn(&notes, e, r)
	}
	part.List = notes.lines(len(rows))
	if left := len(p.rows) - len(rows); left > 0 {
		part.List = append(part.List, sayMoreRows(left))
	}
	part.Table.Caption = part.Heading
	part.Drawing = drawDots(fmt.Sprintf("dots-%d", i), part.Heading, rows, s)
	part.Legend = legendOf(rows)
	return part
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

func dotRowOf(e data.FormatEffect) dotRow {
	up := e.Lift == nil || *e.Lift >= 1
	r := dotRow{name: levelName(e.Lever, e.Level), verdict: verdictWords(e.Verdict, up, e.TryPosts, e.TryWeeks),
		lift: positive(e.Lift), low: positive(e.Low), high: positive(e.High), naive: positive(e.NaiveLift),
		n: e.N, other: e.NOther, clear: isClear(e.Verdict), look: levelLook(e.Lever, e.Level)}
	if r.low == nil || r.high == nil {
		r.low, r.high = nil, nil
	}
	return r
}

func tableRowOf(r dotRow) Row {
	naive := own("not known")
	if r.naive != nil {
		naive = own(times(*r.naive) + "×")
	}
	estimate := own("not known")
	if r.lift != nil {
		estimate = own(times(*r.lift) + "×")
	}
	return Row{Head: Cell{Text: r.name}, Cells: []Cell{{estimate, "n"}, {sayInterval(r.low, r.high), "n"}, {own(count(r.n)), "n"},
		{own(count(r.other)), "n"}, {naive, "n"}, {Text: r.verdict}}}
}

func legendOf(rows []dotRow) []Key {
	clear, unclear, naive := panelKeys()
	var keys []Key
	has := func(want func(dotRow) bool) bool { return slices.ContainsFunc(rows, want) }
	if has(func(r dotRow) bool { return r.clear }) {
		keys = append(keys, Key{"c-ink", circle, clear})
	}
	if has(func(r dotRow) bool { return !r.clear && r.lift != nil }) {
		keys = append(keys, Key{"c-ink hollow", circle, unclear})
	}
	if has(func(r dotRow) bool { return r.naive != nil }) {
		keys = append(keys, Key{"naive", cross, naive})
	}
	return keys
}

func heads(names []string) []Cell {
	cells := make([]Cell, len(names))
	for i, n := range names {
		cells[i] = Cell{Text: own(n)}
	}
	return cells
}
