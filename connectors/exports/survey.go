package exports

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
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
	how        string   // what proves the order
	future     [2]int64 // ambiguous dates that would lie in the future, if the day came first and if the month did
	rises      [2]sequence
}

// sequence follows a column of dates under one reading.
type sequence struct {
	last     time.Time
	up, down int64 // steps that go forward and back in time
}

func (q *sequence) add(t time.Time) {
	switch {
	case q.last.IsZero() || t.Equal(q.last):
	case t.After(q.last):
		q.up++
	default:
		q.down++
	}
	q.last = t
}

// sorted reports dates in one order throughout, of enough of them.
func (q *sequence) sorted() bool { return min(q.up, q.down) == 0 && max(q.up, q.down) >= 6 }

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
		if l.figures != nil {
			l.figures.proveMark(rec)
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
			if i < 2 && (verdict == dateAmbiguous || verdict == dateRead) {
				s.rises[i].add(t)
				if verdict == dateAmbiguous && t.After(limit) {
					s.future[i]++
				}
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

// prove takes one date as evidence of the order.
func (s *survey) prove(when string, t time.Time, verdict dateVerdict) {
	if verdict == dateAmbiguous {
		s.ambiguous++
		return
	}
	a, b := slashed(when)
	switch {
	case a == b:
	case t.Day() == int(a) && t.Month() == time.Month(b):
		s.byDay++
	case t.Day() == int(b) && t.Month() == time.Month(a):
		s.byMonth++
	}
}

// slashed returns the first two numbers of a date of three whose order is open, like
// 31/05/2026; zeros if there is none.
func slashed(when string) (a, b int64) {
	for i := range len(when) {
		if when[i] != '/' && when[i] != '-' {
			continue
		}
		second := strings.IndexByte(when[i+1:], when[i])
		first := when[max(0, i-2):i]
		if i > 2 && when[i-3] != ' ' {
			return 0, 0
		}
		if second < 1 || second > 2 || len(when) < i+second+6 {
			return 0, 0
		}
		a, ok1 := plainDigits(strings.TrimLeft(first, " "))
		b, ok2 := plainDigits(when[i+1 : i+1+second])
		_, ok3 := plainDigits(when[i+second+2 : i+second+6])
		if !ok1 || !ok2 || !ok3 {
			return 0, 0
		}
		return a, b
	}
	return 0, 0
}

// decide settles the order if all evidence points one way.
func (s *survey) decide() {
	switch {
	case s.byDay > 0 && s.byMonth > 0:
		s.mixed = true
	case s.byDay > 0:
		s.order, s.how = dayFirst, "as other rows of the file prove"
	case s.byMonth > 0:
		s.order, s.how = monthFirst, "as other rows of the file prove"
	case s.ambiguous == 0:
	case s.future[1] > 0 && s.future[0] == 0:
		s.order, s.how = dayFirst, "because some would lie in the future otherwise"
	case s.future[0] > 0 && s.future[1] == 0:
		s.order, s.how = monthFirst, "because some would lie in the future otherwise"
	case s.rises[0].sorted() && !s.rises[1].sorted():
		s.order, s.how = dayFirst, "because only so are the rows in order of time"
	case s.rises[1].sorted() && !s.rises[0].sorted():
		s.order, s.how = monthFirst, "because only so are the rows in order of time"
	}
}

// period returns the first and last day of the range in the names of a table: its
// own, else that of the archive it lies in.
func (in *inspected) period() (from, to time.Time) {
	if in.member != "" {
		if from, to = nameRange(base(in.member)); !to.IsZero() {
			return from, to
		}
	}
	return nameRange(base(in.path))
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
