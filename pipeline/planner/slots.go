package planner

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// mostPerWeek is the most posts per week of one account that a calendar names; who
// posts more needs no list of them.
const mostPerWeek = 14

// place is a day and hour for a post.
type place struct {
	day  int // from the first day of the week
	hour int // local; -1 if the hours of posts are not known
}

// perWeeks returns how many posts to plan in the first and the second week: as many as
// the account published of late, rounded over both, at least one.
func (h *habits) perWeeks() (first, second int) {
	both := min(max(int(2*h.perWeek+0.5), 1), 2*mostPerWeek)
	return both - both/2, both / 2
}

// usualWeek is how many posts a week of the account has, rounded.
func (h *habits) usualWeek() int { return min(int(h.perWeek+0.5), mostPerWeek) }

// places returns where n posts of a week go: on the weekdays the account posts on, in
// proportion, at its usual hours within the bands allowed; those of one day three
// hours apart.
func (h *habits) places(n int, hours []int) []place {
	weights := make([]float64, 7)
	for d := range weights {
		weights[d] = float64(h.weekdays[(d+1)%7]) // time.Weekday begins with Sunday
	}
	var out []place
	for day, k := range apportion(weights, n) {
		for i := range k {
			hour := -1
			if len(hours) > 0 {
				hour = hours[i%len(hours)]
			}
			out = append(out, place{day, hour})
		}
	}
	slices.SortFunc(out, func(a, b place) int { return cmp.Or(a.day-b.day, a.hour-b.hour) })
	return out
}

// usualHours returns the hours of the day the account posts at most, best first, three
// hours apart; hours beside count half. allowed (nil: all) says which bands are taken.
func (h *habits) usualHours(allowed func(band string) bool) []int {
	if h.timed == 0 {
		return nil
	}
	smooth := func(hour int) int {
		return h.hours[(hour+23)%24] + 2*h.hours[hour] + h.hours[(hour+1)%24]
	}
	var out []int
	for {
		best := -1
		for hour := range 24 {
			near := slices.ContainsFunc(out, func(x int) bool { return hour-x < 3 && x-hour < 3 })
			if smooth(hour) == 0 || near || allowed != nil && !allowed(effects.HourBand(hour)) {
				continue
			}
			if best < 0 || smooth(hour) > smooth(best) {
				best = hour
			}
		}
		if best < 0 || len(out) == 4 {
			return out
		}
		out = append(out, best)
	}
}

// plannedHours returns the hours to plan for an account, and why: hours that are told to
// do better; else those of a band that does or, by a hint, may; else the account's own,
// without hours and bands that do worse.
func (h *habits) plannedHours(advice []data.Advice, better []int, told string, bad []int) (hours []int, why string) {
	if h.timed == 0 {
		return nil, "The hours of earlier posts are not known, so none are planned."
	}
	if len(better) > 0 {
		return h.andOthers(better, bad), told
	}
	for _, verdict := range []data.Verdict{data.VerdictMore, data.VerdictLean} {
		for _, a := range advice {
			if a.Lever != effects.LeverHour || a.Verdict != verdict || a.Lift == nil || *a.Lift <= 1 {
				continue
			}
			if hours = h.usualHours(func(band string) bool { return band == a.Level }); len(hours) > 0 {
				hours = h.andOthers(hours, bad)
				if verdict == data.VerdictLean {
					return hours, fmt.Sprintf("Hours: %s, where posts did somewhat better; that is a hint only.", voice.LevelName(effects.LeverHour, a.Level))
				}
				return hours, fmt.Sprintf("Hours: %s, where posts do better.", voice.LevelName(effects.LeverHour, a.Level))
			}
		}
	}
	worse := func(band string) bool {
		return slices.ContainsFunc(advice, func(a data.Advice) bool {
			return a.Lever == effects.LeverHour && a.Level == band && a.Verdict == data.VerdictLess
		})
	}
	hours = slices.DeleteFunc(h.usualHours(func(band string) bool { return !worse(band) }), func(hour int) bool { return slices.Contains(bad, hour) })
	if len(hours) > 0 {
		return hours, "Hours: your own usual ones; none is known to do better."
	}
	return h.usualHours(nil), "Hours: your own usual ones."
}

// andOthers adds the account's usual hours three hours away or more, for second posts of
// one day; without hours that do worse.
func (h *habits) andOthers(hours, bad []int) []int {
	for _, hour := range h.usualHours(nil) {
		if !slices.Contains(bad, hour) && !slices.ContainsFunc(hours, func(x int) bool { return hour-x < 3 && x-hour < 3 }) {
			hours = append(hours, hour)
		}
	}
	return hours
}

// moment is the local moment of a place in the week that begins on monday; without an
// hour noon, so that the day is the same one in most zones.
func (p place) moment(monday time.Time) time.Time {
	hour := p.hour
	if hour < 0 {
		hour = 12
	}
	return time.Date(monday.Year(), monday.Month(), monday.Day()+p.day, hour, 0, 0, 0, monday.Location())
}

// apportion divides n among weights by largest remainders; of equal ones the first
// gets more.
func apportion(weights []float64, n int) []int {
	out := make([]int, len(weights))
	var total float64
	for _, w := range weights {
		total += w
	}
	if total <= 0 || n <= 0 {
		return out
	}
	order := make([]int, len(weights))
	rest := make([]float64, len(weights))
	left := n
	for i, w := range weights {
		exact := float64(n) * w / total
		out[i] = int(exact)
		left -= out[i]
		order[i], rest[i] = i, exact-float64(out[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}
