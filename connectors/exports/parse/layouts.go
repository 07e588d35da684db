package parse

import (
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// GoLayout turns a declared layout into one of package time. yyyy, yy, mm, dd, hh,
// mi and ss stand for digits; mm right after hh: means minutes. What holds a
// reference year of package time is taken as it is.
func GoLayout(s string) string {
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
func (d *Dates) parseLayout(s string) (time.Time, data.Precision, DateVerdict) {
	if d.Layout == "unix" || d.Layout == "unixms" {
		n, err := strconv.ParseInt(s, 10, 64)
		unit := int64(1000)
		if d.Layout == "unix" {
			unit = 1
		}
		if err != nil || n/unit < 788918400 || n/unit > 4133980800 { // 1995 to 2100
			return time.Time{}, "", DateUnreadable
		}
		return time.UnixMilli(n * (1000 / unit)).UTC(), data.BySecond, DateRead
	}
	zone := d.Zone
	if zone == nil || !strings.ContainsAny(d.Layout, "1345") || precisionOf(d.Layout) != data.BySecond {
		zone = time.UTC
	}
	t, err := time.ParseInLocation(d.Layout, ASCIIDigits(s), zone)
	if err != nil || t.Year() < 1995 || t.Year() > 2100 {
		return time.Time{}, "", DateUnreadable
	}
	return t.UTC().Truncate(time.Microsecond), precisionOf(d.Layout), DateRead
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

// Truncate makes a moment as coarse as declared; it never makes it finer.
func Truncate(t time.Time, have, want data.Precision) (time.Time, data.Precision) {
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
