package main

import (
	"strings"
	"time"
)

// account is who posts, how, and what that does.
type account struct {
	id, platform, handle string
	role, mission        string
	audience             string
	languages            []string
	base                 float64            // typical interactions of a post
	perWeek              func(week int) int // posts of its own accord
	hours                []int              // local, as often as they are used
	formats              []string           // as often as they are used
	lift                 map[string]float64 // of formats; 1 where not named
	evening              float64            // lift of posts from 18 to 21
	dilution             float64            // exponent of the number of posts of a week
	change               float64            // factor from changeDay on
	follows              habit
	comments             bool
	noise, weekNoise     float64 // standard deviations of logarithms
	state                float64 // of the week
	followers            int
	counted              [][]string // followers on each Monday, as a table
	posts                []*post
}

// habit is what an account does with the plan.
type habit int

const (
	ignores    habit = iota // posts what it likes
	keepsLots               // posts what was drawn by lot, and else what it likes
	keepsAll                // posts the plan, but for one post in ten
	keepsTwice              // keeps to the plan every second week
)

func steady(n int) func(int) int { return func(int) int { return n } }

// accounts are the unit's own ones and its peers.
func accounts() []*account {
	bergen, tromso, alta := "Embassy of Zembla in Bergen (made up)", "Consulate of Zembla in Tromso (made up)", "Consulate of Zembla in Alta (made up)"
	own := []*account{
		{id: "bergen-facebook", platform: "facebook", mission: bergen, audience: "diaspora", languages: []string{"en", "nb"}, base: 40, perWeek: steady(10),
			hours: []int{8, 9, 11, 12, 13, 15, 16, 18, 19, 20}, formats: []string{"image", "image", "image", "image", "text", "text", "video", "link", "link"},
			lift: map[string]float64{"video": 1.7, "link": 0.7}, evening: 2.2, change: 1.7, follows: keepsAll, comments: true},
		{id: "bergen-instagram", platform: "instagram", mission: bergen, audience: "students", languages: []string{"en"}, base: 60,
			perWeek: func(week int) int { return []int{1, 2, 7, 3, 2, 5, 1, 8}[week%8] }, hours: []int{10, 12, 14, 17},
			formats: []string{"image", "image", "image", "album", "album", "album", "video"}, dilution: -0.7, change: 0.5, follows: ignores},
		{id: "bergen-telegram", platform: "telegram", mission: bergen, audience: "general", languages: []string{"en"}, base: 25, perWeek: steady(3),
			hours: []int{9, 13, 17}, formats: []string{"text", "text", "image"}, change: 1, follows: ignores},
		{id: "tromso-facebook", platform: "facebook", mission: tromso, audience: "diaspora", languages: []string{"nb"}, base: 15, perWeek: steady(5),
			hours: []int{9, 11, 14, 16}, formats: []string{"image", "image", "image", "image", "image", "text", "text", "text"},
			lift: map[string]float64{"video": 2, "text": 1}, change: 1, follows: keepsLots},
		{id: "tromso-threads", platform: "threads", mission: tromso, audience: "general", languages: []string{"nb"}, base: 0.15, perWeek: steady(3),
			hours: []int{9, 12, 15}, formats: []string{"text", "image"}, change: 1, follows: ignores},
		{id: "alta-facebook", platform: "facebook", mission: alta, audience: "general", languages: []string{"en", "nb"}, base: 22, perWeek: steady(6),
			hours: []int{8, 10, 13, 16, 19}, formats: []string{"image", "image", "image", "text", "text", "album", "link"},
			lift: map[string]float64{"album": 1.6}, change: 1, follows: keepsTwice},
	}
	for i := range 13 {
		own = append(own, peer("peer_mission", "facebook", i, 12*float64(i+1)))
	}
	for i := range 11 {
		own = append(own, peer("peer_ngo", "instagram", i, 15*float64(i+1)))
	}
	for i := range 7 {
		own = append(own, peer("peer_brand", "facebook", i, 30*float64(i+1)))
	}
	for i, a := range own {
		if a.role == "" {
			a.role, a.noise = "own", 0.55
		}
		a.weekNoise = 0.2
		if a.handle == "" {
			a.handle = "madeup_" + strings.ReplaceAll(a.id, "-", "_")
		}
		a.followers = 2000 + 300*i
	}
	return own
}

func peer(role, platform string, i int, base float64) *account {
	return &account{id: role + "-" + platform + "-" + string(rune('a'+i)), platform: platform, role: role, audience: "general", languages: []string{"en"}, base: base,
		perWeek: func(week int) int { return 1 + (week+i)%2 }, hours: []int{9, 12, 17}, formats: []string{"image", "image", "text", "video"}, change: 1, noise: 0.7}
}

// elsewhere are the accounts of another unit, which shares what it found.
func elsewhere() []*account {
	name := "Embassy of Kinbote in Oslo (made up)"
	var out []*account
	for i, platform := range []string{"facebook", "instagram"} {
		out = append(out, &account{id: "elsewhere-" + platform, platform: platform, handle: "madeup_elsewhere_" + platform, role: "own", mission: name, audience: "general",
			languages: []string{"en"}, base: 30, perWeek: steady(6), hours: []int{9, 12, 17}, formats: []string{"image", "text", "video"},
			lift: map[string]float64{"video": 1.5}, change: 1, noise: 0.5, weekNoise: 0.2, followers: 4000 + 1000*i})
	}
	return out
}

// changed reports whether a moment lies after changeDay.
func changed(at time.Time) bool { return at.Format(time.DateOnly) >= changeDay }
