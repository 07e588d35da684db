package voice

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	v := In("en")
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(v.Times(1.6), "1.6")
	check(v.Times(2), "2.0")
	check(v.Times(0.84), "0.84")
	check(v.Times(1.02), "1.02")
	check(v.Times(12.3), "12")
	check(v.Times(math.NaN()), "–")
	check(v.Count(1234567), "1,234,567")
	check(v.Percent(0.35), "35%")
	check(v.Amount(3.5), "3.5")
	check(v.Amount(41.7), "42")
	check(v.Span("2026-W22").String(), "25–31 May 2026")
	check(v.Span("2026-W18").String(), "27 April – 3 May 2026")
	check(v.Span("2026-W01").String(), "29 December 2025 – 4 January 2026")
}
