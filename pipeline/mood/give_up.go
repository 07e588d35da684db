package mood

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// oldest is before the first reply on any platform that is read. Files may hold posts with
// dates of old documents.
var oldest = data.At(time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC))

// GiveUp closes all weeks up to the as-of moment's own, of each mission and platform, since
// the first post: what was known of their replies is lost, and a reply that is read again
// could not be told from a new one. What was published of them stays; what comes in is
// counted as late.
func GiveUp(ctx context.Context, r lake.Reader, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return changes, fmt.Errorf("give up: %w", err)
	}
	mission := map[data.AccountID]string{}
	for _, a := range accounts {
		if a.Role == data.RoleOwn || a.Role == data.RoleCommunity {
			mission[a.AccountID] = a.Mission
		}
	}
	type post struct {
		AccountID   data.AccountID `parquet:"account_id"`
		Platform    data.Platform  `parquet:"platform"`
		PublishedAt data.Micros    `parquet:"published_at,timestamp(microsecond)"`
	}
	first := map[data.Seal]data.Micros{}
	for p, err := range lake.ScanColumns[post](ctx, r, lake.Posts, nil) {
		if err != nil {
			return changes, fmt.Errorf("give up: %w", err)
		}
		of := data.Seal{Mission: mission[p.AccountID], Platform: p.Platform}
		if at, ok := first[of]; of.Mission != "" && (!ok || p.PublishedAt < at) {
			first[of] = max(p.PublishedAt, oldest)
		}
	}
	var seals []data.Seal
	for _, of := range slices.SortedFunc(maps.Keys(first), func(a, b data.Seal) int {
		return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Platform, b.Platform))
	}) {
		last, day := data.At(c.AsOf).Week(), first[of].Time()
		of.SealedOn = c.Day()
		for ; ; day = day.AddDate(0, 0, 7) {
			of.Week = data.At(day).Week()
			if of.Week > last {
				break
			}
			seals = append(seals, of)
		}
	}
	if err := lake.Replace(&changes, lake.Seals, "", seals, ""); err != nil {
		return changes, fmt.Errorf("give up: %w", err)
	}
	return changes, nil
}
