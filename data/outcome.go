package data

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Kinds of periods that an [Outcome] is told for.
const (
	PeriodWeek  = "week"
	PeriodMonth = "month"
)

// Outcome is one figure of what happened outside the platforms, as the unit itself
// counted it: appointments, attendance, sign-ups, demand for a service in a week or
// month. Value is a decimal number of three places, kept as thousandths: whole
// numbers and shares stay exact, and SQL reads the column as DECIMAL(18,3), which
// it can compare and add up without casting.
type Outcome struct {
	Mission    string     `parquet:"mission" doc:"mission of the account whose file says it"`
	AccountID  AccountID  `parquet:"account_id" doc:"account whose file says it"`
	PeriodKind string     `parquet:"period_kind" doc:"week or month"`
	Period     string     `parquet:"period" doc:"ISO week or month it is told for: 2026-W07 or 2026-02"`
	Measure    string     `parquet:"measure" doc:"what was counted, in the unit's own words, lower case"`
	Topic      string     `parquet:"topic,optional" doc:"topic or service it is about: one of the topics where the word is one, else the unit's own"`
	Unit       string     `parquet:"unit,optional" doc:"unit of the value, like persons or minutes"`
	About      string     `parquet:"about_account,optional" doc:"account it is said to come from, as written"`
	Platform   Platform   `parquet:"platform,optional" doc:"platform it is said to come from"`
	PostID     PostID     `parquet:"post_id,optional" doc:"post it is said to come from"`
	Value      Thousandth `parquet:"value,decimal(3:18)" doc:"the figure as given"`
	Small      bool       `parquet:"small" doc:"whether it is a whole number from 1 to 4: if it counts people, too few to show by itself"`
	ObservedAt Micros     `parquet:"observed_at,timestamp(microsecond)" doc:"moment the figures were true: the declared one, else the as-of moment of reading"`
	Source     SourceKind `parquet:"source" doc:"export"`
	Input      string     `parquet:"input" doc:"base name of the file"`
}

// Thousandth is a decimal number in thousandths: 1500 is 1.5.
type Thousandth int64

// MaxThousandth is the largest number an [Outcome] may have, a million million.
const MaxThousandth Thousandth = 1_000_000_000_000_000

// String is the number with a decimal point and without zeros behind it.
func (v Thousandth) String() string {
	sign, n := "", uint64(v)
	if v < 0 {
		sign, n = "-", uint64(-v)
	}
	s := sign + strconv.FormatUint(n/1000, 10)
	if rest := n % 1000; rest > 0 {
		s += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
	}
	return s
}

// Float is the number as a float.
func (v Thousandth) Float() float64 { return float64(v) / 1000 }

// IsSmall reports whether v is a whole number from 1 to 4.
func (v Thousandth) IsSmall() bool { return v%1000 == 0 && 0 < v && v < 5000 }

// Validate is like [Post.Validate].
func (o *Outcome) Validate(now Micros) (field, why string) {
	if field, why = first(
		check{"account_id", named(string(o.AccountID))},
		check{"mission", utf8Text(o.Mission)},
		check{"period_kind", oneOf(o.PeriodKind, PeriodWeek, PeriodMonth)},
		check{"period", o.period(now)},
		check{"measure", named(o.Measure)},
		check{"topic", utf8Text(o.Topic)},
		check{"unit", utf8Text(o.Unit)},
		check{"about_account", utf8Text(o.About)},
		check{"platform", utf8Text(string(o.Platform))},
		check{"observed_at", inTime(o.ObservedAt, now)},
		check{"source", oneOf(o.Source, SourceAPI, SourceArchive, SourceExport, SourceFeed)},
		check{"input", named(o.Input)},
	); why != "" {
		return field, why
	}
	switch {
	case o.PostID != "":
		if why := postID(o.PostID, o.Platform); why != "" {
			return "post_id", why
		}
	case o.Value < -MaxThousandth || o.Value > MaxThousandth:
		return "value", "is beyond belief"
	}
	if o.Small != o.Value.IsSmall() {
		return "small", "does not say what the value is"
	}
	return "", ""
}

// period returns what is wrong with the period, if anything.
func (o *Outcome) period(now Micros) string {
	start, err := time.Parse("2006-01", o.Period)
	if o.PeriodKind == PeriodWeek {
		start, err = WeekStart(o.Period)
		if err == nil && At(start).Week() != o.Period {
			return fmt.Sprintf("%.40q is not a week of its year", o.Period)
		}
	}
	if err != nil {
		return fmt.Sprintf("%.40q is not of the form 2026-W07 or 2026-02", o.Period)
	}
	return inTime(At(start), now)
}

// CompareOutcome orders outcomes by what they are a figure of; equal ones are two
// tellings of one figure.
func CompareOutcome(a, b *Outcome) int {
	return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.PeriodKind, b.PeriodKind), cmp.Compare(a.Period, b.Period),
		cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.AccountID, b.AccountID),
		cmp.Compare(a.About, b.About), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.PostID, b.PostID))
}

// MergeOutcome makes one row of two tellings of one figure: the later stands, of
// equally late ones the larger.
func MergeOutcome(a, b Outcome) Outcome {
	if cmp.Or(cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source.Rank(), b.Source.Rank()), cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.Value, b.Value), cmp.Compare(a.Input, b.Input)) < 0 {
		return b
	}
	return a
}
