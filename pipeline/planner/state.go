package planner

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Experiments is what is known of a mission's registered rotations.
type Experiments struct {
	Mission     string            `json:"mission"`
	Experiments []ExperimentState `json:"experiments"` // latest first
}

// ExperimentState is one rotation, with its result once it was read. Until then it tells
// how far it was kept to, and nothing of what the posts got.
type ExperimentState struct {
	Rotation
	Due    int                  `json:"due"`    // slots whose day has passed, up to the newest post that is known
	Posted int                  `json:"posted"` // of them with a post
	Kept   int                  `json:"kept"`   // of them with a post of the level drawn
	Result *data.RotationResult `json:"result"`
}

// RotationsOf lists a mission's registered rotations as of the clock.
func RotationsOf(ctx context.Context, r lake.Reader, mission string, c data.Clock) (*Experiments, error) {
	out := &Experiments{Mission: mission, Experiments: []ExperimentState{}}
	results := map[string]data.RotationResult{}
	for x, err := range lake.Scan(ctx, r, lake.RotationResults, nil) {
		if err != nil {
			return nil, fmt.Errorf("rotations of %s: %w", mission, err)
		}
		results[x.Experiment] = x
	}
	slots, err := lake.Rows(ctx, r, lake.Rotations, nil)
	if err != nil {
		return nil, fmt.Errorf("rotations of %s: %w", mission, err)
	}
	for len(slots) > 0 {
		end := slices.IndexFunc(slots, func(s data.RotationSlot) bool { return s.Experiment != slots[0].Experiment })
		if end < 0 {
			end = len(slots)
		}
		if slots[0].Mission == mission && slots[0].AssignedAt <= c.Now() {
			state, err := stateOf(ctx, r, slots[:end], c)
			if err != nil {
				return nil, fmt.Errorf("rotation %s: %w", slots[0].Experiment, err)
			}
			if x, ok := results[slots[0].Experiment]; ok {
				state.Result = &x
			}
			out.Experiments = append(out.Experiments, state)
		}
		slots = slots[end:]
	}
	slices.SortStableFunc(out.Experiments, func(a, b ExperimentState) int { return strings.Compare(b.First, a.First) })
	return out, nil
}

func stateOf(ctx context.Context, r lake.Reader, slots []data.RotationSlot, c data.Clock) (ExperimentState, error) {
	s := ExperimentState{Rotation: rotationOf(slots, true)}
	e, err := experimentOf(ctx, r, slots)
	if err != nil {
		return s, err
	}
	newest := ""
	for i := range e.posts {
		newest = max(newest, e.posts[i].at.Format(time.DateOnly))
	}
	for i, k := range e.of {
		if data.At(slots[i].PlannedAt.Time().Add(12*time.Hour)) > c.Now() || !e.later && slots[i].Day > newest {
			continue
		}
		if s.Due++; k >= 0 {
			s.Posted++
			if e.posts[k].level(slots[i].Lever) == slots[i].Assigned {
				s.Kept++
			}
		}
	}
	return s, nil
}

// Text prints the rotations for a person.
func (x *Experiments) Text(w io.Writer) error {
	out := bufio.NewWriter(w)
	para := func(first, rest, text string) {
		for _, line := range page.Wrap(text, first, rest) {
			fmt.Fprintln(out, line)
		}
	}
	if len(x.Experiments) == 0 {
		para("", "", "No test is registered. tailor next proposes one where the advice says try.")
	}
	for i := range x.Experiments {
		e := &x.Experiments[i]
		if i > 0 {
			fmt.Fprintln(out)
		}
		para("", "  ", fmt.Sprintf("%s, %s", voice.Clean(string(e.Account)), e.question()))
		if e.Result == nil {
			sofar := "Of its days no post is known yet."
			if e.Due > 0 {
				sofar = fmt.Sprintf("Of its days so far %d of %d had a post, %d as drawn.", e.Posted, e.Due, e.Kept)
			}
			para("  ", "  ", fmt.Sprintf("Runs from %s to %s. %s The result is read on %s or later, once every post has its numbers; nobody looks before.",
				advise.DayOf(e.First), advise.DayOf(e.Last), sofar, advise.DayOf(e.ReadableOn)))
			continue
		}
		for _, line := range resultWords(e.Result) {
			para("  ", "  ", line)
		}
	}
	return out.Flush()
}

// resultWords tells a result in sentences.
func resultWords(r *data.RotationResult) []string {
	level, other := voice.LevelPosts(r.Lever, r.Level), voice.LevelPosts(r.Lever, r.Against)
	var out []string
	switch {
	case r.Lift == nil:
		out = append(out, "Nothing can be told: too few posts were published on their days.")
	case r.Verdict == data.VerdictMore || r.Verdict == data.VerdictLess:
		less := ""
		if r.Verdict == data.VerdictLess {
			less = "less: "
		}
		out = append(out, fmt.Sprintf("Yes, they differ: %s got %s%.2f times what %s got%s. By chance alone a difference as large comes in %s.", level, less, *r.Lift, other, between(r.Low, r.High), inHundred(*r.P)))
	case r.Verdict == data.VerdictNoDifference:
		out = append(out, fmt.Sprintf("No clear difference: %s got %.2f times what %s got%s. Take the cheaper one.", level, *r.Lift, other, between(r.Low, r.High)))
	default:
		out = append(out, fmt.Sprintf("It stays open: %s got %.2f times what %s got%s; by chance alone a difference as large comes in %s.", level, *r.Lift, other, between(r.Low, r.High), inHundred(*r.P)))
	}
	out = append(out, fmt.Sprintf("%d of %d days had a post, %d as drawn; %s against %d, compared as drawn, whatever was then posted.", r.Posted, r.Slots, r.AsAssigned, metrics.Plural(int(r.N), "post"), r.NOther))
	if r.AsTreated != nil {
		out = append(out, fmt.Sprintf("By what was posted it would be %.2f times; that decides nothing, for who departs from a lot has reasons.", *r.AsTreated))
	}
	for _, w := range r.Warnings {
		out = append(out, "But: "+w+".")
	}
	return out
}

// between writes an interval of which either end may be open.
func between(low, high *float64) string {
	switch {
	case low != nil && high != nil:
		return fmt.Sprintf(" (between %.2f and %.2f)", *low, *high)
	case low != nil:
		return fmt.Sprintf(" (at least %.2f)", *low)
	case high != nil:
		return fmt.Sprintf(" (at most %.2f)", *high)
	}
	return ""
}

func inHundred(p float64) string {
	if p < 0.01 {
		return "fewer than 1 of 100 tests"
	}
	return fmt.Sprintf("%.0f of 100 tests", 100*p)
}
