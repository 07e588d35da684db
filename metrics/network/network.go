package network

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/network"
)

// damping is how far a walk goes on along the edges rather than starting anew
// (Page, Brin, Motwani and Winograd 1999, The PageRank citation ranking).
const damping = 0.85

// Graph is a directed graph over the nodes 0 to n-1 with weighted edges. Its nodes
// and edges are always walked in order, so that equal input gives equal bytes. It
// implements gonum's graph.WeightedDirected.
type Graph struct {
	out, in [][]arc
}

// arc is an edge's other end and its weight.
type arc struct {
	to     int
	weight float64
}

// New returns a network of n nodes without edges.
func New(n int) *Graph { return &Graph{make([][]arc, n), make([][]arc, n)} }

// Add adds weight to the edge from a to b. Edges from a node to itself and weights
// that are not above 0, or no number, are left out.
func (g *Graph) Add(a, b int, weight float64) {
	if a == b || !(weight > 0) || math.IsInf(weight, 1) {
		return
	}
	put(&g.out[a], b, weight)
	put(&g.in[b], a, weight)
}

func put(arcs *[]arc, to int, weight float64) {
	i, found := slices.BinarySearchFunc(*arcs, to, func(e arc, to int) int { return e.to - to })
	if found {
		(*arcs)[i].weight += weight
		return
	}
	*arcs = slices.Insert(*arcs, i, arc{to, weight})
}

// Degree returns how many nodes a node's edges lead to, and come from.
func (g *Graph) Degree(i int) (out, in int) { return len(g.out[i]), len(g.in[i]) }

// PageRank returns each node's share of a walk that follows edges by their weight and
// begins anew at any node with probability 1-damping, also where no edge leads on:
// r = (1-d)/n + d (sum_j r_j w_ji/w_j + sum_dangling r_j / n). The shares sum to 1.
// gonum's own begins at random, so its last digits differ from call to call; this one
// begins at 1/n, adds in the order of the nodes and rounds to 1e-9.
func (g *Graph) PageRank() []float64 {
	n := len(g.out)
	if n == 0 {
		return nil
	}
	rank, next, sums := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, arcs := range g.out {
		rank[i] = 1 / float64(n)
		for _, e := range arcs {
			sums[i] += e.weight
		}
	}
	// An error shrinks by d in each round: 0.85^160 is below 1e-11.
	for range 160 {
		lost := 0.0
		for i, r := range rank {
			if len(g.out[i]) == 0 {
				lost += r
			}
		}
		base := float64((1-damping)/float64(n)) + float64(damping*lost/float64(n))
		for i := range next {
			sum := 0.0
			for _, e := range g.in[i] {
				sum += float64(rank[e.to] * (e.weight / sums[e.to]))
			}
			next[i] = base + float64(damping*sum)
		}
		rank, next = next, rank
	}
	for i, r := range rank {
		rank[i] = math.Round(r*1e9) / 1e9
	}
	return rank
}

// Betweenness returns which share of the shortest paths between each two others runs
// through a node (Freeman 1977, by the algorithm of Brandes 2001), along the edges'
// direction and whatever their weight, over (n-1)(n-2); nil for fewer than three nodes.
func (g *Graph) Betweenness() []float64 {
	n := len(g.out)
	if n < 3 {
		return nil
	}
	pairs := float64((n - 1) * (n - 2))
	shares := make([]float64, n)
	for id, through := range network.Betweenness(g) {
		shares[id] = math.Round(through/pairs*1e9) / 1e9
	}
	return shares
}

type vertex int64

func (v vertex) ID() int64 { return int64(v) }

// edge is an edge as gonum sees it.
type edge struct {
	from, to vertex
	weight   float64
}

func (e edge) From() graph.Node         { return e.from }
func (e edge) To() graph.Node           { return e.to }
func (e edge) ReversedEdge() graph.Edge { return edge{e.to, e.from, e.weight} }
func (e edge) Weight() float64          { return e.weight }

// Node implements graph.Graph.
func (g *Graph) Node(id int64) graph.Node {
	if id < 0 || id >= int64(len(g.out)) {
		return nil
	}
	return vertex(id)
}

// Nodes implements graph.Graph.
func (g *Graph) Nodes() graph.Nodes {
	all := make([]graph.Node, len(g.out))
	for i := range all {
		all[i] = vertex(i)
	}
	return iterator.NewOrderedNodes(all)
}

// From implements graph.Graph.
func (g *Graph) From(id int64) graph.Nodes { return ends(g.out[id]) }

// To implements graph.Directed.
func (g *Graph) To(id int64) graph.Nodes { return ends(g.in[id]) }

func ends(arcs []arc) graph.Nodes {
	all := make([]graph.Node, len(arcs))
	for i, e := range arcs {
		all[i] = vertex(e.to)
	}
	return iterator.NewOrderedNodes(all)
}

// HasEdgeBetween implements graph.Graph.
func (g *Graph) HasEdgeBetween(a, b int64) bool {
	return g.HasEdgeFromTo(a, b) || g.HasEdgeFromTo(b, a)
}

// HasEdgeFromTo implements graph.Directed.
func (g *Graph) HasEdgeFromTo(a, b int64) bool { return g.WeightedEdge(a, b) != nil }

// Edge implements graph.Graph.
func (g *Graph) Edge(a, b int64) graph.Edge {
	if e := g.WeightedEdge(a, b); e != nil {
		return e
	}
	return nil
}

// WeightedEdge implements graph.Weighted.
func (g *Graph) WeightedEdge(a, b int64) graph.WeightedEdge {
	if g.Node(a) == nil || g.Node(b) == nil {
		return nil
	}
	i, found := slices.BinarySearchFunc(g.out[a], int(b), func(e arc, to int) int { return e.to - to })
	if !found {
		return nil
	}
	return edge{vertex(a), vertex(b), g.out[a][i].weight}
}

// Weight implements graph.Weighted.
func (g *Graph) Weight(a, b int64) (float64, bool) {
	if e := g.WeightedEdge(a, b); e != nil {
		return e.Weight(), true
	}
	return 0, a == b
}
