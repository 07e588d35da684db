package content

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// The weights of a sample estimate how many posts there are, over many chances and
// several draws: Horvitz and Thompson's estimator is unbiased.
func TestDrawnWeightsAreUnbiased(t *testing.T) {
	const runs, n = 300, 200
	var videos, all float64
	for run := range runs {
		frame := make([]sampled, n)
		for i := range frame {
			f := data.FormatText
			if i%10 == 0 {
				f = data.FormatVideo
			}
			frame[i].task = PostTask{data.Post{PostID: data.PostID(fmt.Sprintf("x:%d-%d", run, i))}, data.PostLabel{Format: f, PrimaryTopic: "visa"}}
			frame[i].size = 1
		}
		sizes(frame)
		slices.SortFunc(frame, func(a, b sampled) int {
			if a.rank < b.rank {
				return -1
			}
			return 1
		})
		const k = 30
		for _, s := range frame[:k] {
			w := float64(data.LabelScale) / float64(fixedOdds(s.size*frame[k].rank))
			all += w
			if s.task.Label.Format == data.FormatVideo {
				videos += w
			}
		}
	}
	if got := all / runs; math.Abs(got-n) > 5 {
		t.Errorf("estimates %.1f posts, there are %d", got, n)
	}
	if got := videos / runs; math.Abs(got-n/10) > 1.5 {
		t.Errorf("estimates %.1f videos, there are %d", got, n/10)
	}
}
