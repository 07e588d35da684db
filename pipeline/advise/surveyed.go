package advise

import (
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/needs"
)

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
