package mood

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// answerWithin is how soon an own account must answer for a question to count as
// answered (DESIGN: answer_rate).
const answerWithin = 48 * time.Hour

// Score reads the replies whose text is still there and counts them per cell. A
// day of replies is scored again only if replies came in or the scorer changed,
// and cells of sealed weeks stay as they were published.
func Score(ctx context.Context, r lake.Reader, s sentiment.Scorer) (lake.Changes, error) {
	var c lake.Changes
	days := lake.Partitions(r, lake.Replies)
	if len(days) == 0 {
		return c, nil
	}
	// Answers and near-duplicates reach across days, so all living days go together;
	// there are never more of them than the retention allows.
	inputs := lake.InputHash(r, []string{s.Version()}, r.Files(lake.Replies.Name)...)
	stale := slices.ContainsFunc(days, func(d string) bool { return lake.From(r, lake.ReplyCells.Name, d) != inputs })
	if !stale {
		return c, nil
	}
	replies, err := lake.Rows(ctx, r, lake.Replies, nil)
	if err != nil {
		return c, fmt.Errorf("score: %w", err)
	}
	sealed, err := sealedWeeks(ctx, r)
	if err != nil {
		return c, fmt.Errorf("score: %w", err)
	}
	readings, err := Read(s, replies)
	if err != nil {
		return c, fmt.Errorf("score: %w", err)
	}
	cells := count(replies, readings, s.Version())
	for _, day := range days {
		stored, err := lake.Rows(ctx, r, lake.ReplyCells, func(p string) bool { return p == day })
		if err != nil {
			return c, fmt.Errorf("score: %w", err)
		}
		kept := slices.DeleteFunc(stored, func(cell data.ReplyCell) bool { return !sealed[sealOf(&cell)] })
		for _, cell := range cells[day] {
			if !sealed[sealOf(&cell)] {
				kept = append(kept, cell)
			}
		}
		if err := lake.Replace(&c, lake.ReplyCells, day, kept, inputs); err != nil {
			return c, fmt.Errorf("score: %w", err)
		}
	}
	return c, nil
}

// sealedWeek names a closed week of a mission on a platform.
type sealedWeek struct {
	mission  string
	platform data.Platform
	week     string
}

func sealOf(c *data.ReplyCell) sealedWeek { return sealedWeek{c.Mission, c.Platform, c.Week} }

func sealedWeeks(ctx context.Context, r lake.Reader) (map[sealedWeek]bool, error) {
	sealed := map[sealedWeek]bool{}
	for s, err := range lake.Scan(ctx, r, lake.Seals, nil) {
		if err != nil {
			return nil, err
		}
		sealed[sealedWeek{s.Mission, s.Platform, s.Week}] = true
	}
	return sealed, nil
}

// Read scores the texts in one Arrow batch. Own answers are left at their zero
// reading; nobody counts them.
func Read(s sentiment.Scorer, replies []data.Reply) ([]sentiment.Reading, error) {
	b := array.NewStringBuilder(memory.NewGoAllocator())
	defer b.Release()
	b.Reserve(len(replies))
	languages := make([]string, len(replies))
	for i := range replies {
		b.Append(replies[i].Text)
		languages[i] = replies[i].Language
	}
	texts := b.NewStringArray()
	defer texts.Release()
	readings := make([]sentiment.Reading, len(replies))
	return readings, s.Score(texts, languages, readings)
}

// count sums readings into cells by day partition.
func count(replies []data.Reply, readings []sentiment.Reading, version string) map[string][]data.ReplyCell {
	answers := AnswersOf(replies)
	duplicate := nearDuplicates(replies)
	cells := map[data.ReplyCellKey]*data.ReplyCell{}
	for i := range replies {
		r := &replies[i]
		if r.ByOwnAccount {
			continue
		}
		key := data.ReplyCellKey{RootPost: r.RootPost, Language: r.Language, Topic: r.Topic, Week: r.PublishedAt.Week(), IngestedOn: r.IngestedOn}
		cell := cells[key]
		if cell == nil {
			cell = &data.ReplyCell{RootPost: r.RootPost, AccountID: r.AccountID, Mission: r.Mission, Platform: r.Platform, Format: r.Format,
				Language: r.Language, Topic: r.Topic, Week: key.Week, IngestedOn: r.IngestedOn, Scorer: version}
			cells[key] = cell
		}
		add(cell, r, readings[i], duplicate[i])
		if readings[i].Question {
			if at, ok := answers[r.ReplyID]; ok && at >= r.PublishedAt {
				wait := at.Sub(r.PublishedAt)
				cell.AnswerSecs = append(cell.AnswerSecs, wholeHours(int64(wait/time.Second)))
				if wait <= answerWithin {
					cell.Answered++
				}
			}
		}
	}
	byDay := map[string][]data.ReplyCell{}
	for _, cell := range cells {
		slices.Sort(cell.AnswerSecs)
		day := lake.ReplyCells.Partition(cell)
		byDay[day] = append(byDay[day], *cell)
	}
	return byDay
}

// wholeHours rounds seconds to hours. An own answer is a public post with its moment: to the
// second, the time it took would tell when somebody's question was written, and so which it is.
func wholeHours(seconds int64) int64 { return (seconds + 1800) / 3600 * 3600 }

func add(cell *data.ReplyCell, r *data.Reply, reading sentiment.Reading, duplicate bool) {
	cell.N++
	switch reading.Class {
	case sentiment.Negative:
		cell.Negative++
	case sentiment.Neutral:
		cell.Neutral++
	case sentiment.Positive:
		cell.Positive++
	default:
		cell.Abstained++
	}
	if reading.Question {
		cell.Questions++
	}
	if reading.Abuse {
		cell.Abuse++
	}
	if duplicate {
		cell.NearDup++
	}
	if !r.Authored {
		cell.Unauthored++
	}
}

// AnswersOf returns when an own account first answered each reply.
func AnswersOf(replies []data.Reply) map[string]data.Micros {
	first := map[string]data.Micros{}
	for i := range replies {
		r := &replies[i]
		if !r.ByOwnAccount || r.ParentID == "" {
			continue
		}
		if at, ok := first[r.ParentID]; !ok || r.PublishedAt < at {
			first[r.ParentID] = r.PublishedAt
		}
	}
	return first
}

// nearDuplicates marks replies that nearly repeat another one of the same mission
// and week: a brigade is visible as a share, and counted with and without.
func nearDuplicates(replies []data.Reply) []bool {
	groups := map[sealedWeek][]int{}
	for i := range replies {
		r := &replies[i]
		if !r.ByOwnAccount {
			k := sealedWeek{r.Mission, "", r.PublishedAt.Week()}
			groups[k] = append(groups[k], i)
		}
	}
	keys := slices.SortedFunc(maps.Keys(groups), func(a, b sealedWeek) int {
		return cmp.Or(cmp.Compare(a.mission, b.mission), cmp.Compare(a.week, b.week))
	})
	marked := make([]bool, len(replies))
	for _, k := range keys {
		texts := make([]string, len(groups[k]))
		for j, i := range groups[k] {
			texts[j] = replies[i].Text
		}
		for j, dup := range sentiment.NearDuplicates(texts) {
			marked[groups[k][j]] = dup
		}
	}
	return marked
}
