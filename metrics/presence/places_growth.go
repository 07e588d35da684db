package presence

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// GrowthRate is the mean weekly growth of an account's followers with its error.
type GrowthRate struct {
	Log, Variance float64     // of the log growth a week; Variance is widened to Student's t
	Missing       data.Reason // why there is none
}

// growthSteps is how many steps of about a week growth needs, to have an error.
const growthSteps = 4

// GrowthError returns the mean log growth a week over readings in a window. Readings
// are thinned to steps of six days or more. Log followers are taken as a walk with
// drift: the drift is (last - first)/time, and its variance that of the steps,
//
//	(s2 + 2 sum over l = 1..8 of g f^(l-1) (k-l)/k)/T,  s2 = sum (step - drift t)^2/t / (k - 1)
//
// over k steps in T weeks, with the covariance g of a step and the next, as in slope.
// Counts that the platform rounds to three digits add the variance of rounding
// at both ends. Fewer than four steps are immature; a count of 0 is bad_input.
func GrowthError(snaps []data.AccountSnapshot, w metrics.Window) GrowthRate {
	var at []data.Micros
	var followers []float64
	rounded := false
	snaps = slices.Clone(snaps)
	snaps = slices.DeleteFunc(snaps, func(s data.AccountSnapshot) bool {
		return s.Followers == nil || s.ObservedAt < w.From || s.ObservedAt >= w.To.Add(7*metrics.Day)
	})
	slices.SortFunc(snaps, func(a, b data.AccountSnapshot) int {
		switch {
		case a.ObservedAt != b.ObservedAt:
			return cmp.Compare(a.ObservedAt, b.ObservedAt)
		case metrics.BetterReading(&a, &b):
			return -1
		case metrics.BetterReading(&b, &a):
			return 1
		}
		return cmp.Compare(a.Precision, b.Precision)
	})
	for _, s := range snaps {
		if len(at) > 0 && s.ObservedAt.Sub(at[len(at)-1]) < 6*metrics.Day {
			continue
		}
		if *s.Followers <= 0 {
			return GrowthRate{Missing: data.BadInput}
		}
		at, followers = append(at, s.ObservedAt), append(followers, float64(*s.Followers))
		rounded = rounded || s.Precision == "rounded"
	}
	if len(at) == 0 {
		return GrowthRate{Missing: data.NotCollected}
	}
	k := len(at) - 1
	if k < growthSteps {
		return GrowthRate{Missing: data.Immature}
	}
	total := weeksBetween(at[0], at[k])
	drift := math.Log(followers[k]/followers[0]) / total
	off := make([]float64, k) // of a step from the drift, per root of a week
	var own, next, later float64
	for i := range off {
		t := weeksBetween(at[i], at[i+1])
		off[i] = (math.Log(followers[i+1]/followers[i]) - drift*t) / math.Sqrt(t)
		own += off[i] * off[i]
	}
	for i := range k - 1 {
		next += off[i] * off[i+1]
	}
	free := float64(k - 1)
	g := next/free + stat.CorrelationBias*own/(free*float64(k))
	for l := 1; l <= stat.FeltWeeks && l < k; l++ {
		later += 2 * max(0, g) * math.Pow(stat.WeeklyFade, float64(l-1)) * float64(k-l) / float64(k)
	}
	variance := (own/free + later) / total
	if rounded {
		unit := math.Pow(10, max(0, math.Floor(math.Log10(followers[k]))-2)) / followers[k]
		variance += 2 * unit * unit / 12 / (total * total)
	}
	ratio := stat.StudentQuantile(free) / stat.Z975
	return GrowthRate{Log: drift, Variance: variance * ratio * ratio}
}

func weeksBetween(a, b data.Micros) float64 { return float64(b.Sub(a)) / float64(7*metrics.Day) }

// together adds up accounts' growth, weighted by followers.
func together(rates []GrowthRate, followers []float64) GrowthRate {
	var out GrowthRate
	var total float64
	for _, f := range followers {
		total += f
	}
	for i, r := range rates {
		if r.Missing != "" {
			return GrowthRate{Missing: r.Missing}
		}
		share := followers[i] / total
		out.Log += share * r.Log
		out.Variance += share * share * r.Variance
	}
	return out
}

// belief tells the growth on the log scale, by normal quantiles.
func (g GrowthRate) belief() stat.Belief {
	return stat.Slope{Est: g.Log, Variance: max(g.Variance, 1e-14)}.Belief()
}
