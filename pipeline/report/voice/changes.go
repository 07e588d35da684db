package voice

import (
	"math"

	"golang.org/x/text/number"
)

// Estimate writes a ratio and its interval, like 1.6× (1.2–2.1).
func (v *Voice) Estimate(lift, low, high *float64) Line {
	switch {
	case lift == nil:
		return v.Say("formats.unknown")
	case low == nil || high == nil:
		return Own(v.Times(*lift) + "×")
	}
	return Own(v.Times(*lift) + "× (" + v.Times(*low) + "–" + v.Times(*high) + ")")
}

// SignedPercent writes a change in whole percent with its sign.
func (v *Voice) SignedPercent(x float64) Line {
	x = math.Round(100*x) / 100
	return v.signed(x, 0)
}

// Change writes a rate of change like +0.3%.
func (v *Voice) Change(x float64) Line {
	return v.signed(x, 2)
}

// signed writes a share with its sign and so many decimals of a percent.
func (v *Voice) signed(x float64, decimals int) Line {
	text := unmarked(v.print.Sprint(number.Percent(x, number.MaxFractionDigits(decimals))))
	if x > 0 {
		text = "+" + text
	}
	return v.upright(text)
}

// Points writes a difference of shares in points, with its sign.
func (v *Voice) Points(difference float64) Line {
	n := int64(math.Round(100 * difference))
	if n > 0 {
		return v.upright("+" + v.Count(n))
	}
	return v.upright(v.Count(n))
}
