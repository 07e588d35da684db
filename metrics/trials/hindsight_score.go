package trials

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// HindsightScore is how past advice did, beside what a naive tool would have said on
// the same lines.
type HindsightScore struct {
	Lines    int            `json:"lines"`    // of advice whose weeks have passed
	Judged   int            `json:"judged"`   // of them with enough new posts for an outcome, a lift and a naive figure
	Verdicts []VerdictScore `json:"verdicts"` // in the order more, less, lean, no_clear_difference, try

	// Over the lines judged. The Brier score is the mean of (P - 1)^2 where the outcome
	// was above 1, P^2 where it was below and (P - 1/2)^2 for a tie; always saying one half
	// gives 0.25 but for ties.
	// Better is NaiveBrier - Brier with the ends of its 90 % interval.
	Brier      *float64  `json:"brier"`
	NaiveBrier *float64  `json:"naive_brier"`
	Better     *Interval `json:"better"`

	// Kept is how much of the log lifts that were told came true: the slope of outcomes
	// on them, weighted by the outcomes' precision. 1 is honest; a figure that takes
	// luck for merit has less.
	Kept      *Interval `json:"kept"`
	NaiveKept *Interval `json:"naive_kept"`

	// Error is the mean of |log outcome - log lift|. Outcomes err too, so not even the
	// truth would have 0.
	Error      *float64 `json:"error"`
	NaiveError *float64 `json:"naive_error"`

	Reliability []ReliabilityBin `json:"reliability"`
}

// VerdictScore is how the advice of one verdict did.
type VerdictScore struct {
	Verdict     data.Verdict `json:"verdict"`
	Lines       int          `json:"lines"`
	Followed    int          `json:"followed"`
	NotFollowed int          `json:"not_followed"`
	Judged      int          `json:"judged"` // that claimed something and have an outcome
	BorneOut    int          `json:"borne_out"`
	Expected    float64      `json:"expected"`        // how many of those judged should have been borne out, by the advice itself
	NaiveRight  int          `json:"naive_right"`     // of those judged: the naive figure was on the outcome's side
	OfFollowed  int          `json:"judged_followed"` // of those judged, that were followed
	KeptFollow  int          `json:"borne_out_followed"`
}

// ReliabilityBin compares chances that were told with how often it came so.
type ReliabilityBin struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	N     int     `json:"n"`
	Told  float64 `json:"told"`  // mean chance that the outcome would be above 1
	Found float64 `json:"found"` // share of outcomes above 1, ties half
}

// reliabilityBins is into how many equal parts chances are told apart.
const reliabilityBins = 5

// ScoreHindsight sums up outcomes. Lines that overlap are not counted twice: of one
// account on a platform, goal, age, lever and level, the latest is taken and then only lines given
// HindsightWeeks earlier at least.
func ScoreHindsight(outcomes []data.AdviceOutcome) HindsightScore {
	lines := apart(outcomes)
	s := HindsightScore{Lines: len(lines)}
	for _, v := range []data.Verdict{data.VerdictMore, data.VerdictLess, data.VerdictLean, data.VerdictNoDifference, data.VerdictTry} {
		if score := ofVerdict(lines, v); score.Lines > 0 {
			s.Verdicts = append(s.Verdicts, score)
		}
	}
	judged := slices.DeleteFunc(slices.Clone(lines), func(o data.AdviceOutcome) bool { return o.PBetter == nil || o.NaiveP == nil })
	if s.Judged = len(judged); s.Judged == 0 {
		return s
	}
	s.compare(judged)
	bins := make([]ReliabilityBin, reliabilityBins)
	for _, o := range judged {
		b := &bins[min(int(*o.PBetter*reliabilityBins), reliabilityBins-1)]
		b.N++
		b.Told += *o.PBetter
		b.Found += above(math.Log(*o.Outcome))
	}
	for i, b := range bins {
		if b.N > 0 {
			b.From, b.To = float64(i)/reliabilityBins, float64(i+1)/reliabilityBins
			b.Told, b.Found = b.Told/float64(b.N), b.Found/float64(b.N)
			s.Reliability = append(s.Reliability, b)
		}
	}
	return s
}

// compare fills in the scores of both forecasters.
func (s *HindsightScore) compare(judged []data.AdviceOutcome) {
	type key struct {
		on    data.Outlet
		lever string
	}
	var groups []twoForecasters // whatever the goal: one post gets its likes and its shares for the same reasons
	place := map[key]int{}
	var all twoForecasters
	for i := range judged {
		o := &judged[i]
		k := key{data.Outlet{Account: o.AccountID, Platform: o.Platform}, o.Lever}
		at, ok := place[k]
		if !ok {
			at, place[k] = len(groups), len(groups)
			groups = append(groups, twoForecasters{})
		}
		groups[at].add(o)
		all.add(o)
	}
	brier, naive := all.ours.brier/all.n, all.naive.brier/all.n
	s.Brier, s.NaiveBrier = &brier, &naive
	ourError, naiveError := all.ours.errors/all.n, all.naive.errors/all.n
	s.Error, s.NaiveError = &ourError, &naiveError
	s.Better = jackknife(all, groups, func(t twoForecasters) float64 { return (t.naive.brier - t.ours.brier) / t.n })
	if all.ours.square > 0 {
		s.Kept = jackknife(all, groups, func(t twoForecasters) float64 { return t.ours.cross / t.ours.square })
	}
	if all.naive.square > 0 {
		s.NaiveKept = jackknife(all, groups, func(t twoForecasters) float64 { return t.naive.cross / t.naive.square })
	}
}

func ofVerdict(lines []data.AdviceOutcome, v data.Verdict) VerdictScore {
	s := VerdictScore{Verdict: v}
	for _, o := range lines {
		if o.Verdict != v {
			continue
		}
		s.Lines++
		switch o.Followed {
		case data.Yes:
			s.Followed++
		case data.No:
			s.NotFollowed++
		}
		if o.BorneOut == "" || o.Expected == nil {
			continue
		}
		s.Judged++
		s.Expected += *o.Expected
		if o.Followed == data.Yes {
			s.OfFollowed++
		}
		if o.BorneOut == data.Yes {
			s.BorneOut++
			if o.Followed == data.Yes {
				s.KeptFollow++
			}
		}
		if o.NaiveP != nil && naiveRight(&o) {
			s.NaiveRight++
		}
	}
	return s
}

// naiveRight reports whether the naive figure was on the side on which the outcome
// then was, or for no clear difference whether it said so too and was right.
func naiveRight(o *data.AdviceOutcome) bool {
	naive, outcome := math.Log(*o.NaiveLift), math.Log(*o.Outcome)
	if o.Verdict == data.VerdictNoDifference {
		limit := math.Log(marginOf(o))
		return math.Abs(naive) <= limit == (math.Abs(outcome) <= limit)
	}
	return naive > 0 == (outcome > 0)
}

// apart returns the lines that do not overlap, sorted.
func apart(outcomes []data.AdviceOutcome) []data.AdviceOutcome {
	sorted := slices.Clone(outcomes)
	line := func(a, b *data.AdviceOutcome) int {
		return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Goal, b.Goal),
			cmp.Compare(a.Age, b.Age), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.Level, b.Level))
	}
	slices.SortFunc(sorted, func(a, b data.AdviceOutcome) int {
		return cmp.Or(line(&a, &b), cmp.Compare(b.Period, a.Period)) // latest first
	})
	var out []data.AdviceOutcome
	for _, o := range sorted {
		if n := len(out); n > 0 && line(&out[n-1], &o) == 0 && out[n-1].From <= o.Until {
			continue
		}
		out = append(out, o)
	}
	return out
}
