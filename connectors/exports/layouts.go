package exports

import (
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// goLayout turns a declared layout into one of package time. yyyy, yy, mm, dd, hh,
// mi and ss stand for digits; mm right after hh: means minutes. What holds a
// reference year of package time is taken as it is.
func goLayout(s string) string {
	low := strings.ToLower(s)
	if s == "" || low == "unix" || low == "unixms" || !strings.Contains(low, "yy") {
		if low == "unix" || low == "unixms" {
			return low
		}
		return s
	}
	low = strings.ReplaceAll(low, "hh:mm", "hh:mi")
	return strings.NewReplacer("yyyy", "2006", "yy", "06", "mm", "01", "dd", "02", "hh", "15", "mi", "04", "ss", "05", "t", "T").
		Replace(low)
}

// parseLayout reads a moment by the declared layout.
func (d *dates) parseLayout(s string) (time.Time, data.Precision, dateVerdict) {
	if d.layout == "unix" || d.layout == "unixms" {
		n, err := strconv.ParseInt(s, 10, 64)
		unit := int64(1000)
		if d.layout == "unix" {
			unit = 1
		}
		if err != nil || n/unit < 788918400 || n/unit > 4133980800 { // 1995 to 2100
			return time.Time{}, "", dateUnreadable
		}
		return time.UnixMilli(n * (1000 / unit)).UTC(), data.BySecond, dateRead
	}
	zone := d.zone
	if zone == nil || !strings.ContainsAny(d.layout, "1345") || precisionOf(d.layout) != data.BySecond {
		zone = time.UTC
	}
	t, err := time.ParseInLocation(d.layout, asciiDigits(s), zone)
	if err != nil || t.Year() < 1995 || t.Year() > 2100 {
		return time.Time{}, "", dateUnreadable
	}
	return t.UTC().Truncate(time.Microsecond), precisionOf(d.layout), dateRead
}

// precisionOf says what a layout of package time can tell.
func precisionOf(layout string) data.Precision {
	rest := strings.NewReplacer("2006", "", "-0700", "", "-07:00", "", "Z07:00", "", "MST", "").Replace(layout)
	switch {
	case strings.Contains(rest, "15") || strings.Contains(rest, "03:") || strings.Contains(rest, "3:04"):
		return data.BySecond
	case strings.Contains(rest, "02") || strings.Contains(rest, "_2") || strings.Contains(rest, "2"):
		return data.ByDay
	case strings.Contains(rest, "01") || strings.Contains(rest, "Jan") || strings.Contains(rest, "1"):
		return data.ByMonth
	}
	return data.ByYear
}

// truncate makes a moment as coarse as declared; it never makes it finer.
func truncate(t time.Time, have, want data.Precision) (time.Time, data.Precision) {
	rank := map[data.Precision]int{data.BySecond: 0, data.ByDay: 1, data.ByMonth: 2, data.ByYear: 3}
	if want == "" || rank[want] <= rank[have] {
		return t, have
	}
	y, m, d := t.Date()
	switch want {
	case data.ByYear:
		m, d = time.January, 1
	case data.ByMonth:
		d = 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), want
}
