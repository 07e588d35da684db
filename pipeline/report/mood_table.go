package report

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func (b *builder) shareCells(r chart.ShareRow, n data.Count) page.Row {
	if !r.Shown {
		return page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{{Text: r.Note}, {}, {}, {}}}
	}
	replies := voice.Own("–")
	if n != nil {
		replies = voice.Own(b.Count(*n))
	}
	return page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{page.Number(replies), page.Number(b.share(r.Negative, r.NegLow, r.NegHigh)),
		page.Number(voice.Own(b.Percent(r.Neutral))), page.Number(b.share(r.Positive, r.PosLow, r.PosHigh))}}
}

func (b *builder) share(share float64, low, high *float64) voice.Line {
	if low == nil || high == nil {
		return voice.Own(b.Percent(share))
	}
	return b.Say("mood.share", "share", b.Percent(share), "low", b.Percent(*low), "high", b.Percent(*high))
}

// shareHeads names the columns of a table of shares.
func (b *builder) shareHeads(first string) []page.Cell {
	heads := b.heads(first, "replies")
	for _, class := range []string{"negative", "neutral", "positive"} {
		heads = append(heads, page.Cell{Text: voice.Capital(b.Say("mood." + class))})
	}
	return heads
}
