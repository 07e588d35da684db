package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// gaps lists what is not known: what, why, what follows, what would help.
func (b *builder) gaps() []page.Term {
	return append(append(b.leftOut(), b.noteTerms()...), b.gapTerms(append(slices.Clone(b.in.Gaps), b.activityGaps()...))...)
}

// leftOut tells of the crises whose posts the comparisons do not rest on.
func (b *builder) leftOut() []page.Term {
	var terms []page.Term
	for _, l := range b.in.LeftOut {
		terms = append(terms, page.Term{Name: b.Say("missing.crisis", "name", voice.Foreign(l.Crisis), "posts", b.Say("n.post", "n", l.Posts)),
			Text: sentences(b.Say("missing.crisis_so"), b.Say("missing.crisis_help"))})
	}
	return terms
}

// noteTerms tells each note once, whatever day it names, with the number of inputs it is about.
func (b *builder) noteTerms() []page.Term {
	where := map[Note][]string{}
	texts := make([]string, len(b.in.Notes))
	for i, n := range b.in.Notes {
		texts[i] = n.What
	}
	texts = data.SpanDays(texts)
	for i, n := range b.in.Notes {
		in := n.Where
		n.Where, n.What = "", texts[i]
		where[n] = append(where[n], in)
	}
	byNote := func(a, c Note) int {
		return cmp.Or(cmp.Compare(a.What, c.What), cmp.Compare(a.Consequence, c.Consequence), cmp.Compare(a.Need, c.Need))
	}
	var terms []page.Term
	for _, n := range slices.SortedFunc(maps.Keys(where), byNote) {
		t := page.Term{Name: voice.Quoted(n.What), Text: voice.Quoted(n.Consequence)}
		inputs := slices.Compact(slices.Sorted(slices.Values(where[n])))
		switch {
		case len(inputs) > 1:
			t.Name = b.Say("missing.note_in", "what", t.Name, "files", b.Say("n.file", "n", int64(len(inputs))))
		case inputs[0] != "":
			t.Name = b.Say("missing.note_of", "what", t.Name, "where", inputName(inputs[0]))
		}
		if need := voice.Quoted(n.Need); need != nil {
			t.Text = sentences(t.Text, b.help(need))
		}
		terms = append(terms, t)
	}
	return terms
}

// gapTerms words gaps, those of several metrics of the same posts together.
func (b *builder) gapTerms(gaps []Gap) []page.Term {
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
	var terms []page.Term
	for _, g := range slices.SortedFunc(maps.Keys(metrics), byGap) {
		var names []voice.Line
		for _, m := range slices.Compact(slices.Sorted(slices.Values(metrics[g]))) {
			names = append(names, b.metric(m))
		}
		if len(names) > 4 {
			names = append(names[:3], b.Say("missing.others", "count", int64(len(names)-3)))
		}
		terms = append(terms, b.gapTerm(g, b.List(names)))
	}
	return terms
}

// gapTerm says what is not known, why, what follows, and what would help.
func (b *builder) gapTerm(g Gap, metrics voice.Line) page.Term {
	args := []any{"platform", b.Platform(g.Platform), "metric", metrics}
	t := page.Term{Name: b.Say("missing.gap", append(args, "posts", b.Say("n.post", "n", g.Posts))...)}
	if g.Of > 0 {
		t.Name = b.Say("missing.gap_of", append(args, "count", g.Posts, "posts", b.Say("n.post", "n", g.Of))...)
	}
	why, help := voice.ForeignName(string(g.Reason)), voice.Line(nil)
	if n, ok := b.Named("why.", string(g.Reason)); ok {
		why, help = n.Line(), b.Say("help."+string(g.Reason))
		t.Text = b.Say("so." + string(g.Reason))
	}
	if need := voice.Quoted(g.Need); need != nil {
		help = need
	}
	t.Text = sentences(b.Say("missing.why", "why", why), t.Text)
	if help != nil {
		t.Text = sentences(t.Text, b.help(help))
	}
	return t
}

func (b *builder) help(need voice.Line) voice.Line {
	l := b.Say("missing.help", "need", need)
	if !strings.ContainsRune(".!?。।؟", lastRune(l)) {
		l = b.Ended(l)
	}
	return l
}

func lastRune(l voice.Line) rune {
	r, _ := utf8.DecodeLastRuneInString(l.String())
	return r
}

func (b *builder) metric(metric string) voice.Line {
	switch metric {
	case "":
		return b.Say("missing.a_value")
	case "er_followers":
		return b.Say("missing.per_follower")
	case "er_reach", "er_impressions", "er_views":
		return b.Say("missing.per_view")
	case "net_sentiment":
		return b.Say("missing.mood")
	}
	return b.Goal(metric).Line()
}

// sentences joins two lines with a blank.
func sentences(a, b voice.Line) voice.Line {
	if len(a) == 0 || len(b) == 0 {
		return append(a, b...)
	}
	return voice.Sentences([]voice.Line{a, b})
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
