package report

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// slope is one account's typical value before and now.
type slope struct {
	name        Line
	platform    data.Platform
	before, now float64
	way         int // 1 up, -1 down, 0 within the usual
}

// Places within a chart of slopes, in pixels. Labels stand at least slopeLine apart.
const (
	slopesTop  = 34
	slopesTall = 150
	slopeLine  = 16
	slopeName  = 22 // letters of a name that a phone has room for; the table holds all
)

// The two moments stand here, in percent of the width.
const (
	slopesFrom Pct = 10
	slopesTo   Pct = 42
)

// slopes draws how the typical value of each account moved, side by side.
func (b *builder) slopes(all []slope) Part {
	part := Part{Heading: b.slopesHeading(all), Fold: b.word("page.numbers"),
		Under: b.say("changed.slope_under", "goal", b.goal(b.in.ActivityGoal), "age", b.age(b.in.ActivityAge))}
	part.Drawing = b.drawSlopes("slopes-1", part.Heading, all)
	part.Table = &Table{Caption: part.Heading, Head: append(b.heads("account"), Cell{Text: capital(b.say("changed.before"))}, Cell{Text: capital(b.say("changed.now"))})}
	for _, s := range all {
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: s.name},
			Cells: []Cell{{own(b.amount(s.before)), "n"}, {own(b.amount(s.now)), "n"}}})
	}
	return part
}

// slopesHeading names the accounts whose typical value clearly rose or fell.
func (b *builder) slopesHeading(all []slope) Line {
	var up, down []Line
	for _, s := range all {
		switch {
		case s.way > 0:
			up = append(up, s.name.cut(slopeName))
		case s.way < 0:
			down = append(down, s.name.cut(slopeName))
		}
	}
	id := "changed.slope_both"
	switch {
	case len(up)+len(down) == 0:
		id = "changed.slope_none"
	case len(down) == 0:
		id = "changed.slope_up"
	case len(up) == 0:
		id = "changed.slope_down"
	}
	return b.say(id, "goal", b.goal(b.in.ActivityGoal), "up", b.some(up), "down", b.some(down))
}

// drawSlopes draws lines from before to now on a log scale, with both values and the
// name beside each end. A line that stays within the usual is thin.
func (v *voice) drawSlopes(id string, title Line, all []slope) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("changed.slope_desc"), rtl: rightToLeft(v.lang)}
	low, high := math.Inf(1), 0.0
	for _, s := range all {
		low, high = min(low, s.before, s.now), max(high, s.before, s.now)
	}
	tall := max(slopesTall, slopeLine*len(all))
	before, now := v.say("changed.before"), v.say("changed.now")
	top := slopesTop
	if wide(before, noteSize)+nameGap > phoneChart*float64(slopesTo)/100 {
		top += noteLine // the second moment stands below the first
	}
	d.Height = top + tall + 12
	y := func(value float64) float64 {
		if high <= low {
			return float64(top) + float64(tall)/2
		}
		return round(float64(top) + float64(tall)*(math.Log(high)-math.Log(value))/(math.Log(high)-math.Log(low)))
	}
	d.label("axis", "start", 0, 14, before)
	d.label("axis", "start", slopesTo, float64(top-20), now)
	var left, right []float64
	for _, s := range all {
		left, right = append(left, y(s.before)), append(right, y(s.now))
	}
	leftText, rightText := spread(left, float64(top), float64(top+tall)), spread(right, float64(top), float64(top+tall))
	for i, s := range all {
		class, line := platformClass(s.platform), "slope "
		if s.way == 0 {
			line = "slope thin "
		}
		d.rule(line+class, "slope "+s.name.String(), float64(slopesFrom), left[i], float64(slopesTo), right[i])
		d.point(look{"dot " + class, smallDot}, "before "+s.name.String(), slopesFrom, left[i])
		d.point(look{"dot " + class, smallDot}, "now "+s.name.String(), slopesTo, right[i])
		d.label("value", "end", slopesFrom-2, leftText[i]+4, own(v.amount(s.before)))
		d.label("value", "start", slopesTo+2, rightText[i]+4, own(v.amount(s.now)))
		d.label("name", "start", slopesTo+11, rightText[i]+4, s.name.cut(slopeName))
	}
	return d.turned()
}

// spread moves labels apart so that none covers another, each as little as it must
// while they keep their order, within a range.
func spread(at []float64, from, to float64) []float64 {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case at[i] < at[j]:
			return -1
		case at[i] > at[j]:
			return 1
		}
		return 0
	})
	out := slices.Clone(at)
	for k := 1; k < len(order); k++ {
		out[order[k]] = max(out[order[k]], out[order[k-1]]+slopeLine)
	}
	for k, limit := len(order)-1, to; k >= 0; k-- {
		out[order[k]] = max(min(out[order[k]], limit), from)
		limit = out[order[k]] - slopeLine
	}
	return out
}
