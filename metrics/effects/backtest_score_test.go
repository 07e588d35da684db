package effects

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// brier returns the mean Brier scores, and the upper end of the 90 % interval of their
// difference, with errors clustered by account and month.
func brier(all []forecast) (model, naive, upper float64) {
	n := float64(len(all))
	for _, f := range all {
		model += (f.model - f.came) * (f.model - f.came) / n
		naive += (f.naive - f.came) * (f.naive - f.came) / n
	}
	sums := map[string]float64{}
	var names []string
	for _, f := range all {
		if _, ok := sums[f.cluster]; !ok {
			names = append(names, f.cluster)
		}
		sums[f.cluster] += (f.model-f.came)*(f.model-f.came) - (f.naive-f.came)*(f.naive-f.came) - (model - naive)
	}
	var square float64
	for _, name := range names {
		square += sums[name] * sums[name]
	}
	return model, naive, model - naive + stat.Z950*math.Sqrt(square)/n
}

// reliability lists how often what was said with a probability came true.
func reliability(all []forecast) string {
	var b strings.Builder
	for low := 0.0; low < 0.95; low += 0.2 {
		var n, hits, sum float64
		for _, f := range all {
			if f.model >= low && f.model < low+0.2 {
				n++
				sum += f.model
				hits += f.came
			}
		}
		if n > 0 {
			fmt.Fprintf(&b, "\n  said %.1f to %.1f: %4.0f times, on average %.2f, came true %.2f", low, low+0.2, n, sum/n, hits/n)
		}
	}
	return b.String()
}

func report(t *testing.T, name string, all []forecast) {
	t.Helper()
	if len(all) < 20 {
		t.Fatalf("%s: only %d forecasts", name, len(all))
	}
	model, naive, upper := brier(all)
	t.Logf("%s: %d forecasts, Brier %.4f, naive %.4f, difference %+.4f, upper 90 %% limit %+.4f%s", name, len(all), model, naive, model-naive, upper, reliability(all))
	if upper > 0.01 {
		t.Errorf("%s: Brier score is up to %+.4f worse than the naive figure's, want +0.01 at most", name, upper)
	}
}
