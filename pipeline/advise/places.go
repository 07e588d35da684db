package advise

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/presence"
)

// Weeks that the decisions on places and needs, and the comparison of hours and of
// cadence, look back.
const (
	placeWeeks  = 26
	timingWeeks = 52
)

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
		in.Followers[a.Account.AccountID] = g.followers[data.Outlet{Account: a.Account.AccountID, Platform: a.Platform}]
		if g.withheld[data.Outlet{Account: a.Account.AccountID, Platform: a.Platform}] {
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

// questions adds up by platform what may be shown by account. Where all replies that were
// ever counted are of one platform, the mission's total is that platform's: a breakdown by
// account is published only if there are several.
func (g *gathering) questions(mission string, byPlatform map[data.Platform]*presence.PlaceInput) {
	platforms := map[string]data.Platform{} // of accounts
	twice := false                          // whether one account is of two platforms: which, no cell says
	for _, a := range g.accounts[mission] {
		if g.placing.Listening[a.Account.AccountID] {
			other, known := platforms[string(a.Account.AccountID)]
			twice = twice || known && other != a.Platform
			platforms[string(a.Account.AccountID)] = a.Platform
			byPlatform[a.Platform].NoQuestions = data.Suppressed
		}
	}
	var whole data.Platform // whose the mission's total is
	if heard := g.placing.Heard[mission]; len(heard) == 1 && byPlatform[heard[0]] != nil {
		whole = heard[0]
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
		switch platform := platforms[m.Value]; {
		case whole != "":
			if m.Breakdown == data.DimTotal {
				add(whole, m)
			}
		case m.Breakdown == data.DimAccount && platform != "" && !twice:
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
