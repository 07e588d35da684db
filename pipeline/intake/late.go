package intake

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// late counts the replies of sealed weeks that a reading of one input finds, each once.
type late struct {
	seen  map[string]bool          // ids; they are never stored
	found map[data.ReplyLate]int64 // by rows without a count
	page  map[data.ReplyLate]bool  // that changed on the page
}

func (l *late) add(of data.ReplyLate, id string) {
	if l.seen == nil {
		l.seen, l.found = map[string]bool{}, map[data.ReplyLate]int64{}
	}
	if l.page == nil {
		l.page = map[data.ReplyLate]bool{}
	}
	if !l.seen[id] {
		l.seen[id], l.page[of] = true, true
		l.found[of]++
	}
}

// rows tells what the page's replies brought the counts to.
func (l *late) rows() []data.ReplyLate {
	var rows []data.ReplyLate
	for of := range l.page {
		of.Late = l.found[of]
		rows = append(rows, of)
	}
	l.page = nil
	slices.SortFunc(rows, func(a, b data.ReplyLate) int { return lake.RepliesLate.Compare(&a, &b) })
	return rows
}

// addLate counts replies that came after their week was sealed. What a reading found under
// a post is compared with what was taken in before sealing, and the most that any reading
// found beyond that stands. So a file or a thread that is read again adds nothing.
func addLate(ctx context.Context, r lake.Reader, c *lake.Changes, found []data.ReplyLate) error {
	if len(found) == 0 {
		return nil
	}
	taken, err := takenIn(ctx, r, found)
	if err != nil {
		return err
	}
	byWeek := map[string][]data.ReplyLate{}
	for _, f := range found {
		f.Late -= taken[withoutCount(f)]
		if f.Late > 0 {
			part := lake.RepliesLate.Partition(&f)
			byWeek[part] = append(byWeek[part], f)
		}
	}
	sums := map[data.Seal]int64{}
	for _, part := range slices.Sorted(maps.Keys(byWeek)) {
		stored, err := lake.Rows(ctx, r, lake.RepliesLate, func(p string) bool { return p == part })
		if err != nil {
			return err
		}
		most := map[data.ReplyLate]int64{}
		for _, row := range append(stored, byWeek[part]...) {
			of := withoutCount(row)
			most[of] = max(most[of], row.Late)
		}
		rows := make([]data.ReplyLate, 0, len(most))
		for of, n := range most {
			of.Late = n
			rows = append(rows, of)
			sums[data.Seal{Mission: of.Mission, Platform: of.Platform, Week: of.Week}] += n
		}
		if err := lake.Replace(c, lake.RepliesLate, part, rows, ""); err != nil {
			return err
		}
	}
	if len(sums) == 0 {
		return nil
	}
	seals, err := lake.Rows(ctx, r, lake.Seals, nil)
	if err != nil {
		return err
	}
	for i := range seals {
		if n, ok := sums[data.Seal{Mission: seals[i].Mission, Platform: seals[i].Platform, Week: seals[i].Week}]; ok {
			seals[i].Late = n
		}
	}
	return lake.Replace(c, lake.Seals, "", seals, "")
}

func withoutCount(r data.ReplyLate) data.ReplyLate {
	r.Late = 0
	return r
}

// takenIn counts the replies that were taken in under the posts and in the weeks of some
// rows. Days of ingest before the first of these weeks can hold none.
func takenIn(ctx context.Context, r lake.Reader, of []data.ReplyLate) (map[data.ReplyLate]int64, error) {
	type cell struct {
		RootPost data.PostID   `parquet:"root_post"`
		Mission  string        `parquet:"mission"`
		Platform data.Platform `parquet:"platform"`
		Week     string        `parquet:"week"`
		N        int64         `parquet:"n"`
	}
	wanted := map[data.ReplyLate]int64{}
	first := of[0].Week
	for _, row := range of {
		wanted[withoutCount(row)] = 0
		first = min(first, row.Week)
	}
	from := ""
	if monday, err := data.WeekStart(first); err == nil {
		from = lake.ReplyCells.Partition(&data.ReplyCell{IngestedOn: monday.AddDate(0, 0, -1).Format(time.DateOnly)})
	}
	for c, err := range lake.ScanColumns[cell](ctx, r, lake.ReplyCells, func(day string) bool { return day >= from }) {
		if err != nil {
			return nil, err
		}
		key := data.ReplyLate{Mission: c.Mission, Platform: c.Platform, Week: c.Week, RootPost: c.RootPost}
		if n, ok := wanted[key]; ok {
			wanted[key] = n + c.N
		}
	}
	return wanted, nil
}
