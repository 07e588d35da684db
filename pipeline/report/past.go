package report

import (
	"time"

	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
)

// trustedCases is how many judged cases a share of them should rest on: with fewer, its
// 90 % interval is wider than 35 points.
const trustedCases = 20

// past tells how earlier advice did, beside what it said itself of its doubts and what
// the plain comparison said.
func (b *builder) past() Section {
	s := Section{ID: "past", Short: b.word("short.past"), Heading: b.say("past.early")}
	var sum PastVerdict
	for _, v := range b.in.Past.Verdicts {
		sum.Lines, sum.Judged, sum.Held, sum.Naive = sum.Lines+v.Lines, sum.Judged+v.Judged, sum.Held+v.Held, sum.Naive+v.Naive
		sum.Expected += v.Expected
		sum.JudgedFollowed, sum.HeldFollowed = sum.JudgedFollowed+v.JudgedFollowed, sum.HeldFollowed+v.HeldFollowed
	}
	if sum.Judged == 0 {
		s.Lead = []Line{b.pastWait(sum.Lines), b.say("past.how")}
		return s
	}
	s.Follow = b.command("tailor hindsight")
	s.Heading = b.say("past.head", "held", sum.Held, "judged", sum.Judged, "expected", b.about(sum.Expected))
	if sum.Judged < trustedCases {
		s.Lead = append(s.Lead, b.say("past.scarce"))
	}
	s.Lead = append(s.Lead, b.say("past.naive", "naive", sum.Naive, "judged", sum.Judged))
	if sum.JudgedFollowed > 0 {
		s.Lead = append(s.Lead, b.say("past.followed", "followed", sum.JudgedFollowed, "held", sum.HeldFollowed))
	}
	s.Lead = append(s.Lead, b.say("past.how"))
	table := &Table{Caption: b.say("past.table"), Head: b.heads("advice", "lines", "followed", "judged", "held", "expected", "naive")}
	for _, v := range b.in.Past.Verdicts {
		row := Row{Head: Cell{Text: b.pastVerdict(v.Verdict)}}
		for _, n := range []int64{v.Lines, v.Followed, v.Judged, v.Held} {
			row.Cells = append(row.Cells, Cell{own(b.count(n)), "n"})
		}
		row.Cells = append(row.Cells, Cell{own(b.about(v.Expected)), "n"}, Cell{own(b.count(v.Naive)), "n"})
		if v.Judged == 0 {
			for i := 3; i < len(row.Cells); i++ {
				row.Cells[i].Text = own("–")
			}
		}
		table.Rows = append(table.Rows, row)
	}
	s.Groups = []Group{{Parts: []Part{{Table: table}}}}
	return s
}

// pastWait says why nothing was judged yet.
func (b *builder) pastWait(lines int64) Line {
	if lines > 0 {
		return b.say("past.no_posts")
	}
	if day, err := time.Parse(time.DateOnly, b.in.Past.FirstDue); err == nil {
		if !day.After(b.in.AsOf) {
			return b.say("past.no_posts") // it is due, and what would judge it has not come
		}
		return b.say("past.first", "day", b.day(day))
	}
	return b.say("past.none")
}

// about writes an expected count.
func (v *voice) about(x float64) string {
	return v.digits(x, number.MinFractionDigits(1), number.MaxFractionDigits(1))
}

func (b *builder) pastVerdict(v data.Verdict) Line {
	switch v {
	case data.VerdictMore:
		return capital(b.say("verdict.more"))
	case data.VerdictLess:
		return capital(b.say("verdict.less"))
	case data.VerdictLean:
		return capital(b.say("past.hint"))
	case data.VerdictNoDifference:
		return capital(b.say("verdict.same"))
	case data.VerdictTry:
		return capital(b.say("verdict.try"))
	}
	return plain(string(v))
}
