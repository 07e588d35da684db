package mood

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// labelsAWeek is how many replies a unit is asked to judge for each week.
const labelsAWeek = 10

// candidate is a reply that may be drawn.
type candidate struct {
	at    int // in the week's replies
	class sentiment.Class
	order [sha256.Size]byte // chance, from the week and the reply's keyed id
	odds  float64           // inclusion probability
}

// drawSample draws ten of a week's replies, each with a known probability, among those
// in languages that the scorer is known to read. What was read as a rare class is
// likelier to be drawn: a reply's chance goes with one over the square root of how many
// were read like it. Of texts that nearly repeat each other only the first may be drawn,
// and stands for all of them.
//
// The sample is systematic with unequal probabilities (Madow 1949) over replies sorted
// by class, language and mission, in which they are spread as evenly as ten allow. The
// start and the order within are hashes of what is sampled.
func drawSample(week string, replies []data.Reply, readings []sentiment.Reading, reads func(lang string) bool) []data.ReplyDraw {
	copied := nearDuplicates(replies)
	var frame []candidate
	seed := sha256.New()
	seed.Write([]byte(week))
	for i := range replies {
		if copied[i] || !reads(replies[i].Language) {
			continue
		}
		frame = append(frame, candidate{at: i, class: readings[i].Class, order: sha256.Sum256([]byte(week + "|" + replies[i].ReplyID))})
	}
	slices.SortFunc(frame, func(a, b candidate) int {
		p, q := &replies[a.at], &replies[b.at]
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(p.Language, q.Language), cmp.Compare(p.Mission, q.Mission), bytes.Compare(a.order[:], b.order[:]))
	})
	for i := range frame {
		seed.Write(frame[i].order[:])
	}
	setOdds(frame, labelsAWeek)
	drawn := systematic(frame, float64(binary.BigEndian.Uint64(seed.Sum(nil))>>11)/(1<<53))
	slices.SortFunc(drawn, func(a, b candidate) int { return bytes.Compare(a.order[:], b.order[:]) })
	draws := make([]data.ReplyDraw, len(drawn))
	for i, c := range drawn {
		q := &replies[c.at]
		draws[i] = data.ReplyDraw{Week: week, IngestedOn: q.IngestedOn, ReplyID: q.ReplyID, Place: int64(i + 1),
			Weight: data.LabelWeight(1 / c.odds), Copies: 1 + copiesOf(c.at, replies, copied)}
	}
	return draws
}

// setOdds sets the inclusion probabilities, which add up to n or to the number of
// candidates. Where a class would have more than certainty, it is certain, and the
// others share what is left.
func setOdds(frame []candidate, n float64) {
	var read [4]float64
	for i := range frame {
		read[frame[i].class]++
	}
	var odds [4]float64
	certain := [4]bool{}
	for left := n; ; {
		total := 0.0
		for k, all := range read {
			if !certain[k] {
				total += math.Sqrt(all)
			}
		}
		again := false
		for k, all := range read {
			if certain[k] || all == 0 {
				continue
			}
			if odds[k] = left / total / math.Sqrt(all); odds[k] >= 1 {
				odds[k], certain[k], again = 1, true, true
			}
		}
		if !again {
			break
		}
		left = n
		for k, all := range read {
			if certain[k] {
				left -= all
			}
		}
	}
	for i := range frame {
		frame[i].odds = odds[frame[i].class]
	}
}

// systematic draws candidates by their odds, with a start from 0 to below 1.
func systematic(frame []candidate, start float64) []candidate {
	var drawn []candidate
	sum := 0.0
	for _, c := range frame {
		before := math.Ceil(sum - start)
		if sum += c.odds; c.odds >= 1 || math.Ceil(sum-start) > before {
			drawn = append(drawn, c)
		}
	}
	return drawn
}

// copiesOf counts the replies that nearly repeat one of the same mission and language.
func copiesOf(at int, replies []data.Reply, copied []bool) (n int64) {
	q := &replies[at]
	known := map[string]bool{}
	for i := range replies {
		p := &replies[i]
		if !copied[i] || p.Mission != q.Mission || p.Language != q.Language {
			continue
		}
		near, ok := known[p.Text]
		if !ok {
			near = sentiment.NearDuplicates([]string{q.Text, p.Text})[1]
			known[p.Text] = near
		}
		if near {
			n++
		}
	}
	return n
}
