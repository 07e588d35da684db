package report

import (
	"cmp"
	"slices"
	"strings"
)

// Rows of the lists of what is missing.
const (
	rejectsShown = 12
	gapsShown    = 12
	longList     = 6 // a longer one is folded
)

func (b *builder) missing() Section {
	rejects := slices.Clone(b.in.Rejects)
	slices.SortFunc(rejects, func(a, c RejectCount) int {
		return cmp.Or(cmp.Compare(c.N, a.N), cmp.Compare(a.Input, c.Input), cmp.Compare(a.Why, c.Why), cmp.Compare(a.Hint, c.Hint))
	})
	var rows int64
	for _, r := range rejects {
		rows += r.N
	}
	gaps := b.gaps()
	s := Section{ID: "missing", Short: b.word("short.missing"), Heading: b.missingHeading(rows, int64(len(gaps)))}
	if len(gaps) > 0 {
		group := Group{Parts: []Part{{Heading: b.say("missing.gaps_part"), Terms: gaps[:min(len(gaps), gapsShown)]}}}
		if len(gaps) > longList {
			group.Fold = b.say("missing.show_gaps", "count", int64(len(gaps))).String()
		}
		s.Groups = append(s.Groups, group)
	}
	if len(rejects) == 0 {
		return s
	}
	s.Lead = []Line{b.say("missing.aside")}
	part := Part{Heading: b.say("missing.rejects_part"), Table: &Table{Caption: b.say("missing.rejects_part"), Head: b.heads("file", "wrong", "rows", "next")}}
	for _, r := range rejects[:min(len(rejects), rejectsShown)] {
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: inputName(r.Input)},
			Cells: []Cell{{Text: b.rejectWhy(r.Why)}, {own(b.count(r.N)), "n"}, {Text: quoted(r.Hint)}}})
	}
	if len(rejects) > rejectsShown {
		var rest int64
		for _, r := range rejects[rejectsShown:] {
			rest += r.N
		}
		part.Text = []Line{b.say("missing.more", "count", int64(len(rejects)-rejectsShown), "rows", b.say("n.row", "n", rest))}
	}
	group := Group{Parts: []Part{part}}
	if len(rejects) > longList {
		group.Fold = b.say("missing.show_rejects", "count", int64(len(rejects))).String()
	}
	s.Groups = append(s.Groups, group)
	return s
}

func (b *builder) missingHeading(rows, gaps int64) Line {
	switch {
	case rows == 0 && gaps == 0:
		return b.say("missing.nothing")
	case rows == 0:
		return b.say("missing.gaps", "gaps", gaps)
	case gaps == 0:
		return b.say("missing.rows", "rows", rows)
	}
	return b.say("missing.both", "rows", rows, "gaps", gaps)
}

// rejectWhy words the reasons that connectors give; one that it does not know is
// shown as it came.
func (b *builder) rejectWhy(why string) Line {
	if n, ok := b.named("reject.", why); ok {
		return n.line()
	}
	return quoted(strings.ReplaceAll(why, "_", " "))
}

// inputName is a file's name without the hash that connectors add to it.
func inputName(input string) Line {
	name, _, _ := strings.Cut(input, " sha256:")
	return foreign(name)
}
