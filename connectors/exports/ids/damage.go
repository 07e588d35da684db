package ids

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// scientific is a number that a spreadsheet shortened: 1.20E+18, 1,22158E+17.
var scientific = regexp.MustCompile(`^(\d)(?:[.,](\d+))?[eE]\+?0?(\d{1,2})$`)

// Damage says how a spreadsheet may have hurt an id.
type Damage uint8

// What happened to an id.
const (
	Intact    Damage = iota
	Shortened        // digits replaced by an exponent
	Rounded          // digits beyond the fifteenth replaced by others, mostly zeros
	Errored          // #NAME? and the like
)

// DamageOf looks at one id. allRounded says that every long id of the file looks rounded,
// which one alone may do by chance.
func DamageOf(id string, allRounded bool) Damage {
	switch {
	case strings.HasPrefix(id, "#") && (strings.HasSuffix(id, "?") || strings.HasSuffix(id, "!") || strings.Trim(id, "#") == ""):
		return Errored
	case scientific.MatchString(id):
		return Shortened
	case strings.Contains(id, ".") && DigitsOnly(strings.Replace(id, ".", "", 1)) && len(id) > 15:
		return Shortened
	case allRounded && IsLong(id):
		if bits, whole := FloatBits(id); ZeroTail(id) || whole && bits > 0 {
			return Rounded
		}
	}
	return Intact
}

// IsLong reports a number of more digits than a spreadsheet keeps.
func IsLong(id string) bool { return len(id) > 15 && DigitsOnly(id) }

// ZeroTail reports whether a long id ends with zeros from where a spreadsheet keeps digits.
func ZeroTail(id string) bool { return strings.Trim(id[15:], "0") == "" }

// FloatBits reports an id that is just what a program writes which keeps numbers in 64
// bits, like all that run in browsers, and how many binary digits it may have lost so.
func FloatBits(id string) (bits int, whole bool) {
	f, err := strconv.ParseFloat(id, 64)
	if err != nil || strconv.FormatFloat(f, 'f', -1, 64) != id {
		return 0, false
	}
	_, exponent := math.Frexp(f)
	return max(0, exponent-53), true
}

// DigitsOnly reports a number without sign, of ASCII digits.
func DigitsOnly(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Agrees reports whether full is an id that the damaged one may have been.
func Agrees(full, damaged string) bool {
	if m := scientific.FindStringSubmatch(damaged); m != nil {
		exponent, err := strconv.Atoi(m[3])
		kept := m[1] + m[2]
		if err != nil || len(full) != exponent+1 || len(kept) > len(full) {
			return false
		}
		// Of a number in memory only fifteen digits are certain.
		n := min(len(kept), 15)
		return roundDigits(full, n) == roundDigits(kept, n) || full[:n] == kept[:n]
	}
	return IsLong(full) && len(full) == len(damaged) && (full[:15] == damaged[:15] || roundDigits(full, 15) == damaged[:15])
}

// roundDigits rounds a whole number, half up, to its first n digits.
func roundDigits(digits string, n int) string {
	if n >= len(digits) {
		return digits
	}
	v, err := strconv.ParseUint(digits[:n], 10, 64)
	if err != nil {
		return digits[:n]
	}
	if digits[n] >= '5' {
		v++
	}
	return fmt.Sprintf("%0*d", n, v)
}
