package show

import (
	"context"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
)

// Hindsight tells how past advice did: of one mission, or of all if none is named; or,
// as a rehearsal, how it would have done.
func Hindsight(ctx context.Context, u *jobs.Unit, mission string, rehearse bool) (*advise.HindsightReport, error) {
	if mission != "" {
		var err error
		if mission, err = u.Mission(mission); err != nil {
			return nil, err
		}
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	if !rehearse {
		return advise.HindsightOf(ctx, s, mission)
	}
	outcomes, err := advise.Rehearse(ctx, s, u.Advising(), u.Clock)
	if err != nil {
		return nil, err
	}
	h := advise.ReportHindsight(outcomes, mission)
	h.Rehearsed = true
	return h, nil
}
