package effects

import (
	"math"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// Two levels, one label in five wrong either way: what is seen is 0.6 of what is.
func TestWrongLabelsAreRepaired(t *testing.T) {
	s := &sheet{}
	for week := range 12 {
		for i := range 10 {
			format, value := "image", 200000.0
			if i%2 == 0 {
				format = "video"
			}
			truly := format
			if i/2%5 == 0 { // 20 % of each are the other
				truly = map[string]string{"image": "video", "video": "image"}[format]
			}
			if truly == "video" {
				value *= 2
			}
			s.add("a", format, week, value*(1+0.01*float64(i)))
		}
	}
	labels := map[string]LabelErrors{LeverFormat: LabelErrorsOf("", []string{"image", "video"}, [][]int64{{400, 100}, {100, 400}}, nil)}
	fit := func(labels map[string]LabelErrors) data.FormatEffect {
		return effect(t, Fit(s.frame(), Options{Levers: []string{LeverFormat}, Labels: labels}), "a", "video")
	}
	raw, repaired := fit(nil), fit(labels)
	if r := math.Log(*raw.OwnLift) / math.Log(2); math.Abs(r-0.6) > 0.05 {
		t.Fatalf("as labelled the log lift is %.2f of the truth: the example should have 0.6", r)
	}
	if r := math.Log(*repaired.OwnLift) / math.Log(2); math.Abs(r-1) > 0.1 {
		t.Errorf("repaired, the log lift is %.2f of the truth", r)
	}
	if *repaired.OwnStdErr <= *raw.OwnStdErr || *repaired.LabelShare <= 0 || *raw.LabelShare != 0 {
		t.Errorf("standard error %v, as labelled %v; share of labels %v", *repaired.OwnStdErr, *raw.OwnStdErr, *repaired.LabelShare)
	}
	chance := map[string]LabelErrors{LeverFormat: LabelErrorsOf("", []string{"image", "video"}, [][]int64{{30, 20}, {20, 30}}, nil)}
	if e := fit(chance); e.OwnLift != nil || !strings.Contains(strings.Join(e.Warnings, " "), "too little") {
		t.Errorf("labels by chance give %+v", e)
	}
	if k := labels[LeverFormat].Kappa(); math.Abs(k-0.6) > 1e-9 {
		t.Errorf("kappa = %v, want 0.6", k)
	}
}
