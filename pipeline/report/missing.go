package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Rows of the lists of what is missing.
const (
	rejectsShown = 12
	gapsShown    = 12
	longList     = 6 // a longer one is folded
)

func (b *builder) missing() page.Section {
	rejects := slices.Clone(b.in.Rejects)
	slices.SortFunc(rejects, func(a, c RejectCount) int {
		return cmp.Or(cmp.Compare(c.N, a.N), cmp.Compare(a.Input, c.Input), cmp.Compare(a.Why, c.Why), cmp.Compare(a.Hint, c.Hint))
	})
	var rows int64
	for _, r := range rejects {
		rows += r.N
	}
	gaps := b.gaps()
	s := page.Section{ID: "missing", Short: b.Word("short.missing"), Heading: b.missingHeading(rows, int64(len(gaps)))}
	if len(gaps) > 0 {
		group := page.Group{Parts: []page.Part{{Heading: b.Say("missing.gaps_part"), Terms: gaps[:min(len(gaps), gapsShown)]}}}
		if len(gaps) > longList {
			group.Fold = b.Say("missing.show_gaps", "count", int64(len(gaps))).String()
		}
		s.Groups = append(s.Groups, group)
	}
	if len(rejects) == 0 {
		return s
	}
	s.Lead = []voice.Line{b.Say("missing.aside")}
	part := page.Part{Heading: b.Say("missing.rejects_part"), Table: &page.Table{Caption: b.Say("missing.rejects_part"), Head: b.heads("file", "wrong", "rows", "next")}}
	for _, r := range rejects[:min(len(rejects), rejectsShown)] {
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: inputName(r.Input)},
			Cells: []page.Cell{{Text: b.rejectWhy(r.Why)}, page.Number(voice.Own(b.Count(r.N))), {Text: voice.Quoted(r.Hint)}}})
	}
	if len(rejects) > rejectsShown {
		var rest int64
		for _, r := range rejects[rejectsShown:] {
			rest += r.N
		}
		part.Text = []voice.Line{b.Say("missing.more", "count", int64(len(rejects)-rejectsShown), "rows", b.Say("n.row", "n", rest))}
	}
	group := page.Group{Parts: []page.Part{part}}
	if len(rejects) > longList {
		group.Fold = b.Say("missing.show_rejects", "count", int64(len(rejects))).String()
	}
	s.Groups = append(s.Groups, group)
	return s
}

func (b *builder) missingHeading(rows, gaps int64) voice.Line {
	switch {
	case rows == 0 && gaps == 0:
		return b.Say("missing.nothing")
	case rows == 0:
		return b.Say("missing.gaps", "gaps", gaps)
	case gaps == 0:
		return b.Say("missing.rows", "rows", rows)
	}
	return b.Say("missing.both", "rows", rows, "gaps", gaps)
}

// rejectWhy words the reasons that connectors give; one that it does not know is
// shown as it came.
func (b *builder) rejectWhy(why string) voice.Line {
	if n, ok := b.Named("reject.", why); ok {
		return n.Line()
	}
	return voice.Quoted(strings.ReplaceAll(why, "_", " "))
}

// inputName is a file's name without the hash that connectors add to it.
func inputName(input string) voice.Line { return voice.Foreign(data.BareInput(input)) }
