package needs

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// What a standing needs.
const (
	standingAccount = 10 // posts of an account with a value, to place its posts among
	standingPosts   = 5  // posts of the topic
	standingWeeks   = 4  // weeks they are of
)

// places is where posts of one topic stand among their accounts' posts.
type places struct {
	sum    float64
	n      int
	weekly map[int32][2]float64 // sum and number by week
}

// standings places each post with a value among the comparable posts of its account: the
// share of them that did worse, ties by half. It needs no unit, so posts of several
// platforms can be averaged.
func standings(accounts []metrics.AccountPosts, w metrics.Window, goals []string) map[data.Topic]*places {
	out := map[data.Topic]*places{}
	for i := range accounts {
		a := &accounts[i]
		goal := a.ValuedGoal(w, goals...)
		posts, _ := a.Comparable(goal, w)
		if goal == "" || len(posts) < standingAccount {
			continue
		}
		values := make([]float64, len(posts))
		for j := range posts {
			v, _ := posts[j].Value(goal)
			values[j] = v.Value
		}
		sorted := slices.Sorted(slices.Values(values))
		for j, p := range posts {
			below, _ := slices.BinarySearch(sorted, values[j])
			upTo, _ := slices.BinarySearchFunc(sorted, values[j], func(x, v float64) int {
				if x <= v {
					return -1
				}
				return 1
			})
			place := (float64(below) + float64(upTo)) / 2 / float64(len(sorted))
			if out[p.Topic] == nil {
				out[p.Topic] = &places{weekly: map[int32][2]float64{}}
			}
			out[p.Topic].add(place, w.Week(p.At))
		}
	}
	return out
}

func (s *places) add(place float64, week int32) {
	s.sum += place
	s.n++
	cell := s.weekly[week]
	s.weekly[week] = [2]float64{cell[0] + place, cell[1] + 1}
}

// fill gives the mean place with an interval for posts that hang together by week.
func (s *places) fill(n *data.Need) {
	if s == nil {
		return
	}
	n.StandingN = int64(s.n)
	if s.n < standingPosts || len(s.weekly) < standingWeeks {
		return
	}
	mean := s.sum / float64(s.n)
	G := float64(len(s.weekly))
	var squares float64
	for _, week := range slices.Sorted(maps.Keys(s.weekly)) {
		off := s.weekly[week][0] - mean*s.weekly[week][1]
		squares += off * off
	}
	// Never below what places drawn at random would have.
	sd := math.Sqrt(max(squares*G/(G-1)/float64(s.n*s.n), 1/(12*float64(s.n)))) * stat.StudentQuantile(G-1) / stat.Z975
	n.Standing = stat.Figure(mean)
	n.StandingLow, n.StandingHigh = stat.Figure(max(0, mean-stat.Z950*sd)), stat.Figure(min(1, mean+stat.Z950*sd))
}

// demands takes the means of outcomes that are told for a topic as a whole, and counts
// the others.
func demands(outcomes []data.Outcome, w metrics.Window) (byTopic map[data.Topic][]data.Demand, others int) {
	type measure struct {
		topic               data.Topic
		measure, unit, kind string
	}
	sums := map[measure]map[string]data.Outcome{}
	for _, o := range outcomes {
		start, err := outcomeStart(&o)
		if err != nil || start < w.From || start >= w.To {
			continue
		}
		if !slices.Contains(data.Topics(), data.Topic(o.Topic)) || o.About != "" || o.Platform != "" || o.PostID != "" {
			others++
			continue
		}
		key := measure{data.Topic(o.Topic), o.Measure, o.Unit, o.PeriodKind}
		if sums[key] == nil {
			sums[key] = map[string]data.Outcome{}
		}
		// Two files may tell one figure: as in the table itself, the later telling stands.
		if before, ok := sums[key][o.Period]; ok {
			o = data.MergeOutcome(before, o)
		}
		sums[key][o.Period] = o
	}
	byTopic = map[data.Topic][]data.Demand{}
	for key, periods := range sums {
		var total data.Thousandth
		for _, o := range periods {
			total += o.Value
		}
		if total.IsSmall() {
			continue // if it counts people, too few to show by itself
		}
		byTopic[key.topic] = append(byTopic[key.topic], data.Demand{Measure: key.measure, Unit: key.unit, PeriodKind: key.kind,
			Periods: int64(len(periods)), Mean: *stat.Figure(total.Float() / float64(len(periods)))})
	}
	for _, d := range byTopic {
		slices.SortFunc(d, func(a, b data.Demand) int {
			return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.PeriodKind, b.PeriodKind))
		})
	}
	return byTopic, others
}

func outcomeStart(o *data.Outcome) (data.Micros, error) {
	start, err := time.Parse("2006-01", o.Period)
	if o.PeriodKind == data.PeriodWeek {
		start, err = data.WeekStart(o.Period)
	}
	return data.At(start), err
}
