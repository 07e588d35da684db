package needs

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// publication is the questions of one published breakdown by topic.
type publication struct {
	of    int64
	cells map[data.Topic]data.Mood
}

// asked is what the mission's published cells say of the window's questions.
type asked struct {
	all, answered int64 // of the window's weeks
	known         bool  // whether any week's questions are
	of            int64 // of weeks whose topics may be shown
	weeks         map[string]bool
	own, hidden   map[data.Topic]int64
	pubs          []publication // in order of period
	totals        []data.Mood   // of single weeks or whatever the total was shown for
	missing       data.Missing
}

// askedOf reads the cells of publications that lie in the window with all their weeks.
func askedOf(mood []data.Mood, w metrics.Window) *asked {
	a := &asked{weeks: map[string]bool{}, own: map[data.Topic]int64{}, hidden: map[data.Topic]int64{}}
	byPeriod := map[string]*publication{}
	for _, m := range mood {
		if m.Questions == nil || m.Answered == nil || m.Basis == data.BasisWeeks || !w.Covers(m.Weeks) {
			continue
		}
		switch m.Breakdown {
		case data.DimTotal:
			a.known = true
			a.all += *m.Questions
			a.answered += *m.Answered
			a.totals = append(a.totals, m)
		case data.DimTopic:
			key := m.PeriodKind + " " + m.Period
			p := byPeriod[key]
			if p == nil {
				p = &publication{cells: map[data.Topic]data.Mood{}}
				byPeriod[key] = p
			}
			p.of += *m.Questions
			p.cells[data.Topic(m.Value)] = m
			for _, week := range m.Weeks {
				a.weeks[week] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(byPeriod)) {
		p := byPeriod[key]
		a.pubs = append(a.pubs, *p)
		a.of += p.of
		for _, t := range data.Topics() {
			if cell, apart := p.cells[t]; apart {
				a.own[t] += *cell.Questions
			} else if other, merged := p.cells[data.TopicOther]; merged {
				a.hidden[t] += *other.Questions
			}
		}
	}
	switch {
	case !a.known:
		a.missing = a.missing.With("asked", data.NotCollected)
	case a.of == 0:
		a.missing = a.missing.With("asked_of", data.Suppressed)
	}
	return a
}

// total fills in the row of all topics.
func (a *asked) total(n *data.Need) {
	n.AskedWeeks = int64(len(a.weeks))
	if !a.known {
		return
	}
	n.Asked, n.Answered = data.N(a.all), data.N(a.answered)
	if a.of > 0 {
		n.AskedOf = data.N(a.of)
	}
	answering(n, a.totals)
}

// topic fills in what is asked on one topic.
func (a *asked) topic(n *data.Need) {
	t := n.Topic
	if a.of == 0 {
		n.Missing = a.missing
		return
	}
	n.AskedOf, n.AskedHidden = data.N(a.of), data.N(a.hidden[t])
	var cells []data.Mood
	for _, p := range a.pubs {
		if cell, apart := p.cells[t]; apart {
			cells = append(cells, cell)
		}
	}
	least := float64(a.own[t]) / float64(a.of)
	most := float64(a.own[t]+a.hidden[t]) / float64(a.of)
	n1 := a.effective(t, least)
	low, _ := stat.WilsonEnds(least, n1, stat.Z950)
	_, high := stat.WilsonEnds(most, n1, stat.Z950)
	n.AskedLow, n.AskedHigh = stat.Figure(low), stat.Figure(high)
	if len(cells) == 0 && a.hidden[t] > 0 {
		n.Missing = n.Missing.With("asked", data.Suppressed)
		return
	}
	n.Asked, n.AskedShare = data.N(a.own[t]), stat.Figure(least)
	var answered int64
	for _, c := range cells {
		answered += *c.Answered
	}
	n.Answered = data.N(answered)
	answering(n, cells)
}

// answering fills in the rate of answers, and between which bounds their median time
// lies: the median of several sets together lies between their medians.
func answering(n *data.Need, cells []data.Mood) {
	if *n.Asked == 0 {
		return
	}
	n.AnswerRate = stat.Figure(float64(*n.Answered) / float64(*n.Asked))
	n.RateLow, n.RateHigh = stat.Wilson(*n.AnswerRate, float64(*n.Asked), stat.Z950)
	censored := false
	for _, c := range cells {
		switch v := c.AnswerSecs; {
		case *c.Questions == 0:
		case v == nil:
			censored = true
		default:
			if n.AnswerFrom == nil || *v < *n.AnswerFrom {
				n.AnswerFrom = v
			}
			if n.AnswerTo == nil || *v > *n.AnswerTo {
				n.AnswerTo = v
			}
		}
	}
	if censored {
		n.AnswerTo = nil
	}
}

// clumped is by how much the questions of a topic are worth less than as many that were
// asked independently, where too few publications tell.
const clumped = 2

// effective returns how many independent questions a topic's share is worth: by the
// spread of the share over four publications or more, else half of them. Never more
// than there are.
func (a *asked) effective(t data.Topic, p float64) float64 {
	of, k := float64(a.of), float64(len(a.pubs))
	var squares float64
	for _, pub := range a.pubs {
		var own float64
		if cell, ok := pub.cells[t]; ok {
			own = float64(*cell.Questions)
		}
		off := own - p*float64(pub.of)
		squares += off * off
	}
	if k < stat.MinClusters || squares == 0 || p <= 0 || p >= 1 {
		return of / clumped
	}
	variance := squares * k / (k - 1) / (of * of)
	return max(1, min(of, p*(1-p)/variance))
}
