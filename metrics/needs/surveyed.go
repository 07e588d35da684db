package needs

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Surveyed is what a published survey says of a topic or platform.
type Surveyed struct {
	Share   float64
	N       data.Count
	Survey  string
	Answers int  // published answers that the share adds up
	Several bool // people could give several, so that shares add up to more than 1
}

// surveyGap compares what people said they need with what is posted, where questions do
// not decide. Published shares are rounded to 5 points and numbers to 5: both are taken
// at their worst.
func surveyGap(n *data.Need, s Surveyed) {
	if n.Gap != data.GapTooFew && n.Gap != data.GapUnclear || n.Topic == data.TopicOther || s.Several || s.N == nil || n.PostedShare == nil || n.PostedOf < gapPosts {
		return
	}
	off := 0.025 * float64(s.Answers)
	people, p2 := max(float64(*s.N)-2, 1), *n.PostedShare
	between := func(z float64) (low, high float64) {
		l1, _ := stat.WilsonEnds(max(0, s.Share-off), people, z)
		_, u1 := stat.WilsonEnds(min(1, s.Share+off), people, z)
		return overPosted(s.Share, s.Share, l1, u1, p2, float64(n.PostedOf), z)
	}
	low, high := between(stat.Z950)
	switch firmLow, firmHigh := between(stat.Z975); {
	case firmLow > 0:
		n.Gap = data.GapAskedMore
	case firmHigh < 0:
		n.Gap = data.GapPostedMore
	case low >= -gapAlike && high <= gapAlike:
		n.Gap = data.GapAlike
	default:
		return
	}
	n.GapBy, n.Warnings = "survey", nil
	n.Difference, n.DiffLow, n.DiffHigh = stat.Figure(s.Share-p2), stat.Figure(low), stat.Figure(high)
	n.Reason = fmt.Sprintf("%s: %.0f %% of those asked (%s), %.0f %% of posts; difference between %+.0f and %+.0f points",
		topicWords(n.Topic), 100*s.Share, s.Survey, 100*p2, 100*low, 100*high)
}

func askedWords(least, most float64, known bool) string {
	switch {
	case !known:
		return fmt.Sprintf("at most %.0f %%", 100*most)
	case most > least:
		return fmt.Sprintf("at least %.0f %%", 100*least)
	}
	return fmt.Sprintf("%.0f %%", 100*least)
}

// topicWords is a topic's id as words.
func topicWords(t data.Topic) string {
	b := []byte(t)
	for i := range b {
		if b[i] == '_' {
			b[i] = ' '
		}
	}
	return string(b)
}
