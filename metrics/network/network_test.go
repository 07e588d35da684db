package network

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/network"
	"pgregory.net/rapid"
)

func networkOf(n int, edges [][2]int) *Graph {
	g := New(n)
	for _, e := range edges {
		g.Add(e[0], e[1], 1)
	}
	return g
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > tolerance {
			t.Errorf("%s of node %d = %.9f, want %.9f", what, i, got[i], want[i])
		}
	}
}

// Worked out by hand: a points at c, b at c, c at a. With d = 0.85 and n = 3,
// b = 0.05; c = 0.05 + 0.85 (a + b); a = 0.05 + 0.85 c. So c = (0.05 + 0.85 (0.05 +
// 0.05)) / (1 - 0.85^2) = 0.135/0.2775.
func TestPageRankByHand(t *testing.T) {
	c := 0.135 / 0.2775
	near(t, "PageRank", networkOf(3, [][2]int{{0, 2}, {1, 2}, {2, 0}}).PageRank(), []float64{0.05 + 0.85*c, 0.05, c}, 2e-9)
}

// Where no edge leads on the walk begins anew: a points at b alone, b nowhere, so that
// b = a + 0.85 a (r = 0.075 + 0.425 b for a); a = 20/57, b = 37/57.
func TestPageRankDangling(t *testing.T) {
	near(t, "PageRank", networkOf(2, [][2]int{{0, 1}}).PageRank(), []float64{20.0 / 57, 37.0 / 57}, 2e-9)
}

// The example of "PageRank" in the English Wikipedia, which gives the values in percent
// to a decimal: B 38.4, C 34.3, E 8.1, D 3.9, F 3.9, A 3.3 and five of 1.6 each.
func TestPageRankPublished(t *testing.T) {
	const a, b, c, d, e, f = 0, 1, 2, 3, 4, 5
	edges := [][2]int{{b, c}, {c, b}, {d, a}, {d, b}, {e, b}, {e, d}, {e, f}, {f, b}, {f, e},
		{6, b}, {6, e}, {7, b}, {7, e}, {8, b}, {8, e}, {9, e}, {10, e}}
	near(t, "PageRank", networkOf(11, edges).PageRank(), []float64{.033, .384, .343, .039, .081, .039, .016, .016, .016, .016, .016}, 0.0005)
}

// Freeman's measure on a directed path of four: the second node lies on the paths 0-2
// and 0-3, the third on 0-3 and 1-3, of (4-1)(4-2) = 6. In the star all 6 ordered pairs
// of its 3 rays run through the middle. In the square with two ways each carries half.
func TestBetweennessByHand(t *testing.T) {
	near(t, "path", networkOf(4, [][2]int{{0, 1}, {1, 2}, {2, 3}}).Betweenness(), []float64{0, 2.0 / 6, 2.0 / 6, 0}, 1e-9)
	near(t, "star", networkOf(4, [][2]int{{0, 1}, {1, 0}, {0, 2}, {2, 0}, {0, 3}, {3, 0}}).Betweenness(), []float64{1, 0, 0, 0}, 1e-9)
	near(t, "two ways", networkOf(4, [][2]int{{0, 1}, {0, 2}, {1, 3}, {2, 3}}).Betweenness(), []float64{0, .5 / 6, .5 / 6, 0}, 1e-9)
	if networkOf(2, [][2]int{{0, 1}}).Betweenness() != nil {
		t.Error("betweenness of two nodes is not nil")
	}
}

func drawNetwork(t *rapid.T, most int) *Graph {
	n := rapid.IntRange(3, most).Draw(t, "nodes")
	g := New(n)
	for range rapid.IntRange(1, 4*n).Draw(t, "edges") {
		g.Add(rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to"), float64(rapid.IntRange(1, 9).Draw(t, "posts")))
	}
	return g
}

// gonum's PageRank, which begins at random, agrees to its tolerance; shares sum to 1.
func TestPageRankAsGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawNetwork(t, 12)
		want := network.PageRank(g, damping, 1e-12)
		sum := 0.0
		for i, r := range g.PageRank() {
			sum += r
			if math.Abs(r-want[int64(i)]) > 1e-8 {
				t.Fatalf("node %d: %.10f, gonum %.10f", i, r, want[int64(i)])
			}
		}
		if math.Abs(sum-1) > 1e-7 {
			t.Fatalf("shares sum to %g", sum)
		}
	})
}

