package network

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
)

// GroupsFrom is how many nodes must be connected before groups are sought: in smaller
// networks modularity finds groups in chance (Guimerà, Sales-Pardo and Amaral 2004).
const GroupsFrom = 31

// groupSeed fixes the order in which the method of Louvain visits nodes.
const groupSeed = 1

// Groups returns each node's group, 1 for the largest (of equal ones that of the first
// node), by the method of Louvain (Blondel, Guillaume, Lambiotte and Lefebvre 2008) on
// the sum of both directions' weights, at resolution 1. It returns nil for networks of
// fewer than GroupsFrom nodes, and for those without edges.
func (g *Graph) Groups() []int {
	edges := 0
	for _, arcs := range g.out {
		edges += len(arcs)
	}
	if len(g.out) < GroupsFrom || edges == 0 {
		return nil
	}
	both := graph.UndirectWeighted{G: g, Merge: func(x, y float64, _, _ graph.Edge) float64 { return x + y }}
	reduced := community.Modularize(both, 1, rand.NewPCG(groupSeed, groupSeed))
	groups := reduced.Communities()
	for _, members := range groups {
		slices.SortFunc(members, func(a, b graph.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	}
	slices.SortFunc(groups, func(a, b []graph.Node) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0].ID(), b[0].ID()))
	})
	of := make([]int, len(g.out))
	for i, members := range groups {
		for _, node := range members {
			of[node.ID()] = i + 1
		}
	}
	return of
}
