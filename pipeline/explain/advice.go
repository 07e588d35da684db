package explain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Advice tells the numbers behind one piece of the latest advice, with the
// posts that count most in it. mission may be "" if only one is advised. The clock only
// tells whether there is none because none was looked for this week.
func Advice(ctx context.Context, r lake.Reader, mission string, rank int64, c data.Clock) (*Story, error) {
	parts := lake.Partitions(r, lake.AdviceTable)
	switch {
	case len(parts) > 0:
	case lake.From(r, lake.FormatEffects.Name, "period="+c.Now().Week()) != "":
		return nil, errors.New("there is no advice yet: the posts are too few, or too much alike, to compare; run tailor run again when there are more")
	default:
		return nil, errors.New("there is no advice yet; make it with: tailor run")
	}
	var advice []data.Advice
	for a, err := range lake.Scan(ctx, r, lake.AdviceTable, partition.Only(slices.Max(parts))) {
		if err != nil {
			return nil, err
		}
		if a.Rank == rank && (mission == "" || a.Mission == mission) {
			advice = append(advice, a)
		}
	}
	switch len(advice) {
	case 0:
		return nil, fmt.Errorf("there is no piece of advice %d for %q in the latest period", rank, mission)
	case 1:
	default:
		return nil, fmt.Errorf("several missions are advised, among them %q and %q; name one with --mission", advice[0].Mission, advice[1].Mission)
	}
	a := advice[0]
	story := &Story{Title: fmt.Sprintf("advice %d to %s in %s: %s %s=%s on %s (%s)", a.Rank, a.Mission, a.Period, a.Verdict, a.Lever, a.Level, a.Platform, a.AccountID)}
	effects := Chapter{Stage: "recommend: the effect", Table: "format_effects"}
	for e, err := range lake.Scan(ctx, r, lake.FormatEffects, partition.Only(slices.Max(parts))) {
		if err != nil {
			return nil, err
		}
		if e.Lever == a.Lever && e.Platform == a.Platform && e.Goal == a.Goal && e.Age == a.Age && (e.AccountID == a.AccountID || e.AccountID == "") {
			who := string(e.AccountID)
			if who == "" {
				who = "all accounts for " + cmp.Or(e.Audience, "everyone")
			}
			effects.add(who+": "+e.Level, effectText(&e), effectHow(&e))
		}
	}
	story.Chapters = append(story.Chapters, effects)
	posts, err := advisedPosts(ctx, r, &a)
	if err != nil {
		return nil, err
	}
	story.Chapters = append(story.Chapters, posts)
	return story, nil
}

// advisedPosts lists the account's posts with the value that the advice is on, the
// largest first.
func advisedPosts(ctx context.Context, r lake.Reader, a *data.Advice) (Chapter, error) {
	c := Chapter{Stage: "measure: the posts that were compared", Table: "post_metrics"}
	labels := map[data.PostID]data.PostLabel{}
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, nil) {
		if err != nil {
			return c, err
		}
		if l.AccountID == a.AccountID && l.Platform == a.Platform {
			labels[l.PostID] = l
		}
	}
	var rows []data.PostMetric
	for v, err := range lake.Scan(ctx, r, lake.PostMetrics, nil) {
		if err != nil {
			return c, err
		}
		if v.AccountID == a.AccountID && v.Platform == a.Platform && v.Metric == a.Goal && v.Age == a.Age && v.Value != nil {
			rows = append(rows, v)
		}
	}
	slices.SortFunc(rows, func(x, y data.PostMetric) int {
		return cmp.Or(cmp.Compare(*y.Value, *x.Value), cmp.Compare(x.PostID, y.PostID))
	})
	for _, v := range rows {
		l := labels[v.PostID]
		c.add(string(v.PostID), strconv.FormatFloat(*v.Value, 'g', 6, 64), fmt.Sprintf("%s, %s, %s, %s, %s", l.Format, l.PrimaryTopic, l.Language, v.PublishedAt.Month(), v.Paid))
	}
	return c, nil
}
