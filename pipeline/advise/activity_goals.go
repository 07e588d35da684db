package advise

import "github.com/digital-diplomacy/tailor/metrics"

// ActivityGoals are tried in this order: the first that any post has a value of is
// what activity is told in.
func ActivityGoals() []string {
	return []string{metrics.MetricInteractions, metrics.MetricApproval, metrics.MetricShares, metrics.MetricViews}
}
