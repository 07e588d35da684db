package exchange

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/peers"
)

// Ranges of numbers. A bucket is 16 to a doubling, so these are from 2^-64 to 2^64.
const (
	mostPosts  = 1_000_000_000
	mostBucket = 16 * 64
	mostLift   = 10_000
	mostLogSE  = 10
	maxBuckets = 4096
)

var (
	accountForm    = regexp.MustCompile(`^[a-z0-9_-]{1,64}$`)
	platformForm   = regexp.MustCompile(`^[a-z][a-z0-9_]{0,30}$`)
	spanForm       = regexp.MustCompile(`^20[0-9]{2}-(M(0[1-9]|1[0-2])|Q[1-4])$`)
	dictionaryForm = regexp.MustCompile(`^metrics/[0-9]{1,4}$`)
	modelForm      = regexp.MustCompile(`^effects/[0-9]{1,4}$`)
)

// condition is one thing that must hold of a field.
type condition struct {
	field string
	holds bool
	why   string
}

func firstBroken(all ...condition) (field, why string) {
	for _, c := range all {
		if !c.holds {
			return c.field, c.why
		}
	}
	return "", ""
}

const notAllowed = "is not one of the values that may stand here"

func (h *Header) check() (field, why string) {
	_, err := time.Parse(time.DateOnly, h.SharedOn)
	return firstBroken(
		condition{"tailor_share", h.Version == Version, "is another version"},
		condition{"shared_by", plainName(h.SharedBy), "is no name of 1 to 100 printable characters"},
		condition{"shared_on", err == nil && h.SharedOn >= "2004-01-01", "is no day like 2026-05-31"},
		condition{"dictionary", dictionaryForm.MatchString(h.Dictionary), notAllowed},
		condition{"effects", modelForm.MatchString(h.Model), notAllowed},
		condition{"least", h.Least >= peers.SharedLeast && h.Least <= mostPosts, "is below what may be shared"},
	)
}

// plainName reports whether a name can be shown as it is.
func plainName(s string) bool {
	return utf8.ValidString(s) && s != "" && s == strings.TrimSpace(s) && utf8.RuneCountInString(s) <= 100 &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

func (r *row) check() (field, why string) {
	switch {
	case r.Cell != nil && r.Effect == nil:
		return r.Cell.check()
	case r.Effect != nil && r.Cell == nil:
		return r.Effect.check()
	}
	return "", "is neither a cell nor an effect"
}

// key is what no two rows of a file have in common.
func (r *row) key() any {
	if c := r.Cell; c != nil {
		return [7]string{c.Account, c.Platform, c.Format, c.Span, c.Metric, c.Age, c.Paid}
	}
	e := r.Effect
	return [6]string{e.Account, e.Platform, e.Goal, e.Age, e.Lever, e.Level}
}

func knownAge(age string) bool {
	return slices.Contains([]string{metrics.Age24h, metrics.Age7d, metrics.Age28d, metrics.AgeSettled}, age)
}

func (c *Cell) check() (field, why string) {
	paid := []data.Paid{data.Organic, data.PaidFor, data.PaidMixed, data.PaidUnknown}
	if field, why = firstBroken(
		condition{"account", accountForm.MatchString(c.Account), notAllowed},
		condition{"platform", platformForm.MatchString(c.Platform), notAllowed},
		condition{"format", slices.Contains(data.Formats(), data.Format(c.Format)), notAllowed},
		condition{"span", spanForm.MatchString(c.Span), "is no month or quarter of the 4-4-5 calendar"},
		condition{"metric", slices.Contains(peers.SharedMetrics(), c.Metric), notAllowed},
		condition{"age", knownAge(c.Age), notAllowed},
		condition{"paid", slices.Contains(paid, data.Paid(c.Paid)), notAllowed},
		condition{"n", c.N >= peers.SharedLeast && c.N <= mostPosts, "is out of range"},
		condition{"posts", c.Posts >= c.N && c.Posts <= mostPosts, "is out of range"},
		condition{"histogram", len(c.Hist) >= 1 && len(c.Hist) <= maxBuckets, "is out of range"},
	); why != "" {
		return field, why
	}
	return c.checkSums()
}

// checkSums holds the sums against the histogram, which bounds each of them.
func (c *Cell) checkSums() (field, why string) {
	var n int64
	var low, high [3]float64
	for i, b := range c.Hist {
		inside := b[0] == math.MinInt32 || b[0] >= -mostBucket && b[0] <= mostBucket
		if !inside || b[1] < 1 || b[1] > mostPosts || i > 0 && cmp.Compare(c.Hist[i-1][0], b[0]) >= 0 {
			return "histogram", "is out of range or order"
		}
		n += b[1]
		from, to := metrics.BucketRange(int32(b[0]))
		for k, f := range []func(float64) float64{plain, math.Log1p, squaredLog} {
			low[k] += float64(b[1]) * f(from)
			high[k] += float64(b[1]) * f(to)
		}
	}
	if n != c.N {
		return "histogram", "does not add up to n"
	}
	for k, sum := range []struct {
		field string
		value int64
		scale float64
	}{{"sum_fixed", c.Sum, metrics.SumScale}, {"sum_log1p_fixed", c.SumLog, metrics.LogScale}, {"sum_log1p_sq_fixed", c.SumLogSq, metrics.LogScale}} {
		slack := float64(c.N) + 1e-9*high[k]*sum.scale // each value was rounded
		v := float64(sum.value)
		if v < 0 || sum.value < math.MaxInt64 && (v < low[k]*sum.scale-slack || v > high[k]*sum.scale+slack) {
			return sum.field, "does not fit the histogram"
		}
	}
	return "", ""
}

func plain(v float64) float64 { return v }

func squaredLog(v float64) float64 {
	l := math.Log1p(v)
	return l * l
}

// MayName reports whether a file may name a platform; a mapping may give it a name that
// none may.
func MayName(p data.Platform) bool { return platformForm.MatchString(string(p)) }

// MayStand reports whether an effect may stand in a file.
func (e *Effect) MayStand() bool {
	_, why := e.check()
	return why == ""
}

func (e *Effect) check() (field, why string) {
	return firstBroken(
		condition{"account", accountForm.MatchString(e.Account), notAllowed},
		condition{"platform", platformForm.MatchString(e.Platform), notAllowed},
		condition{"goal", slices.Contains(peers.SharedMetrics(), e.Goal), notAllowed},
		condition{"age", knownAge(e.Age), notAllowed},
		condition{"level", peers.ShareableLevel(e.Lever, e.Level), notAllowed},
		condition{"n", e.N >= peers.SharedLeast && e.N <= mostPosts, "is out of range"},
		condition{"n_other", e.NOther >= peers.SharedLeast && e.NOther <= mostPosts, "is out of range"},
		condition{"own_lift", e.Lift >= 1.0/mostLift && e.Lift <= mostLift, "is out of range"},
		condition{"own_log_se", e.LogSE > 0 && e.LogSE <= mostLogSE, "is out of range"},
	)
}
