package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// definitionsShown is how many entries of the dictionary the page prints.
const definitionsShown = 12

func (b *builder) method() page.Section {
	s := page.Section{ID: "method", Short: b.Word("short.method"), Heading: b.Say("method.head"),
		Lead:   []voice.Line{b.windowLine(), b.Say("method.as_of", "day", b.Day(b.in.AsOf)), b.Say("method.follow")},
		Follow: b.command("tailor explain POST")}
	words := page.Part{Heading: b.Say("method.definitions")}
	for _, d := range b.definitions() {
		words.Terms = append(words.Terms, page.Term{Name: voice.Capital(b.goalOrName(d.ID)), Text: voice.AsEnglish(voice.ForeignText(d.Text))})
	}
	for _, rule := range []string{"times", "interval", "clear", "perhaps", "same", "try", "plain", "high", "moderate", "rose", "until"} {
		words.Terms = append(words.Terms, page.Term{Name: b.Say("rule." + rule),
			Text: b.Say("rule."+rule+"_is", "low", b.Times(1/1.2), "high", b.Times(1.2), "share", b.Percent(agreeingPairs))})
	}
	if !b.IsEnglish() {
		words.Text = []voice.Line{b.Say("missing.english")}
	}
	versions := page.Part{Heading: b.Say("method.versions")}
	v := b.in.Versions
	for _, x := range [][2]string{{"method.program", v.Program}, {"method.data", v.Commit}, {"method.dictionary", v.Dictionary},
		{"method.model", v.Model}, {"method.scorer", v.Scorer}, {"method.labels", v.Labels}} {
		versions.Terms = append(versions.Terms, page.Term{Name: b.Say(x[0]), Text: b.stated(x[1])})
	}
	s.Groups = []page.Group{
		{Parts: []page.Part{b.notice()}},
		{Fold: b.Word("method.show"), Parts: []page.Part{words, versions}},
	}
	return s
}

// notice says what was collected about people, and on what ground.
func (b *builder) notice() page.Part {
	p := b.in.Privacy
	part := page.Part{Heading: b.Say("method.privacy"), Text: []voice.Line{b.Say("method.posts_read")}}
	if p.Replies {
		part.Text = append(part.Text, b.Say("method.no_authors"), b.Say("method.retention", "days", b.Say("n.day", "n", int64(p.RetentionDays))))
		part.Terms = append(part.Terms, page.Term{Name: b.Say("method.basis"), Text: b.stated(p.LegalBasis)}, page.Term{Name: b.Say("method.dpia"), Text: b.stated(p.DPIA)})
	} else {
		part.Text = append(part.Text, b.Say("method.no_replies"))
	}
	if p.MinPeople > 0 {
		part.Text = append(part.Text, b.Say("method.threshold", "people", b.Say("n.person", "n", int64(p.MinPeople))))
	}
	part.Text = append(part.Text, b.Say("method.nobody"))
	part.Terms = append(part.Terms, page.Term{Name: b.Say("method.contact"), Text: b.stated(p.Contact)})
	return part
}

func (b *builder) stated(s string) voice.Line {
	if l := voice.Foreign(s); l != nil {
		return l
	}
	return b.Say("method.not_stated")
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

func (b *builder) goalOrName(id string) voice.Line {
	if slices.Contains(goals[:], id) {
		return b.Goal(id).Line()
	}
	return voice.ForeignName(id)
}

// windowLine says what the page rests on.
func (b *builder) windowLine() voice.Line {
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		return b.Say("method.no_window")
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
	return b.Say("method.window", "posts", b.Say("n.post", "n", posts), "accounts", b.Say("n.account", "n", int64(len(accounts))),
		"from", b.Day(from), "to", b.Day(to))
}
