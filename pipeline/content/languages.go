package content

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// A language is one that an account mostly writes in, where the settings name none, if it
// is that of so many of its posts of a month and of such a share of them.
const (
	leastMostly = 3
	shareMostly = 0.2
)

// tongues are the languages that accounts write in, as the settings say.
type tongues map[data.AccountID][]string

// declared reads those of own accounts. Others have the unit's languages where the settings
// name none for them, which says nothing of what they write in.
func declared(ctx context.Context, r lake.Reader) (tongues, error) {
	t := tongues{}
	for a, err := range lake.Scan(ctx, r, lake.Accounts, nil) {
		if err != nil {
			return nil, err
		}
		if a.Role == data.RoleOwn && len(a.Languages) > 0 {
			t[a.AccountID] = a.Languages
		}
	}
	return t, nil
}

// told is what labels depend on in them, in the order of the accounts. A new account
// has all posts read anew, once; so that not every page is looked into for the accounts on it.
func (t tongues) told() []string {
	var out []string
	for _, account := range slices.Sorted(maps.Keys(t)) {
		out = append(out, string(account)+": "+strings.Join(t[account], ","))
	}
	return out
}

// posts returns the posts of a partition, and the languages that each account on it writes
// in: those of the settings, else those that most of its posts there are in. Near relatives
// are told apart by what else an account writes (Norwegian is not now and then Danish).
func (t tongues) posts(ctx context.Context, r lake.Reader, part string) ([]data.Post, tongues, error) {
	var posts []data.Post
	write := tongues{}
	all, in := map[data.AccountID]int{}, map[data.AccountID]map[string]int{}
	for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
		if err != nil {
			return nil, nil, err
		}
		posts = append(posts, p)
		if said, ok := t[p.AccountID]; ok {
			write[p.AccountID] = said
			continue
		}
		all[p.AccountID]++
		if in[p.AccountID] == nil {
			in[p.AccountID] = map[string]int{}
		}
		if tag := sentiment.Detect(p.Text).Tag; tag != sentiment.Undetermined {
			in[p.AccountID][tag]++
		}
	}
	for account, counts := range in {
		for _, tag := range slices.Sorted(maps.Keys(counts)) {
			if n := counts[tag]; n >= leastMostly && float64(n) >= shareMostly*float64(all[account]) {
				write[account] = append(write[account], tag)
			}
		}
	}
	return posts, write, nil
}
