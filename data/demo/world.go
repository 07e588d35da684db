package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Seed is the seed of the demo that the program embeds. Among a few it was chosen
// because its medians lie close to the planted effects, which with posts as few as
// an embassy has is a matter of luck.
const Seed = 20260631

// World is everything that happens in the demo, before it is written to files.
type World struct {
	seed     uint64
	accounts []*account
	posts    []*post // by account, then by time
	people   []*person
	tables   []*table
	truth    Truth
}

// post is one post and what it gets.
type post struct {
	account  *account
	native   string
	at       time.Time
	format   data.Format
	topic    data.Topic
	language string
	text     string
	seconds  int // of a video
	boosted  bool

	mean     float64 // expected interactions at 28 days
	rate     float64 // how many people one interaction stands for
	readings []reading
	replies  []*reply // by time
}

// ID is the post's id in the tables.
func (p *post) id() data.PostID { return data.NewPostID(p.account.platform, p.native) }

// New makes the world of a seed.
func New(seed uint64) *World {
	w := &World{seed: seed, accounts: accounts()}
	for _, a := range w.accounts {
		posts := w.publish(a)
		w.plantPosts(a, posts)
		if a.collects {
			w.converse(a, posts)
			w.plantReplies(a, posts)
		}
		for _, p := range posts {
			slices.SortStableFunc(p.replies, func(a, b *reply) int { return a.at.Compare(b.at) })
			p.number()
			p.read(stream(seed, "readings/"+p.native))
		}
		w.posts = append(w.posts, posts...)
	}
	w.tables = w.tabulate()
	w.tell()
	return w
}

// publish makes an account's posts, without what they get.
func (w *World) publish(a *account) []*post {
	r := stream(w.seed, "posts/"+string(a.id))
	book := newPhrasebook(stream(w.seed, "texts/"+string(a.id)))
	var posts []*post
	for week := range Weeks {
		n := (week+1)*a.posts/Weeks - week*a.posts/Weeks
		for range n {
			posts = append(posts, &post{account: a, at: officeHour(r, week)})
		}
	}
	slices.SortFunc(posts, func(a, b *post) int { return a.at.Compare(b.at) })
	celebrated := false
	for i, p := range posts {
		if i > 0 && !p.at.After(posts[i-1].at) {
			p.at = posts[i-1].at.Add(7 * time.Minute)
		}
		p.native = native(a, i)
		p.format = draw(r, a.formats)
		p.language = draw(r, a.writes)
		about := ownPost
		if p.at.Before(nationalDay().AddDate(0, 0, 7)) && !p.at.Before(nationalDay()) && !celebrated {
			about, celebrated = occasion, true
		}
		p.text, p.topic = book.say(p.language, about, cityOf(a))
		if i%9 == 4 {
			p.text += "\n\n#MadeUp" // exports keep line breaks within a cell
		}
		if p.format == data.FormatVideo || p.format == data.FormatShortVideo {
			p.seconds = 15 + r.IntN(75)
		}
		p.mean = a.base * monthEffect(p.at) * liftOf(a.platform, p.format) * languageEffect(a, p.language) *
			topicEffect(p.topic) * lognormal(r, spread)
		p.rate = 22 * lognormal(r, 0.25)
	}
	return posts
}

// officeHour draws a moment of a week, mostly on working days.
func officeHour(r *rand.Rand, week int) time.Time {
	day := draw(r, []share[int]{{0, .18}, {1, .19}, {2, .19}, {3, .19}, {4, .17}, {5, .05}, {6, .03}})
	return Start().AddDate(0, 0, 7*week+day).Add(time.Duration(7+r.IntN(11))*time.Hour + time.Duration(r.IntN(60))*time.Minute)
}

// native makes a post's number as its platform would write it, beyond the numbers
// that platforms have given out: 18 digits for Meta, above 9e18 for X.
func native(a *account, i int) string {
	if a.platform == data.X {
		return fmt.Sprintf("90%02d%015d", a.number, 1_000_000*(i+1)+i*i)
	}
	return fmt.Sprintf("99%02d%014d", a.number, 100_003*(i+1)+17*i*i)
}

func (w *World) account(id data.AccountID) *account {
	for _, a := range w.accounts {
		if a.id == id {
			return a
		}
	}
	return nil
}
