package parse

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestDates(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skip("this machine has no time zone database")
	}
	read := func(d Dates, s, want string, precision data.Precision) {
		t.Helper()
		got, p, v := d.Parse(s)
		if v != DateRead || got.Format(time.RFC3339Nano) != want || p != precision {
			t.Errorf("parse(%q) = %s, %s, %d; want %s, %s", s, got.Format(time.RFC3339Nano), p, v, want, precision)
		}
	}
	refuse := func(d Dates, s string, want DateVerdict) {
		t.Helper()
		if got, _, v := d.Parse(s); v != want {
			t.Errorf("parse(%q) = %s, %d; want %d", s, got, v, want)
		}
	}
	var any Dates
	// As the exports print them.
	read(any, "2015-09-30 18:42 +0000", "2015-09-30T18:42:00Z", data.BySecond)
	read(any, "Tue, Jul 14, 2026", "2026-07-14T00:00:00Z", data.ByDay)
	read(any, "Sep 20, 2026", "2026-09-20T00:00:00Z", data.ByDay)
	read(any, "2026-07-20 13:18:00", "2026-07-20T13:18:00Z", data.BySecond)
	read(any, "2018-03-02T05:00:19.000Z", "2018-03-02T05:00:19Z", data.BySecond)
	read(any, "2021-03-01 12:30:00 EST", "2021-03-01T17:30:00Z", data.BySecond)
	read(any, "03/27/2026 06:08", "2026-03-27T06:08:00Z", data.BySecond)
	read(any, "27/03/2026 06:08", "2026-03-27T06:08:00Z", data.BySecond)
	read(any, "01.09.2026 18:00", "2026-09-01T18:00:00Z", data.BySecond)
	// In four languages.
	read(any, "20. September 2026", "2026-09-20T00:00:00Z", data.ByDay)
	read(any, "20 septembre 2026 14:30", "2026-09-20T14:30:00Z", data.BySecond)
	read(any, "20 févr. 2026", "2026-02-20T00:00:00Z", data.ByDay)
	read(any, "20 de septiembre de 2026", "2026-09-20T00:00:00Z", data.ByDay)
	read(any, "Mi., 1. Dez. 2026 um 9:05 Uhr", "2026-12-01T09:05:00Z", data.BySecond)
	read(any, "31-Dec-2025", "2025-12-31T00:00:00Z", data.ByDay)
	// Clocks and zones.
	read(any, "Sep 20, 2026 12:05 AM", "2026-09-20T00:05:00Z", data.BySecond)
	read(any, "Sep 20, 2026 12:05 p.m.", "2026-09-20T12:05:00Z", data.BySecond)
	read(any, "2026-09-20 1:05pm", "2026-09-20T13:05:00Z", data.BySecond)
	read(any, "2026-09-20T10:00:00+02:00", "2026-09-20T08:00:00Z", data.BySecond)
	read(any, "2026-09-20T10:00:00.123456789-0330", "2026-09-20T13:30:00.123456Z", data.BySecond)
	read(Dates{Zone: oslo}, "2026-07-01 12:00", "2026-07-01T10:00:00Z", data.BySecond)
	read(Dates{Zone: oslo}, "2026-07-01", "2026-07-01T00:00:00Z", data.ByDay)
	read(Dates{Zone: oslo}, "2026-07-01 12:00 UTC", "2026-07-01T12:00:00Z", data.BySecond)
	// A zone's abbreviation that others share is the unit's own, or nobody's.
	kolkata, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		t.Skip("this machine has no time zone database")
	}
	read(Dates{Zone: kolkata}, "2026-07-01 12:00:00 IST", "2026-07-01T06:30:00Z", data.BySecond)
	refuse(Dates{Zone: oslo}, "2026-07-01 12:00:00 IST", DateUnreadable)
	read(Dates{Zone: kolkata}, "2026-07-01 12:00:00 EEST", "2026-07-01T09:00:00Z", data.BySecond)
	// Arabic digits.
	read(any, "٢٠٢٦-٠٥-٣١", "2026-05-31T00:00:00Z", data.ByDay)
	// Order of day and month.
	read(any, "05/05/2026", "2026-05-05T00:00:00Z", data.ByDay)
	refuse(any, "03/04/2026", DateAmbiguous)
	read(Dates{Order: DayFirst}, "03/04/2026", "2026-04-03T00:00:00Z", data.ByDay)
	read(Dates{Order: MonthFirst}, "03/04/2026", "2026-03-04T00:00:00Z", data.ByDay)
	refuse(Dates{Order: MonthFirst}, "27/03/2026", DateUnreadable)
	read(Dates{Order: YearDay}, "2026-31-05", "2026-05-31T00:00:00Z", data.ByDay)
	march := Dates{From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	read(march, "03/04/2026", "2026-03-04T00:00:00Z", data.ByDay)
	read(march, "04/03/2026", "2026-03-04T00:00:00Z", data.ByDay)
	refuse(march, "05/06/2026", DateAmbiguous)
	// Layouts.
	read(Dates{Layout: GoLayout("yy.dd.mm")}, "18.07.04", "2018-04-07T00:00:00Z", data.ByDay)
	read(Dates{Layout: GoLayout("dd.mm.yyyy hh:mm")}, "07.04.2018 23:59", "2018-04-07T23:59:00Z", data.BySecond)
	read(Dates{Layout: GoLayout("yyyy-mm")}, "2018-04", "2018-04-01T00:00:00Z", data.ByMonth)
	read(Dates{Layout: GoLayout("yyyy")}, "2018", "2018-01-01T00:00:00Z", data.ByYear)
	read(Dates{Layout: GoLayout("Jan 2, 2006 15:04"), Zone: oslo}, "Jul 1, 2026 12:00", "2026-07-01T10:00:00Z", data.BySecond)
	read(Dates{Layout: "unix"}, "1780000000", "2026-05-28T20:26:40Z", data.BySecond)
	read(Dates{Layout: "unixms"}, "1780000000123", "2026-05-28T20:26:40.123Z", data.BySecond)

	for _, s := range []string{"", " ", "-", "N/A"} {
		refuse(any, s, DateBlank)
	}
	for _, s := range []string{"soon", "02/30/2026", "2026-02-30", "18.07.04", "1/2/26", "2026", "May 2026", "2026-05-31 25:00", "2026-05-31 10:61",
		"2026-05-31 13:00 PM", "0001-10-14", "2026-05-31 10:00 IST", "32 May 2026", "May 5 6 2026", "2026-05-31 2026-05-30", "45000", "1.20E+18"} {
		refuse(any, s, DateUnreadable)
	}
}

