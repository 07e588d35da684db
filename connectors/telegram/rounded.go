package telegram

import (
	"math"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// parseCount reads a number as t.me shows it: 7, 1 234, 1.2K, 3M. rounded says that
// it stands for a range. What is no number is nil.
func parseCount(s string) (n data.Count, rounded bool) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", "", "'", "").Replace(strings.TrimSpace(s))
	unit := 1.0
	if s != "" {
		switch s[len(s)-1] {
		case 'K', 'k':
			unit = 1e3
		case 'M', 'm':
			unit = 1e6
		case 'B', 'b':
			unit = 1e9
		}
	}
	if unit > 1 {
		s, rounded = s[:len(s)-1], true
	}
	if s == "" || strings.Trim(s, "0123456789.") != "" {
		return nil, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f*unit >= 1e12 || !rounded && f != math.Trunc(f) {
		return nil, false
	}
	return data.N(int64(math.Round(f * unit))), rounded
}

// parseLength reads 0:15 or 1:02:03 as milliseconds.
func parseLength(s string) data.Count {
	seconds := int64(0)
	parts := strings.Split(strings.TrimSpace(s), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return nil
	}
	for _, p := range parts {
		n, err := strconv.ParseInt(p, 10, 32)
		if err != nil || n < 0 {
			return nil
		}
		seconds = seconds*60 + n
	}
	return data.N(seconds * 1000)
}
