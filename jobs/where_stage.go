package jobs

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
)

func (u *Unit) where(ctx context.Context) error {
	return u.commitEach(ctx, "where",
		func(r lake.Reader) (lake.Changes, error) { return advise.Where(ctx, r, u.placing(), u.Clock) },
		func(r lake.Reader) (lake.Changes, error) { return measure.Benchmark(ctx, r, u.Clock) },
		func(r lake.Reader) (lake.Changes, error) {
			return advise.Goals(ctx, r, u.goals(), u.terms(), u.Clock)
		})
}

// placing gives what the config says of places, timing and needs.
func (u *Unit) placing() advise.Placing {
	p := advise.Placing{
		Zone: u.Config.Unit.Location(), Zones: u.Config.Locations(), Goals: u.advising().Goals, Margin: u.advising().Margin,
		Minutes: map[data.Platform]int64{}, Follow: u.Config.Where.FollowQuestion, Wanted: u.Config.Where.NeedsQuestion,
		Listening: map[data.AccountID]bool{}, Terms: u.terms(), Topics: u.topics,
	}
	for platform, minutes := range u.Config.Where.MinutesPerPost {
		p.Minutes[data.Platform(platform)] = int64(minutes)
	}
	for _, a := range u.Config.Accounts {
		p.Listening[a.ID] = u.Config.ReadsReplies(a)
	}
	return p
}
