package walk

import (
	"math"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// answered is the age from which on a post is taken to have had its replies.
const answered = 24 * time.Hour

// replied counts posts, those of them with replies, and the replies.
type replied struct{ posts, with, replies float64 }

func (n *replied) add(k connectors.Known) {
	n.posts++
	if k.Replies != nil && *k.Replies > 0 {
		n.with, n.replies = n.with+1, n.replies+float64(*k.Replies)
	}
}

// few is fewer posts than tell how many replies the next ones will have.
const few = 5

// planThreads foretells whose replies a round reads: of waiting threads; of posts that are due
// and have replies; of young ones, as many as should have got further replies since, by what
// older ones have; and of so many fresh ones since the last round, as of those that were as young
// when they were read.
func (d *Driver) planThreads(p *Plan, waiting []Thread, read []connectors.Known, fresh int64, last, now data.Micros) {
	reach := data.Micros(math.MinInt64)
	if d.platform.Reach > 0 {
		reach = now.Add(-d.platform.Reach)
	}
	thread := func(at data.Micros, replies data.Count) {
		p.Threads++
		if size := int64(d.platform.Requests.Thread); size > 0 && replies != nil {
			p.Further += max(*replies-1, 0) / size
		}
		if replies != nil && at >= reach {
			p.Lively, p.Replies = p.Lively+1, p.Replies+*replies
		}
	}
	for _, t := range waiting {
		thread(t.PublishedAt, t.Replies)
	}
	var old, young, growing, open replied
	for _, k := range d.recent {
		if wasYoung(k) {
			young.add(k)
		} else {
			old.add(k)
		}
	}
	if old.posts < few {
		old = young
	}
	if young.posts < few {
		young = old
	}
	for _, k := range read {
		due := k.Replies != nil && *k.Replies > 0 && k.Due(now)
		if due {
			thread(k.PublishedAt, k.Replies)
		}
		if wasYoung(k) {
			growing.add(k)
			if !due {
				open.add(k)
			}
		}
	}
	each := func(n, posts float64) float64 { return n / max(posts, 1) }
	further := max(0, growing.posts*each(old.replies, old.posts)-growing.replies)
	first := max(0, growing.posts*each(old.with, old.posts)-growing.with) // posts that get their first
	again := min(open.with, further*each(open.with, growing.with))
	still := min(1, float64(answered)/max(float64(now.Sub(last)), 1)) // share of the fresh ones that will be young
	typical := func(young, old float64) float64 { return float64(fresh) * (still*young + (1-still)*old) }
	threads := int64(math.Round(first + again + typical(each(young.with, young.posts), each(old.with, old.posts))))
	p.Threads, p.Lively = p.Threads+threads, p.Lively+threads
	p.Replies += int64(math.Round(further + again*each(open.replies, open.with) + typical(each(young.replies, young.posts), each(old.replies, old.posts))))
}

// wasYoung reports whether a post may have got replies since it was last read.
func wasYoung(k connectors.Known) bool {
	if len(k.Reads) == 0 {
		return false
	}
	return k.Reads[len(k.Reads)-1].Time().Sub(k.PublishedAt.Time()) < answered
}