// What is written in any of the usual ways comes back, or is said to be ambiguous.
func TestDatesComeBack(t *testing.T) {
	layouts := []string{time.RFC3339, time.DateTime, "02.01.2006 15:04:05", "01/02/2006 15:04:05", "02/01/2006 15:04:05",
		"Jan 2, 2006 3:04:05 PM", "Monday, 2 January 2006 15:04:05", "2-Jan-2006 15:04:05 -0700"}
	rapid.Check(t, func(t *rapid.T) {
		want := time.Unix(rapid.Int64Range(1_000_000_000, 2_000_000_000).Draw(t, "at"), 0).UTC()
		layout := rapid.SampledFrom(layouts).Draw(t, "layout")
		s := want.Format(layout)
		var d Dates
		got, _, v := d.Parse(s)
		if v == DateAmbiguous && layout[2] == '/' && want.Day() <= 12 {
			return
		}
		if v != DateRead || !got.Equal(want) {
			t.Fatalf("parse(%q) = %s, %d; want %s", s, got, v, want)
		}
	})
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"2018-03-02T05:00:19.000Z", "Tue, Jul 14, 2026", "03/04/2026 6:08 PM", "01.09.2026 18:00", "18.07.04", "20 de mayo de 2026", "٢٠٢٦-٠٥-٣١ 1:2:3+99:99"} {
		f.Add(s, "dmy", "")
		f.Add(s, "", "yy.dd.mm")
	}
	f.Fuzz(func(t *testing.T, s, order, layout string) {
		d := Dates{Order: OrderOf(order), Layout: GoLayout(layout)}
		got, p, v := d.Parse(s)
		if v != DateRead {
			return
		}
		if got.Year() < 1994 || got.Year() > 2101 || got.Location() != time.UTC || p == "" {
			t.Errorf("parse(%q) with %q, %q = %s by %q", s, order, layout, got, p)
		}
		if p == data.ByDay && got != got.Truncate(24*time.Hour) {
			t.Errorf("parse(%q) = %s although only the day is known", s, got)
		}
	})
}
