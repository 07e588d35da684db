package advise

import (
	"context"
	"time"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// FrameOf is a frame in UTC of some partitions, goals and ages.
func FrameOf(ctx context.Context, r lake.Reader, parts, goals, ages []string) (*effects.Frame, error) {
	return framing{zone: time.UTC, parts: parts, goals: goals, ages: ages}.frame(ctx, r)
}

// FramesOf is what [Recommend] reads.
var FramesOf = framesOf
