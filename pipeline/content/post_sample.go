package content

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// PostTask is a post for a person to label, with what the rules say of it now.
type PostTask struct {
	Post  data.Post
	Label data.PostLabel
}

// PostLabelling is a sample of the unit's own posts to label.
type PostLabelling struct {
	Tasks []PostTask // nobody labelled yet, in the order of asking
	Done  int        // posts of all draws so far that somebody did label

	draws []data.PostDraw // new, or with new odds
}

// New reports how many posts were drawn now that were not drawn before.
func (l *PostLabelling) New() int {
	return len(slices.DeleteFunc(slices.Clone(l.draws), func(d data.PostDraw) bool { return d.Place == 0 }))
}

// DrawPosts returns the next posts to label, most of them at most: those of earlier
// draws that nobody labelled, then new ones.
//
// The sample is a bottom-k sketch (Cohen and Kaplan 2007; for equal sizes priority
// sampling, Duffield, Lund and Thorup 2007) with permanent random numbers (Ohlsson
// 1995): each post has one chance u, a hash of its id, and is drawn if u over its size
// is below a threshold, the smallest that was not drawn. Given the threshold t, a post
// is in the sample with probability min(1, size x t), whatever happens to the others;
// over several draws with the largest of these. So weights are known however often
// people ask for more, and sums weighted by them are unbiased.
//
// Sizes: of rare formats and topics (one over the square root of how many there are),
// where the rules are unsure twice, and of the tenth of an account's posts with the
// highest values, which move the advice most, twice.
func DrawPosts(ctx context.Context, r lake.Reader, most int, c data.Clock) (*PostLabelling, error) {
	frame, err := postFrame(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("draw posts to label: %w", err)
	}
	l := &PostLabelling{}
	var open, fresh []*sampled
	before := 0 // drawn so far
	for i := range frame {
		if frame[i].draw != nil {
			before++
		}
		switch s := &frame[i]; {
		case s.draw != nil && s.done:
			l.Done++
		case s.draw != nil:
			open = append(open, s)
		case !s.done: // what was labelled without being drawn is no part of the sample
			fresh = append(fresh, s)
		}
	}
	slices.SortFunc(open, func(a, b *sampled) int {
		return cmp.Or(cmp.Compare(a.draw.DrawnOn, b.draw.DrawnOn), cmp.Compare(a.draw.Place, b.draw.Place), cmp.Compare(a.task.Post.PostID, b.task.Post.PostID))
	})
	open = open[:min(len(open), most)]
	for _, s := range open {
		l.Tasks = append(l.Tasks, s.task)
	}
	extra := min(most-len(open), len(fresh))
	if extra <= 0 {
		return l, nil
	}
	slices.SortFunc(fresh, func(a, b *sampled) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.task.Post.PostID, b.task.Post.PostID))
	})
	threshold := math.Inf(1)
	if extra < len(fresh) {
		threshold = fresh[extra].rank
	}
	for place, s := range fresh[:extra] {
		l.Tasks = append(l.Tasks, s.task)
		l.draws = append(l.draws, data.PostDraw{PostID: s.task.Post.PostID, DrawnOn: c.Day(), Odds: fixedOdds(s.size * threshold), Place: int64(before + place + 1)})
	}
	for i := range frame { // this draw might have drawn them as well
		if s := &frame[i]; s.draw != nil {
			if odds := fixedOdds(s.size * threshold); odds > s.draw.Odds {
				l.draws = append(l.draws, data.PostDraw{PostID: s.draw.PostID, Odds: odds})
			}
		}
	}
	return l, nil
}

// Record returns the changes that note the draw. It is to be noted before anybody sees
// the posts: a draw that is forgotten once it turns out badly is none.
func (l *PostLabelling) Record(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	if len(l.draws) == 0 {
		return c, nil
	}
	if err := lake.Upsert(ctx, r, &c, lake.PostDraws, l.draws); err != nil {
		return c, fmt.Errorf("record the draw of posts: %w", err)
	}
	return c, nil
}
