package content

import (
	"context"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// corpus is what an account writes in one language.
type corpus struct {
	account  data.AccountID
	platform data.Platform
	language string
}

// term is one of a corpus.
type term struct {
	kind data.TermKind
	text string
}

// termCounts counts posts by term, and in all.
type termCounts struct {
	posts, words int64 // posts; sum of words over them
	of           map[term]int64
}

func (t *termCounts) add(kind data.TermKind, text string, n int64) {
	switch kind {
	case data.TermUnread:
		return
	case data.TermPosts:
		t.posts += n
		return
	case data.TermWord:
		t.words += n
	}
	t.of[term{kind, text}] += n
}

// minus returns what is left of all others.
func (t *termCounts) minus(own *termCounts) *termCounts {
	left := &termCounts{t.posts - own.posts, t.words - own.words, maps.Clone(t.of)}
	for k, n := range own.of {
		left.of[k] -= n
	}
	return left
}

// sides are the posts that a month's comparisons take.
type sides struct {
	own, past map[corpus]*termCounts
	all       map[string]*termCounts // by language
}

// spans are sides for each of keySpans.
type spans [len(keySpans)]sides

// add takes in a row of an age in months, of the platform in question or another.
func (s *sides) add(w *data.OwnWord, age, span int, same bool) {
	who := corpus{w.AccountID, w.Platform, w.Language}
	if age < span {
		at(s.all, w.Language).add(w.Kind, w.Term, w.Posts)
		if same {
			at(s.own, who).add(w.Kind, w.Term, w.Posts)
		}
	} else if same && age < span+keyBefore {
		at(s.past, who).add(w.Kind, w.Term, w.Posts)
	}
}

// sidesOf reads the rows of partitions by their ages, those that keep lets through if
// it is not nil.
func sidesOf(ctx context.Context, r lake.Reader, part string, ages map[string]int, keep func(*data.OwnWord) bool) (*spans, error) {
	var all spans
	for i := range all {
		all[i] = sides{map[corpus]*termCounts{}, map[corpus]*termCounts{}, map[string]*termCounts{}}
	}
	platform, _, _ := partition.Split(part)
	for _, p := range slices.Sorted(maps.Keys(ages)) {
		other, _, _ := partition.Split(p)
		for w, err := range lake.Scan(ctx, r, lake.OwnWords, partition.Only(p)) {
			if err != nil {
				return nil, err
			}
			if keep != nil && !keep(&w) {
				continue
			}
			for i, span := range keySpans {
				all[i].add(&w, ages[p], span, other == platform)
			}
		}
	}
	return &all, nil
}

// pick returns the months that a comparison takes together, and both sides of it: as few
// months as have enough posts, else the most; ok is false if those have too few.
func (all *spans) pick(who corpus, versus data.Contrast) (months int, own, other *termCounts, ok bool) {
	for i := range all {
		s := &all[i]
		months, own = keySpans[i], at(s.own, who)
		if versus == data.VersusBefore {
			other = at(s.past, who)
		} else {
			other = at(s.all, who.language).minus(own)
		}
		if own.posts >= KeyPosts && other.posts >= KeyPosts {
			return months, own, other, true
		}
	}
	return months, own, other, false
}

// at returns the counts of a key, new ones if there are none.
func at[K comparable](m map[K]*termCounts, key K) *termCounts {
	if m[key] == nil {
		m[key] = &termCounts{of: map[term]int64{}}
	}
	return m[key]
}
