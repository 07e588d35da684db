package peers

import (
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// The 53rd week of a long year is in its last month and quarter, and no value of any
// week is lost or counted twice.
func TestSharedCellsOfALongYear(t *testing.T) {
	var cells []data.EngagementCell
	for _, week := range []string{"2026-W47", "2026-W48", "2026-W52", "2026-W53", "2027-W01"} {
		cells = append(cells, data.EngagementCell{AccountID: "a", Platform: data.X, Format: data.FormatText, Metric: metrics.MetricInteractions, Age: metrics.AgeSettled,
			Paid: data.Organic, Week: week, Posts: 5, N: 5, Sum: 5 * metrics.SumScale})
	}
	shared, small := SharedCells(slices.Values(cells))
	got := map[string]int64{}
	for _, c := range shared {
		got[c.Week] += c.N
	}
	if len(shared) != 3 || small != 0 || got["2026-M11"] != 5 || got["2026-M12"] != 15 || got["2027-M01"] != 5 {
		t.Errorf("shared %v, %d left out", got, small)
	}
	for i := range cells {
		cells[i].Posts, cells[i].N, cells[i].Sum = 2, 2, 2*metrics.SumScale
	}
	shared, small = SharedCells(slices.Values(cells))
	got = map[string]int64{}
	for _, c := range shared {
		got[c.Week] += c.N
	}
	if got["2026-M12"] != 6 || small != 2 || len(shared) != 1 {
		t.Errorf("of few values shared %v, %d left out: want 6 of 2026-M12, and two spans left out", got, small)
	}
}
