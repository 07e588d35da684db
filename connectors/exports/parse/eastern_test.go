package parse

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Dates as the exports of more languages print them.
func TestDatesOfMoreLanguages(t *testing.T) {
	for s, want := range map[string]string{
		"2026年5月18日 21:05": "2026-05-18T21:05:00Z", "下午3:05 2026年5月18日": "2026-05-18T15:05:00Z", "2026년 1월 13일 오후 3:05": "2026-01-13T15:05:00Z",
		"2026. 1. 13.": "2026-01-13T00:00:00Z", "13 thg 1, 2026": "2026-01-13T00:00:00Z", "13 tháng 1 2026": "2026-01-13T00:00:00Z", "13 Oca 2026": "2026-01-13T00:00:00Z",
		"13 sty 2026 r.": "2026-01-13T00:00:00Z", "13 січ. 2026 р.": "2026-01-13T00:00:00Z", "13 בינו׳ 2026": "2026-01-13T00:00:00Z", "2026. jan. 13.": "2026-01-13T00:00:00Z",
		"13. 1. 2026 8:30": "2026-01-13T08:30:00Z", "13 Ιαν 2026": "2026-01-13T00:00:00Z", "lun 13 gen 2026": "2026-01-13T00:00:00Z", "13 mrt 2026": "2026-03-13T00:00:00Z",
		"13. led. 2026": "2026-01-13T00:00:00Z", "13 Mei 2026": "2026-05-13T00:00:00Z", "13 ژانویه 2026": "2026-01-13T00:00:00Z", "13 noi. 2026": "2026-11-13T00:00:00Z",
	} {
		var d Dates
		if got, _, verdict := d.Parse(s); verdict != DateRead || got.Format(time.RFC3339) != want {
			t.Errorf("parse(%q) = %s, %d; want %s", s, got.Format(time.RFC3339), verdict, want)
		}
	}
	// Short months of Thai and Hindi differ only in vowel signs, and are not guessed.
	for _, s := range []string{"13 ม.ค. 2026", "13 जन॰ 2026", "13 जून 2026", "Paz, 13 Oca 2026"} {
		var d Dates
		if got, _, verdict := d.Parse(s); verdict == DateRead {
			t.Errorf("parse(%q) = %s, want it refused", s, got)
		}
	}
}

// A day without a year is read only where one year puts it into the days it can lie on.
func TestYearless(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		s        string
		from, to time.Time
		want     string
	}{
		{"May 22", time.Time{}, time.Time{}, ""},
		{"May 22", day(2026, 5, 1), day(2026, 5, 31), "2026-05-22"},
		{"28 August", day(2025, 8, 1), day(2026, 7, 31), "2025-08-28"},
		{"5月22日", day(2026, 5, 1), day(2026, 5, 31), "2026-05-22"},
		{"10 de febrero", day(2025, 12, 1), day(2026, 3, 1), "2026-02-10"},
		{"May 22", day(2024, 5, 1), day(2026, 5, 31), ""}, // three years have one
		{"June 22", day(2026, 5, 1), day(2026, 5, 31), ""},
		{"February 29", day(2026, 2, 1), day(2026, 3, 1), ""},
	} {
		d := Dates{From: c.from, To: c.to}
		got, precision, verdict := d.Parse(c.s)
		switch {
		case c.want == "" && verdict != DateYearless:
			t.Errorf("parse(%q) = %s, %d; want no year", c.s, got, verdict)
		case c.want != "" && (verdict != DateRead || got.Format(time.DateOnly) != c.want || precision != data.ByDay):
			t.Errorf("parse(%q) = %s, %s, %d; want %s", c.s, got, precision, verdict, c.want)
		}
	}
}

// An order worked out from dates with strokes says nothing of dates with dots; one that is
// declared does.
func TestLearnedOrder(t *testing.T) {
	for _, c := range []struct {
		d    Dates
		s    string
		want string
	}{
		{Dates{Order: MonthFirst, Learned: true}, "05/04/2026", "2026-05-04"},
		{Dates{Order: MonthFirst, Learned: true}, "05.04.2026", "2026-04-05"},
		{Dates{Order: MonthFirst, Learned: true}, "5.4.2026 10:00", "2026-04-05"},
		{Dates{Order: MonthFirst}, "05.04.2026", "2026-05-04"},
	} {
		if got, _, verdict := c.d.Parse(c.s); verdict != DateRead || got.Format(time.DateOnly) != c.want {
			t.Errorf("parse(%q) = %s, %d; want %s", c.s, got, verdict, c.want)
		}
	}
}

func TestHeaderZone(t *testing.T) {
	for header, want := range map[string]string{
		"Date (GMT)": "+00:00", "Published [UTC]": "+00:00", "Date (UTC+02:00)": "+02:00", "Date (UTC + 2)": "+02:00", "Zeit (MEZ)": "+01:00", "日付（GMT+9）": "+09:00",
		"Date": "", "Duration (sec)": "", "Date (sent)": "", "(GMT)": "", "Clicks (total)": "", "Date (Europe/Nowhere)": "",
	} {
		got := ""
		if z := HeaderZone(header); z != nil {
			got = time.Date(2026, 1, 1, 0, 0, 0, 0, z).Format("-07:00")
		}
		if got != want {
			t.Errorf("zone of %q: %q, want %q", header, got, want)
		}
		if want != "" && (FoldHeader(header) == Fold(header)) {
			t.Errorf("%q keeps its zone when folded", header)
		}
	}
	for a, b := range map[string]string{"时长（秒）": "时长", "Durasi (dtk)": "durasi", "Длительность (с)": "длительность", "재생 시간(초)": "재생 시간", "Likes (FB/IG)": "Likes FB IG"} {
		if FoldHeader(a) != Fold(b) {
			t.Errorf("FoldHeader(%q) = %q, want that of %q", a, FoldHeader(a), b)
		}
	}
}