// Betweenness against every shortest path, counted by breadth-first distance.
func TestBetweennessAgainstAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawNetwork(t, 8)
		n := len(g.out)
		dist, paths := make([][]int, n), make([][]float64, n)
		for s := range n {
			dist[s], paths[s] = slowPaths(g, s)
		}
		for v, got := range g.Betweenness() {
			want := 0.0
			for s := range n {
				for e := range n {
					if s != e && s != v && e != v && paths[s][e] > 0 && dist[s][v] >= 0 && dist[v][e] >= 0 && dist[s][v]+dist[v][e] == dist[s][e] {
						want += paths[s][v] * paths[v][e] / paths[s][e]
					}
				}
			}
			if want /= float64((n - 1) * (n - 2)); math.Abs(got-want) > 1e-8 {
				t.Fatalf("node %d: %g, want %g", v, got, want)
			}
		}
	})
}

// slowPaths returns distances from s, -1 where no way leads, and how many shortest ways.
func slowPaths(g *Graph, s int) (dist []int, paths []float64) {
	dist, paths = make([]int, len(g.out)), make([]float64, len(g.out))
	for i := range dist {
		dist[i] = -1
	}
	dist[s], paths[s] = 0, 1
	for d := range len(dist) {
		for v := range dist {
			for _, e := range g.out[v] {
				if dist[v] == d && (dist[e.to] < 0 || dist[e.to] == d+1) {
					dist[e.to] = d + 1
					paths[e.to] += paths[v]
				}
			}
		}
	}
	return dist, paths
}

// rings are two rings of k nodes, each node also pointing two ahead, with one bridge.
func rings(k int) *Graph {
	g := New(2 * k)
	for r := range 2 {
		for i := range k {
			for _, step := range []int{1, 2, 3, 4} {
				g.Add(r*k+i, r*k+(i+step)%k, 3)
			}
		}
	}
	g.Add(0, k, 1)
	return g
}

// Two dense halves with one bridge are two groups; networks of up to 30 nodes have none.
func TestGroups(t *testing.T) {
	if got := rings(15).Groups(); got != nil {
		t.Errorf("30 nodes have groups %v", got)
	}
	if got := New(40).Groups(); got != nil {
		t.Errorf("40 nodes without edges have groups %v", got)
	}
	cliques := New(40)
	for i := range 40 {
		for j := range 40 {
			if (i < 25) == (j < 25) {
				cliques.Add(i, j, 1)
			}
		}
	}
	cliques.Add(3, 30, 1)
	got := cliques.Groups()
	for i, group := range got {
		if want := 1 + i/25; group != want {
			t.Errorf("node %d is in group %d, want %d: %v", i, group, want, got)
		}
	}
}

func TestNetworkIsDeterministic(t *testing.T) {
	first := rings(20)
	groups, ranks, between := first.Groups(), first.PageRank(), first.Betweenness()
	for range 30 {
		g := rings(20)
		if diff := cmp.Diff(groups, g.Groups()); diff != "" {
			t.Fatalf("groups differ:\n%s", diff)
		}
		if !cmp.Equal(ranks, g.PageRank()) || !cmp.Equal(between, g.Betweenness()) {
			t.Fatal("ranks differ")
		}
	}
}

// A weight that is no number is no edge: ranks stay shares that add up to 1.
func TestWeightsAreNumbers(t *testing.T) {
	g := New(3)
	g.Add(0, 1, math.Inf(1))
	g.Add(1, 2, math.NaN())
	g.Add(0, 2, 1e300)
	g.Add(1, 0, 5e-324)
	var sum float64
	for i, r := range g.PageRank() {
		if !(r > 0 && r < 1) {
			t.Errorf("node %d has the rank %v", i, r)
		}
		sum += r
	}
	if out, _ := g.Degree(0); out != 1 || math.Abs(sum-1) > 1e-8 {
		t.Errorf("%d edges from the first node, ranks add up to %v", out, sum)
	}
}
