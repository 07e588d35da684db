package needs

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Model is the version of the method of [Of].
const Model = "needs/1"

// What a gap needs.
const (
	gapQuestions = 20   // questions of weeks whose topics may be shown
	gapOwn       = 5    // of the topic, for asked_more
	gapPosts     = 20   // own posts
	gapCovered   = 0.5  // of all questions must be of weeks whose topics may be shown
	gapAlike     = 0.05 // difference within which shares are alike
)

// Input is what is known of one mission's topics.
type Input struct {
	Mission  string
	Mood     []data.Mood // of the mission, as published
	Accounts []metrics.AccountPosts
	Surveyed map[data.Topic]Surveyed
	Outcomes []data.Outcome // of the mission
}

// Of returns the row of all topics of a mission, then one for each topic that is
// asked about, surveyed, posted about or served, in the order of [data.Topics].
//
// Questions are those of published cells of the window's weeks. Where a topic is merged
// with others for safety its questions are not known: asked_share is then the least it
// can be, and the upper end of its interval the most. Shares of questions and posts are
// compared by Newcombe's interval of a difference (1998, method 10).
func Of(in Input, w metrics.Window, goals []string) []data.Need {
	base := data.Need{Mission: in.Mission, From: w.From.Day(), To: w.To.Add(-metrics.Day).Day(), Model: Model, Gap: data.GapTooFew}
	a := askedOf(in.Mood, w)
	posted, total := postedOf(in.Accounts, w)
	standing := standings(in.Accounts, w, goals)
	demand, own := demands(in.Outcomes, w)

	all := base
	all.Posted, all.PostedOf = int64(total), int64(total)
	a.total(&all)
	all.Reason = needsLead(&all)
	all.Missing = a.missing
	if own > 0 {
		all.Warnings = append(all.Warnings, metrics.Plural(own, "outcome")+" of services in the unit's own words or of one platform stand in the table outcomes only")
	}
	rows := []data.Need{all}
	for _, topic := range data.Topics() {
		n := base
		n.Topic, n.AskedWeeks = topic, all.AskedWeeks
		a.topic(&n)
		n.Posted, n.PostedOf = int64(posted[topic]), int64(total)
		if total > 0 {
			n.PostedShare = stat.Figure(float64(n.Posted) / float64(total))
			n.PostedLow, n.PostedHigh = stat.Wilson(float64(n.Posted)/float64(total), float64(total), stat.Z950)
		}
		if s, ok := in.Surveyed[topic]; ok {
			n.SurveyShare, n.SurveyN, n.Survey = &s.Share, s.N, s.Survey
		}
		standing[topic].fill(&n)
		n.Demand = demand[topic]
		if n.Posted == 0 && n.Asked == nil && n.SurveyShare == nil && n.Demand == nil {
			continue
		}
		a.gap(&n)
		if s, ok := in.Surveyed[topic]; ok {
			surveyGap(&n, s)
		}
		rows = append(rows, n)
	}
	rank(rows)
	return rows
}

// rank numbers the gaps, widest first.
func rank(rows []data.Need) {
	var wide []int
	for i := range rows {
		if rows[i].Gap == data.GapAskedMore || rows[i].Gap == data.GapPostedMore {
			wide = append(wide, i)
		}
	}
	width := func(n *data.Need) float64 {
		if n.Gap == data.GapAskedMore {
			return *n.DiffLow
		}
		return -*n.DiffHigh
	}
	slices.SortStableFunc(wide, func(i, j int) int { return cmp.Compare(width(&rows[j]), width(&rows[i])) })
	for k, i := range wide {
		rows[i].Rank = int64(k + 1)
	}
}

// needsLead says what the row of all topics holds.
func needsLead(n *data.Need) string {
	if n.Asked == nil {
		return "no questions are known, or none may be shown"
	}
	if n.AskedOf == nil {
		return fmt.Sprintf("%s; of no week may their topics be shown", metrics.Plural(int(*n.Asked), "question"))
	}
	return fmt.Sprintf("%s; topics may be shown of %d in %s", metrics.Plural(int(*n.Asked), "question"), *n.AskedOf, metrics.Plural(int(n.AskedWeeks), "week"))
}

