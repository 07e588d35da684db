package brief

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Crisis counts by service the questions that were asked under own posts within the
// window before as-of, and how many of them an own account has answered since. It
// reads the texts that are still there, keeps none and counts no one who asked. The
// page makes the numbers safe; see [report.BuildCrisis]. There is one for each
// mission that is named.
func Crisis(ctx context.Context, r lake.Reader, s sentiment.Scorer, missions []string, window time.Duration, c data.Clock) ([]report.Crisis, error) {
	own, err := mood.OwnAccounts(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("questions of the last hours: %w", err)
	}
	replies, err := lake.Rows(ctx, r, lake.Replies, nil)
	if err != nil {
		return nil, fmt.Errorf("questions of the last hours: %w", err)
	}
	now, from := data.At(c.AsOf), data.At(c.AsOf.Add(-window))
	answers := mood.AnswersOf(replies)
	newest := map[string]data.Micros{}
	recent := slices.DeleteFunc(slices.Clone(replies), func(q data.Reply) bool {
		if own[q.AccountID] && q.PublishedAt <= now {
			newest[q.Mission] = max(newest[q.Mission], q.PublishedAt)
		}
		return q.ByOwnAccount || !own[q.AccountID] || q.PublishedAt <= from || q.PublishedAt > now
	})
	readings, err := mood.Read(s, recent)
	if err != nil {
		return nil, fmt.Errorf("questions of the last hours: %w", err)
	}
	type service struct {
		mission string
		topic   data.Topic
	}
	counts := map[service]*report.Service{}
	for i := range recent {
		if !readings[i].Question {
			continue
		}
		k := service{recent[i].Mission, recent[i].Topic}
		if counts[k] == nil {
			counts[k] = &report.Service{Topic: string(k.topic)}
		}
		counts[k].Asked++
		if at, ok := answers[recent[i].ReplyID]; ok && at <= now {
			counts[k].Answered++
		}
	}
	out := make([]report.Crisis, len(missions))
	for i, mission := range missions {
		out[i] = report.Crisis{Mission: mission, AsOf: c.AsOf.UTC(), Window: window}
		if at, ok := newest[mission]; ok {
			out[i].ReadUntil = at.Time()
		}
		for k, n := range counts {
			if k.mission == mission {
				out[i].Services = append(out[i].Services, *n)
			}
		}
		slices.SortFunc(out[i].Services, func(a, b report.Service) int { return cmp.Compare(a.Topic, b.Topic) })
	}
	return out, nil
}
