package content

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// KeyPosts is how many posts a comparison needs on either side.
const KeyPosts = 10

// What a keyword needs besides.
const (
	keyBefore   = 12   // months that a month is compared with
	keyTerm     = 3    // posts with the term: of the month, and of both sides for it to be tested at all
	keyZ        = 1.96 // log-odds over its standard error
	keyChance   = 0.05 // share of keywords that may be chance, by an exact test of the posts
	keyMost     = 10   // keywords of one comparison and kind
	keyGrammar  = 0.25 // share of all posts from which a word is taken for grammar: of, and, the
	keysVersion = "keywords/1"
)

// keySpans are how many months a comparison takes together: one, or three where one has
// too few posts. A mission with twenty posts a month in two languages would else never
// learn anything.
var keySpans = [...]int{1, 3}

// keyReach is how many months back a comparison may reach.
const keyReach = 3 + keyBefore

// Keywords compares each month of each own account with the unit's other own accounts
// in that month, and with the account's own twelve months before; always within one
// language, and with the two months before taken along where posts are too few. A
// partition whose counts, and those it is compared with, are unchanged is not read.
func Keywords(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	live := lake.Partitions(r, lake.OwnWords)
	for _, part := range live {
		ages := agesFor(part, live)
		var files []lake.File
		for p := range ages {
			files = append(files, partition.Files(r, lake.OwnWords.Name, p)...)
		}
		inputs := lake.InputHash(r, []string{keysVersion}, files...)
		if lake.From(r, lake.Keywords.Name, part) == inputs {
			continue
		}
		rows, err := keywords(ctx, r, part, ages)
		if err != nil {
			return c, fmt.Errorf("keywords %s: %w", part, err)
		}
		if err := lake.Replace(&c, lake.Keywords, part, rows, inputs); err != nil {
			return c, fmt.Errorf("keywords %s: %w", part, err)
		}
	}
	return c, partition.DropOthers(r, &c, lake.Keywords, partition.Among(live))
}

// agesFor returns the partitions that a partition's comparisons take, with their ages in
// months: of all platforms while they may stand beside it, then of its own.
func agesFor(part string, live []string) map[string]int {
	ages := map[string]int{}
	platform, month, known := partition.Split(part)
	for _, p := range live {
		other, m, ok := partition.Split(p)
		age := 12*(month.Year()-m.Year()) + int(month.Month()) - int(m.Month())
		if known && ok && age >= 0 && (age < keySpans[len(keySpans)-1] || other == platform && age < keyReach) {
			ages[p] = age
		}
	}
	return ages
}

// keywords finds the keywords of one partition.
func keywords(ctx context.Context, r lake.Reader, part string, ages map[string]int) ([]data.Keyword, error) {
	all, err := sidesOf(ctx, r, part, ages, nil)
	if err != nil {
		return nil, err
	}
	_, month, _ := partition.Split(part)
	rows := []data.Keyword{} // empty, not nil: a month in which nothing stands out is compared once
	for who := range all[0].own {
		for _, versus := range []data.Contrast{data.VersusOthers, data.VersusBefore} {
			months, own, other, ok := all.pick(who, versus)
			if !ok {
				continue
			}
			rows = append(rows, compare(data.Keyword{AccountID: who.account, Platform: who.platform, Language: who.language,
				Month: month.Format("2006-01"), Months: int64(months), Versus: versus}, own, other)...)
		}
	}
	return rows, nil
}

// compare returns the keywords of one side against another, the best of each kind. row is
// what all have in common.
func compare(row data.Keyword, own, other *termCounts) []data.Keyword {
	found := map[data.TermKind][]data.Keyword{}
	chances, tests := map[term]float64{}, 0
	for t, n := range other.of { // tested, although they cannot be found
		if own.of[t] == 0 && tested(t, n, own.posts+other.posts) {
			tests++
		}
	}
	for t, n := range own.of {
		if tested(t, n+other.of[t], own.posts+other.posts) {
			tests++
			chances[t] = metrics.Enrichment(n, own.posts, other.of[t], other.posts)
		}
	}
	limit := metrics.Discoveries(slices.Collect(maps.Values(chances)), tests, keyChance)
	for t, chance := range chances {
		n, seen := own.of[t], other.of[t]
		logOdds, z := metrics.Keyness(n, own.words, seen, other.words)
		if n < keyTerm || chance > limit || z < keyZ {
			continue
		}
		row.Kind, row.Term, row.LogOdds, row.Z = t.kind, t.text, logOdds, z
		row.Posts, row.All, row.Other, row.AllOther = n, own.posts, seen, other.posts
		found[t.kind] = append(found[t.kind], row)
	}
	var rows []data.Keyword
	for _, kind := range slices.Sorted(maps.Keys(found)) {
		slices.SortFunc(found[kind], byStrength)
		rows = append(rows, found[kind][:min(len(found[kind]), keyMost)]...)
	}
	return rows
}

// tested reports whether a term in n of all posts may be a keyword: whether it does
// depends on both sides together, so that looking does not bend the test.
func tested(t term, n, all int64) bool {
	return n >= keyTerm && (t.kind != data.TermWord || float64(n) <= keyGrammar*float64(all))
}

// byStrength orders keywords, the clearest first.
func byStrength(a, b data.Keyword) int {
	return cmp.Or(cmp.Compare(b.Z, a.Z), cmp.Compare(a.Term, b.Term))
}