// postedOf counts own posts by primary topic.
func postedOf(accounts []metrics.AccountPosts, w metrics.Window) (byTopic map[data.Topic]int, total int) {
	byTopic = map[data.Topic]int{}
	for i := range accounts {
		for j := range accounts[i].Posts {
			if p := &accounts[i].Posts[j]; w.Holds(p) {
				byTopic[p.Topic]++
				total++
			}
		}
	}
	return byTopic, total
}

// gap compares the shares.
func (a *asked) gap(n *data.Need) {
	if n.Topic == data.TopicOther {
		n.Gap, n.Reason = data.GapUnclear, "not one topic: what no word list knows, and what was merged for safety"
		return
	}
	if n.AskedOf == nil || n.PostedShare == nil {
		n.Reason = "not enough evidence: " + string(cmp.Or(n.Missing.Reason("asked"), data.NotCollected)) + " on one side"
		if n.AskedOf == nil {
			n.Reason = "not enough evidence: questions by topic may not be shown or were not collected"
		}
		return
	}
	least, most := float64(a.own[n.Topic])/float64(a.of), float64(a.own[n.Topic]+a.hidden[n.Topic])/float64(a.of)
	p2, n2, n1 := *n.PostedShare, float64(n.PostedOf), a.effective(n.Topic, least)
	between := func(z float64) (low, high float64) {
		l1, _ := stat.WilsonEnds(least, n1, z)
		_, u1 := stat.WilsonEnds(most, n1, z)
		return overPosted(least, most, l1, u1, p2, n2, z)
	}
	low, high := between(stat.Z950)
	n.DiffLow, n.DiffHigh, n.GapBy = stat.Figure(low), stat.Figure(high), "questions"
	if n.AskedShare != nil {
		n.Difference = stat.Figure(least - p2)
	}
	firmLow, firmHigh := between(stat.Z975)
	name := topicWords(n.Topic)
	words := fmt.Sprintf("%s: %s of questions, %.0f %% of posts", name, askedWords(least, most, n.AskedShare != nil), 100*p2)
	switch {
	case a.of < gapQuestions || n.PostedOf < gapPosts:
		n.Gap, n.Reason = data.GapTooFew, fmt.Sprintf("too few to compare: %s whose topics may be shown, %s; %d of each are needed",
			metrics.Plural(int(a.of), "question"), metrics.Plural(int(n.PostedOf), "post"), gapQuestions)
		return
	case float64(a.of) < gapCovered*float64(a.all):
		n.Gap = data.GapUnclear
		n.Warnings = append(n.Warnings, "topics may be shown of few weeks only, those in which many asked about one thing: the others may differ")
	case firmLow > 0 && a.own[n.Topic] >= gapOwn:
		n.Gap = data.GapAskedMore
	case firmHigh < 0:
		n.Gap = data.GapPostedMore
	case low >= -gapAlike && high <= gapAlike:
		n.Gap = data.GapAlike
	default:
		n.Gap = data.GapUnclear
	}
	n.Reason = fmt.Sprintf("%s; difference between %+.0f and %+.0f points", words, 100*low, 100*high)
	if n.AskedWeeks > 0 && a.of < a.all {
		n.Reason += fmt.Sprintf(", in the %s whose topics may be shown", metrics.Plural(int(n.AskedWeeks), "week"))
	}
}

// overPosted returns the interval of a share less the share p2 of n2 posts, by the ends of
// both (Newcombe 1998, method 10). The first share lies between least and most, and its own
// interval from l1 to u1.
func overPosted(least, most, l1, u1, p2, n2, z float64) (low, high float64) {
	l2, u2 := stat.WilsonEnds(p2, n2, z)
	return least - p2 - math.Hypot(least-l1, u2-p2), most - p2 + math.Hypot(u1-most, p2-l2)
}
