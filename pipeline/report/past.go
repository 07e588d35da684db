package report

import (
	"time"

	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// trustedCases is how many judged cases a share of them should rest on: with fewer, its
// 90 % interval is wider than 35 points.
const trustedCases = 20

// past tells how earlier advice did, beside what it said itself of its doubts and what
// the plain comparison said.
func (b *builder) past() page.Section {
	s := page.Section{ID: "past", Short: b.Word("short.past"), Heading: b.Say("past.early")}
	var sum PastVerdict
	for _, v := range b.in.Past.Verdicts {
		sum.Lines, sum.Judged, sum.Held, sum.Naive = sum.Lines+v.Lines, sum.Judged+v.Judged, sum.Held+v.Held, sum.Naive+v.Naive
		sum.Expected += v.Expected
		sum.JudgedFollowed, sum.HeldFollowed = sum.JudgedFollowed+v.JudgedFollowed, sum.HeldFollowed+v.HeldFollowed
	}
	if sum.Judged == 0 {
		s.Lead = []voice.Line{b.pastWait(sum.Lines), b.Say("past.how")}
		return s
	}
	s.Follow = b.command("tailor hindsight")
	s.Heading = b.Say("past.head", "held", sum.Held, "judged", sum.Judged, "expected", b.about(sum.Expected))
	if sum.Judged < trustedCases {
		s.Lead = append(s.Lead, b.Say("past.scarce"))
	}
	s.Lead = append(s.Lead, b.Say("past.naive", "naive", sum.Naive, "judged", sum.Judged))
	if sum.JudgedFollowed > 0 {
		s.Lead = append(s.Lead, b.Say("past.followed", "followed", sum.JudgedFollowed, "held", sum.HeldFollowed))
	}
	s.Lead = append(s.Lead, b.Say("past.how"))
	table := &page.Table{Caption: b.Say("past.table"), Head: b.heads("advice", "lines", "followed", "judged", "held", "expected", "naive")}
	for _, v := range b.in.Past.Verdicts {
		row := page.Row{Head: page.Cell{Text: b.pastVerdict(v.Verdict)}}
		for _, n := range []int64{v.Lines, v.Followed, v.Judged, v.Held} {
			row.Cells = append(row.Cells, page.Number(voice.Own(b.Count(n))))
		}
		if v.Asked == 0 { // to choose the cheapest asks for nothing that could be followed
			row.Cells[1].Text = voice.Own("–")
		}
		row.Cells = append(row.Cells, page.Number(voice.Own(b.about(v.Expected))), page.Number(voice.Own(b.Count(v.Naive))))
		if v.Judged == 0 {
			for i := 3; i < len(row.Cells); i++ {
				row.Cells[i].Text = voice.Own("–")
			}
		}
		table.Rows = append(table.Rows, row)
	}
	s.Groups = []page.Group{{Parts: []page.Part{{Table: table}}}}
	return s
}

// pastWait says why nothing was judged yet.
func (b *builder) pastWait(lines int64) voice.Line {
	if lines > 0 {
		return b.Say("past.no_posts")
	}
	if day, err := time.Parse(time.DateOnly, b.in.Past.FirstDue); err == nil {
		if !day.After(b.in.AsOf) {
			return b.Say("past.no_posts") // it is due, and what would judge it has not come
		}
		return b.Say("past.first", "day", b.Day(day))
	}
	return b.Say("past.none")
}

func (b *builder) pastVerdict(v data.Verdict) voice.Line {
	switch v {
	case data.VerdictMore:
		return voice.Capital(b.Say("verdict.more"))
	case data.VerdictLess:
		return voice.Capital(b.Say("verdict.less"))
	case data.VerdictLean:
		return voice.Capital(b.Say("past.hint"))
	case data.VerdictNoDifference:
		return voice.Capital(b.Say("verdict.same"))
	case data.VerdictTry:
		return voice.Capital(b.Say("verdict.try"))
	}
	return voice.Unlisted(string(v))
}

// about writes an expected count.
func (b *builder) about(x float64) string {
	return b.Digits(x, number.MinFractionDigits(1), number.MaxFractionDigits(1))
}
