package explain

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func TestStoryTells(t *testing.T) {
	c := Chapter{Stage: "stage", Table: "posts"}
	c.add("kept", "1", "how")
	c.add("unknown", "", "nothing to tell")
	if len(c.Lines) != 1 || c.Lines[0] != (Line{"kept", "1", "how"}) {
		t.Errorf("lines %+v, want the one with a value", c.Lines)
	}
	var b strings.Builder
	err := (&Story{Title: "title", Chapters: []Chapter{c}}).Text(&b)
	if got := strings.Join(strings.Fields(b.String()), " "); err != nil || got != "title stage (posts) kept 1 how" {
		t.Errorf("told %q, %v", got, err)
	}
	if v := valueText(&data.PostMetric{Metric: metrics.MetricViews}); v != "unknown" {
		t.Errorf("a missing value reads %q, want unknown and never 0", v)
	}
}
