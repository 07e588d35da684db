package community

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/network"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// mapQuarters is how many quarters a map covers.
const mapQuarters = 4

// Map makes the maps and discoveries of every quarter whose year of edges and
// places changed, from what [Posts] counted. Individuals of the register stand
// on the newest map only, while as-of is within their consent; what named them before is
// purged when it ends.
func Map(ctx context.Context, r lake.Reader, m Mapping, clock data.Clock) (lake.Changes, error) {
	var c lake.Changes
	list := newListing(m)
	quarters := quartersOf(r)
	today := clock.Day()
	for i, quarter := range quarters {
		var named []Individual
		if i == len(quarters)-1 {
			named = consenting(m.Register, today)
		}
		if err := mapQuarter(ctx, r, &c, quarter, list, named); err != nil {
			return c, fmt.Errorf("community map of %s: %w", quarter.name, err)
		}
	}
	live := func(part string) bool {
		return slices.ContainsFunc(quarters, func(q quarter) bool { return part == q.part() })
	}
	if slices.ContainsFunc(lake.Partitions(r, lake.CommunityNodes), func(p string) bool { return !live(p) }) {
		c.Purge = true // a map that is no more may name somebody
	}
	if err := partition.DropOthers(r, &c, lake.CommunityNodes, live); err != nil {
		return c, err
	}
	return c, partition.DropOthers(r, &c, lake.Discoveries, live)
}

// consenting are the individuals whose consent holds on a day.
func consenting(register []Individual, day string) []Individual {
	var named []Individual
	for _, i := range register {
		if i.ConsentOn != "" && i.ConsentOn <= day && day <= i.Expires {
			named = append(named, i)
		}
	}
	slices.SortFunc(named, func(a, b Individual) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Name, b.Name))
	})
	return named
}

// quarter is a calendar quarter with the year that ends with it.
type quarter struct {
	name        string
	first, last string // months of that year
}

func (q quarter) part() string { return "period=" + q.name }

func (q quarter) covers(part string) bool {
	month := partition.Month(part)
	return q.first <= month && month <= q.last
}

// quartersOf lists the quarters from the first month with an edge or place to the last.
func quartersOf(r lake.Reader) []quarter {
	var months []string
	for _, p := range slices.Concat(lake.Partitions(r, lake.CommunityEdges), lake.Partitions(r, lake.CommunityLinks)) {
		if m := partition.Month(p); m != "" {
			months = append(months, m)
		}
	}
	if len(months) == 0 {
		return nil
	}
	var all []quarter
	first, _ := time.Parse("2006-01", slices.Min(months)) // splitPartition has parsed it
	last := slices.Max(months)
	start := first.AddDate(0, -(int(first.Month())-1)%3, 0)
	for ; start.Format("2006-01") <= last; start = start.AddDate(0, 3, 0) {
		all = append(all, quarter{
			name:  fmt.Sprintf("%04d-Q%d", start.Year(), (int(start.Month())+2)/3),
			first: start.AddDate(0, -3*(mapQuarters-1), 0).Format("2006-01"), last: start.AddDate(0, 2, 0).Format("2006-01"),
		})
	}
	return all
}

