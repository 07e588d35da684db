package show

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/metrics/network"
	"github.com/digital-diplomacy/tailor/pipeline/community"
)

// Map is one map: of one platform, or of all together.
type Map struct {
	Period      string               `json:"period"` // calendar quarter that its year ends with; "" if nothing was computed
	Platform    data.Platform        `json:"platform"`
	Accounts    []data.CommunityNode `json:"accounts"`    // the highest PageRank first, then those without one
	Individuals []data.CommunityNode `json:"individuals"` // whose consent holds at as-of; never with a figure
	Edges       []data.CommunityEdge `json:"edges"`       // of the year together, without a month
}

// Discovered are the places that listed institutions share.
type Discovered struct {
	Period string           `json:"period"`
	Places []data.Discovery `json:"places"` // by how many institutions share them
}

// quarterOf returns the newest quarter of a table that is not after as-of's, or the one
// that is asked for.
func quarterOf(u *jobs.Unit, parts []string, wanted string) string {
	now := u.Clock.AsOf.UTC()
	limit := cmp.Or(wanted, fmt.Sprintf("%04d-Q%d", now.Year(), (int(now.Month())+2)/3))
	newest := ""
	for _, p := range parts {
		if q := strings.TrimPrefix(p, "period="); q <= limit && q > newest && (wanted == "" || q == wanted) {
			newest = q
		}
	}
	return newest
}

// Community reads the map of a quarter, of the newest one at or before as-of if it
// is "".
func Community(ctx context.Context, u *jobs.Unit, platform data.Platform, quarter string) (*Map, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	m := &Map{Period: quarterOf(u, lake.Partitions(s, lake.CommunityNodes), quarter), Platform: platform,
		Accounts: []data.CommunityNode{}, Individuals: []data.CommunityNode{}}
	for n, err := range lake.Scan(ctx, s, lake.CommunityNodes, func(p string) bool { return p == "period="+m.Period }) {
		switch {
		case err != nil:
			return nil, err
		case n.Kind == data.NodeIndividual && mayName(u, &n) && (platform == "" || n.Platform == "" || n.Platform == platform):
			m.Individuals = append(m.Individuals, n)
		case n.Kind == data.NodeInstitution && n.Platform == platform:
			m.Accounts = append(m.Accounts, n)
		}
	}
	slices.SortStableFunc(m.Accounts, func(a, b data.CommunityNode) int {
		return cmp.Or(cmp.Compare(rankOf(&b), rankOf(&a)), cmp.Compare(a.AccountID, b.AccountID))
	})
	m.Edges, err = community.EdgesOf(ctx, s, m.Period, platform)
	return m, err
}

// mayName reports whether an individual is still in the register, with a consent that
// holds: the lake may be older than the settings.
func mayName(u *jobs.Unit, n *data.CommunityNode) bool {
	today := u.Clock.Day()
	for _, i := range u.Config.Register {
		if i.Name == n.Name && i.Consent.Date <= today && today <= i.Expires {
			return true
		}
	}
	return false
}

func rankOf(n *data.CommunityNode) float64 {
	if n.PageRank == nil {
		return -1
	}
	return *n.PageRank
}

// Discover reads the shared places of a quarter, likewise.
func Discover(ctx context.Context, u *jobs.Unit, quarter string) (*Discovered, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	d := &Discovered{Period: quarterOf(u, lake.Partitions(s, lake.Discoveries), quarter)}
	d.Places, err = lake.Rows(ctx, s, lake.Discoveries, func(p string) bool { return p == "period="+d.Period })
	if d.Places == nil {
		d.Places = []data.Discovery{}
	}
	return d, err
}

const noMap = "No map was made of this quarter or an earlier one; run: tailor run\n"

// Text writes the accounts with their figures, then those who asked to be named.
func (m *Map) Text(out io.Writer) error {
	if m.Period == "" {
		_, err := io.WriteString(out, noMap)
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Who points at whom among the accounts in your settings, on %s, in the year that ends with %s.\n", cmp.Or(string(m.Platform), "all platforms"), m.Period)
	t := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "account\trole\tpointed at by\tin posts\tpoints at\tin posts\tPageRank\tbetween\tgroup")
	connected, alone, untold := 0, 0, int64(0)
	for _, n := range m.Accounts {
		if n.Untold != nil {
			untold += *n.Untold
		}
		if n.PageRank == nil {
			alone++
			continue
		}
		connected++
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", n.AccountID, words(string(n.Role)), number(n.In), number(n.Received), number(n.Out), number(n.Sent),
			decimal(n.PageRank, "%.3f"), decimal(n.Betweenness, "%.3f"), number(n.Community))
	}
	_ = t.Flush() // a strings.Builder never fails
	if connected == 0 {
		b.Reset()
		fmt.Fprintf(&b, "No account in your settings points at one of another institution on %s in the year that ends with %s.\n", cmp.Or(string(m.Platform), "any platform"), m.Period)
	}
	if alone > 0 {
		fmt.Fprintf(&b, "%d listed without such a post.\n", alone)
	}
	if untold > 0 {
		fmt.Fprintf(&b, "%d quotes and reposts are of nobody listed, or not told of whom.\n", untold)
	}
	if connected > 0 && connected < network.GroupsFrom {
		fmt.Fprintf(&b, "Groups are sought from %d connected accounts: here are %d.\n", network.GroupsFrom, connected)
	}
	for i, n := range m.Individuals {
		if i == 0 {
			fmt.Fprintln(&b, "\nPeople who asked to be named; nothing is counted of them:")
		}
		fmt.Fprintf(&b, "  %s: %s (until %s)\n", n.Name, n.Purpose, n.Expires)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// number writes a count, - where there is none.
func number(n data.Count) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// Text writes the places, the most widely shared first.
func (d *Discovered) Text(out io.Writer) error {
	if d.Period == "" {
		_, err := io.WriteString(out, noMap)
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Places that at least %d institutions of your settings lead to, in the year that ends with %s: %d.\n", community.DiscoveryInstitutions, d.Period, len(d.Places))
	if len(d.Places) > 0 {
		t := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
		fmt.Fprintln(t, "kind\tplace\tinstitutions\tof these yours\tposts\tlast")
		for _, p := range d.Places {
			place := p.Place
			if p.Kind == data.PlaceHashtag {
				place = "#" + place
			}
			fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%s\n", p.Kind, place, p.Institutions, p.Own, p.Posts, p.Last)
		}
		_ = t.Flush()
	}
	_, err := io.WriteString(out, b.String())
	return err
}
