package demo

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// The accounts that things are planted in.
const (
	viralAccount   = data.AccountID("paris-facebook")
	brigadeAccount = data.AccountID("oslo-x")
	askedAccount   = data.AccountID("oslo-facebook")
)

// Sizes of what is planted.
const (
	viralFactor     = 60  // times the typical link post of its account
	viralWeek       = 10  // week of the viral post, from 0
	boostFactor     = 3.5 // times the interactions without money
	boostEvery      = 6   // of the image posts of paris-facebook
	brigadeWeek     = 19  // week of the brigade, from 0
	brigadeReplies  = 48
	brigadePeople   = 40
	lastDayQuestion = 4 // asked on the last day and not answered
	waveWeek        = 9 // week of the complaints about visas, from 0
	waveReplies     = 48
	wavePeople      = 36
)

// plantPosts changes some posts of an account before they get anything.
func (w *World) plantPosts(a *account, posts []*post) {
	w.point(a, posts)
	switch a.id {
	case askedAccount:
		w.mention(posts)
	case viralAccount:
		w.goViral(a, posts)
		w.boost(posts)
	}
}

// mention lets a post of ours name a private person.
func (w *World) mention(posts []*post) {
	p := posts[len(posts)/3]
	p.text += " Congratulations to @" + w.invent("en").handle + "!"
	w.truth.Mentioned = p.id()
}

// goViral sends one link post round the world.
func (w *World) goViral(a *account, posts []*post) {
	since := Start().AddDate(0, 0, 7*viralWeek)
	for _, p := range posts {
		if p.format == data.FormatLink && !p.at.Before(since) {
			p.mean = viralFactor * a.base * liftOf(a.platform, p.format)
			w.truth.Viral = Viral{Account: a.id, Post: p.id(), Factor: viralFactor}
			return
		}
	}
}

// boost puts money behind some image posts, which reach more people that care less.
func (w *World) boost(posts []*post) {
	images := 0
	for _, p := range posts {
		if p.format != data.FormatImage {
			continue
		}
		if images++; images%boostEvery == 0 {
			p.boosted = true
			p.mean *= boostFactor
			p.rate *= 2
			w.truth.Boosted = append(w.truth.Boosted, p.id())
		}
	}
}

// plantReplies adds the brigade and the questions of the last day.
func (w *World) plantReplies(a *account, posts []*post) {
	switch a.id {
	case brigadeAccount:
		w.brigade(a, posts)
	case askedAccount:
		w.wave(a, posts)
		w.askLate(a, posts[len(posts)-1])
	}
}

// wave lets many people complain about visas within one week, each in words of their own,
// under several posts.
func (w *World) wave(a *account, posts []*post) {
	r := stream(w.seed, "wave")
	people := make([]*person, wavePeople)
	for i := range people {
		people[i] = w.invent("en")
	}
	from := Start().AddDate(0, 0, 7*waveWeek)
	var roots []*post
	for _, p := range posts {
		if !p.at.Before(from) && p.at.Before(from.AddDate(0, 0, 5)) {
			roots = append(roots, p)
		}
	}
	first := []string{"The visa form is broken again", "Your visa website fails every day", "My visa was refused without a reason", "The visa fee is a shame",
		"Nobody answers about my visa", "Waiting months for a visa is awful", "The visa office lost my papers"}
	then := []string{"this is terrible", "what a bad service", "I am so angry", "it is useless and slow", "we are very disappointed", "this is the worst I have seen"}
	for i := range waveReplies {
		root := roots[i%len(roots)]
		text := first[r.IntN(len(first))] + ", " + then[r.IntN(len(then))] + []string{".", "!", " 😡"}[r.IntN(3)]
		root.replies = append(root.replies, &reply{author: people[i%len(people)], language: "en", kind: complaint, topic: "visa", text: text,
			at: root.at.Add(time.Duration(1+i/len(roots)) * 47 * time.Minute)})
	}
	w.truth.Wave = Wave{Mission: a.mission, Topic: "visa", Week: data.At(from).Week(), Replies: waveReplies, People: wavePeople}
}

// point lets posts on X name other accounts of the demo, so that there is a map of who
// points at whom.
func (w *World) point(a *account, posts []*post) {
	for i, p := range posts {
		switch {
		case a.id == "ministry-x" && i%6 == 2:
			p.text += " With @MadeUpOslo."
		case a.id == "ministry-x" && i%13 == 7:
			p.text += " Our thanks to @MadeUpExamplia."
		case a.id == "oslo-x" && i%7 == 3:
			p.text += " More from @MadeUpMFA."
		}
	}
}

// brigade puts near-identical hostile replies under one post within five hours.
func (w *World) brigade(a *account, posts []*post) {
	r := stream(w.seed, "brigade")
	people := make([]*person, brigadePeople)
	for i := range people {
		people[i] = w.invent("en")
	}
	root := firstSince(posts, Start().AddDate(0, 0, 7*brigadeWeek))
	begin := root.at.Add(3 * time.Hour)
	for i := range brigadeReplies {
		at := begin.Add(time.Duration(i)*6*time.Minute + time.Duration(r.IntN(300))*time.Second)
		root.replies = append(root.replies, &reply{author: people[i%len(people)], at: at, language: "en", kind: complaint,
			topic: "politics", hostile: true, text: slogan(r)})
	}
	w.truth.Brigade = Brigade{Account: a.id, Post: root.id(), Begin: begin, End: begin.Add(5 * time.Hour),
		Week: data.At(begin).Week(), Replies: brigadeReplies, People: brigadePeople}
}

// slogan is one text of the brigade with small changes.
func slogan(r *rand.Rand) string {
	text := "Shame on this embassy of liars, close it now and send them all home"
	if r.IntN(3) == 0 {
		text = strings.Replace(text, "now", "today", 1)
	}
	if r.IntN(4) == 0 {
		text = strings.ToUpper(text)
	}
	return text + []string{"", "!", "!!!", " 😡", " #CloseIt"}[r.IntN(5)]
}

// askLate adds consular questions on the last day that nobody has answered.
func (w *World) askLate(a *account, last *post) {
	day := Exported(Weeks).AddDate(0, 0, -1)
	asked := []struct {
		topic data.Topic
		text  string
	}{
		{"passport", "My passport ends this week, is the counter open on Tuesday?"},
		{"visa", "Does my husband need a visa if he only changes planes in Strelsau?"},
		{"voting", "Can we still register to vote abroad this month?"},
		{"emergency", "My bag was stolen with all documents, which emergency number works today?"},
	}
	for i := range lastDayQuestion {
		last.replies = append(last.replies, &reply{author: w.invent("en"), at: day.Add(time.Duration(18+i) * time.Hour),
			language: "en", kind: question, topic: asked[i].topic, text: asked[i].text})
	}
}

// firstSince returns the first post at or after a moment.
func firstSince(posts []*post, t time.Time) *post {
	for _, p := range posts {
		if !p.at.Before(t) {
			return p
		}
	}
	return posts[len(posts)-1]
}
