package content

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
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

// sampled is a post that may be drawn.
type sampled struct {
	task PostTask
	size float64        // how much likelier than others
	rank float64        // its chance, from 0 to 1, over its size
	draw *data.PostDraw // of an earlier draw; nil if it was in none
	done bool           // whether a person labelled it
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

// fixedOdds is a probability as it is stored; what is above 1 is certain.
func fixedOdds(p float64) int64 { return max(1, data.LabelWeight(min(p, 1))) }

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

// postFrame lists the posts that are labelled by hand if drawn: the unit's own, without
// replies, reposts and what was deleted, which no advice rests on.
func postFrame(ctx context.Context, r lake.Reader) ([]sampled, error) {
	own := map[data.AccountID]bool{}
	for a, err := range lake.Scan(ctx, r, lake.Accounts, nil) {
		if err != nil {
			return nil, err
		}
		own[a.AccountID] = a.Role == data.RoleOwn
	}
	draws, err := drawnPosts(ctx, r)
	if err != nil {
		return nil, err
	}
	top, err := topPosts(ctx, r, own)
	if err != nil {
		return nil, err
	}
	var frame []sampled
	for _, part := range lake.Partitions(r, lake.PostLabels) {
		labels, err := partition.Index(ctx, r, lake.PostLabels, part, func(l *data.PostLabel) data.PostID { return l.PostID })
		if err != nil {
			return nil, err
		}
		said, err := partition.Index(ctx, r, lake.HandLabels, part, func(h *data.HandLabel) data.PostID { return h.PostID })
		if err != nil {
			return nil, err
		}
		for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			l := labels[p.PostID]
			if !own[p.AccountID] || p.IsReply || p.IsRepost || p.DeletedAt != 0 || l == nil {
				continue
			}
			s := sampled{task: PostTask{p, *l}, done: said[p.PostID] != nil, size: 1}
			if d, ok := draws[p.PostID]; ok {
				s.draw = &d
			}
			if unsure(l) {
				s.size *= 2
			}
			if top[p.PostID] {
				s.size *= 2
			}
			frame = append(frame, s)
		}
	}
	sizes(frame)
	return frame, nil
}

// unsure reports whether the rules say less of a post than they might.
func unsure(l *data.PostLabel) bool {
	return l.Format == data.FormatUnknown || l.PrimaryTopic == data.TopicOther || len(l.Topics) > 1 || l.Language == "und"
}

// sizes gives rare formats and topics more weight, and each post its rank.
func sizes(frame []sampled) {
	formats, topics := map[data.Format]float64{}, map[data.Topic]float64{}
	for i := range frame {
		formats[frame[i].task.Label.Format]++
		topics[frame[i].task.Label.PrimaryTopic]++
	}
	for i := range frame {
		s := &frame[i]
		s.size *= 1/math.Sqrt(formats[s.task.Label.Format]) + 1/math.Sqrt(topics[s.task.Label.PrimaryTopic])
		s.rank = chance(s.task.Post.PostID) / s.size
	}
}

// chance is a post's permanent random number, above 0 and below 1.
func chance(id data.PostID) float64 {
	sum := sha256.Sum256([]byte("posts to label|" + string(id)))
	return (float64(binary.BigEndian.Uint64(sum[:])>>11) + 0.5) / (1 << 53)
}

// drawnPosts returns the draws so far under the ids that posts have now. Odds of a post
// that was drawn under two ids are those of the likelier.
func drawnPosts(ctx context.Context, r lake.Reader) (map[data.PostID]data.PostDraw, error) {
	drawn := map[data.PostID]data.PostDraw{}
	if len(r.Files(lake.PostDraws.Name)) == 0 {
		return drawn, nil
	}
	canonical, err := postIDs(ctx, r)
	if err != nil {
		return nil, err
	}
	for d, err := range lake.Scan(ctx, r, lake.PostDraws, nil) {
		if err != nil {
			return nil, err
		}
		d.PostID = canonical(d.PostID)
		if old, ok := drawn[d.PostID]; ok {
			d = data.MergePostDraw(old, d)
		}
		drawn[d.PostID] = d
	}
	return drawn, nil
}

// topPosts are the tenth of each own account's posts with the highest settled values.
func topPosts(ctx context.Context, r lake.Reader, own map[data.AccountID]bool) (map[data.PostID]bool, error) {
	type valued struct {
		id    data.PostID
		value float64
	}
	values := map[data.AccountID][]valued{}
	for v, err := range lake.Scan(ctx, r, lake.PostMetrics, nil) {
		if err != nil {
			return nil, err
		}
		if own[v.AccountID] && v.Metric == metrics.MetricInteractions && v.Age == metrics.AgeSettled && v.Value != nil {
			values[v.AccountID] = append(values[v.AccountID], valued{v.PostID, *v.Value})
		}
	}
	top := map[data.PostID]bool{}
	for _, all := range values {
		slices.SortFunc(all, func(a, b valued) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.id, b.id)) })
		for _, v := range all[:(len(all)+9)/10] {
			top[v.id] = true
		}
	}
	return top, nil
}
