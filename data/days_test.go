package data_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

func TestSpanDays(t *testing.T) {
	got := data.SpanDays([]string{"read on 2026-05-31, so", "read on 2026-01-31, so", "read on 2026-01-31", "", "from 2026-01-01 to 2026-02-01", "2026-03-03", "2026-03-03", "as export-2026-03-031"})
	want := []string{"read on 2026-01-31 to 2026-05-31, so", "read on 2026-01-31 to 2026-05-31, so", "read on 2026-01-31", "", "from 2026-01-01 to 2026-02-01", "2026-03-03", "2026-03-03", "as export-2026-03-031"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
