package mood

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/prevalence"
)

// Reader is a scorer that knows how it errs, by language.
type Reader interface {
	sentiment.Scorer
	Confusion(lang string) (sentiment.Confusion, bool)
}

// Publishing holds the thresholds of the missions.
type Publishing struct {
	Default  privacy.Rule
	Missions map[string]privacy.Rule // where stricter
}

// Rule returns the rule that holds for a mission.
func (p Publishing) Rule(mission string) privacy.Rule {
	if rule, ok := p.Missions[mission]; ok {
		return rule
	}
	return p.Default
}

// Publish writes the mood that may be shown: sealed weeks that enough people stand
// behind, each once. What was published before stays as it is; notices of weeks
// that wait are written anew.
func Publish(ctx context.Context, r lake.Reader, s Reader, p Publishing, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	cells, err := lake.Rows(ctx, r, lake.ReplyCells, nil)
	if err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	published, err := lake.Rows(ctx, r, lake.MoodTable, nil)
	if err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	if len(cells) == 0 && len(published) == 0 {
		return changes, nil
	}
	authors, err := lake.Rows(ctx, r, lake.ReplyAuthors, nil)
	if err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	seals, err := lake.Rows(ctx, r, lake.Seals, nil)
	if err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	e, err := newEstimator(ctx, r, s, cells)
	if err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	rows := slices.DeleteFunc(slices.Clone(published), func(m data.Mood) bool { return !m.Frozen })
	for _, mission := range missionsOf(cells) {
		weeks, err := privacy.CountWeeks(mission, authors, cells, seals)
		if err != nil {
			return changes, fmt.Errorf("publish: %w", err)
		}
		before := slices.DeleteFunc(slices.Clone(published), func(m data.Mood) bool { return m.Mission != mission || m.Basis == data.BasisWeeks })
		for _, pub := range privacy.Plan(weeks, before, p.Rule(mission), c) {
			rows = append(rows, moodRows(mission, pub, cells, e, c)...)
		}
		rows = append(rows, sums(mission, rows, cells, e, c)...)
	}
	if err := lake.Replace(&changes, lake.MoodTable, "", rows, ""); err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	closed := map[sealedWeek]bool{}
	for _, s := range seals {
		closed[sealedWeek{s.Mission, s.Platform, s.Week}] = true
	}
	if err := settle(r, &changes, rows, cells, closed, c); err != nil {
		return changes, fmt.Errorf("publish: %w", err)
	}
	return changes, nil
}

func missionsOf(cells []data.ReplyCell) []string {
	var names []string
	for i := range cells {
		names = append(names, cells[i].Mission)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// moodRows fills a publication's rows with shares and answering counters.
func moodRows(mission string, pub privacy.Publication, cells []data.ReplyCell, e *estimator, c data.Clock) []data.Mood {
	rows := pub.Rows(mission, c)
	for i := range rows {
		m := &rows[i]
		m.Scorer = e.Version()
		if !m.Frozen {
			m.SealedOn = "" // a notice is not dated, so that writing it again changes nothing
		}
		sum := newSummed()
		for j := range cells {
			if cell := &cells[j]; cell.Mission == mission && slices.Contains(pub.Weeks, cell.Week) && (pub.Groups == nil || inGroup(cell, pub, i)) {
				sum.add(cell, e.Version())
			}
		}
		// How a mission answers is its own doing, and shown for its total in any case.
		if pub.Groups != nil || pub.Breakdown == data.DimTotal {
			sum.answering(m)
		}
		if pub.Groups != nil {
			sum.shares(m, e)
			m.Basis = "authors"
			if pub.Unauthored {
				m.Basis = "replies"
			}
		}
	}
	return rows
}

// inGroup reports whether a cell's replies belong to the publication's group i.
func inGroup(cell *data.ReplyCell, pub privacy.Publication, i int) bool {
	for dim, value := range intake.Dimensions(cell.AccountID, cell.Format, cell.Topic, cell.Language) {
		if dim == pub.Breakdown {
			return slices.Contains(pub.Groups[i].Members, value)
		}
	}
	return false
}

// widest is the widest 90 % interval of a share that is shown: beyond it the share
// says nothing about which way people lean.
const widest = 0.5

// TooUncertain is why a cell that is safe to show has no shares.
const TooUncertain = "too few replies that could be read"

// LabelsDisagree is why a cell has no shares although the scorer knows its languages.
const LabelsDisagree = "what people of the unit labelled contradicts what is known of the scorer's errors"

// summed adds up reply cells.
type summed struct {
	n, questions, answered, near int64
	seconds                      []int64
	languages                    map[string]prevalence.Counts
}

func newSummed() *summed { return &summed{languages: map[string]prevalence.Counts{}} }

func (t *summed) add(c *data.ReplyCell, version string) {
	t.n += c.N
	t.questions += c.Questions
	t.answered += c.Answered
	t.near += c.NearDup
	t.seconds = append(t.seconds, c.AnswerSecs...)
	language := c.Language
	if c.Scorer != version {
		language += " as read by " + c.Scorer // another version's errors are not known: counted as not read
	}
	t.languages[language] = t.languages[language].Add(countsOf(c))
}

// countsOf returns what was read in a cell.
func countsOf(c *data.ReplyCell) prevalence.Counts {
	return prevalence.Counts{sentiment.Negative: c.Negative, sentiment.Neutral: c.Neutral, sentiment.Positive: c.Positive, sentiment.Abstained: c.Abstained}
}

// answering fills in questions, answers, and the median time to the first answer in
// whole hours, where an unanswered question counts as longer than any answered one.
func (t *summed) answering(m *data.Mood) {
	m.Questions, m.Answered = data.N(t.questions), data.N(t.answered)
	slices.Sort(t.seconds)
	if middle := (t.questions - 1) / 2; t.questions > 0 && middle < int64(len(t.seconds)) {
		seconds := float64(wholeHours(t.seconds[middle]))
		m.AnswerSecs = &seconds
	}
}

// shares fills in the corrected shares in steps of 5 points, widened intervals,
// coverage and the share of near-duplicates.
func (t *summed) shares(m *data.Mood, by *estimator) {
	e, refuted := by.estimate(m, t.languages)
	m.Coverage = five(e.Coverage)
	if t.n > 0 {
		m.Flood = five(float64(t.near) / float64(t.n))
	}
	if e.Read == 0 && refuted {
		m.Suppressed = LabelsDisagree
		return
	}
	if e.Read == 0 || max(e.Negative.High-e.Negative.Low, e.Positive.High-e.Positive.Low) > widest {
		m.Suppressed = TooUncertain
		return
	}
	switch e.Labelled {
	case 0:
		m.Estimate = data.EstimateMatrix
	case e.Read:
		m.Estimate = data.EstimateLabels
	default:
		m.Estimate = data.EstimateBoth
	}
	negative, neutral, positive := privacy.Round5(e.Negative.Value, e.Neutral.Value, e.Positive.Value)
	m.Negative, m.Neutral, m.Positive = &negative, &neutral, &positive
	negLow, negHigh := privacy.Widen5(e.Negative.Low, e.Negative.High)
	posLow, posHigh := privacy.Widen5(e.Positive.Low, e.Positive.High)
	m.NegLow, m.NegHigh, m.PosLow, m.PosHigh = &negLow, &negHigh, &posLow, &posHigh
	net := math.Round((positive-negative)*20) / 20
	m.Net = &net
}

// five rounds a share to steps of 5 points.
func five(share float64) *float64 {
	v := math.Round(share*20) / 20
	return &v
}
