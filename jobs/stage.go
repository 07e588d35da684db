package jobs

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/community"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

func (u *Unit) ingest(ctx context.Context) error {
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	err = u.Commit(ctx, "ingest", func(r lake.Reader) (lake.Changes, error) {
		changes, err := intake.Ingest(ctx, r, u.lake.Inbox().Pending(ctx, base), u.Clock)
		if err == nil {
			err = intake.Configure(ctx, r, &changes, u.accounts())
		}
		return changes, err
	})
	if err != nil {
		return err
	}
	after, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	return u.lake.Inbox().Prune(ctx, after)
}

// Classify is the stage that labels posts and measures how far the labels agree with people.
func (u *Unit) Classify(ctx context.Context) error {
	return u.commitEach(ctx, "classify",
		func(r lake.Reader) (lake.Changes, error) { return content.Classify(ctx, r, u.topics, u.Calendar()) },
		func(r lake.Reader) (lake.Changes, error) { return content.Agree(ctx, r, u.topics) },
		func(r lake.Reader) (lake.Changes, error) { return content.Words(ctx, r) },
		func(r lake.Reader) (lake.Changes, error) { return content.Keywords(ctx, r) })
}

func (u *Unit) score(ctx context.Context) error {
	return u.Commit(ctx, "score", func(r lake.Reader) (lake.Changes, error) {
		return mood.Score(ctx, r, u.scorer)
	})
}

// seal closes weeks and then destroys their keys. The order matters: a key that
// outlives a crash does no harm, and the next run destroys it; hashes that
// outlive their key could not be merged any more.
func (u *Unit) seal(ctx context.Context) error {
	err := u.Commit(ctx, "seal", func(r lake.Reader) (lake.Changes, error) {
		return mood.Seal(ctx, r, u.complete, u.Clock)
	})
	if err != nil || u.keys == nil {
		return err
	}
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	for s, err := range lake.Scan(ctx, base, lake.Seals, nil) {
		if err != nil {
			return err
		}
		scope := intake.KeyScope(s.Platform, s.Mission)
		if !privacy.HasKey(u.Config.KeysDir, scope, s.Week) {
			continue // there never was one
		}
		if err := u.keys.DestroyWeek(scope, s.Week); err != nil {
			return fmt.Errorf("destroy the key of %s: %w", s.Week, err)
		}
	}
	return nil
}

func (u *Unit) publish(ctx context.Context) error {
	return u.Commit(ctx, "publish", func(r lake.Reader) (lake.Changes, error) {
		changes, err := mood.Publish(ctx, r, u.scorer, u.publishing(), u.Clock)
		if err == nil {
			err = mood.PublishSurveys(ctx, r, &changes, u.publishing())
		}
		return changes, err
	})
}

func (u *Unit) measure(ctx context.Context) error {
	return u.commitAll(ctx, "measure", func(r lake.Reader) (lake.Changes, error) {
		return measure.Measure(ctx, r, u.Terms())
	})
}

func (u *Unit) recommend(ctx context.Context) error {
	return u.commitEach(ctx, "recommend",
		func(r lake.Reader) (lake.Changes, error) { return advise.Recommend(ctx, r, u.Advising(), u.Clock) },
		func(r lake.Reader) (lake.Changes, error) { return advise.Hindsight(ctx, r, u.Advising(), u.Clock) },
		func(r lake.Reader) (lake.Changes, error) {
			return planner.ReadRotations(ctx, r, u.Advising().Margin, u.Clock)
		})
}

// expire ends the life of reply texts, and of superseded snapshots that nobody can
// still be reading. The latter goes by the wall clock: it is about readers.
func (u *Unit) expire(ctx context.Context) error {
	if err := u.expireTexts(ctx); err != nil {
		return err
	}
	return u.lake.Collect(ctx, u.Wall())
}

// expireTexts ends the life of texts. It hangs on nothing else: a run that stops before its
// last stage, or that the gate refuses, does this still.
func (u *Unit) expireTexts(ctx context.Context) error {
	return u.Commit(ctx, "expire", func(r lake.Reader) (lake.Changes, error) {
		return mood.Expire(r, u.Config.Replies.RetentionDays, u.Clock)
	})
}

func (u *Unit) where(ctx context.Context) error {
	return u.commitEach(ctx, "where",
		func(r lake.Reader) (lake.Changes, error) {
			p, err := u.placing(ctx, r)
			if err != nil {
				return lake.Changes{}, err
			}
			return advise.Where(ctx, r, p, u.Clock)
		},
		func(r lake.Reader) (lake.Changes, error) { return measure.Benchmark(ctx, r, u.Clock) },
		func(r lake.Reader) (lake.Changes, error) {
			return advise.Goals(ctx, r, u.goals(), u.Terms(), u.Clock)
		})
}

// community counts who points at whom, then draws the maps.
func (u *Unit) community(ctx context.Context) error {
	return u.commitEach(ctx, "map",
		func(r lake.Reader) (lake.Changes, error) { return community.Posts(ctx, r, u.mapping()) },
		func(r lake.Reader) (lake.Changes, error) { return community.Map(ctx, r, u.mapping(), u.Clock) })
}
