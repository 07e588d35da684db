package feed

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/digital-diplomacy/tailor/data"
)

var (
	clock   = regexp.MustCompile(`\d{1,2}:\d{2}`)
	numeric = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b`)
	// zone is what ends a moment: an offset, Z, or letters.
	zone = regexp.MustCompile(`(?:([+-]\d{1,2}:?\d{2}|Z)|\b([A-Za-z]{1,5}))(?:\s*\([^)]*\))?$`)
)

// sure are abbreviations that mean one zone, which the parser knows too. CST is
// Chicago and Shanghai, IST Dublin, Jerusalem and Delhi, BST London and Dhaka.
const sure = " UT UTC GMT EST EDT MST MDT PST PDT CDT WET WEST CET CEST EET EEST "

// when is the moment an item was published, or of its last change if that is all it
// says. A moment without a zone is of the given one, UTC if it is nil. Why not, from
// the reasons of this package, if it cannot be told.
func when(item *gofeed.Item, here *time.Location) (at data.Micros, p data.Precision, why string) {
	raw, t := item.Published, item.PublishedParsed
	if t == nil && strings.TrimSpace(raw) == "" {
		raw, t = item.Updated, item.UpdatedParsed
	}
	raw = strings.TrimSpace(raw)
	switch {
	case raw == "" && t == nil:
		return 0, "", whyNoDate
	case t == nil:
		return 0, "", whyBadDate
	case t.Year() < 1990 || t.Year() > 9999:
		return 0, "", whyBadDate
	}
	if m := numeric.FindStringSubmatch(raw); m != nil && m[1] != m[2] {
		if a, _ := strconv.Atoi(m[1]); a <= 12 {
			if b, _ := strconv.Atoi(m[2]); b <= 12 {
				return 0, "", whyAmbiguous
			}
		}
	}
	m := zone.FindStringSubmatch(raw)
	known := m != nil && (m[1] != "" || strings.EqualFold(m[2], "z") || strings.Contains(sure, " "+strings.ToUpper(m[2])+" "))
	abbreviated := m != nil && m[2] != "" && !strings.EqualFold(m[2], "am") && !strings.EqualFold(m[2], "pm")
	switch {
	case !clock.MatchString(raw):
		return day(*t), data.ByDay, ""
	case known:
		return data.At(t.UTC()), data.BySecond, ""
	case abbreviated:
		return day(*t), data.ByDay, ""
	}
	here = cmp.Or(here, time.UTC)
	return data.At(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), here)), data.BySecond, ""
}

// day is the start of a moment's day, as it is written.
func day(t time.Time) data.Micros {
	return data.At(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC))
}
