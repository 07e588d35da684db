//go:build unix

package advise_test

import (
	"flag"
	"runtime"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

var scaleRoot = flag.String("scale-root", "", "TestScale: folder of a lake that TestScale of pipeline/measure made")

// TestScale advises on the lake that was measured by the test of the same name in
// pipeline/measure, and prints what each stage took. It commits nothing.
func TestScale(t *testing.T) {
	if *scaleRoot == "" {
		t.Skip("runs with -scale-root, as make scale does")
	}
	l, err := lake.Open(t.Context(), lake.Options{Root: *scaleRoot})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := data.Clock{AsOf: time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)}
	for _, stage := range []struct {
		name string
		run  func() (lake.Changes, error)
	}{
		{"recommend", func() (lake.Changes, error) {
			return advise.Recommend(t.Context(), r, advise.Advising{Zone: time.UTC}, c)
		}},
		{"where", func() (lake.Changes, error) {
			return advise.Where(t.Context(), r, advise.Placing{Zone: time.UTC, Topics: sentiment.DefaultTopics()}, c)
		}},
		{"benchmark", func() (lake.Changes, error) { return measure.Benchmark(t.Context(), r, c) }},
	} {
		runtime.GC()
		pipelinetest.ResetPeak(t)
		began, used := time.Now(), pipelinetest.ProcessorTime(t)
		changes, err := stage.run()
		if err != nil {
			t.Fatal(err)
		}
		peak := pipelinetest.Peak()
		t.Logf("%s: %v of processors, %v by the clock, peak %d MiB", stage.name, (pipelinetest.ProcessorTime(t) - used).Round(time.Millisecond), time.Since(began).Round(time.Millisecond), peak)
		if peak > 2048 {
			t.Errorf("%s takes %d MiB", stage.name, peak)
		}
		if stage.name != "benchmark" && changes.Empty() {
			t.Errorf("%s did nothing", stage.name)
		}
	}
}
