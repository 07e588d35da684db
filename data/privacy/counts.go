package privacy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Child is one value of a dimension over the weeks of one cell.
type Child struct {
	Value      string
	Replies    int64 // all of them
	Authors    int64 // at least so many distinct people wrote them
	MaxReplies int64 // nobody wrote more of them than this
}

// Counted is one value of one dimension on one platform in one week.
type Counted struct {
	Platform  data.Platform
	Dimension data.Dimension
	Child
	AuthorsMost     int64 // at most so many people with a known id wrote them; 0 is "not known"
	Unauthored      int64 // replies, among Replies, whose author no source named; not in MaxReplies
	UnauthoredPosts int64 // posts those hang under; needed for the total only
}

// WeekCounts is one ISO week of one mission. Every reply stands in one row of the
// total and in one row of each other dimension.
type WeekCounts struct {
	Week   string
	Sealed bool // on every platform that has replies; an unsealed week only keeps its month from closing
	Rows   []Counted
}

// CountWeeks joins what sealing left of the authors with the scored replies of a
// mission. Replies are those that were scored, since shares are of them. Where
// fewer were scored than counted (the text had left before a scorer read it), each
// missing reply may have been an author's only one and lowers Authors; scored
// replies beyond those counted are taken as without author. Weeks come sorted; it
// returns an error for a week that is none.
func CountWeeks(mission string, authors []data.ReplyAuthors, cells []data.ReplyCell, seals []data.Seal) ([]WeekCounts, error) {
	rows := map[rowKey]*Counted{}
	posts := map[rowKey]map[data.PostID]bool{}
	for i := range cells {
		c := &cells[i]
		if c.Mission != mission || c.N == 0 {
			continue
		}
		if !isWeek(c.Week) {
			return nil, fmt.Errorf("count weeks of %s: reply cell of %s: week %q is not of the form 2026-W07", mission, c.RootPost, c.Week)
		}
		for _, of := range []struct {
			dim   data.Dimension
			value string
		}{{data.DimTotal, ""}, {data.DimAccount, string(c.AccountID)}, {data.DimFormat, string(c.Format)},
			{data.DimTopic, string(c.Topic)}, {data.DimLanguage, c.Language}} {
			k := rowKey{c.Week, c.Platform, of.dim, of.value}
			row := rows[k]
			if row == nil {
				row = &Counted{Platform: c.Platform, Dimension: of.dim, Child: Child{Value: of.value}}
				rows[k] = row
			}
			row.Replies += c.N
			row.Unauthored += c.Unauthored
			if c.Unauthored > 0 && of.dim == data.DimTotal {
				if posts[k] == nil {
					posts[k] = map[data.PostID]bool{}
				}
				posts[k][c.RootPost] = true
			}
		}
	}
	counted := map[rowKey]data.ReplyAuthors{}
	for _, a := range SealAuthors(authors) { // integers for open weeks as well
		if a.Mission == mission {
			counted[rowKey{a.Week, a.Platform, a.Dimension, a.Value}] = a
		}
	}
	sealed := map[data.Seal]bool{}
	for _, s := range seals {
		sealed[data.Seal{Mission: s.Mission, Platform: s.Platform, Week: s.Week}] = true
	}
	weeks := map[string]*WeekCounts{}
	for _, k := range slices.SortedFunc(maps.Keys(rows), compareRows) {
		row := rows[k]
		row.UnauthoredPosts = int64(len(posts[k]))
		row.join(counted[k])
		w := weeks[k.week]
		if w == nil {
			w = &WeekCounts{Week: k.week, Sealed: true}
			weeks[k.week] = w
		}
		w.Sealed = w.Sealed && sealed[data.Seal{Mission: mission, Platform: k.platform, Week: k.week}]
		w.Rows = append(w.Rows, *row)
	}
	// A week whose replies were all counted but none scored yet is still open.
	for k := range counted {
		if isWeek(k.week) && weeks[k.week] == nil && !sealed[data.Seal{Mission: mission, Platform: k.platform, Week: k.week}] {
			weeks[k.week] = &WeekCounts{Week: k.week}
		}
	}
	out := make([]WeekCounts, 0, len(weeks))
	for _, week := range slices.Sorted(maps.Keys(weeks)) {
		out = append(out, *weeks[week])
	}
	return out, nil
}

// rowKey names a Counted row of a mission.
type rowKey struct {
	week     string
	platform data.Platform
	dim      data.Dimension
	value    string
}

func compareRows(a, b rowKey) int {
	return cmp.Or(cmp.Compare(a.week, b.week), cmp.Compare(a.platform, b.platform),
		cmp.Compare(a.dim, b.dim), cmp.Compare(a.value, b.value))
}

// join sets what is known of the authors of a row's replies.
func (r *Counted) join(a data.ReplyAuthors) {
	missing := a.Replies - (r.Replies - r.Unauthored)
	r.Authors, r.AuthorsMost, r.MaxReplies = a.Distinct, a.Distinct, a.MaxReplies
	if missing > 0 {
		r.Authors = max(0, r.Authors-missing)
	} else {
		r.Unauthored -= missing
	}
	// A reply without author may be from anybody, so it adds no one to either bound
	// here; [table.crowd] counts all of them as one busy person.
}
