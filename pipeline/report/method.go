package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// definitionsShown is how many entries of the dictionary the page prints.
const definitionsShown = 12

func (b *builder) method() Section {
	s := Section{ID: "method", Short: shortMethod(), Heading: sayMethodHead(), Lead: []Line{b.windowLine(), sayAsOf(b.in.AsOf)}}
	words := Part{Heading: sayDefinitionsPart()}
	for _, d := range b.definitions() {
		words.Terms = append(words.Terms, Term{capital(goalOrName(d.ID)), foreignText(d.Text)})
	}
	for _, r := range rules() {
		words.Terms = append(words.Terms, Term{own(r[0]), own(r[1])})
	}
	versions := Part{Heading: sayVersionsPart()}
	v := b.in.Versions
	for i, value := range []string{v.Program, v.Commit, v.Dictionary, v.Model, v.Scorer, v.Labels} {
		versions.Terms = append(versions.Terms, Term{own(versionWords()[i]), stated(value)})
	}
	s.Groups = []Group{
		{Parts: []Part{b.notice()}},
		{Fold: foldMethod(), Parts: []Part{words, versions}},
	}
	return s
}

func (b *builder) notice() Part {
	p := b.in.Privacy
	part := Part{Heading: sayPrivacyPart(), Text: sayPrivacy(p)}
	basis, dpia, contact := privacyTerms()
	if p.Replies {
		part.Terms = append(part.Terms, Term{own(basis), stated(p.LegalBasis)}, Term{own(dpia), stated(p.DPIA)})
	}
	part.Terms = append(part.Terms, Term{own(contact), stated(p.Contact)})
	return part
}

func stated(s string) Line {
	if l := foreign(s); l != nil {
		return l
	}
	return sayNotStated()
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

func goalOrName(id string) Line {
	if slices.Contains(goals[:], id) {
		return goalWord(id)
	}
	return foreignName(id)
}

// windowLine says what the page rests on.
func (b *builder) windowLine() Line {
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		return sayNoWindow()
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
	return sayWindow(own(day(from)), own(day(to)), posts, len(accounts))
}
