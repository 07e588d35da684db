package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// themesShown is how many themes of criticism a page holds.
const themesShown = 10

// leaning adds up published cells: shares of replies weighted by their number. Published
// shares are steps of 5 points, so that sums of replies times twentieths are whole numbers.
// Ends of intervals are added up likewise, which is right if all err the same way and else
// too wide.
type leaning struct {
	replies                     int64
	negative, neutral, positive int64 // replies times twentieths, as are the ends
	low, high, posLow, posHigh  int64
	missions                    map[string]bool
}

func (l *leaning) add(mission string, m data.Mood) {
	if !readable(m) || m.N == nil || *m.N <= 0 || !voice.Finite(m.NegLow) || !voice.Finite(m.NegHigh) || !voice.Finite(m.PosLow) || !voice.Finite(m.PosHigh) {
		return
	}
	times := func(share *float64) int64 { return *m.N * int64(math.Round(20*voice.Clamp(*share))) }
	l.replies += *m.N
	l.negative, l.neutral, l.positive = l.negative+times(m.Negative), l.neutral+times(m.Neutral), l.positive+times(m.Positive)
	l.low, l.high = l.low+times(m.NegLow), l.high+times(m.NegHigh)
	l.posLow, l.posHigh = l.posLow+times(m.PosLow), l.posHigh+times(m.PosHigh)
	if l.missions == nil {
		l.missions = map[string]bool{}
	}
	l.missions[mission] = true
}

// outwards returns the mean of two ends, rounded outwards to 5 points.
func (l *leaning) outwards(low, high int64) (float64, float64) {
	return float64(low/l.replies) / 20, float64((high+l.replies-1)/l.replies) / 20
}

// theme is one topic of the quarter's replies.
type theme struct {
	topic data.Topic
	leaning
	stands bool // more criticism than among all replies, beyond both intervals
}

// themes gathers the topics that mood published with shares, most criticised first.
func (b *quarterBuilder) themes() []theme {
	var all leaning
	byTopic := map[data.Topic]*leaning{}
	for _, m := range b.q.Missions {
		for _, cell := range m.Mood {
			switch {
			case cell.Breakdown == data.DimTotal:
				all.add(m.Mission, cell)
			case cell.Breakdown == data.DimTopic && cell.Value != mergedSmall:
				topic := data.Topic(cell.Value)
				if byTopic[topic] == nil {
					byTopic[topic] = &leaning{}
				}
				byTopic[topic].add(m.Mission, cell)
			}
		}
	}
	var themes []theme
	for topic, l := range byTopic {
		if l.replies == 0 {
			continue
		}
		t := theme{topic: topic, leaning: *l}
		if all.replies > 0 {
			low, _ := l.outwards(l.low, l.high)
			_, high := all.outwards(all.low, all.high)
			t.stands = low > high
		}
		themes = append(themes, t)
	}
	slices.SortFunc(themes, func(x, y theme) int {
		return cmp.Or(cmp.Compare(order(!x.stands), order(!y.stands)),
			cmp.Compare(y.negative*x.replies, x.negative*y.replies), byLevel("topic", string(x.topic), string(y.topic)))
	})
	return themes[:min(len(themes), themesShown)]
}

// criticism is what people who replied criticised, as far as it may be shown.
func (b *quarterBuilder) criticism(themes []theme) page.Section {
	s := page.Section{ID: "criticism", Open: true, Short: b.Word("mood.head")}
	if len(themes) == 0 {
		s.Heading, s.Lead = b.Say("quarter.no_themes"), []voice.Line{b.Say("quarter.no_themes_why", "people", b.Say("n.person", "n", int64(b.q.Privacy.MinPeople)))}
		if !b.q.Privacy.Replies {
			s.Lead = []voice.Line{b.Say("mood.not_read"), b.Say("mood.offer")}
		}
		return s
	}
	var names []voice.Line
	for _, t := range themes {
		if t.stands && len(names) < 3 {
			names = append(names, b.TopicOr(string(t.topic)))
		}
	}
	s.Heading = b.Say("quarter.none_stands")
	if len(names) > 0 {
		s.Heading = b.Say("quarter.stands", "topics", b.List(names))
	}
	s.Lead = []voice.Line{b.Say("quarter.rests", "people", b.Say("n.person", "n", int64(b.q.Privacy.MinPeople))), b.Say("mood.read")}
	part := page.Part{Heading: b.Say("quarter.shares"), Under: b.Say("mood.head"), Fold: b.Word("page.numbers"),
		Table: &page.Table{Caption: b.Say("quarter.shares"), Head: b.shareHeads("topic")}}
	var rows []chart.ShareRow
	for _, t := range themes {
		rows = append(rows, b.themeRow(t))
		part.Table.Rows = append(part.Table.Rows, b.shareCells(rows[len(rows)-1], data.N(t.replies)))
	}
	part.Drawing = chart.Shares(b.Voice, "themes-1", part.Heading, rows)
	part.Legend = chart.ShareLegend(b.Voice)
	s.Groups = []page.Group{{Parts: []page.Part{part}}}
	return s
}

func (b *quarterBuilder) themeRow(t theme) chart.ShareRow {
	negative, neutral, positive := t.shares()
	low, high := t.outwards(t.low, t.high)
	posLow, posHigh := t.outwards(t.posLow, t.posHigh)
	return chart.ShareRow{Name: voice.Capital(b.TopicOr(string(t.topic))), Shown: true, Negative: negative, Neutral: neutral, Positive: positive,
		NegLow: &low, NegHigh: &high, PosLow: &posLow, PosHigh: &posHigh,
		Note: b.Say("quarter.of", "replies", b.Say("n.reply", "n", t.replies), "missions", b.Say("n.mission", "n", int64(len(t.missions))))}
}

// shares returns the mean shares, rounded to 5 points each; where they do not sum up the
// largest takes the rest.
func (l *leaning) shares() (negative, neutral, positive float64) {
	v := []int64{l.negative, l.neutral, l.positive}
	for i := range v {
		v[i] = (2*v[i] + l.replies) / (2 * l.replies)
	}
	most := slices.Index(v, slices.Max(v))
	v[most] += 20 - v[0] - v[1] - v[2]
	return float64(v[0]) / 20, float64(v[1]) / 20, float64(v[2]) / 20
}
