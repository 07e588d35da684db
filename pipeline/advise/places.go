package advise

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/needs"
	"github.com/digital-diplomacy/tailor/metrics/presence"
	"github.com/digital-diplomacy/tailor/metrics/stat"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Weeks that the decisions on places and needs, and the comparison of hours and of
// cadence, look back.
const (
	placeWeeks  = 26
	timingWeeks = 52
)

// Placing is what the config says of where to be, when and how often, and of needs.
type Placing struct {
	Zone      *time.Location            // of the unit
	Zones     map[string]*time.Location // of audiences, where they differ
	Margin    float64                   // lift from which a difference matters; 0 is the default, 1.2
	Goals     []string                  // metrics the unit's goals are measured by, most important first
	Minutes   map[data.Platform]int64   // of work a post takes
	Follow    []string                  // words of the survey's question where people follow us
	Wanted    []string                  // words of the survey's question what people need
	Listening map[data.AccountID]bool   // accounts whose replies are read
	Terms     terms.Terms               // of platforms
	Topics    *sentiment.TopicLexicon   // for answers of surveys
}

// margin is the lift from which a difference matters, as in the comparison of formats.
func (p Placing) margin() float64 { return cmp.Or(p.Margin, stat.DefaultMargin) }

// inputs makes the config part of what the tables are computed from.
func (p Placing) inputs() []string {
	in := []string{presence.TimingModel, presence.PlacesModel, needs.Model, p.Topics.Version(), p.Zone.String()}
	for _, name := range slices.Sorted(maps.Keys(p.Zones)) {
		in = append(in, "zone "+name+" "+p.Zones[name].String())
	}
	if p.margin() != stat.DefaultMargin {
		in = append(in, "margin "+strconv.FormatFloat(p.margin(), 'g', -1, 64))
	}
	for _, goal := range p.Goals {
		in = append(in, "goal "+goal)
	}
	for _, platform := range slices.Sorted(maps.Keys(p.Minutes)) {
		in = append(in, fmt.Sprintf("minutes %s %d", platform, p.Minutes[platform]))
	}
	for _, q := range p.Follow {
		in = append(in, "follow "+q)
	}
	for _, q := range p.Wanted {
		in = append(in, "wanted "+q)
	}
	for _, id := range slices.Sorted(maps.Keys(p.Listening)) {
		in = append(in, fmt.Sprintf("listening %s %t", id, p.Listening[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(p.Terms)) {
		in = append(in, fmt.Sprintf("terms %s %t %d", id, p.Terms[id].NoDerived, p.Terms[id].KeepDays))
	}
	return in
}

// zone returns the zone of an audience.
func (p Placing) zone(audience string) *time.Location {
	if z, ok := p.Zones[audience]; ok {
		return z
	}
	return p.Zone
}

// goals returns the count metrics that results are told in, best first: the unit's
// goals, then what activity is told in.
func (p Placing) goals() []string {
	var out []string
	for _, g := range append(slices.Clone(p.Goals), ActivityGoals()...) {
		d, ok := metrics.Lookup(g)
		if ok && d.Unit == metrics.UnitCount && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// Where writes, for the ISO week of as-of, on which platforms a mission should be,
// which hours and how many posts a week do better, and what is asked against what is
// posted. Weeks before the one of as-of count, whole ones only. It reads partitions of
// the last year alone, and nothing of replies but what is published. A week
// before one that was computed is closed: its rows never change.
func Where(ctx context.Context, r lake.Reader, p Placing, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	period := c.Now().Week()
	part := "period=" + period
	if slices.ContainsFunc(lake.Partitions(r, lake.Places), func(p string) bool { return p > part }) {
		return changes, nil
	}
	g := &gathering{ctx: ctx, r: r, placing: p, clock: c, long: metrics.WindowBefore(c, timingWeeks), short: metrics.WindowBefore(c, placeWeeks)}
	inputs := lake.InputHash(r, append(p.inputs(), period), g.files()...)
	if lake.From(r, lake.Places.Name, part) == inputs || len(r.Files(lake.Posts.Name)) == 0 {
		return changes, nil
	}
	if err := g.gather(); err != nil {
		return changes, fmt.Errorf("where: %w", err)
	}
	places, hours := []data.Place{}, []data.HourEffect{} // empty, not nil: that nothing was found is noted, too
	cadence, wants := []data.Cadence{}, []data.Need{}
	for _, mission := range g.missions() {
		places = append(places, g.places(mission)...)
		wants = append(wants, g.needs(mission)...)
		h, k := g.timing(mission)
		hours, cadence = append(hours, h...), append(cadence, k...)
	}
	for i := range places {
		places[i].Period, places[i].Inputs = period, inputs
	}
	for i := range hours {
		hours[i].Period, hours[i].Inputs = period, inputs
	}
	for i := range cadence {
		cadence[i].Period, cadence[i].Inputs = period, inputs
	}
	for i := range wants {
		wants[i].Period, wants[i].Inputs = period, inputs
	}
	err := lake.Replace(&changes, lake.Places, part, places, inputs)
	if err == nil {
		err = lake.Replace(&changes, lake.Hours, part, hours, inputs)
	}
	if err == nil {
		err = lake.Replace(&changes, lake.CadenceTable, part, cadence, inputs)
	}
	if err == nil {
		err = lake.Replace(&changes, lake.Needs, part, wants, inputs)
	}
	if err != nil {
		return changes, fmt.Errorf("where: %w", err)
	}
	return changes, nil
}

// places makes a mission's rows of the table places.
func (g *gathering) places(mission string) []data.Place {
	byPlatform := map[data.Platform]*presence.PlaceInput{}
	for _, a := range g.accounts[mission] {
		in := byPlatform[a.Platform]
		if in == nil {
			in = &presence.PlaceInput{Platform: a.Platform, Followers: map[data.AccountID][]data.AccountSnapshot{}, NoQuestions: data.NotCollected}
			byPlatform[a.Platform] = in
		}
		in.Accounts = append(in.Accounts, *a)
		in.Followers[a.Account.AccountID] = g.followers[accountOn{a.Account.AccountID, a.Platform}]
		if g.withheld[accountOn{a.Account.AccountID, a.Platform}] {
			in.NoFigures = data.Hidden
		}
		in.Borrowed = in.Borrowed || g.placing.Terms[a.Account.AccountID].KeepDays > 0
	}
	g.questions(mission, byPlatform)
	var inputs []presence.PlaceInput
	for _, platform := range slices.Sorted(maps.Keys(byPlatform)) {
		in := byPlatform[platform]
		if m, ok := g.placing.Minutes[platform]; ok {
			in.Minutes = data.N(m)
		}
		if s, ok := g.followed(mission)[platform]; ok {
			in.SurveyShare, in.SurveyN, in.Survey = &s.Share, s.N, s.Survey
		}
		inputs = append(inputs, *in)
	}
	return presence.PlacesOf(mission, inputs, g.short, g.placing.goals(), g.placing.margin())
}

// questions adds up by platform what may be shown by account. Where all replies are of
// one account no breakdown is published, and the mission's total is that account's.
func (g *gathering) questions(mission string, byPlatform map[data.Platform]*presence.PlaceInput) {
	platforms := map[string]data.Platform{} // of accounts
	for _, a := range g.accounts[mission] {
		if g.placing.Listening[a.Account.AccountID] {
			if other, twice := platforms[string(a.Account.AccountID)]; twice && other != a.Platform {
				return // one account of two platforms: which, no cell says
			}
			platforms[string(a.Account.AccountID)] = a.Platform
			byPlatform[a.Platform].NoQuestions = data.Suppressed
		}
	}
	weeks := map[data.Platform]map[string]bool{}
	add := func(platform data.Platform, m *data.Mood) {
		in := byPlatform[platform]
		in.Questions, in.Answered = data.SumCounts(orZero(in.Questions), m.Questions), data.SumCounts(orZero(in.Answered), m.Answered)
		if weeks[platform] == nil {
			weeks[platform] = map[string]bool{}
		}
		for _, w := range m.Weeks {
			weeks[platform][w] = true
		}
		in.QuestionWeeks, in.NoQuestions = int64(len(weeks[platform])), ""
	}
	for i := range g.mood[mission] {
		m := &g.mood[mission][i]
		if m.Questions == nil || m.Answered == nil || m.Basis == data.BasisWeeks || !g.short.Covers(m.Weeks) {
			continue
		}
		platform, one := platforms[m.Value], m.Breakdown == data.DimAccount
		if m.Breakdown == data.DimTotal && len(platforms) == 1 && len(g.accounts[mission]) == 1 {
			for _, platform = range platforms {
				one = true
			}
		}
		if one && platform != "" {
			add(platform, m)
		}
	}
}

func orZero(n data.Count) data.Count {
	if n == nil {
		return data.N(0)
	}
	return n
}

// followed reads the published answers to where people follow the mission, by platform.
// Answers are platforms' names as people write them.
func (g *gathering) followed(mission string) map[data.Platform]needs.Surveyed {
	out := map[data.Platform]needs.Surveyed{}
	g.survey(mission, g.placing.Follow, func(answer string) string { return string(platformNamed(answer)) }, func(what string, s needs.Surveyed) {
		out[data.Platform(what)] = s
	})
	return out
}

// platformNamed returns the platform that an answer names, "" if none or several.
func platformNamed(answer string) data.Platform {
	var found data.Platform
	words := strings.FieldsFunc(strings.ToLower(answer), func(r rune) bool { return strings.ContainsRune(" ,;/()|·-", r) })
	for _, word := range words {
		p := data.Platform(word)
		if word == "twitter" {
			p = data.X
		}
		known := slices.Contains([]data.Platform{data.Facebook, data.Instagram, data.Threads, data.X, data.YouTube, data.TikTok, data.LinkedIn,
			data.Mastodon, data.Bluesky, data.Telegram, data.WhatsApp}, p)
		if known && found != "" && found != p {
			return ""
		}
		if known {
			found = p
		}
	}
	return found
}

// survey tells the newest published figures of a question: total only. Of several
// answers of one meaning to a question with one choice the shares add up; where one may
// give several, the largest stands, because people may have given both.
func (g *gathering) survey(mission string, questions []string, meaning func(answer string) string, tell func(what string, s needs.Surveyed)) {
	var newest string
	var rows []data.SurveyResult
	for _, s := range g.surveys {
		if s.Mission != mission || s.Dimension != data.DimTotal || s.Share == nil || !slices.Contains(questions, s.Question) {
			continue
		}
		key := s.ObservedOn + "\x00" + s.Survey + "\x00" + s.Question
		if key > newest {
			newest, rows = key, nil
		}
		if key == newest {
			rows = append(rows, s)
		}
	}
	sums := map[string]needs.Surveyed{}
	for _, s := range rows {
		what := meaning(s.Answer)
		if what == "" {
			continue
		}
		sum := sums[what]
		switch {
		case s.Several:
			sum.Share = max(sum.Share, *s.Share)
		default:
			sum.Share += *s.Share
		}
		sum.N, sum.Survey, sum.Several = s.N, s.Survey, s.Several
		sum.Answers++
		sums[what] = sum
	}
	for _, what := range slices.Sorted(maps.Keys(sums)) {
		tell(what, sums[what])
	}
}

// needs makes a mission's rows of the table needs.
func (g *gathering) needs(mission string) []data.Need {
	in := needs.Input{Mission: mission, Mood: g.mood[mission], Surveyed: map[data.Topic]needs.Surveyed{}}
	for _, a := range g.accounts[mission] {
		in.Accounts = append(in.Accounts, *a)
	}
	for _, o := range g.outcomes {
		if o.Mission == mission {
			in.Outcomes = append(in.Outcomes, o)
		}
	}
	topicOf := func(answer string) string {
		topic, _ := g.placing.Topics.Topics(answer, "und")
		return string(topic)
	}
	g.survey(mission, g.placing.Wanted, topicOf, func(what string, s needs.Surveyed) { in.Surveyed[data.Topic(what)] = s })
	return needs.Of(in, g.short, g.placing.goals())
}

// timing makes a mission's rows of the tables hours and cadence.
func (g *gathering) timing(mission string) (hours []data.HourEffect, cadence []data.Cadence) {
	for _, a := range g.accounts[mission] {
		goal := a.ValuedGoal(g.long, g.placing.goals()...)
		if goal == "" {
			goal = cmp.Or(g.placing.goals()[0])
		}
		hours = append(hours, presence.Hours(a, goal, g.long, g.placing.zone(a.Account.Audience), g.placing.margin())...)
		cadence = append(cadence, presence.CadenceOf(a, goal, g.long, g.placing.margin()))
	}
	return hours, cadence
}
