package demo

import "time"

// countQuestions counts the questions to each mission that has replies.
func (w *World) countQuestions() []Questions {
	var all []Questions
	for _, m := range missions() {
		n := Questions{Mission: m.slug}
		for _, p := range w.posts {
			if p.account.mission != m.slug {
				continue
			}
			for _, q := range p.replies {
				if q.kind == question {
					n.count(q)
				}
			}
		}
		if n.Asked > 0 {
			all = append(all, n)
		}
	}
	return all
}

func (n *Questions) count(q *reply) {
	n.Asked++
	switch {
	case q.answered == nil:
		n.Open++
	case q.answered.at.Sub(q.at) <= answerLimit:
		n.InTime++
	default:
		n.Late++
	}
	if q.topic.Consular() {
		n.Consular++
		if q.answered == nil && AsOf(Weeks).Sub(q.at) <= 24*time.Hour {
			n.OpenLastDay++
		}
	}
}

// cells counts the replies to each mission by language, in a fixed order.
func (w *World) cells() []SmallCell {
	var all []SmallCell
	for _, m := range missions() {
		for _, l := range m.people {
			written := map[int]int{}
			c := SmallCell{Mission: m.slug, Language: l.value}
			for _, p := range w.posts {
				for _, r := range p.replies {
					if p.account.mission == m.slug && !r.own && r.language == l.value {
						written[r.author.number]++
						c.Replies++
						c.Largest = max(c.Largest, written[r.author.number])
					}
				}
			}
			c.Authors = len(written)
			all = append(all, c)
		}
	}
	return all
}
