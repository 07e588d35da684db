package exports

import (
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// survey is what only a whole file can prove.
type survey struct {
	rows       int64       // that hold anything
	order      parse.Order // of dates written in numbers
	mixed      bool        // some dates put the day first and some the month
	byDay      int64       // dates that prove the day comes first
	byMonth    int64
	ambiguous  int64
	padded     int64     // of these, written as platforms write them: 05/03/2026 06:08
	newest     time.Time // newest date of publishing that is not in the future
	longIDs    int64
	roundedIDs int64    // that end in zeros from their sixteenth digit
	floatIDs   int64    // that are numbers of 64 bits
	floatBits  int      // and what these may have lost
	how        string   // what proves the order
	future     [2]int64 // ambiguous dates that would lie in the future, if the day came first and if the month did
	rises      [2]sequence
	stored     int64 // dates that a workbook stores as numbers or a spreadsheet wrote, and those after the 12th
	storedLate int64
}

// damagedIDs reports that every long id of the file, of two or more, ends in zeros,
// because a spreadsheet keeps fifteen digits; or that all are numbers of 64 bits, where
// that is less likely by chance than one in a million.
func (s *survey) damagedIDs() bool {
	return s.longIDs >= 2 && (s.roundedIDs == s.longIDs || s.floatIDs == s.longIDs && s.floatBits >= 24)
}

// addID looks at one id.
func (s *survey) addID(id string) {
	if !ids.IsLong(id) {
		return
	}
	s.longIDs++
	if ids.ZeroTail(id) {
		s.roundedIDs++
	}
	if bits, whole := ids.FloatBits(id); whole {
		s.floatIDs++
		s.floatBits += bits
	}
}

// surveyFile reads a file once. Rows after asOf do not count for the newest date.
func surveyFile(ctx context.Context, l *layout, src *source, asOf time.Time) (*survey, error) {
	s := &survey{}
	limit := asOf.Add(latest)
	// Newest date if the day came first, if the month did, and of certain dates only.
	readings := [3]parse.Dates{l.dates, l.dates, l.dates}
	readings[0].Order, readings[1].Order = parse.DayFirst, parse.MonthFirst
	var newest [3]time.Time
	var newestText time.Time
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		rec, err := src.table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if rec.Broken || len(rec.Cells) < l.Columns {
			continue
		}
		if slices.ContainsFunc(rec.Cells, func(c string) bool { return trim(c) != "" }) {
			s.rows++
		}
		if l.figures != nil {
			l.figures.proveMark(rec)
		}
		id := ids.Tidy(l.cell(rec, formats.ID))
		s.addID(id)
		if id == "" && l.Rows == formats.RowsPosts {
			id = ids.OfLink(l.Platform, l.cell(rec, formats.URL))
		}
		when := l.when(rec)
		t, _, verdict := l.moment(rec, id)
		if stored := s.storedDate(&l.dates, when, t, verdict); !stored && verdict == parse.DateRead && t.After(newestText) && !t.After(limit) {
			newestText = t
		}
		if l.dates.Layout == "" && l.dates.Order == parse.OrderUnknown && (verdict == parse.DateRead || verdict == parse.DateAmbiguous) {
			s.prove(when, t, verdict)
		}
		for i := range newest {
			if verdict == parse.DateAmbiguous {
				t, _, _ = readings[i].Parse(when)
			}
			if i < 2 && (verdict == parse.DateAmbiguous || verdict == parse.DateRead) {
				s.rises[i].add(t)
				if verdict == parse.DateAmbiguous && t.After(limit) {
					s.future[i]++
				}
			}
			if t.After(newest[i]) && !t.After(limit) {
				newest[i] = t
			}
		}
	}
	s.decide(l.MonthFirst)
	if l.dates.Order == parse.OrderUnknown {
		l.dates.Order, l.dates.Learned = s.order, true
	}
	if l.observed.Order == parse.OrderUnknown {
		l.observed.Order, l.observed.Learned = l.dates.Order, l.dates.Learned
	}
	switch l.dates.Order {
	case parse.DayFirst:
		s.newest = newest[0]
	case parse.MonthFirst:
		s.newest = newest[1]
	default:
		s.newest = newest[2]
	}
	if l.dates.Serial == 0 && (s.stored == 0 || s.storedLate > 0 || s.byMonth == 0 || s.byDay > 0) {
		return s, nil
	}
	if s.stored > 0 && s.storedLate == 0 && s.byDay+s.byMonth > 0 && s.ambiguous == 0 {
		l.dates.Doubtful, s.newest = true, newestText
	}
	return s, nil
}

// storedDate reports a date that a workbook stores as a number, or a spreadsheet wrote into a text
// in its own way, and counts it.
func (s *survey) storedDate(d *parse.Dates, when string, read time.Time, verdict parse.DateVerdict) bool {
	if d.Serial == 0 {
		if verdict != parse.DateRead || !parse.Rewritten(when) {
			return false
		}
		if d.Zone != nil {
			read = read.In(d.Zone)
		}
		if s.stored++; read.Day() > 12 {
			s.storedLate++
		}
		return true
	}
	t, precision, ok := d.Days(when)
	if !ok {
		return false
	}
	if precision == data.BySecond && d.Zone != nil {
		t = t.In(d.Zone)
	}
	if s.stored++; t.Day() > 12 {
		s.storedLate++
	}
	return true
}

// latest is how far after the as-of moment a date may lie: a day of time zones, and
// a day for as-of being a date.
const latest = 48 * time.Hour

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
	if end := l.dates.To; end.After(s.newest) && !end.After(clock.AsOf.Add(latest)) {
		return data.At(end), "" // the platform's own word
	}
	if s.newest.IsZero() {
		return clock.Now(), "nothing tells when the counters were read; taken as " + clock.Day() + ", the as-of day"
	}
	return data.At(s.newest), "the counters are taken as read on " + s.newest.Format(time.DateOnly) + ", the latest date that the file proves"
}
