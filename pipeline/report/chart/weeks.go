package chart

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Series is what one account published, period by period.
type Series struct {
	Platform data.Platform
	Kind     string     // of its periods: week, month or year
	Posts    int64      // of the account in all its periods, also those before the first step
	From, To voice.Line // names of the first and the last step
	Steps    []Step     // oldest first, one for each period
}

// Step is one period of a series; it is zero where nothing was published.
type Step struct {
	Posts  int64
	Median *float64 // typical value of a post; nil where none is known
	Cut    bool     // from this period on the platform counts differently
}

// Places within a chart of weeks, in pixels.
const (
	weeksTop    = 24  // top of the line's scale
	weeksBase   = 84  // zero of the line
	weeksBars   = 106 // top of the bars' scale
	weeksFloor  = 130 // zero of the bars
	weeksAxis   = 146
	weeksHeight = 152
)

// Weeks draws the median as a line that is cut where a value is missing or the
// platform's counting changed, and the number of posts as bars below.
func Weeks(v *voice.Voice, id string, title voice.Line, s Series, goal voice.Noun) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Height: weeksHeight, rtl: v.RightToLeft(),
		Desc: v.Say("changed.desc", "account", title, "posts", v.Say("n.post", "n", s.Posts), "span", v.Say("n."+s.Kind, "n", int64(len(s.Steps)))).String()}
	top, most, any := 0.0, int64(0), false
	for _, a := range s.Steps {
		if voice.Finite(a.Median) {
			top, any = max(top, *a.Median), true
		}
		most = max(most, a.Posts)
	}
	top = roundUp(top)
	d.rule("base", "zero", 0, weeksBase, 100, weeksBase)
	d.rule("base", "floor", 0, weeksFloor, 100, weeksFloor)
	if any {
		d.rule("grid", "top", 0, weeksTop, 100, weeksTop)
		d.label("axis", "start", 0, weeksTop-6, v.Say("changed.top", "value", v.Amount(top), "goal", goal))
	}
	d.label("axis", "start", 0, weeksBars-6, v.Say("changed.bars", "posts", v.Say("n.post", "n", most)))
	d.label("axis", "start", 0, weeksAxis, s.From)
	if len(s.Steps) > 1 {
		d.label("axis", "end", 100, weeksAxis, s.To)
	}
	d.series(v, s, top, float64(max(most, 1)))
	return d.turned()
}

// series draws line and bars; top and most are the ends of their scales.
func (d *Drawing) series(v *voice.Voice, s Series, top, most float64) {
	class, width := platformClass(s.Platform), 100/float64(len(s.Steps))
	x := func(i int) float64 { return round((float64(i) + 0.5) * width) }
	y := func(value float64) float64 { return round(weeksBase - (weeksBase-weeksTop)*max(value, 0)/top) }
	last := -1
	for i, a := range s.Steps {
		if a.Posts > 0 {
			h := round((weeksFloor - weeksBars) * float64(a.Posts) / most)
			d.bar("posts", "posts", Pct(x(i)-round(width*0.35)), Pct(round(width*0.7)), weeksFloor-h, h)
		}
		if a.Cut {
			d.rule("cut", "cut", round(x(i)-width/2), weeksTop-4, round(x(i)-width/2), weeksFloor)
			d.label("axis", anchorAt(Pct(x(i))), Pct(x(i)), weeksTop-6, v.Say("changed.cut"))
		}
		if !voice.Finite(a.Median) {
			continue
		}
		if i > 0 && voice.Finite(s.Steps[i-1].Median) && !a.Cut {
			d.rule("line "+class, "line", x(i-1), y(*s.Steps[i-1].Median), x(i), y(*a.Median))
		}
		d.point(Look{"dot " + class, smallDot}, "median", Pct(x(i)), y(*a.Median))
		last = i
	}
	if last < 0 {
		d.label("note", "middle", 50, (weeksTop+weeksBase)/2+4, v.Say("changed.no_median"))
		return
	}
	median := *s.Steps[last].Median
	d.label("value halo", anchorAt(Pct(x(last))), Pct(x(last)), y(median)-8, voice.Own(v.Amount(median)))
}
