package show

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// DOT writes the map for Graphviz: an edge for each two accounts, its weight the posts.
func (m *Map) DOT(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintln(&b, "digraph community {")
	for _, n := range m.Accounts {
		if n.PageRank != nil {
			fmt.Fprintf(&b, "  %s [role=%s, pagerank=%.9f];\n", dotted(string(n.AccountID)), dotted(string(n.Role)), *n.PageRank)
		}
	}
	for _, n := range m.Individuals {
		fmt.Fprintf(&b, "  %s [shape=box];\n", dotted(n.Name))
	}
	for _, e := range m.Edges {
		fmt.Fprintf(&b, "  %s -> %s [tie=%s, weight=%d];\n", dotted(string(e.From)), dotted(string(e.To)), e.Tie, e.Posts)
	}
	fmt.Fprintln(&b, "}")
	_, err := io.WriteString(out, b.String())
	return err
}

// dotted is a text as DOT quotes it.
func dotted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

// The parts of a GraphML file.
type (
	graphML struct {
		XMLName xml.Name   `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
		Keys    []graphKey `xml:"key"`
		Graph   struct {
			Direction string      `xml:"edgedefault,attr"`
			Nodes     []graphNode `xml:"node"`
			Edges     []graphEdge `xml:"edge"`
		} `xml:"graph"`
	}
	graphKey struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	}
	graphNode struct {
		ID   string       `xml:"id,attr"`
		Data []graphDatum `xml:"data"`
	}
	graphEdge struct {
		From string       `xml:"source,attr"`
		To   string       `xml:"target,attr"`
		Data []graphDatum `xml:"data"`
	}
	graphDatum struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	}
)

// GraphML writes the map for Gephi, yEd, igraph or networkx. What is not known is left
// out; individuals have their name and nothing else.
func (m *Map) GraphML(out io.Writer) error {
	var g graphML
	for _, k := range [][3]string{{"node", "role", "string"}, {"node", "institution", "string"}, {"node", "pagerank", "double"}, {"node", "betweenness", "double"},
		{"node", "community", "long"}, {"edge", "tie", "string"}, {"edge", "weight", "long"}} {
		g.Keys = append(g.Keys, graphKey{k[1], k[0], k[1], k[2]})
	}
	g.Graph.Direction = "directed"
	for _, n := range m.Accounts {
		node := graphNode{ID: string(n.AccountID), Data: []graphDatum{{"role", string(n.Role)}, {"institution", n.Institution}}}
		for _, v := range []struct {
			key   string
			value *float64
		}{{"pagerank", n.PageRank}, {"betweenness", n.Betweenness}} {
			if v.value != nil {
				node.Data = append(node.Data, graphDatum{v.key, decimal(v.value, "%.9f")})
			}
		}
		if n.Community != nil {
			node.Data = append(node.Data, graphDatum{"community", number(n.Community)})
		}
		g.Graph.Nodes = append(g.Graph.Nodes, node)
	}
	for _, n := range m.Individuals {
		g.Graph.Nodes = append(g.Graph.Nodes, graphNode{ID: n.Name, Data: []graphDatum{{"role", string(data.NodeIndividual)}}})
	}
	for _, e := range m.Edges {
		g.Graph.Edges = append(g.Graph.Edges, graphEdge{string(e.From), string(e.To), []graphDatum{{"tie", string(e.Tie)}, {"weight", fmt.Sprint(e.Posts)}}})
	}
	text, err := xml.MarshalIndent(&g, "", "  ")
	if err != nil {
		return fmt.Errorf("map as GraphML: %w", err)
	}
	_, err = io.WriteString(out, xml.Header+string(text)+"\n")
	return err
}
