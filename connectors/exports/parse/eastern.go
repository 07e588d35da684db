package parse

import (
	"regexp"
	"strings"
	"time"
)

// Dates of Chinese, Japanese, Korean and Vietnamese, which number their months:
// 2026年1月13日, 2026년 1월 13일, 13 thg 1, 2026; with or without the year; and the half of the day
// that stands before the clock without a space, 下午3:05.
var (
	wholeDay = regexp.MustCompile(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?`)
	monthDay = regexp.MustCompile(`(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]`)
	viet     = regexp.MustCompile(`(?i)\b(?:thg|tháng)\s*(\d{1,2})\b`)
	halfDay  = regexp.MustCompile(`(오전|오후|午前|午後|上午|下午)\s*(\d)`)
)

// numberedMonth writes such dates as 2026-1-13, or with the English name of the month.
func numberedMonth(s string) string {
	if !strings.ContainsAny(s, "月월tT午오") {
		return s
	}
	s = wholeDay.ReplaceAllString(s, "$1-$2-$3 ")
	s = monthDay.ReplaceAllStringFunc(s, func(found string) string {
		f := monthDay.FindStringSubmatch(found)
		return f[2] + " " + numbered(f[1]) + " "
	})
	s = viet.ReplaceAllStringFunc(s, func(found string) string { return numbered(viet.FindStringSubmatch(found)[1]) })
	return halfDay.ReplaceAllString(s, "$1 $2")
}

// numbered is the English name of the month of a number; the number itself if there is none.
func numbered(digits string) string {
	if n, ok := PlainDigits(digits); ok && n >= 1 && n <= 12 {
		return time.Month(n).String()
	}
	return digits
}
