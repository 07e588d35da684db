package metrics

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func TestOverperformance(t *testing.T) {
	b := NewBaseline()
	add := func(at data.Micros, v float64) data.Overperformance {
		return b.Add(&data.PostMetric{AccountID: "oslo", PublishedAt: at, Age: AgeSettled, Paid: data.Organic, Value: &v}, data.FormatImage)
	}
	at := published
	for i := range 12 {
		if got := add(at, float64(i+1)); i < 10 && (got.Value != nil || got.Missing != data.Immature || got.N != int64(i)) {
			t.Errorf("after %d posts = %+v, want immature", i, got)
		}
		at = at.Add(time.Hour)
	}
	// Of 1..12 three are cut off at either end; the mean of 4..9 is 6.5; 65/6.5 = 10.
	if got := add(at, 65); got.Value == nil || *got.Value != 10 || got.N != 12 || *got.Expected != 6.5 {
		t.Errorf("after 12 posts = %+v, want 10 times 6.5", got)
	}
	// A year later they are no measure any more.
	if got := add(at.Add(365*Day+time.Hour), 65); got.Value != nil || got.N != 0 {
		t.Errorf("a year later = %+v, want nothing to compare with", got)
	}
	for range 20 {
		at = at.Add(2 * 365 * Day)
		add(at, 0)
	}
	for range 10 {
		add(at, 0)
	}
	if got := add(at, 3); got.Value != nil || got.Missing != data.BadInput {
		t.Errorf("where 0 is expected = %+v, want bad_input", got)
	}
	// Only the last hundred count.
	w := &window{}
	for i := range 250 {
		w.push(published, float64(i))
	}
	if len(w.sorted) != 100 || w.sorted[0] != 150 || w.sorted[99] != 249 {
		t.Errorf("window holds %d values from %v to %v, want 100 from 150 to 249", len(w.sorted), w.sorted[0], w.sorted[99])
	}
}
