package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// reply is one reply to a post: by a person, or an answer by the account.
type reply struct {
	native   string
	parent   *reply // nil if it replies to the post itself
	author   *person
	own      bool
	at       time.Time
	language string
	kind     kind
	topic    data.Topic
	text     string
	hostile  bool   // part of the brigade
	answered *reply // first answer by the account
}

// answerLimit is the time within which an answer counts as given in time.
const answerLimit = 48 * time.Hour

// converse makes the replies of an account's posts, and the account's answers.
func (w *World) converse(a *account, posts []*post) {
	r := stream(w.seed, "replies/"+string(a.id))
	book := newPhrasebook(stream(w.seed, "phrases/"+string(a.id)))
	people := w.gather(a)
	c := curveOf(a.platform)
	for _, p := range posts {
		mean := p.mean
		if p.id() == w.truth.Viral.Post {
			mean /= 8 // what goes round the world is shared more than talked about
		}
		for range poisson(r, mean*a.replyShare) {
			at := p.at.Add(time.Minute + c.age(r.Float64()))
			if at.After(Exported(Weeks)) {
				continue
			}
			rep := &reply{author: people.one(r), at: at}
			w.write(r, book, a, rep)
			p.replies = append(p.replies, rep)
		}
		slices.SortStableFunc(p.replies, func(a, b *reply) int { return a.at.Compare(b.at) })
		thread(r, p.replies)
		w.answer(r, book, a, p)
	}
}

// write gives a reply its language, kind and text.
func (w *World) write(r *rand.Rand, book *phrasebook, a *account, rep *reply) {
	rep.language = rep.author.language
	rep.kind = w.tone(r, a, rep.at)
	if rep.language == "und" && rep.kind == question {
		rep.kind = remark
	}
	rep.text, rep.topic = book.say(rep.language, rep.kind, cityOf(a))
	if rep.topic == "-" {
		rep.topic = data.TopicOther
	}
	if rep.language != "und" {
		rep.text = w.dress(r, book, rep)
	}
}

// tone draws what a person does: a fifth ask, the others speak as their mission's
// tone is at the time.
func (w *World) tone(r *rand.Rand, a *account, at time.Time) kind {
	tone := missionOf(a.mission).tone
	bad := tone[complaint]
	if shift := moodShift(); a.mission == shift.Mission && !at.Before(shift.From) {
		bad = shift.After
	}
	return draw(r, []share[kind]{{question, .22}, {complaint, .78 * bad},
		{thanks, .78 * (1 - bad) * tone[thanks] / (tone[thanks] + tone[remark])},
		{remark, .78 * (1 - bad) * tone[remark] / (tone[thanks] + tone[remark])}})
}

// dress puts a greeting before a reply and something after it, and now and then
// what must be masked: a mention, an address, a number, a link to a profile.
func (w *World) dress(r *rand.Rand, book *phrasebook, rep *reply) string {
	space := " "
	if rep.language == "zh" {
		space = ""
	}
	text := rep.text
	if r.Float64() < .3 {
		hello, _ := book.say(rep.language, opener, "")
		text = hello + space + text
	}
	if r.Float64() < .3 {
		bye, _ := book.say(rep.language, closer, "")
		text += space + bye
	}
	other := w.people[r.IntN(len(w.people))]
	switch u := r.Float64(); {
	case u < .04:
		text = "@" + other.handle + " " + text
	case u < .06:
		text += " " + rep.author.email
	case u < .08:
		text += " " + rep.author.phone
	case u < .09:
		text += fmt.Sprintf(" https://social.example/@%s", other.handle)
	}
	return text
}

// thread lets some replies answer an earlier one.
func thread(r *rand.Rand, replies []*reply) {
	for i, rep := range replies {
		if i > 0 && r.Float64() < .15 {
			rep.parent = replies[r.IntN(i)]
		}
	}
}

// answer lets the account answer the questions under a post.
func (w *World) answer(r *rand.Rand, book *phrasebook, a *account, p *post) {
	m := missionOf(a.mission)
	for _, q := range slices.Clone(p.replies) {
		if q.kind != question {
			continue
		}
		var delay time.Duration
		switch u := r.Float64(); {
		case u < m.inTime:
			delay = min(time.Duration(7*lognormal(r, .8)*float64(time.Hour)), answerLimit-time.Hour)
		case u < m.inTime+m.late:
			delay = answerLimit + time.Duration(2+r.IntN(60))*time.Hour
		default:
			continue
		}
		at := q.at.Add(delay.Truncate(time.Second))
		if at.After(Exported(Weeks)) {
			continue
		}
		text, _ := book.say(q.language, answer, cityOf(a))
		q.answered = &reply{own: true, parent: q, at: at, language: q.language, kind: answer, text: text}
		p.replies = append(p.replies, q.answered)
	}
}

// number gives the replies of a post their native ids, in order of time: for X the
// numbers after the post's, for Facebook the post's with five more digits.
func (p *post) number() {
	for i, r := range p.replies {
		if p.account.platform == data.X {
			n, _ := strconv.ParseInt(p.native, 10, 64) // native made it from digits
			r.native = strconv.FormatInt(n+int64(i)+1, 10)
			continue
		}
		r.native = fmt.Sprintf("%s%05d", p.native, i+1)
	}
}