// mapQuarter makes one quarter's map and discoveries if what they rest on changed.
func mapQuarter(ctx context.Context, r lake.Reader, c *lake.Changes, q quarter, list *listing, named []Individual) error {
	files := func(table string) []lake.File {
		return slices.DeleteFunc(slices.Clone(r.Files(table)), func(f lake.File) bool { return !q.covers(f.Partition) })
	}
	extra := append([]string{communityVersion}, list.prints...)
	places := lake.InputHash(r, extra, files(lake.CommunityLinks.Name)...)
	if lake.From(r, lake.Discoveries.Name, q.part()) != places {
		rows, err := discover(ctx, r, q, list)
		if err != nil {
			return err
		}
		if err := lake.Replace(c, lake.Discoveries, q.part(), rows, places); err != nil {
			return err
		}
	}
	for _, i := range named {
		extra = append(extra, fmt.Sprintf("%q", i))
	}
	edges := lake.InputHash(r, extra, files(lake.CommunityEdges.Name)...)
	if lake.From(r, lake.CommunityNodes.Name, q.part()) == edges {
		return nil
	}
	rows, err := mapRows(ctx, r, q, list)
	if err != nil {
		return err
	}
	for _, i := range named {
		rows = append(rows, data.CommunityNode{Period: q.name, Platform: i.Platform, Kind: data.NodeIndividual,
			Name: i.Name, Purpose: i.Purpose, ConsentBy: i.ConsentBy, ConsentOn: i.ConsentOn, Expires: i.Expires})
	}
	for was, err := range lake.Scan(ctx, r, lake.CommunityNodes, partition.Only(q.part())) {
		if err != nil {
			return err
		}
		c.Purge = c.Purge || was.Kind == data.NodeIndividual && !slices.ContainsFunc(named, func(i Individual) bool { return i.Name == was.Name })
	}
	return lake.Replace(c, lake.CommunityNodes, q.part(), rows, edges)
}

// mapRows reads a year's edges and scores each platform's map, and that of all together.
func mapRows(ctx context.Context, r lake.Reader, q quarter, list *listing) ([]data.CommunityNode, error) {
	sums := map[data.Platform]map[data.CommunityEdge]int64{"": {}}
	for e, err := range lake.Scan(ctx, r, lake.CommunityEdges, q.covers) {
		if err != nil {
			return nil, err
		}
		platform, posts := e.Platform, e.Posts
		if sums[platform] == nil {
			sums[platform] = map[data.CommunityEdge]int64{}
		}
		e.Month, e.Platform, e.Posts = "", "", 0
		sums[platform][e] += posts
		sums[""][e] += posts
	}
	rows := []data.CommunityNode{}
	for _, platform := range slices.Sorted(maps.Keys(sums)) {
		rows = append(rows, score(q, platform, sums[platform], list)...)
	}
	return rows, nil
}

// score makes the nodes of one map. Accounts without an edge are listed on the map of
// all platforms, and have no score anywhere: nothing is known of how they stand.
func score(q quarter, platform data.Platform, sums map[data.CommunityEdge]int64, list *listing) []data.CommunityNode {
	connected, untold := map[data.AccountID]bool{}, map[data.AccountID]int64{}
	for e, posts := range sums {
		if e.To == "" {
			untold[e.From] += posts
			continue
		}
		connected[e.From], connected[e.To] = true, true
	}
	ids := slices.Sorted(maps.Keys(connected))
	index := map[data.AccountID]int{}
	for i, id := range ids {
		index[id] = i
	}
	g := network.New(len(ids))
	in, out := make([]int64, len(ids)), make([]int64, len(ids))
	for e, posts := range sums { // whole numbers: their order does not matter
		if e.To != "" {
			g.Add(index[e.From], index[e.To], float64(posts))
			out[index[e.From]] += posts
			in[index[e.To]] += posts
		}
	}
	ranks, between, groups := g.PageRank(), g.Betweenness(), g.Groups()
	var rows []data.CommunityNode
	for _, id := range slices.Sorted(maps.Keys(list.accounts)) {
		who := list.accounts[id]
		i, found := index[id]
		if !found && platform != "" && untold[id] == 0 {
			continue
		}
		row := data.CommunityNode{Period: q.name, Platform: platform, Kind: data.NodeInstitution, AccountID: id, Institution: who.institution, Role: who.Role,
			In: data.N(0), Out: data.N(0), Received: data.N(0), Sent: data.N(0), Untold: data.N(untold[id])}
		if found {
			o, n := g.Degree(i)
			row.Out, row.In, row.Sent, row.Received, row.PageRank = data.N(int64(o)), data.N(int64(n)), data.N(out[i]), data.N(in[i]), &ranks[i]
			if between != nil {
				row.Betweenness = &between[i]
			}
			if groups != nil {
				row.Community = data.N(int64(groups[i]))
			}
		}
		rows = append(rows, row)
	}
	return rows
}
