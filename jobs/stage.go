package jobs

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

// commitAll runs a stage that does much work in parts until there is nothing left to
// commit.
func (u *Unit) commitAll(ctx context.Context, stage string, change func(r lake.Reader) (lake.Changes, error)) error {
	for {
		before, err := u.lake.Current(ctx)
		if err != nil {
			return err
		}
		if err := u.commit(ctx, stage, change); err != nil {
			return err
		}
		if after, err := u.lake.Current(ctx); err != nil || after.ID() == before.ID() {
			return err
		}
	}
}

// commit runs one stage on the current snapshot and commits what it changes. The
// manifest does not name the run, so that equal input gives an equal lake; the
// ledger names the commit of each run.
func (u *Unit) commit(ctx context.Context, stage string, change func(r lake.Reader) (lake.Changes, error)) error {
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	changes, err := change(base)
	if err != nil || changes.Empty() {
		return err
	}
	next, err := u.lake.Commit(ctx, base, changes, lake.Meta{
		Stage: stage, AsOf: u.Clock.AsOf, Versions: u.versions(),
	})
	if err != nil {
		return err
	}
	u.committed(base, next)
	return nil
}

// commitEach commits the steps of a stage one after another, each on what the one
// before it left.
func (u *Unit) commitEach(ctx context.Context, stage string, steps ...func(r lake.Reader) (lake.Changes, error)) error {
	for _, step := range steps {
		if err := u.commit(ctx, stage, step); err != nil {
			return err
		}
	}
	return nil
}

func (u *Unit) ingest(ctx context.Context) error {
	err := u.commit(ctx, "ingest", func(r lake.Reader) (lake.Changes, error) {
		return intake.Configure(ctx, r, u.accounts())
	})
	if err != nil {
		return err
	}
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	err = u.commit(ctx, "ingest", func(r lake.Reader) (lake.Changes, error) {
		return intake.Ingest(ctx, r, u.lake.Inbox().Pending(ctx, base), u.Clock)
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

func (u *Unit) classify(ctx context.Context) error {
	return u.commitEach(ctx, "classify",
		func(r lake.Reader) (lake.Changes, error) { return content.Classify(ctx, r, u.topics, u.calendar()) },
		func(r lake.Reader) (lake.Changes, error) { return content.Agree(ctx, r, u.topics) },
		func(r lake.Reader) (lake.Changes, error) { return content.Words(ctx, r) },
		func(r lake.Reader) (lake.Changes, error) { return content.Keywords(ctx, r) })
}

func (u *Unit) score(ctx context.Context) error {
	return u.commit(ctx, "score", func(r lake.Reader) (lake.Changes, error) {
		return mood.Score(ctx, r, u.scorer)
	})
}

// seal closes weeks and then destroys their keys. The order matters: a key that
// outlives a crash does no harm, and the next run destroys it; hashes that
// outlive their key could not be merged any more.
func (u *Unit) seal(ctx context.Context) error {
	err := u.commit(ctx, "seal", func(r lake.Reader) (lake.Changes, error) {
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
		if err := u.keys.DestroyWeek(intake.KeyScope(s.Platform, s.Mission), s.Week); err != nil {
			return fmt.Errorf("destroy the key of %s: %w", s.Week, err)
		}
	}
	return nil
}

func (u *Unit) publish(ctx context.Context) error {
	return u.commit(ctx, "publish", func(r lake.Reader) (lake.Changes, error) {
		changes, err := mood.Publish(ctx, r, u.scorer, u.publishing(), u.Clock)
		if err == nil {
			err = mood.PublishSurveys(ctx, r, &changes, u.publishing())
		}
		return changes, err
	})
}

func (u *Unit) measure(ctx context.Context) error {
	return u.commitAll(ctx, "measure", func(r lake.Reader) (lake.Changes, error) {
		return measure.Measure(ctx, r, u.terms())
	})
}

func (u *Unit) recommend(ctx context.Context) error {
	return u.commitEach(ctx, "recommend",
		func(r lake.Reader) (lake.Changes, error) { return advise.Recommend(ctx, r, u.advising(), u.Clock) },
		func(r lake.Reader) (lake.Changes, error) { return advise.Hindsight(ctx, r, u.advising(), u.Clock) },
		func(r lake.Reader) (lake.Changes, error) {
			return planner.ReadRotations(ctx, r, u.advising().Margin, u.Clock)
		})
}

// expire ends the life of reply texts, and of superseded snapshots that nobody can
// still be reading. The latter goes by the wall clock: it is about readers.
func (u *Unit) expire(ctx context.Context) error {
	err := u.commit(ctx, "expire", func(r lake.Reader) (lake.Changes, error) {
		return mood.Expire(r, u.Config.Replies.RetentionDays, u.Clock)
	})
	if err != nil {
		return err
	}
	return u.lake.Collect(ctx, u.Wall())
}
