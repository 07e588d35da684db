package content

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// AccountWords is what stands out in a month's posts of an own account in one language.
type AccountWords struct {
	Account     data.AccountID    `json:"account"`
	Platform    data.Platform     `json:"platform"`
	Month       string            `json:"month"`
	Language    string            `json:"language"`
	Posts       int64             `json:"posts"`        // of the month, whose words were read
	Unread      int64             `json:"posts_unread"` // of the month, in scripts whose words are not told apart
	Comparisons []WordsComparison `json:"comparisons"`  // with others, with before
}

// WordsComparison is one comparison of a corpus.
type WordsComparison struct {
	Versus   data.Contrast `json:"versus"`
	Months   int           `json:"months"` // taken together: 1, or 3 where the month has too few posts
	Posts    int64         `json:"posts"`
	Other    int64         `json:"posts_other"` // compared with
	TooFew   bool          `json:"too_few"`     // posts on one side, even of three months: nothing is said
	Keywords []Standout    `json:"keywords"`    // the clearest first; empty, not null, if nothing stands out
}

// Standout is one keyword.
type Standout struct {
	Kind    data.TermKind `json:"kind"`
	Term    string        `json:"term"`
	Posts   int64         `json:"posts"`
	Other   int64         `json:"posts_other"`
	LogOdds float64       `json:"log_odds"`
	Z       float64       `json:"z"`
}

// OwnWords returns what stands out in the posts of each own account in a month, or in
// its newest one if month is empty, by account, platform and language; of one account
// alone if it is named.
func OwnWords(ctx context.Context, r lake.Reader, account data.AccountID, month string) ([]AccountWords, error) {
	wanted, err := monthsOfAccounts(ctx, r, account, month)
	if err != nil {
		return nil, fmt.Errorf("own words: %w", err)
	}
	var out []AccountWords
	live := lake.Partitions(r, lake.OwnWords)
	for _, part := range live {
		if len(wanted[part]) == 0 {
			continue
		}
		found, err := wordsOf(ctx, r, part, agesFor(part, live), wanted[part])
		if err != nil {
			return nil, fmt.Errorf("own words: %w", err)
		}
		out = append(out, found...)
	}
	slices.SortFunc(out, func(a, b AccountWords) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Language, b.Language))
	})
	return out, nil
}

// monthsOfAccounts returns which accounts are wanted of each partition.
func monthsOfAccounts(ctx context.Context, r lake.Reader, account data.AccountID, month string) (map[string]map[data.AccountID]bool, error) {
	newest := map[data.AccountID]string{}
	at := map[data.AccountID]map[string]bool{} // partitions with its posts in that month
	for w, err := range lake.Scan(ctx, r, lake.OwnWords, nil) {
		if err != nil {
			return nil, err
		}
		if account != "" && w.AccountID != account || month != "" && w.Month != month || w.Month < newest[w.AccountID] {
			continue
		}
		if w.Month > newest[w.AccountID] {
			newest[w.AccountID], at[w.AccountID] = w.Month, map[string]bool{}
		}
		at[w.AccountID][lake.OwnWords.Partition(&w)] = true
	}
	wanted := map[string]map[data.AccountID]bool{}
	for id, parts := range at {
		for part := range parts {
			if wanted[part] == nil {
				wanted[part] = map[data.AccountID]bool{}
			}
			wanted[part][id] = true
		}
	}
	return wanted, nil
}

// wordsOf reads one partition's comparisons.
func wordsOf(ctx context.Context, r lake.Reader, part string, ages map[string]int, accounts map[data.AccountID]bool) ([]AccountWords, error) {
	var keywords []data.Keyword
	for k, err := range lake.Scan(ctx, r, lake.Keywords, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		keywords = append(keywords, k)
	}
	slices.SortStableFunc(keywords, byStrength)
	unread := map[corpus]int64{}
	_, month, _ := partition.Split(part)
	all, err := sidesOf(ctx, r, part, ages, func(w *data.OwnWord) bool {
		if w.Kind == data.TermUnread && w.Month == month.Format("2006-01") {
			unread[corpus{w.AccountID, w.Platform, w.Language}] += w.Posts
		}
		return w.Kind == data.TermPosts || w.Kind == data.TermUnread
	})
	if err != nil {
		return nil, err
	}
	var out []AccountWords
	for who, n := range all[0].own {
		if !accounts[who.account] {
			continue
		}
		words := AccountWords{Account: who.account, Platform: who.platform, Month: month.Format("2006-01"), Language: who.language, Posts: n.posts, Unread: unread[who]}
		for _, versus := range []data.Contrast{data.VersusOthers, data.VersusBefore} {
			months, own, other, ok := all.pick(who, versus)
			c := WordsComparison{Versus: versus, Months: months, Posts: own.posts, Other: other.posts, TooFew: !ok, Keywords: []Standout{}}
			for _, k := range keywords {
				if k.AccountID == who.account && k.Language == who.language && k.Versus == versus {
					c.Keywords = append(c.Keywords, Standout{k.Kind, k.Term, k.Posts, k.Other, k.LogOdds, k.Z})
				}
			}
			words.Comparisons = append(words.Comparisons, c)
		}
		out = append(out, words)
	}
	return out, nil
}
