package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// sharedRows is how many formats of others' accounts a page lists.
const sharedRows = 12

// ninety is how many standard errors the ends of a 90 % interval lie away.
const ninety = 1.6448536269514722

// shared says what accounts of other units found by format, as their files tell it: each
// from its own posts alone. It is set beside the mission's own results and enters none.
func (b *builder) shared() (Section, bool) {
	type key struct {
		platform data.Platform
		level    string
	}
	found := map[key][]data.PooledEffect{}
	for _, e := range b.in.Shared {
		if e.Lever == "format" && e.OwnLift > 0 && e.OwnStdErr > 0 {
			k := key{e.Platform, e.Level}
			found[k] = append(found[k], e)
		}
	}
	if len(found) == 0 {
		return Section{}, false
	}
	s := Section{ID: "shared", Short: b.word("short.shared"), Heading: b.say("shared.head"),
		Lead: []Line{b.say("shared.read"), b.say("shared.apart")}}
	keys := make([]key, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(byPlatform(x.platform, y.platform), byLevel("format", x.level, y.level))
	})
	table := &Table{Caption: b.say("shared.table"), Head: b.heads("platform", "format", "accounts", "drew_more", "drew_less", "middle", "widest")}
	for _, k := range keys[:min(len(keys), sharedRows)] {
		var more, less int64
		var lifts []float64
		for _, e := range found[k] {
			switch far := math.Log(e.OwnLift) / e.OwnStdErr; {
			case far > ninety:
				more++
			case far < -ninety:
				less++
			}
			lifts = append(lifts, e.OwnLift)
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: b.platform(k.platform)}, Cells: []Cell{{Text: b.level("format", k.level)},
			{own(b.count(int64(len(lifts)))), "n"}, {own(b.count(more)), "n"}, {own(b.count(less)), "n"}, {own(b.times(middle(lifts)) + "×"), "n"},
			{b.say("formats.interval", "low", b.times(slices.Min(lifts)), "high", b.times(slices.Max(lifts))), "n"}}})
	}
	s.Groups = []Group{{Parts: []Part{{Table: table}}}}
	return s, true
}
