package content

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// sampled is a post that may be drawn.
type sampled struct {
	task PostTask
	size float64        // how much likelier than others
	rank float64        // its chance, from 0 to 1, over its size
	draw *data.PostDraw // of an earlier draw; nil if it was in none
	done bool           // whether a person labelled it
}

// fixedOdds is a probability as it is stored; what is above 1 is certain.
func fixedOdds(p float64) int64 { return max(1, data.LabelWeight(min(p, 1))) }

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
