package mood

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// Expire removes the text of replies, and of answers to open questions of surveys,
// that were taken in more than days ago, and what tells which replies were drawn for
// labelling. Cells and counts stay. The changes ask for a purge, so that no superseded
// snapshot keeps what has expired.
func Expire(r lake.Reader, days int, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	oldest := expired(days, c)
	err := expire(r, &changes, lake.Replies, oldest)
	if err == nil {
		err = expire(r, &changes, lake.ReplyLabelled, oldest)
	}
	if err == nil {
		err = expire(r, &changes, lake.SurveyAnswers, oldest)
	}
	return changes, err
}

// Living keeps the days of replies whose text has not expired. What people may look at
// goes by it, so that a text is not shown for longer where expire did not run.
func Living(days int, c data.Clock) func(partition string) bool {
	oldest := expired(days, c)
	return func(partition string) bool { return partition > oldest }
}

// expired is the newest partition by day that has expired.
func expired(days int, c data.Clock) string {
	return "day=" + c.AsOf.UTC().AddDate(0, 0, -days).Format(time.DateOnly)
}

// expire removes the partitions of a table by day up to the oldest.
func expire[T any](r lake.Reader, c *lake.Changes, t lake.Table[T], oldest string) error {
	for _, part := range lake.Partitions(r, t) {
		if part > oldest {
			continue
		}
		if err := lake.Replace(c, t, part, nil, ""); err != nil {
			return fmt.Errorf("expire %s: %w", part, err)
		}
		c.Purge = true
	}
	return nil
}
