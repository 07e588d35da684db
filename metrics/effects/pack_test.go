package effects

import (
	"math"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func TestPack(t *testing.T) {
	rows, err := Pack()
	if err != nil || len(rows) < 5 || !strings.Contains(packFile, strings.TrimPrefix(PackVersion, "pack/")) {
		t.Fatalf("Pack = %d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		if !(r.Lift > 0.3 && r.Lift < 3 && r.LogSE >= 0.25) || r.Source == "" || r.Published == "" || r.Figures == "" || len(r.Goals) == 0 || r.Basis != "within" && r.Basis != "naive" {
			t.Errorf("row %+v", r)
		}
	}
	// 2199 photos against videos, links and statuses, naive: the root of the ratio.
	want := math.Sqrt(2199 / math.Cbrt(1805*777*473))
	if r := packRow(rows, data.Facebook, metrics.MetricInteractions, LeverFormat, "image"); r == nil || math.Abs(r.Lift-want) > 0.01 {
		t.Errorf("photos on Facebook: %+v, want %.2f", r, want)
	}
	if packRow(rows, data.Mastodon, metrics.MetricInteractions, LeverFormat, "image") != nil {
		t.Error("Mastodon has a published effect")
	}
	// The pack alone is no evidence: without any estimate there is no lift, but a word.
	var s sheet
	s.add("a", "image", 0, 5)
	for _, e := range Fit(s.frame(), Options{Pack: []PackRow{{Platform: data.Mastodon, Lever: LeverFormat, Level: "image", Goals: []string{metrics.MetricInteractions}, Lift: 2, LogSE: 0.3, Source: "x"}}, Levers: []string{LeverFormat}}) {
		if e.Lift != nil || e.Verdict != data.VerdictTry || !strings.Contains(e.Others, "2.00") {
			t.Errorf("one post and a published effect = %+v", e)
		}
	}
}
