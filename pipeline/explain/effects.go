package explain

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// explainEffects lists the latest effects that a post's account and level informed.
func explainEffects(ctx context.Context, r lake.Reader, p *data.Post, c *Chapter) error {
	parts := lake.Partitions(r, lake.FormatEffects)
	if len(parts) == 0 {
		return nil
	}
	latest := slices.Max(parts)
	for e, err := range lake.Scan(ctx, r, lake.FormatEffects, partition.Only(latest)) {
		if err != nil {
			return err
		}
		if e.AccountID == p.AccountID && e.Platform == p.Platform {
			c.add(fmt.Sprintf("%s=%s, %s@%s", e.Lever, e.Level, e.Goal, e.Age), effectText(&e), effectHow(&e))
		}
	}
	return nil
}

func effectText(e *data.FormatEffect) string {
	if e.Lift == nil {
		return cmp.Or(string(e.Verdict), "not enough evidence")
	}
	return fmt.Sprintf("%.2f [%.2f, %.2f] %s", *e.Lift, deref(e.Low), deref(e.High), e.Verdict)
}

func effectHow(e *data.FormatEffect) string {
	how := fmt.Sprintf("%d posts against %d", e.N, e.NOther)
	if e.NaiveLift != nil {
		how += fmt.Sprintf(", naive %.2f", *e.NaiveLift)
	}
	if e.OwnLift != nil {
		how += fmt.Sprintf(", own posts alone %.2f", *e.OwnLift)
	}
	if e.FreeLift != nil {
		how += fmt.Sprintf(" (%.2f with topics not held constant)", *e.FreeLift)
	}
	if e.PMargin != nil {
		how += fmt.Sprintf(", better with P %.3f, beyond the margin with P %.3f", deref(e.PBetter), *e.PMargin)
	}
	if e.Borrowed != nil {
		how += fmt.Sprintf(", %.0f %% borrowed", 100**e.Borrowed)
	}
	if e.Evidence != "" {
		how += " (" + e.Evidence + ")"
	}
	if e.LabelShare != nil && *e.LabelShare >= 0.005 {
		how += fmt.Sprintf(", wrong labels are %.0f %% of the uncertainty", 100**e.LabelShare)
	}
	if e.EValueLimit != nil {
		how += fmt.Sprintf(", E-value %.2f, of the interval %.2f", deref(e.EValue), *e.EValueLimit)
	}
	if e.TryPosts != nil {
		how += fmt.Sprintf(", %d more posts would tell", *e.TryPosts)
		if e.TryWeeks != nil {
			how += fmt.Sprintf(" in %d weeks", *e.TryWeeks)
		}
	}
	if e.JointWeeks != nil {
		how += fmt.Sprintf(", all accounts rotating together would know in %d weeks", *e.JointWeeks)
	}
	if e.Others != "" {
		how += ", published: " + e.Others
	}
	if e.Alarm != "" {
		how += ", naive figure misled by " + e.Alarm
	}
	if e.Fragile != "" {
		how += ", flips without " + e.Fragile
	}
	for _, w := range e.Warnings {
		how += "; " + w
	}
	return how
}

func deref(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}
