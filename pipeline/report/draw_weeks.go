package report

// Places within a chart of weeks, in pixels.
const (
	weeksTop    = 24  // top of the line's scale
	weeksBase   = 84  // zero of the line
	weeksBars   = 106 // top of the bars' scale
	weeksFloor  = 130 // zero of the bars
	weeksAxis   = 146
	weeksHeight = 152
)

// drawWeeks draws the median as a line that is cut where a value is missing or the
// platform's counting changed, and the number of posts as bars below.
func (v *voice) drawWeeks(id string, title Line, s series, from, to int, goal noun) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Height: weeksHeight, rtl: rightToLeft(v.lang),
		Desc: v.say("changed.desc", "account", title, "posts", v.say("n.post", "n", s.posts), "span", v.say("n."+s.kind, "n", int64(to-from+1))).String()}
	top, most, any := 0.0, int64(0), false
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		if finite(a.Median) {
			top, any = max(top, *a.Median), true
		}
		most = max(most, a.Posts)
	}
	top = roundUp(top)
	d.rule("base", "zero", 0, weeksBase, 100, weeksBase)
	d.rule("base", "floor", 0, weeksFloor, 100, weeksFloor)
	if any {
		d.rule("grid", "top", 0, weeksTop, 100, weeksTop)
		d.label("axis", "start", 0, weeksTop-6, v.say("changed.top", "value", v.amount(top), "goal", goal))
	}
	d.label("axis", "start", 0, weeksBars-6, v.say("changed.bars", "posts", v.say("n.post", "n", most)))
	d.label("axis", "start", 0, weeksAxis, own(v.slot(s.kind, from)))
	if to > from {
		d.label("axis", "end", 100, weeksAxis, own(v.slot(s.kind, to)))
	}
	d.series(v, s, from, to, top, float64(max(most, 1)))
	return d.turned()
}

func (d *Drawing) series(v *voice, s series, from, to int, top, most float64) {
	class, step := platformClass(s.platform), 100/float64(to-from+1)
	x := func(slot int) float64 { return round((float64(slot-from) + 0.5) * step) }
	y := func(value float64) float64 { return round(weeksBase - (weeksBase-weeksTop)*max(value, 0)/top) }
	last, any := Activity{}, false
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		if a.Posts > 0 {
			h := round((weeksFloor - weeksBars) * float64(a.Posts) / most)
			d.bar("posts", "posts", Pct(x(slot)-round(step*0.35)), Pct(round(step*0.7)), weeksFloor-h, h)
		}
		if a.Break != "" {
			d.rule("cut", "cut", round(x(slot)-step/2), weeksTop-4, round(x(slot)-step/2), weeksFloor)
			d.label("axis", anchorAt(Pct(x(slot))), Pct(x(slot)), weeksTop-6, v.say("changed.cut"))
		}
		if !finite(a.Median) {
			continue
		}
		if prev := s.slots[slot-1]; slot > from && finite(prev.Median) && a.Break == "" {
			d.rule("line "+class, "line", x(slot-1), y(*prev.Median), x(slot), y(*a.Median))
		}
		d.point(look{"dot " + class, smallDot}, "median", Pct(x(slot)), y(*a.Median))
		last, any = a, true
	}
	if !any {
		d.label("note", "middle", 50, (weeksTop+weeksBase)/2+4, v.say("changed.no_median"))
		return
	}
	_, slot, _ := slotOf(last.Week)
	d.label("value halo", anchorAt(Pct(x(slot))), Pct(x(slot)), y(*last.Median)-8, own(v.amount(*last.Median)))
}
