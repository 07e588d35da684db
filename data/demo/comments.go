package demo

import (
	"fmt"
	"time"
)

// commentOverlap is how much of the week before a comment export holds again, so
// that nobody may be counted twice.
const commentOverlap = 24 * time.Hour

// comments makes one weekly export of the comments under an account's posts. An
// account that exports without authors names itself only.
func (w *World) comments(a *account, week int) *table {
	at := Exported(week)
	t := &table{name: fmt.Sprintf("%s/comments/comments-%s.csv", a.id, at.Format(time.DateOnly)), account: a, at: at, comma: ',',
		head: []string{"Post ID", "Comment ID", "Parent ID", "Author", "Date", "Comment"}}
	for _, p := range w.posts {
		if p.account != a {
			continue
		}
		for _, r := range p.replies {
			if r.at.After(at) || r.at.Before(at.Add(-7*24*time.Hour-commentOverlap)) {
				continue
			}
			cells := map[string]string{"Post ID": p.native, "Comment ID": r.native, "Date": r.at.Format(time.DateTime), "Comment": r.text}
			if r.parent != nil {
				cells["Parent ID"] = r.parent.native
			}
			switch {
			case r.own:
				cells["Author"] = a.name
			case a.authors:
				cells["Author"] = r.author.name
			}
			t.rows = append(t.rows, row{cells: t.cells(cells)})
		}
	}
	return t
}
