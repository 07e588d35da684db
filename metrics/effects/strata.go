package effects

import (
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/data"
)

// strata returns the month, week and hour band that a post is compared within, by how
// exactly its moment is known.
func strata(p *data.Post, zone *time.Location) (month, week, hour string) {
	switch p.Precision {
	case data.BySecond:
		return p.PublishedAt.Month(), p.PublishedAt.Week(), HourBand(p.PublishedAt.Time().In(zone).Hour())
	case data.ByDay:
		return p.PublishedAt.Month(), p.PublishedAt.Week(), ""
	case data.ByMonth:
		return p.PublishedAt.Month(), "", ""
	}
	return strconv.Itoa(p.PublishedAt.Time().Year()), "", ""
}

// HourBand names the band of an hour of the day.
func HourBand(hour int) string {
	switch {
	case hour < 6:
		return "00-05"
	case hour < 10:
		return "06-09"
	case hour < 14:
		return "10-13"
	case hour < 18:
		return "14-17"
	}
	return "18-23"
}

// lengthBand names the band of a text's length in characters.
func lengthBand(text string) string {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "none"
	case n <= 80:
		return "1-80"
	case n <= 160:
		return "81-160"
	case n <= 280:
		return "161-280"
	case n <= 600:
		return "281-600"
	}
	return "601+"
}

func deviceText(devices []data.Device) string {
	if len(devices) == 0 {
		return ""
	}
	d := slices.Sorted(slices.Values(devices))
	text := "|"
	for _, x := range d {
		text += string(x) + "|"
	}
	return text
}
