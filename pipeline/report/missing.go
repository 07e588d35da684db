package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
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
	s := Section{ID: "missing", Short: shortMissing(), Heading: sayMissingHead(rows, len(gaps))}
	if len(gaps) > 0 {
		group := Group{Parts: []Part{{Heading: sayGapsPart(), Terms: gaps[:min(len(gaps), gapsShown)]}}}
		if len(gaps) > longList {
			group.Fold = foldGaps(len(gaps))
		}
		s.Groups = append(s.Groups, group)
	}
	if len(rejects) == 0 {
		return s
	}
	s.Lead = []Line{sayKeptAside()}
	part := Part{Heading: sayRejectsPart(), Table: &Table{Caption: sayRejectsPart(), Head: heads(rejectsHead())}}
	for _, r := range rejects[:min(len(rejects), rejectsShown)] {
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: inputName(r.Input)},
			Cells: []Cell{{Text: rejectWhy(r.Why)}, {own(count(r.N)), "n"}, {Text: foreign(r.Hint)}}})
	}
	if len(rejects) > rejectsShown {
		var rest int64
		for _, r := range rejects[rejectsShown:] {
			rest += r.N
		}
		part.Text = []Line{sayRejectsMore(len(rejects)-rejectsShown, rest)}
	}
	group := Group{Parts: []Part{part}}
	if len(rejects) > longList {
		group.Fold = foldRejects(len(rejects))
	}
	s.Groups = append(s.Groups, group)
	return s
}

// inputName is a file's name without the hash that connectors add to it.
func inputName(input string) Line {
	name, _, _ := strings.Cut(input, " sha256:")
	return foreign(name)
}

// gaps lists what is not known: what, why, what follows, what would help.
func (b *builder) gaps() []Term {
	return append(b.noteTerms(), gapTerms(append(slices.Clone(b.in.Gaps), b.activityGaps()...))...)
}

// noteTerms tells each note once, with the number of inputs it is about.
func (b *builder) noteTerms() []Term {
	where := map[Note][]string{}
	for _, n := range b.in.Notes {
		in := n.Where
		n.Where = ""
		where[n] = append(where[n], in)
	}
	byNote := func(a, c Note) int {
		return cmp.Or(cmp.Compare(a.What, c.What), cmp.Compare(a.Consequence, c.Consequence), cmp.Compare(a.Need, c.Need))
	}
	var terms []Term
	for _, n := range slices.SortedFunc(maps.Keys(where), byNote) {
		t := Term{Name: foreign(n.What), Text: foreign(n.Consequence)}
		inputs := slices.Compact(slices.Sorted(slices.Values(where[n])))
		switch {
		case len(inputs) > 1:
			t.Name = sayNoteIn(t.Name, len(inputs))
		case inputs[0] != "":
			t.Name = sayNoteOf(t.Name, inputName(inputs[0]))
		}
		if need := foreign(n.Need); need != nil {
			t.Text = sentences(t.Text, sayNeedLine(need))
		}
		terms = append(terms, t)
	}
	return terms
}

// gapTerms words gaps, those of several metrics of the same posts together.
func gapTerms(gaps []Gap) []Term {
	metrics := map[Gap][]string{}
	for _, g := range gaps {
		if g.Posts > 0 {
			metric := g.Metric
			g.Metric = ""
			metrics[g] = append(metrics[g], metric)
		}
	}
	byGap := func(a, c Gap) int {
		return cmp.Or(byPlatform(a.Platform, c.Platform), cmp.Compare(c.Posts, a.Posts), cmp.Compare(a.Reason, c.Reason),
			cmp.Compare(a.Of, c.Of), cmp.Compare(a.Need, c.Need))
	}
	var terms []Term
	for _, g := range slices.SortedFunc(maps.Keys(metrics), byGap) {
		var names []Line
		for _, m := range slices.Compact(slices.Sorted(slices.Values(metrics[g]))) {
			names = append(names, metricWord(m))
		}
		if len(names) > 4 {
			names = append(names[:3], own(sayOthers(len(names)-3)))
		}
		why, consequence, need := reasonWords(g.Reason)
		reason, help := own(why), own(need)
		if why == "" {
			reason = foreignName(string(g.Reason))
		}
		if n := foreign(g.Need); n != nil {
			help = n
		}
		text := sentences(sayGapWhy(reason), own(consequence))
		if help != nil {
			text = sentences(text, sayNeedLine(help))
		}
		terms = append(terms, Term{Name: sayGap(platformName(g.Platform), listLines(names), g.Posts, g.Of), Text: text})
	}
	return terms
}

// sentences joins two lines with a blank.
func sentences(a, b Line) Line {
	if len(a) == 0 || len(b) == 0 {
		return append(a, b...)
	}
	return say("%s %s", a, b)
}

// activityGaps sums the missing reasons of the activity cells, unless the caller
// already counted that platform and metric.
func (b *builder) activityGaps() []Gap {
	type key struct {
		platform data.Platform
		reason   data.Reason
	}
	counts, posts := map[key]int64{}, map[data.Platform]int64{}
	for _, a := range b.in.Activity {
		posts[a.Platform] += a.Posts
		for part := range strings.SplitSeq(a.Missing, ";") {
			reason, number, ok := strings.Cut(part, "=")
			if n, err := strconv.ParseInt(number, 10, 64); ok && err == nil && n > 0 {
				counts[key{a.Platform, data.Reason(reason)}] += n
			}
		}
	}
	var gaps []Gap
	for k, n := range counts {
		if !slices.ContainsFunc(b.in.Gaps, func(g Gap) bool {
			return g.Platform == k.platform && g.Metric == b.in.ActivityGoal && g.Reason == k.reason
		}) {
			gaps = append(gaps, Gap{Platform: k.platform, Metric: b.in.ActivityGoal, Reason: k.reason, Posts: n, Of: posts[k.platform]})
		}
	}
	return gaps
}
