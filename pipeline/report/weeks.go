package report

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Kinds of periods that activity is known by.
const (
	byWeek  = "week"
	byMonth = "month"
	byYear  = "year"
)

// Weeks are counted from the first Monday of 1970, the 5th of January.
const (
	weekSeconds = 7 * 24 * 3600
	firstMonday = 4 * 24 * 3600
)

// slotOf places a period on a line of equal steps of its kind; ok is false for
// what is no week, month or year.
func slotOf(period string) (kind string, slot int, ok bool) {
	if start, err := data.WeekStart(period); err == nil {
		return byWeek, int((start.Unix() - firstMonday) / weekSeconds), true
	}
	if t, err := time.Parse("2006-01", period); err == nil {
		return byMonth, t.Year()*12 + int(t.Month()) - 1, true
	}
	if t, err := time.Parse("2006", period); err == nil {
		return byYear, t.Year(), true
	}
	return "", 0, false
}

// startOf is the first day of a slot.
func startOf(kind string, slot int) time.Time {
	switch kind {
	case byWeek:
		return time.Unix(firstMonday+int64(slot)*weekSeconds, 0).UTC()
	case byMonth:
		return time.Date(slot/12, time.Month(slot%12+1), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(slot, 1, 1, 0, 0, 0, 0, time.UTC)
}

// endOf is the first moment after a slot.
func endOf(kind string, slot int) time.Time { return startOf(kind, slot+1) }

// slot names a slot on an axis.
func (b *builder) slot(kind string, slot int) string {
	start := startOf(kind, slot)
	switch kind {
	case byWeek:
		return b.ShortDay(start)
	case byMonth:
		return b.Say("date.month", "month", b.Month("short", start), "y", b.PlainNumber(start.Year())).String()
	}
	return b.PlainNumber(slot)
}
