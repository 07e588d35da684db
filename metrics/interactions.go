package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// plan is how one metric is read on one platform: the counters of its formula, and when they
// must have been read.
type plan struct {
	parts    []part // none: the metric has no formula there
	from, to data.Micros
}

type part struct {
	name string
	of   func(*data.PostSnapshot) data.Count
}

func planOf(p data.Platform, metric string) plan {
	var pl plan
	for _, name := range formula(p, metric) {
		pl.parts = append(pl.parts, part{name, field(name)})
	}
	pl.from, pl.to, _ = Validity(p, metric)
	return pl
}

// plansOf returns the plans of all count metrics, in the order of [CountMetrics].
func plansOf(p data.Platform) []plan {
	metrics := CountMetrics()
	plans := make([]plan, len(metrics))
	for i, metric := range metrics {
		plans[i] = planOf(p, metric)
	}
	return plans
}

// Goal returns a metric of unit count from one snapshot: the sum of the counters in
// its formula. It is nil with a reason if the metric has no formula on the platform,
// was not offered when the snapshot was read, or lacks a counter.
func Goal(p data.Platform, metric string, s *data.PostSnapshot) (data.Count, data.Reason) {
	pl := planOf(p, metric)
	n, why := pl.total(s)
	if why != "" {
		return nil, why
	}
	return &n, ""
}

// total adds up a snapshot's counters; it says why if there is no sum.
func (pl *plan) total(s *data.PostSnapshot) (int64, data.Reason) {
	if pl.parts == nil || s.ObservedAt < pl.from || pl.to != 0 && s.ObservedAt >= pl.to {
		return 0, data.Unsupported
	}
	var sum int64
	for i := range pl.parts {
		n := pl.parts[i].of(s)
		if n == nil {
			if why := s.Missing.Reason(pl.parts[i].name); why != "" {
				return 0, why
			}
			return 0, data.NotCollected
		}
		if *n < 0 || sum > math.MaxInt64-*n {
			return 0, data.BadInput
		}
		sum += *n
	}
	return sum, ""
}
