package exports

import (
	"math"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// mark is what stands between whole and fraction in a table's numbers.
type mark byte

const (
	markUnknown mark = 0
	markPoint   mark = '.'
	markComma   mark = ','
	markMixed   mark = '?' // the table uses both
)

// decimalVerdict says what a cell of a figure held.
type decimalVerdict uint8

const (
	decimalRead       decimalVerdict = iota
	decimalBlank                     // nothing, or a word for nothing
	decimalAmbiguous                 // 1,234 or 1.234, and nothing says which mark is which
	decimalFine                      // more than three places behind the point
	decimalImpossible                // beyond belief
	decimalUnreadable                // not a number
)

// evidence returns the decimal mark that a number proves, if it does.
func evidence(s string) mark {
	s = parse.ASCIIDigits(s)
	point, comma := strings.Count(s, "."), strings.Count(s, ",")
	last := strings.LastIndexAny(s, ".,")
	if strings.Trim(s, "0123456789.,'’ \u00a0\u202f-−+%") != "" || last < 0 {
		return markUnknown
	}
	other := map[byte]mark{'.': markComma, ',': markPoint}
	behind := strings.TrimRight(s[last+1:], "% \u00a0\u202f")
	switch {
	case point > 0 && comma > 0:
		return mark(s[last])
	case point > 1 || comma > 1:
		return other[s[last]] // a mark that stands twice groups thousands
	case len(behind) != 3:
		return mark(s[last])
	case strings.TrimLeft(s[:last], "+-−") == "0" || last > 3+len(s)-len(strings.TrimLeft(s, "+-−")):
		return mark(s[last]) // 0,125 and 1234,500 have no groups
	}
	return markUnknown
}

// and joins evidence.
func (m mark) and(n mark) mark {
	switch {
	case n == markUnknown || m == n:
		return m
	case m == markUnknown:
		return n
	}
	return markMixed
}

// parseDecimal reads a number of up to three places, with the decimal mark that the
// table proves. Where none is proven, one mark before three digits can be either. A
// percent sign behind the number is left to the unit.
func parseDecimal(s string, decimal mark) (v data.Thousandth, verdict decimalVerdict) {
	s = parse.ASCIIDigits(trim(s))
	s = strings.TrimRightFunc(strings.TrimSuffix(strings.TrimSuffix(s, "%"), "٪"), parse.Blank)
	if parse.IsNothing(s) {
		return 0, decimalBlank
	}
	negative := false
	for _, sign := range []string{"-", "−", "+"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			negative, s = sign != "+", rest
			break
		}
	}
	s = strings.NewReplacer("٫", ".", "٬", "'").Replace(s) // these two mean one thing only
	own := evidence(s)
	switch {
	case own == markUnknown && strings.ContainsAny(s, ".,") && decimal != markPoint && decimal != markComma:
		return 0, decimalAmbiguous
	case own == markUnknown || own == markPoint && decimal == markPoint || own == markComma && decimal == markComma:
	default:
		decimal = own
	}
	whole, fraction := s, ""
	if i := strings.LastIndexByte(s, byte(decimal)); i >= 0 && (decimal == markPoint || decimal == markComma) {
		whole, fraction = s[:i], s[i+1:]
	}
	digits, ok := parse.Ungroup(whole)
	if !ok || strings.Trim(fraction, "0123456789") != "" || strings.HasSuffix(s, string(rune(decimal))) {
		return 0, decimalUnreadable
	}
	fraction = strings.TrimRight(fraction, "0")
	digits = strings.TrimLeft(digits, "0")
	switch {
	case len(fraction) > 3:
		return 0, decimalFine
	case len(digits) > 13:
		return 0, decimalImpossible
	}
	n, err := strconv.ParseInt("0"+digits+(fraction + "000")[:3], 10, 64)
	if v = data.Thousandth(n); err != nil || v > data.MaxThousandth {
		return 0, decimalImpossible
	}
	if negative {
		v = -v
	}
	return v, decimalRead
}

// parseCell reads a number of a workbook, which stores binary fractions: what is
// next to a number of three places is that number.
func parseCell(s string) (v data.Thousandth, verdict decimalVerdict) {
	s = trim(s)
	if parse.IsNothing(s) {
		return 0, decimalBlank
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return parseDecimal(s, markUnknown) // a number stored as text
	}
	if math.Abs(x) > float64(data.MaxThousandth/1000) {
		return 0, decimalImpossible
	}
	n := math.Round(x * 1000)
	if math.Abs(x*1000-n) > 1e-6*max(1, math.Abs(n)/1e6) {
		return 0, decimalFine
	}
	return data.Thousandth(n), decimalRead
}
