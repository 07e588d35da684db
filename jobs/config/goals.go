package config

import "github.com/digital-diplomacy/tailor/metrics"

// goalMetrics lists the metrics a goal may be measured by: those of the metric
// dictionary, and those of the answer desk, which are told for missions.
func goalMetrics() []string {
	var ids []string
	for _, d := range metrics.Dictionary() {
		ids = append(ids, d.ID)
	}
	return ids
}
