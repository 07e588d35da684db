package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Configure makes the accounts table, over the changes in c, say what the config says. An
// account that the config gives no platform, because its files tell, has that of its posts
// where they all stand on one. Posts are looked at only when they, or the config, are not
// those of the last time.
func Configure(ctx context.Context, r lake.Reader, c *lake.Changes, accounts []data.Account) error {
	r = lake.Over(r, c)
	accounts = slices.Clone(accounts)
	slices.SortFunc(accounts, func(a, b data.Account) int { return cmp.Compare(a.AccountID, b.AccountID) })
	untold := map[data.AccountID]bool{}
	for i := range accounts {
		if accounts[i].Platform == "" {
			untold[accounts[i].AccountID] = true
		}
	}
	from := ""
	if len(untold) > 0 {
		configured, err := json.Marshal(accounts)
		if err != nil {
			return fmt.Errorf("configure: %w", err)
		}
		from = lake.InputHash(r, []string{"accounts", string(configured)}, r.Files(lake.Posts.Name)...)
		if lake.From(r, lake.Accounts.Name, "") == from {
			return nil
		}
		told, err := platformsOf(ctx, r, untold)
		if err != nil {
			return fmt.Errorf("configure: %w", err)
		}
		for i := range accounts {
			if on := told[accounts[i].AccountID]; len(on) == 1 {
				accounts[i].Platform = on[0]
			}
		}
		var alone lake.Changes
		if err := lake.Replace(&alone, lake.Accounts, "", accounts, from); err != nil {
			return fmt.Errorf("configure: %w", err)
		}
		if slices.EqualFunc(r.Files(lake.Accounts.Name), lake.Over(r, &alone).Files(lake.Accounts.Name), sameBytes) {
			return nil // other posts, and the same to say of accounts
		}
	}
	if err := lake.Replace(c, lake.Accounts, "", accounts, from); err != nil {
		return fmt.Errorf("configure: %w", err)
	}
	return nil
}

func sameBytes(a, b lake.File) bool { return a.Hash == b.Hash }

// platformsOf lists the platforms that the posts of accounts stand on. Of each platform it
// reads from the newest month on, until it has met all of them.
func platformsOf(ctx context.Context, r lake.Reader, accounts map[data.AccountID]bool) (map[data.AccountID][]data.Platform, error) {
	type owner struct {
		AccountID data.AccountID `parquet:"account_id"`
		Platform  data.Platform  `parquet:"platform"`
	}
	found := map[data.AccountID][]data.Platform{}
	unmet, current := map[data.AccountID]bool{}, ""
	for _, part := range slices.Backward(lake.Partitions(r, lake.Posts)) {
		platform, _, _ := partition.Split(part)
		if platform != current {
			current, unmet = platform, maps.Clone(accounts)
		}
		if len(unmet) == 0 {
			continue
		}
		for post, err := range lake.ScanColumns[owner](ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			if unmet[post.AccountID] {
				delete(unmet, post.AccountID)
				found[post.AccountID] = append(found[post.AccountID], post.Platform)
			}
		}
	}
	return found, nil
}
