package presence

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func growthClass(g GrowthRate) string {
	if g.Missing != "" {
		return "unknown"
	}
	b := g.belief()
	switch {
	case b.Low > -levelGrowth && b.High < levelGrowth:
		return "level"
	case b.P >= stat.SignP:
		return "up"
	case b.P <= 1-stat.SignP:
		return "down"
	}
	return "unclear"
}

// trendP is how sure a trend of results must be. It is stricter than for lifts, because
// half a year says little of how weeks hang together: with 0.975 up to 5.5 % of steady
// accounts were called falling.
const trendP = 0.99

func trendClass(b stat.Belief, margin float64) string {
	switch limit := math.Log(margin); {
	case b.Low >= -limit && b.High <= limit:
		return "steady"
	case b.P >= trendP:
		return "up"
	case b.P <= 1-trendP:
		return "down"
	}
	return "unclear"
}

// audienceClass goes by what people say where they are asked, and by followers; the
// higher counts, so that neither alone speaks against a platform.
func audienceClass(r *data.Place) string {
	classes := []string{"unknown", "small", "some", "there"}
	class := 0
	for _, s := range []struct {
		share       *float64
		there, none float64
	}{{r.FollowersShare, thereShare, smallShare}, {r.SurveyShare, thereSurvey, smallSurvey}} {
		switch {
		case s.share == nil:
		case *s.share >= s.there:
			class = max(class, 3)
		case *s.share > s.none:
			class = max(class, 2)
		default:
			class = max(class, 1)
		}
	}
	return classes[class]
}

func questionClass(r *data.Place) string {
	switch {
	case r.Questions == nil:
		return "unknown"
	case *r.Questions > 0:
		return "asked"
	}
	return "none"
}

// seasons takes back what is no platform's own: where every platform whose trend is
// known fell, or there is but one, a season or an event may be the cause.
func seasons(rows []data.Place) {
	var known, down int
	for _, r := range rows {
		if r.ResultIs != "unknown" {
			known++
			if r.ResultIs == "down" {
				down++
			}
		}
	}
	if down == 0 || down < known {
		return
	}
	why := "posts fell on every platform that can be compared: a season or events may be the cause"
	if known == 1 {
		why = "posts fell, but there is no other platform to tell it from a season or events"
	}
	for i := range rows {
		if rows[i].ResultIs == "down" {
			rows[i].ResultIs = "unclear"
			rows[i].Warnings = append(rows[i].Warnings, why)
		}
	}
}

// efforts compares reach per staff hour with the best platform of the same metric.
func efforts(rows []data.Place) {
	for i := range rows {
		r := &rows[i]
		r.EffortIs = "unknown"
		if r.PerHour == nil || r.ReachLow == nil || *r.ReachLow <= 0 {
			continue
		}
		var best *data.Place
		for j := range rows {
			o := &rows[j]
			if j != i && o.ReachMetric == r.ReachMetric && o.PerHour != nil && o.ReachLow != nil && *o.ReachLow > 0 && (best == nil || *o.PerHour > *best.PerHour) {
				best = o
			}
		}
		if best == nil {
			continue
		}
		sd := math.Hypot(math.Log(*r.ReachHigh / *r.ReachLow), math.Log(*best.ReachHigh / *best.ReachLow)) / (2 * stat.Z950)
		p := stat.NormalCDF((math.Log(*r.PerHour / *best.PerHour) - math.Log(dearRatio)) / max(sd, 1e-9)) // P(at least half)
		switch {
		case p >= stat.SignP:
			r.EffortIs = "fair"
		case p <= 1-stat.SignP:
			r.EffortIs = "dear"
		default:
			r.EffortIs = "unclear"
		}
	}
}
