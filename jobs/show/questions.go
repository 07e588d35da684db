package show

import (
	"context"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// Questions lists the open questions under own posts, and notes in the audit log
// that texts were looked at: how many and when, nothing of what they say.
func Questions(ctx context.Context, u *jobs.Unit) ([]mood.OpenQuestion, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	open, err := mood.Questions(ctx, s, u.Scorer(), mood.Living(u.Config.Replies.RetentionDays, u.Clock))
	if err != nil {
		return nil, err
	}
	return open, u.Audit("questions", len(open))
}
