package mood

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// keepClasses is how long after its quarter's end it stays known what the replies under each
// post said: while the quarter after it may still rest on its labels (see estimator.refuted),
// and until that one is added up.
const keepClasses = 13*7*24*time.Hour + sumsAfter

// settle forgets what the replies of weeks said of which all is published for good, and what
// people labelled of them. Under a small post, or in a rare language, a cell is one reply: who
// reads the vault could look it up, and would find what its writer was taken to think. How
// many replies there were stays: it is public, and late ones are told by it.
func settle(r lake.Reader, c *lake.Changes, mood []data.Mood, cells []data.ReplyCell, sealed map[sealedWeek]bool, clock data.Clock) error {
	type shown struct {
		mission, week string
		breakdown     data.Dimension
	}
	published := map[shown]bool{}
	for i := range mood {
		m := &mood[i]
		if m.Frozen && m.Basis != data.BasisWeeks {
			for _, w := range m.Weeks {
				published[shown{m.Mission, w, m.Breakdown}] = true
			}
		}
	}
	done := func(mission, week string) bool {
		for _, d := range []data.Dimension{data.DimTotal, data.DimAccount, data.DimFormat, data.DimTopic, data.DimLanguage} {
			if !published[shown{mission, week, d}] {
				return false
			}
		}
		return true
	}
	byDay, changed := map[string][]data.ReplyCell{}, map[string]bool{}
	for _, cell := range cells {
		day := lake.ReplyCells.Partition(&cell)
		if said(&cell) && longPast(cell.Week, clock) && sealed[sealOf(&cell)] && done(cell.Mission, cell.Week) {
			cell.Negative, cell.Neutral, cell.Positive, cell.Abstained = 0, 0, 0, 0
			cell.Questions, cell.Answered, cell.AnswerSecs, cell.Abuse, cell.NearDup = 0, 0, nil, 0, 0
			changed[day] = true
		}
		byDay[day] = append(byDay[day], cell)
	}
	for day := range changed {
		if err := lake.Replace(c, lake.ReplyCells, day, byDay[day], lake.From(r, lake.ReplyCells.Name, day)); err != nil {
			return err
		}
		c.Purge = true // no superseded snapshot may keep them
	}
	for _, part := range lake.Partitions(r, lake.ReplyLabels) {
		if longPast(weekOf(part), clock) {
			if err := lake.Replace(c, lake.ReplyLabels, part, nil, ""); err != nil {
				return err
			}
			c.Purge = true
		}
	}
	return nil
}

// said reports whether a cell tells anything of what its replies say.
func said(c *data.ReplyCell) bool {
	return c.Negative+c.Neutral+c.Positive+c.Abstained+c.Questions+c.Answered+c.Abuse+c.NearDup > 0 || len(c.AnswerSecs) > 0
}

// longPast reports whether what was said in a week need not be known any more.
func longPast(week string, clock data.Clock) bool {
	quarter, _, err := data.Quarter445(week)
	end, err2 := data.WeekEnd(week)
	return err == nil && err2 == nil && !clock.AsOf.Before(periodEnd(quarter, end).Add(keepClasses))
}

// weekOf is the week that a partition by week is of.
func weekOf(partition string) string {
	_, week, _ := strings.Cut(partition, "=")
	return week
}
