package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestMergeOutcomeLaws(t *testing.T) {
	lawful(t, MergeOutcome, func(t *rapid.T) Outcome {
		o := Outcome{Mission: "Oslo", AccountID: "a", PeriodKind: PeriodWeek, Period: "2026-W07", Measure: "appointments",
			Value: Thousandth(rapid.Int64Range(0, 6000).Draw(t, "value")), ObservedAt: Micros(rapid.Int64Range(1, 2).Draw(t, "observed")),
			Source: drawString(t, "source", SourceExport, SourceAPI), Input: drawString(t, "input", "a.csv", "b.csv")}
		o.Small = o.Value.IsSmall()
		return o
	})
}

func TestValidateOutcome(t *testing.T) {
	now := At(time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC))
	outcome := Outcome{Mission: "Oslo", AccountID: "a", PeriodKind: PeriodWeek, Period: "2026-W07", Measure: "appointments", Value: 12500,
		ObservedAt: now, Source: SourceExport, Input: "outcomes.csv"}
	on := func(want string, change func(o *Outcome)) {
		t.Helper()
		o := outcome
		change(&o)
		if field, why := o.Validate(now); field != want || (why == "") != (want == "") {
			t.Errorf("Validate = %q, %q, want field %q", field, why, want)
		}
	}
	on("", func(o *Outcome) {})
	on("", func(o *Outcome) { o.PeriodKind, o.Period = PeriodMonth, "2026-02" })
	on("", func(o *Outcome) { o.Value, o.Small = 3000, true })
	on("", func(o *Outcome) { o.Value = -1500 })
	on("", func(o *Outcome) { o.Platform, o.PostID = X, "x:1" })
	on("period", func(o *Outcome) { o.Period = "2026-02" })
	on("period", func(o *Outcome) { o.Period = "2025-W53" }) // 2025 has 52 weeks
	on("period", func(o *Outcome) { o.Period = "2027-W07" })
	on("period_kind", func(o *Outcome) { o.PeriodKind = "year" })
	on("measure", func(o *Outcome) { o.Measure = "" })
	on("post_id", func(o *Outcome) { o.PostID = "x:1" })
	on("value", func(o *Outcome) { o.Value = MaxThousandth + 1 })
	on("small", func(o *Outcome) { o.Small = true })
	on("small", func(o *Outcome) { o.Value = 1000 })
	on("input", func(o *Outcome) { o.Input = "" })
}

func TestThousandth(t *testing.T) {
	for v, want := range map[Thousandth]string{0: "0", 1: "0.001", 1500: "1.5", -1500: "-1.5", 12000: "12", -20: "-0.02", MaxThousandth: "1000000000000"} {
		if got := v.String(); got != want {
			t.Errorf("%d thousandths are %q, want %q", int64(v), got, want)
		}
	}
	for v, want := range map[Thousandth]bool{0: false, 1: false, 1000: true, 4000: true, 4500: false, 5000: false, -1000: false} {
		if v.IsSmall() != want {
			t.Errorf("IsSmall of %s is %v", v, !want)
		}
	}
}
