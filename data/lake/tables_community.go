package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of how listed accounts point at each other, and of the places they share.
var (
	CommunityEdges = Table[data.CommunityEdge]{
		Name: "community_edges", Version: 1, Doc: "in how many posts of a month one configured account mentioned, quoted or reposted another",
		Partition: func(e *data.CommunityEdge) string { return ofMonth(e.Platform, e.Month) },
		Compare: func(a, b *data.CommunityEdge) int {
			return compareBy(a.Month, b.Month, string(a.Platform), string(b.Platform), string(a.From), string(b.From), string(a.To), string(b.To), string(a.Tie), string(b.Tie))
		},
	}
	CommunityLinks = Table[data.CommunityLink]{
		Name: "community_links", Version: 1, Doc: "in how many posts of a month a configured account led to a place or used a hashtag; profiles of others are left out",
		Partition: func(l *data.CommunityLink) string { return ofMonth(l.Platform, l.Month) },
		Compare: func(a, b *data.CommunityLink) int {
			return compareBy(a.Month, b.Month, string(a.Platform), string(b.Platform), string(a.AccountID), string(b.AccountID), string(a.Kind), string(b.Kind), a.Place, b.Place)
		},
	}
	CommunityNodes = Table[data.CommunityNode]{
		Name: "community_nodes", Version: 1, Doc: "a configured account on the map of the year that ends with a quarter, or an individual who asked to be named",
		Partition: func(n *data.CommunityNode) string { return segment("period", n.Period) },
		Compare: func(a, b *data.CommunityNode) int {
			return compareBy(a.Period, b.Period, string(a.Platform), string(b.Platform), string(b.Kind), string(a.Kind), string(a.AccountID), string(b.AccountID), a.Name, b.Name)
		},
	}
	Discoveries = Table[data.Discovery]{
		Name: "discoveries", Version: 1, Doc: "a domain, hashtag, forum or channel that posts of at least three configured institutions hold",
		Partition: func(d *data.Discovery) string { return segment("period", d.Period) },
		Compare: func(a, b *data.Discovery) int {
			return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(b.Institutions, a.Institutions), cmp.Compare(b.Posts, a.Posts),
				cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Place, b.Place))
		},
	}
)
