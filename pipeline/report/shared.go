package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// sharedRows is how many formats of others' accounts a page lists.
const sharedRows = 12

// ninety is how many standard errors the ends of a 90 % interval lie away.
const ninety = 1.6448536269514722

// shared says what accounts of other units found by format, as their files tell it: each
// from its own posts alone; and whether estimates of the mission borrow from it.
func (b *builder) shared() (page.Section, bool) {
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
		return page.Section{}, false
	}
	s := page.Section{ID: "shared", Short: b.Word("short.shared"), Heading: b.Say("shared.head"),
		Lead: []voice.Line{b.Say("shared.read"), b.Say("shared.by", "who", b.sharers()), b.Say(b.lent())}}
	keys := make([]key, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(byPlatform(x.platform, y.platform), byLevel("format", x.level, y.level))
	})
	table := &page.Table{Caption: b.Say("shared.table"), Head: b.heads("platform", "format", "accounts", "posts", "drew_more", "drew_less", "middle", "widest")}
	for _, k := range keys[:min(len(keys), sharedRows)] {
		var more, less, posts int64
		var lifts []float64
		for _, e := range found[k] {
			switch far := math.Log(e.OwnLift) / e.OwnStdErr; {
			case far > ninety:
				more++
			case far < -ninety:
				less++
			}
			lifts, posts = append(lifts, e.OwnLift), posts+e.N
		}
		span := b.Say("formats.interval", "low", b.Times(slices.Min(lifts)), "high", b.Times(slices.Max(lifts)))
		if len(lifts) == 1 {
			span = voice.Own("–")
		}
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: b.Platform(k.platform)}, Cells: []page.Cell{{Text: b.Level("format", k.level)},
			page.Number(voice.Own(b.Count(int64(len(lifts))))), page.Number(voice.Own(b.Count(posts))), page.Number(voice.Own(b.Count(more))), page.Number(voice.Own(b.Count(less))), page.Number(voice.Own(b.Times(middle(lifts)) + "×")),
			page.Number(span)}})
	}
	s.Groups = []page.Group{{Parts: []page.Part{{Table: table}}}}
	return s, true
}

// sharers names the units whose formats are listed, a few of many.
func (b *builder) sharers() voice.Line {
	const most = 5
	var names []string
	for _, e := range b.in.Shared {
		if e.Lever == "format" {
			names = append(names, e.SharedBy)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var lines []voice.Line
	for _, name := range names[:min(len(names), most)] {
		lines = append(lines, voice.ForeignName(name))
	}
	if rest := len(names) - most; rest > 0 {
		lines = append(lines, b.Say("missing.others", "count", int64(rest)))
	}
	return b.List(lines)
}

// lent is the message that says whether what others shared enters estimates: it does not
// if the settings leave it out, or if it was made by another version of the model.
func (b *builder) lent() string {
	if slices.ContainsFunc(b.in.Effects, func(e data.FormatEffect) bool { return voice.Finite(e.FromShared) && *e.FromShared > 0 }) {
		return "shared.lent"
	}
	return "shared.apart"
}
