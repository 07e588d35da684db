package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// peerRows is how many comparisons with peers a page holds.
const peerRows = 8

// peers says where the mission's accounts stand among the peers that the settings declare.
// A percentile stands only where ten of them have enough posts.
func (b *builder) peers() Section {
	s := Section{ID: "peers", Short: b.word("short.peers"), Heading: b.say("peers.none"), Lead: []Line{b.say("peers.none_why")}}
	var shown, few []data.Benchmark
	for _, x := range b.in.Peers {
		switch {
		case x.Metric != "interactions_public":
		case finite(x.Percentile) && finite(x.Low) && finite(x.High):
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
	s.Heading, s.Lead = b.say("peers.too_few"), []Line{b.say("peers.needed")}
	if len(shown) > 0 {
		s.Heading = b.peersHeading(shown[0])
		s.Lead = []Line{b.say("peers.rests", "period", b.between(shown[0].From, shown[0].To)), b.say("peers.why_not")}
		s.Groups = append(s.Groups, Group{Parts: []Part{b.percentiles(shown[:min(len(shown), peerRows)])}})
	}
	if len(few) > 0 {
		part := Part{}
		for _, x := range few[:min(len(few), peerRows)] {
			part.List = append(part.List, b.fewPeers(x))
		}
		fold := Group{Parts: []Part{part}}
		if len(shown) > 0 || len(part.List) > longList {
			fold.Fold = b.say("peers.show_few", "count", int64(len(few))).String()
		}
		s.Groups = append(s.Groups, fold)
	}
	return s
}

// peersHeading states the first comparison: on which side of the middle, or on neither.
func (b *builder) peersHeading(x data.Benchmark) Line {
	args := []any{"account", b.placeName(x), "set", b.peerSet(x.Set)}
	switch {
	case *x.Low > 50:
		return b.say("peers.above", args...)
	case *x.High < 50:
		return b.say("peers.below", args...)
	}
	return b.say("peers.among", args...)
}

func (b *builder) placeName(x data.Benchmark) Line {
	return b.accountOn(x.Platform, x.AccountID)
}

func (b *builder) peerSet(set data.Role) Line {
	switch set {
	case data.RolePeerMission:
		return b.say("peers.missions")
	case data.RolePeerBrand:
		return b.say("peers.brands")
	case data.RolePeerNGO:
		return b.say("peers.ngos")
	}
	return plain(string(set))
}

// percentiles draws how many of 100 peers each account's typical post is above.
func (b *builder) percentiles(rows []data.Benchmark) Part {
	part := Part{Heading: b.say("peers.chart"), Under: b.say("peers.under"), Fold: b.word("page.numbers"),
		Table: &Table{Head: b.heads("account", "peers", "above", "interval", "peers_n", "typical", "posts", "peers_typical", "middle_half")}}
	part.Table.Caption = part.Heading
	var drawn []percentileRow
	boosted := []Line(nil)
	for _, x := range rows {
		name := b.placeName(x)
		rank := func(p *float64) string { return b.count(int64(math.Round(*p))) }
		drawn = append(drawn, percentileRow{name: joined(slices.Concat(name, own(", "), b.peerSet(x.Set))), look: look{platformClass(x.Platform), circle},
			at: *x.Percentile, low: *x.Low, high: *x.High, note: b.say("peers.row", "above", rank(x.Percentile), "low", rank(x.Low), "high", rank(x.High))})
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: name}, Cells: []Cell{{Text: b.peerSet(x.Set)}, {own(rank(x.Percentile)), "n"},
			{b.say("date.apart", "from", rank(x.Low), "to", rank(x.High)), "n"}, {own(b.count(x.Peers)), "n"}, {b.typical(x.Median), "n"}, {own(b.count(x.Posts)), "n"},
			{b.typical(x.PeerMedian), "n"}, {b.say("date.apart", "from", b.typical(x.PeerLow), "to", b.typical(x.PeerHigh)), "n"}}})
		if x.PaidPosts > 0 {
			boosted = append(boosted, b.say("peers.boosted", "account", name, "posts", b.say("n.post", "n", x.PaidPosts)))
		}
	}
	part.List = slices.CompactFunc(boosted, func(x, y Line) bool { return x.String() == y.String() })
	part.Drawing = b.drawPercentiles("peers-1", part.Heading, drawn)
	return part
}

func (b *builder) typical(x *float64) Line {
	if !finite(x) {
		return own("–")
	}
	return own(b.amount(*x))
}

// fewPeers says what a comparison lacks.
func (b *builder) fewPeers(x data.Benchmark) Line {
	if strings.HasPrefix(x.NotShown, "too few peers") {
		return b.say("peers.lack", "account", b.placeName(x), "set", b.peerSet(x.Set), "count", x.Peers, "declared", x.Declared)
	}
	return b.say("peers.own_few", "account", b.placeName(x))
}
