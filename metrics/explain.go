package metrics

import (
	"fmt"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Explain returns how a value came about, with its formula filled in from the
// snapshots of its post. all are the values of that post, for the parts of rates.
func Explain(v *data.PostMetric, snaps []data.PostSnapshot, all []data.PostMetric) string {
	if v.Value == nil {
		return "missing: " + string(v.Missing)
	}
	if per, ok := strings.CutPrefix(v.Metric, "er_"); ok {
		return explainRate(v, per, all)
	}
	parts := formula(v.Platform, v.Metric)
	switch v.Flag {
	case FlagInterpolated:
		before, after := around(v, snaps)
		if before != nil && after != nil {
			return fmt.Sprintf("interpolated along the platform's maturity between %s and %s", sum(before, parts), sum(after, parts))
		}
	case FlagEstimated:
		if s := newest(v, snaps); s != nil {
			return fmt.Sprintf("%s, divided by the platform's maturity at that age", sum(s, parts))
		}
	}
	for i := len(snaps) - 1; i >= 0; i-- {
		if n, _ := Goal(v.Platform, v.Metric, &snaps[i]); n != nil && float64(*n) == *v.Value {
			return sum(&snaps[i], parts) + ", " + v.Flag
		}
	}
	return v.Flag
}

// explainRate fills in interactions over a denominator of the same age.
func explainRate(v *data.PostMetric, per string, all []data.PostMetric) string {
	numerator, denominator := "interactions_public", per
	for i := range all {
		switch w := &all[i]; {
		case w.Age != v.Age || w.Value == nil:
		case w.Metric == MetricInteractions:
			numerator = fmt.Sprintf("interactions_public %.6g", *w.Value)
		case w.Metric == per:
			denominator = fmt.Sprintf("%s %.6g", per, *w.Value)
		}
	}
	if v.Metric == MetricERFollowers && v.Followers != nil {
		denominator = fmt.Sprintf("followers %d", *v.Followers)
	}
	return numerator + " / " + denominator
}

// sum writes a metric's formula with one snapshot's counters.
func sum(s *data.PostSnapshot, parts []string) string {
	terms := make([]string, len(parts))
	for i, name := range parts {
		terms[i] = name + " ?"
		if n := counter(s, name); n != nil {
			terms[i] = fmt.Sprintf("%s %d", name, *n)
		}
	}
	return fmt.Sprintf("%s (read %s)", strings.Join(terms, " + "), s.ObservedAt)
}

// around returns the snapshots with a count just before and after a value's age.
func around(v *data.PostMetric, snaps []data.PostSnapshot) (before, after *data.PostSnapshot) {
	for _, a := range fixedAges() {
		if a.name != v.Age {
			continue
		}
		for i := range snaps {
			s := &snaps[i]
			if n, _ := Goal(v.Platform, v.Metric, s); n == nil || s.Lifetime {
				continue
			}
			if s.ObservedAt.Sub(v.PublishedAt) <= a.age {
				before = s
			} else if after == nil {
				after = s
			}
		}
	}
	return before, after
}

// newest returns the last snapshot that has a count.
func newest(v *data.PostMetric, snaps []data.PostSnapshot) *data.PostSnapshot {
	for i := len(snaps) - 1; i >= 0; i-- {
		if n, _ := Goal(v.Platform, v.Metric, &snaps[i]); n != nil {
			return &snaps[i]
		}
	}
	return nil
}
