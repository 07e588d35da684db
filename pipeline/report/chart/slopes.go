package chart

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// SlopeRow is one account's typical value before and now, both above 0.
type SlopeRow struct {
	Name        voice.Line
	Platform    data.Platform
	Before, Now float64
	Way         int // 1 up, -1 down, 0 within the usual
}

// Short is the name as far as a phone has room for it.
func (s SlopeRow) Short() voice.Line { return s.Name.Cut(slopeName) }

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

// Slopes draws lines from before to now on a log scale, with both values and the
// name beside each end. A line that stays within the usual is thin.
func Slopes(v *voice.Voice, id string, title voice.Line, all []SlopeRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("changed.slope_desc"), rtl: v.RightToLeft()}
	low, high := math.Inf(1), 0.0
	for _, s := range all {
		low, high = min(low, s.Before, s.Now), max(high, s.Before, s.Now)
	}
	tall := max(slopesTall, slopeLine*len(all))
	before, now := v.Say("changed.before"), v.Say("changed.now")
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
		left, right = append(left, y(s.Before)), append(right, y(s.Now))
	}
	leftText, rightText := spread(left, float64(top), float64(top+tall)), spread(right, float64(top), float64(top+tall))
	for i, s := range all {
		class, line := platformClass(s.Platform), "slope "
		if s.Way == 0 {
			line = "slope thin "
		}
		d.rule(line+class, "slope "+s.Name.String(), float64(slopesFrom), left[i], float64(slopesTo), right[i])
		d.point(Look{"dot " + class, smallDot}, "before "+s.Name.String(), slopesFrom, left[i])
		d.point(Look{"dot " + class, smallDot}, "now "+s.Name.String(), slopesTo, right[i])
		d.label("value", "end", slopesFrom-2, leftText[i]+4, voice.Own(v.Amount(s.Before)))
		d.label("value", "start", slopesTo+2, rightText[i]+4, voice.Own(v.Amount(s.Now)))
		d.label("name", "start", slopesTo+11, rightText[i]+4, s.Short())
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
