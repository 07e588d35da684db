package exports

import (
	"context"
	"errors"
	"io"
	"regexp"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// survey is what only a whole file can prove.
type survey struct {
	order      order // of dates written in numbers
	mixed      bool  // some dates put the day first and some the month
	byDay      int64 // dates that prove the day comes first
	byMonth    int64
	ambiguous  int64
	newest     time.Time // newest date of publishing that is not in the future
	longIDs    int64
	roundedIDs int64
}

// damagedIDs reports that every long id of the file, of two or more, ends in zeros:
// a spreadsheet keeps fifteen digits.
func (s *survey) damagedIDs() bool { return s.longIDs >= 2 && s.roundedIDs == s.longIDs }

// surveyFile reads a file once. Rows after asOf do not count for the newest date.
func surveyFile(ctx context.Context, l *layout, src *source, asOf time.Time) (*survey, error) {
	s := &survey{}
	limit := asOf.Add(latest)
	// Newest date if the day came first, if the month did, and of certain dates only.
	readings := [3]dates{l.dates, l.dates, l.dates}
	readings[0].order, readings[1].order = dayFirst, monthFirst
	var newest [3]time.Time
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		rec, err := src.table.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if rec.broken || len(rec.cells) < l.columns {
			continue
		}
		id := tidyID(l.cell(rec, fID))
		if isLong(id) {
			s.longIDs++
			if zeroTail(id) {
				s.roundedIDs++
			}
		}
		if id == "" && l.rows == rowsPosts {
			id = linkID(l.platform, l.cell(rec, fURL))
		}
		when := l.when(rec)
		t, _, verdict := l.moment(rec, id)
		if l.dates.layout == "" && l.dates.order == orderUnknown && (verdict == dateRead || verdict == dateAmbiguous) {
			s.prove(when, t, verdict)
		}
		for i := range newest {
			if verdict == dateAmbiguous {
				t, _, _ = readings[i].parse(when)
			}
			if t.After(newest[i]) && !t.After(limit) {
				newest[i] = t
			}
		}
	}
	s.decide()
	if l.dates.order == orderUnknown {
		l.dates.order = s.order
	}
	if l.observed.order == orderUnknown {
		l.observed.order = l.dates.order
	}
	switch l.dates.order {
	case dayFirst:
		s.newest = newest[0]
	case monthFirst:
		s.newest = newest[1]
	default:
		s.newest = newest[2]
	}
	return s, nil
}

// latest is how far after the as-of moment a date may lie: a day of time zones, and
// a day for as-of being a date.
const latest = 48 * time.Hour

// slashed is a date of three numbers whose order is open.
var slashed = regexp.MustCompile(`(?:^|\s)(\d{1,2})[/-](\d{1,2})[/-]\d{4}`)

// prove takes one date as evidence of the order.
func (s *survey) prove(when string, t time.Time, verdict dateVerdict) {
	if verdict == dateAmbiguous {
		s.ambiguous++
		return
	}
	m := slashed.FindStringSubmatch(when)
	if m == nil {
		return
	}
	a, _ := plainDigits(m[1])
	b, _ := plainDigits(m[2])
	switch {
	case a == b:
	case t.Day() == int(a) && t.Month() == time.Month(b):
		s.byDay++
	case t.Day() == int(b) && t.Month() == time.Month(a):
		s.byMonth++
	}
}

// decide settles the order if all evidence points one way.
func (s *survey) decide() {
	switch {
	case s.byDay > 0 && s.byMonth > 0:
		s.mixed = true
	case s.byDay > 0:
		s.order = dayFirst
	case s.byMonth > 0:
		s.order = monthFirst
	}
}

// Ranges in the names that platforms give their files: Mar-01-2026_Mar-31-2026,
// 20260301_20260331, 2026-03-01_2026-03-31.
var nameRanges = []struct {
	pattern *regexp.Regexp
	layout  string
}{
	{regexp.MustCompile(`([A-Z][a-z]{2}-\d{2}-\d{4})_([A-Z][a-z]{2}-\d{2}-\d{4})`), "Jan-02-2006"},
	{regexp.MustCompile(`(?:^|\D)(20\d{6})[_-](20\d{6})(?:\D|$)`), "20060102"},
	{regexp.MustCompile(`(20\d{2}-\d{2}-\d{2})_(20\d{2}-\d{2}-\d{2})`), "2006-01-02"},
}

// nameRange returns the first and last day of the range in a file's name, or zero
// times.
func nameRange(name string) (from, to time.Time) {
	for _, r := range nameRanges {
		m := r.pattern.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		from, err1 := time.Parse(r.layout, m[1])
		to, err2 := time.Parse(r.layout, m[2])
		if err1 == nil && err2 == nil && !to.Before(from) {
			return from, to
		}
	}
	return time.Time{}, time.Time{}
}

// observedAt returns the moment the counters of the file were read, and what to say
// of how it was worked out. See the package comment.
func (s *survey) observedAt(l *layout, declared data.Micros, clock data.Clock) (data.Micros, string) {
	if declared != 0 {
		return declared, ""
	}
	if end := l.dates.to; end.After(s.newest) && !end.After(clock.AsOf.Add(latest)) {
		return data.At(end), "" // the platform's own word
	}
	if s.newest.IsZero() {
		return clock.Now(), "nothing tells when the counters were read; taken as " + clock.Day() + ", the as-of day"
	}
	return data.At(s.newest), "the counters are taken as read on " + s.newest.Format(time.DateOnly) + ", the latest date that the file proves"
}
