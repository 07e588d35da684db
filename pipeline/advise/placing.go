package advise

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/needs"
	"github.com/digital-diplomacy/tailor/metrics/presence"
	"github.com/digital-diplomacy/tailor/metrics/stat"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Placing is what the config says of where to be, when and how often, and of needs.
type Placing struct {
	Zone      *time.Location             // of the unit
	Zones     map[string]*time.Location  // of audiences, where they differ
	Margin    float64                    // lift from which a difference matters; 0 is the default, 1.2
	Goals     []string                   // metrics the unit's goals are measured by, most important first
	Minutes   map[data.Platform]int64    // of work a post takes
	Follow    []string                   // words of the survey's question where people follow us
	Wanted    []string                   // words of the survey's question what people need
	Listening map[data.AccountID]bool    // accounts whose replies are read
	Heard     map[string][]data.Platform // by mission: platforms with a closed week of replies, sorted
	Terms     terms.Terms                // of platforms
	Topics    *sentiment.TopicLexicon    // for answers of surveys
}

// margin is the lift from which a difference matters, as in the comparison of formats.
func (p Placing) margin() float64 { return cmp.Or(p.Margin, stat.DefaultMargin) }

// inputs makes the config part of what the tables are computed from.
func (p Placing) inputs() []string {
	in := []string{presence.TimingModel, presence.PlacesModel, needs.Model, p.Topics.Version(), p.Zone.String()}
	for _, name := range slices.Sorted(maps.Keys(p.Zones)) {
		in = append(in, "zone "+name+" "+p.Zones[name].String())
	}
	if p.margin() != stat.DefaultMargin {
		in = append(in, "margin "+strconv.FormatFloat(p.margin(), 'g', -1, 64))
	}
	for _, goal := range p.Goals {
		in = append(in, "goal "+goal)
	}
	for _, platform := range slices.Sorted(maps.Keys(p.Minutes)) {
		in = append(in, fmt.Sprintf("minutes %s %d", platform, p.Minutes[platform]))
	}
	for _, q := range p.Follow {
		in = append(in, "follow "+q)
	}
	for _, q := range p.Wanted {
		in = append(in, "wanted "+q)
	}
	for _, id := range slices.Sorted(maps.Keys(p.Listening)) {
		in = append(in, fmt.Sprintf("listening %s %t", id, p.Listening[id]))
	}
	for _, mission := range slices.Sorted(maps.Keys(p.Heard)) {
		in = append(in, fmt.Sprintf("heard %s %q", mission, p.Heard[mission]))
	}
	for _, id := range slices.Sorted(maps.Keys(p.Terms)) {
		in = append(in, fmt.Sprintf("terms %s %t %d", id, p.Terms[id].NoDerived, p.Terms[id].KeepDays))
	}
	return in
}

// zone returns the zone of an audience.
func (p Placing) zone(audience string) *time.Location {
	if z, ok := p.Zones[audience]; ok {
		return z
	}
	return p.Zone
}

// goals returns the count metrics that results are told in, best first: the unit's
// goals, then what activity is told in.
func (p Placing) goals() []string {
	var out []string
	for _, g := range append(slices.Clone(p.Goals), ActivityGoals()...) {
		d, ok := metrics.Lookup(g)
		if ok && d.Unit == metrics.UnitCount && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}
