package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"
)

// world is all accounts with what they posted so far.
type world struct {
	dir    string
	zone   *time.Location
	unit   []*account // own ones and peers
	others []*account // of another unit
	week   int        // of the next posts
}

// post is one post, with what it will have in the end.
type post struct {
	id                     string
	at                     time.Time
	text, format           string
	likes, replies, shares float64
	reach                  float64
	paid                   bool
	followers              int
	options                []string // of a poll
	votes                  []float64
	topic, language        string
}

func newWorld(dir string) (*world, error) {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		return nil, err
	}
	w := &world{dir: dir, zone: zone, unit: accounts(), others: elsewhere()}
	return w, w.writeConfigs()
}

func (w *world) path(elements ...string) string {
	return filepath.Join(append([]string{w.dir}, elements...)...)
}

// missions are those of the unit, in the order of its settings.
func (w *world) missions() []string {
	var out []string
	for _, a := range w.unit {
		if a.role == "own" && !slices.Contains(out, a.mission) {
			out = append(out, a.mission)
		}
	}
	return out
}

// random is a source of its own for whatever is named, so that one more draw here moves
// nothing elsewhere.
func random(of ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, of...)
	return rand.New(rand.NewPCG(2026, h.Sum64()))
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// post adds a week's posts of every account.
func (w *world) post(monday time.Time, plans map[string][]entry) {
	for _, a := range slices.Concat(w.unit, w.others) {
		r := random(a.id, w.week)
		a.state = 0.6*a.state + 0.8*a.weekNoise*r.NormFloat64()
		if a.counted == nil {
			a.counted = [][]string{{"Day", "Followers"}}
		}
		a.counted = append(a.counted, []string{monday.Format(time.DateOnly), fmt.Sprint(a.followers)})
		a.followers += 5 + r.IntN(20)
		var drafts []entry
		for _, e := range plans[a.mission] {
			if e.Account == a.id {
				drafts = append(drafts, e)
			}
		}
		drafts = a.choose(r, w.week, monday, drafts)
		for i, e := range drafts {
			a.posts = append(a.posts, w.publish(a, random(a.id, w.week, i), e, len(drafts)))
		}
		if a.platform == "telegram" && w.week%3 == 0 {
			a.posts = append(a.posts, w.ask(a, r, monday))
		}
		slices.SortStableFunc(a.posts, func(x, y *post) int { return x.at.Compare(y.at) })
	}
	w.week++
}

// choose says what an account posts in a week: the plan, parts of it, or its own way.
func (a *account) choose(r *rand.Rand, week int, monday time.Time, plan []entry) []entry {
	keep := func(e entry) bool { return false }
	switch a.follows {
	case keepsAll:
		keep = func(entry) bool { return r.IntN(10) > 0 }
	case keepsLots:
		keep = func(e entry) bool { return e.byLot() && r.IntN(10) > 0 }
	case keepsTwice:
		keep = func(entry) bool { return week%2 == 0 }
	}
	var out []entry
	for _, e := range plan {
		if keep(e) {
			out = append(out, e)
		}
	}
	for len(out) < a.perWeek(week) {
		day := monday.AddDate(0, 0, r.IntN(6)).Format(time.DateOnly)
		out = append(out, entry{Day: day, Time: fmt.Sprintf("%02d:00", pick(r, a.hours))})
	}
	return out
}

// publish makes a post of a draft; what the draft leaves open the account chooses.
func (w *world) publish(a *account, r *rand.Rand, e entry, ofWeek int) *post {
	p := &post{format: e.Format, language: e.Language, topic: e.Topic, followers: a.followers}
	if p.format == "" {
		p.format = pick(r, a.formats)
	}
	if p.language == "" {
		p.language = pick(r, a.languages)
	}
	clock, err := time.ParseInLocation("2006-01-02 15:04", e.Day+" "+e.Time, w.zone)
	if err != nil { // a plan without hours
		clock, _ = time.ParseInLocation("2006-01-02 15:04", fmt.Sprintf("%s %02d:00", e.Day, pick(r, a.hours)), w.zone)
	}
	p.at = clock.Add(time.Duration(r.IntN(40*60)) * time.Second).UTC()
	p.text, p.topic = sentence(r, p.language, p.topic)
	p.paid = a.role == "own" && r.IntN(40) == 0
	p.id = fmt.Sprintf("%s-%d-%d", a.id, p.at.Unix(), r.IntN(1000))
	if a.platform == "telegram" {
		p.id = fmt.Sprint(len(a.posts) + 1)
	}
	w.receive(a, r, p, ofWeek)
	return p
}

// receive draws what a post gets: its typical count times what was planted, times the
// week's luck and its own.
func (w *world) receive(a *account, r *rand.Rand, p *post, ofWeek int) {
	mean := math.Log(a.base) + a.state + a.noise*r.NormFloat64() + a.dilution*math.Log(float64(ofWeek))
	if lift := a.lift[p.format]; lift > 0 {
		mean += math.Log(lift)
	}
	if hour := p.at.In(w.zone).Hour(); a.evening > 0 && hour >= 18 && hour <= 21 {
		mean += math.Log(a.evening)
	}
	if changed(p.at) {
		mean += math.Log(a.change)
	}
	if p.topic == "culture" {
		mean += 0.15
	}
	total := poisson(r, math.Exp(mean))
	p.shares, p.replies = math.Floor(total*0.1), math.Floor(total*0.15)
	p.likes = total - p.shares - p.replies
	p.reach = math.Round(float64(p.followers)*0.4 + 20*total)
}

// ask makes a poll.
func (w *world) ask(a *account, r *rand.Rand, monday time.Time) *post {
	p := w.publish(a, r, entry{Day: monday.AddDate(0, 0, 2).Format(time.DateOnly), Time: "12:00", Format: "poll"}, 4)
	p.text, p.options = "Which evening shall we hold the next reading?", []string{"Tuesday", "Thursday", "Saturday"}
	for range p.options {
		p.votes = append(p.votes, float64(20+r.IntN(60)))
	}
	return p
}

func poisson(r *rand.Rand, mean float64) float64 {
	if mean > 200 {
		return max(0, math.Round(mean+math.Sqrt(mean)*r.NormFloat64()))
	}
	limit, product, n := math.Exp(-mean), r.Float64(), 0.0
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}
