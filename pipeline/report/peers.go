package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// peerRows is how many comparisons with peers a page holds.
const peerRows = 8

// peers says where the mission's accounts stand among the peers that the settings declare.
// A percentile stands only where ten of them have enough posts.
func (b *builder) peers() page.Section {
	s := page.Section{ID: "peers", Short: b.Word("short.peers"), Heading: b.Say("peers.none"), Lead: []voice.Line{b.Say("peers.none_why")}}
	var shown, few []data.Benchmark
	for _, x := range b.in.Peers {
		switch {
		case x.Metric != "interactions_public":
		case voice.Finite(x.Percentile) && voice.Finite(x.Low) && voice.Finite(x.High):
			shown = append(shown, x)
		default:
			few = append(few, x)
		}
	}
	byPlace := func(x, y data.Benchmark) int {
		return tied(cmp.Or(byPlatform(x.Platform, y.Platform), cmp.Compare(x.AccountID, y.AccountID), cmp.Compare(x.Set, y.Set)), x, y)
	}
	slices.SortFunc(shown, byPlace)
	slices.SortFunc(few, byPlace)
	if len(shown)+len(few) == 0 {
		return s
	}
	s.Follow = b.command("tailor benchmark")
	s.Heading, s.Lead = b.Say("peers.too_few"), []voice.Line{b.Say("peers.needed")}
	if len(shown) > 0 {
		s.Heading = b.peersHeading(shown[0])
		s.Lead = []voice.Line{b.Say("peers.rests", "period", b.between(shown[0].From, shown[0].To)), b.Say("peers.why_not")}
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{b.percentiles(shown[:min(len(shown), peerRows)])}})
	}
	if len(few) > 0 {
		part := page.Part{}
		for _, x := range few[:min(len(few), peerRows)] {
			part.List = append(part.List, b.fewPeers(x))
		}
		fold := page.Group{Parts: []page.Part{part}}
		if len(shown) > 0 || len(part.List) > longList {
			fold.Fold = b.Say("peers.show_few", "count", int64(len(few))).String()
		}
		if len(shown) > 0 {
			fold.Parts[0].Text = []voice.Line{b.Say("peers.needed")} // which else leads the section
		}
		s.Groups = append(s.Groups, fold)
	}
	return s
}

// peersHeading states the first comparison: on which side of the middle, or on neither.
func (b *builder) peersHeading(x data.Benchmark) voice.Line {
	args := []any{"account", b.placeName(x), "set", b.peerSet(x.Set)}
	switch {
	case *x.Low > 50:
		return b.Say("peers.above", args...)
	case *x.High < 50:
		return b.Say("peers.below", args...)
	}
	return b.Say("peers.among", args...)
}

func (b *builder) placeName(x data.Benchmark) voice.Line {
	return b.accountOn(x.Platform, x.AccountID)
}

func (b *builder) peerSet(set data.Role) voice.Line {
	switch set {
	case data.RolePeerMission:
		return b.Say("peers.missions")
	case data.RolePeerBrand:
		return b.Say("peers.brands")
	case data.RolePeerNGO:
		return b.Say("peers.ngos")
	}
	return voice.Unlisted(string(set))
}

// percentiles draws how many of 100 peers each account's typical post is above.
func (b *builder) percentiles(rows []data.Benchmark) page.Part {
	part := page.Part{Heading: b.Say("peers.chart"), Under: b.Say("peers.under"), Fold: b.Word("page.numbers"),
		Table: &page.Table{Head: b.heads("account", "peers", "above", "interval", "peers_n", "typical", "posts", "peers_typical", "middle_half")}}
	part.Table.Caption = part.Heading
	var drawn []chart.PercentileRow
	boosted := []voice.Line(nil)
	for _, x := range rows {
		name := b.placeName(x)
		rank := func(p *float64) string { return b.Count(int64(math.Round(*p))) }
		drawn = append(drawn, chart.PercentileRow{Name: b.Say("list.comma", "a", name, "b", b.peerSet(x.Set)), Look: chart.PlatformLook(x.Platform),
			At: *x.Percentile, Low: *x.Low, High: *x.High, Note: b.Say("peers.row", "above", rank(x.Percentile), "low", rank(x.Low), "high", rank(x.High))})
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: name}, Cells: []page.Cell{{Text: b.peerSet(x.Set)}, page.Number(voice.Own(rank(x.Percentile))),
			page.Number(b.Say("date.apart", "from", rank(x.Low), "to", rank(x.High))), page.Number(voice.Own(b.Count(x.Peers))), page.Number(b.typical(x.Median)), page.Number(voice.Own(b.Count(x.Posts))),
			page.Number(b.typical(x.PeerMedian)), page.Number(b.Say("date.apart", "from", b.typical(x.PeerLow), "to", b.typical(x.PeerHigh)))}})
		if x.PaidPosts > 0 {
			boosted = append(boosted, b.Say("peers.boosted", "account", name, "posts", b.Say("n.post", "n", x.PaidPosts)))
		}
	}
	part.List = slices.CompactFunc(boosted, func(x, y voice.Line) bool { return x.String() == y.String() })
	part.Drawing = chart.Percentiles(b.Voice, "peers-1", part.Heading, drawn)
	return part
}

func (b *builder) typical(x *float64) voice.Line {
	if !voice.Finite(x) {
		return voice.Own("–")
	}
	return voice.Own(b.Amount(*x))
}

// fewPeers says what a comparison lacks.
func (b *builder) fewPeers(x data.Benchmark) voice.Line {
	if strings.HasPrefix(x.NotShown, "too few peers") {
		return b.Say("peers.lack", "account", b.placeName(x), "set", b.peerSet(x.Set), "count", x.Peers, "declared", x.Declared)
	}
	return b.Say("peers.own_few", "account", b.placeName(x))
}
