package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// definitionsShown is how many entries of the dictionary the page prints.
const definitionsShown = 12

func (b *builder) method() Section {
	s := Section{ID: "method", Short: b.word("short.method"), Heading: b.say("method.head"),
		Lead:   []Line{b.windowLine(), b.say("method.as_of", "day", b.day(b.in.AsOf)), b.say("method.follow")},
		Follow: b.command("tailor explain POST")}
	words := Part{Heading: b.say("method.definitions")}
	for _, d := range b.definitions() {
		words.Terms = append(words.Terms, Term{capital(b.goalOrName(d.ID)), inEnglish(foreignText(d.Text))})
	}
	for _, rule := range []string{"times", "interval", "clear", "perhaps", "same", "try", "plain", "high", "moderate", "rose", "until"} {
		words.Terms = append(words.Terms, Term{b.say("rule." + rule),
			b.say("rule."+rule+"_is", "low", b.times(1/1.2), "high", b.times(1.2), "share", b.percent(agreeingPairs))})
	}
	if b.lang != tongues[0] {
		words.Text = []Line{b.say("missing.english")}
	}
	versions := Part{Heading: b.say("method.versions")}
	v := b.in.Versions
	for _, x := range [][2]string{{"method.program", v.Program}, {"method.data", v.Commit}, {"method.dictionary", v.Dictionary},
		{"method.model", v.Model}, {"method.scorer", v.Scorer}, {"method.labels", v.Labels}} {
		versions.Terms = append(versions.Terms, Term{b.say(x[0]), b.stated(x[1])})
	}
	s.Groups = []Group{
		{Parts: []Part{b.notice()}},
		{Fold: b.word("method.show"), Parts: []Part{words, versions}},
	}
	return s
}

// notice says what was collected about people, and on what ground.
func (b *builder) notice() Part {
	p := b.in.Privacy
	part := Part{Heading: b.say("method.privacy"), Text: []Line{b.say("method.posts_read")}}
	if p.Replies {
		part.Text = append(part.Text, b.say("method.no_authors"), b.say("method.retention", "days", b.say("n.day", "n", int64(p.RetentionDays))))
		part.Terms = append(part.Terms, Term{b.say("method.basis"), b.stated(p.LegalBasis)}, Term{b.say("method.dpia"), b.stated(p.DPIA)})
	} else {
		part.Text = append(part.Text, b.say("method.no_replies"))
	}
	if p.MinPeople > 0 {
		part.Text = append(part.Text, b.say("method.threshold", "people", b.say("n.person", "n", int64(p.MinPeople))))
	}
	part.Text = append(part.Text, b.say("method.nobody"))
	part.Terms = append(part.Terms, Term{b.say("method.contact"), b.stated(p.Contact)})
	return part
}

func (b *builder) stated(s string) Line {
	if l := foreign(s); l != nil {
		return l
	}
	return b.say("method.not_stated")
}

// definitions are those of the metrics that the page shows.
func (b *builder) definitions() []Definition {
	used := map[string]bool{b.in.ActivityGoal: true}
	for _, e := range b.in.Effects {
		used[e.Goal] = true
	}
	ds := slices.DeleteFunc(slices.Clone(b.in.Definitions), func(d Definition) bool { return !shown(d.ID) || !used[d.ID] })
	slices.SortFunc(ds, func(a, c Definition) int {
		return cmp.Or(cmp.Compare(place(goals[:], a.ID), place(goals[:], c.ID)), cmp.Compare(a.ID, c.ID), cmp.Compare(a.Text, c.Text))
	})
	return ds[:min(len(ds), definitionsShown)]
}

func (b *builder) goalOrName(id string) Line {
	if slices.Contains(goals[:], id) {
		return b.goal(id).line()
	}
	return foreignName(id)
}

// windowLine says what the page rests on.
func (b *builder) windowLine() Line {
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		return b.say("method.no_window")
	}
	var posts int64
	accounts := map[data.AccountID]bool{}
	from, to := endOf(all[0].kind, all[0].last), startOf(all[0].kind, all[0].last)
	for _, s := range all {
		posts += s.posts
		accounts[s.account] = true
		for slot, a := range s.slots {
			if a.Posts == 0 {
				continue
			}
			if start := startOf(s.kind, slot); start.Before(from) {
				from = start
			}
			if end := endOf(s.kind, slot).AddDate(0, 0, -1); end.After(to) {
				to = end
			}
		}
	}
	if to.After(b.in.AsOf) {
		to = b.in.AsOf
	}
	return b.say("method.window", "posts", b.say("n.post", "n", posts), "accounts", b.say("n.account", "n", int64(len(accounts))),
		"from", b.day(from), "to", b.day(to))
}
