package privacy

import (
	"cmp"
	"maps"
	"slices"
)

// CommonAnswers returns the answers to one question that K people or more gave. The
// words of the others are not to be stored: a form lets people write an answer of
// their own, and that may name them.
func CommonAnswers(counts map[string]int64) map[string]bool {
	common := map[string]bool{}
	for answer, n := range counts {
		if n >= DefaultK {
			common[answer] = true
		}
	}
	return common
}

// CommonValues returns the values of one trait that may be told apart in storage: K
// people or more have each, and K or more, or nobody, have one of the others. For
// counts by answer of fewer people could be one person's answers to all questions.
// It is empty if there are fewer than two groups.
func CommonValues(counts map[string]int64) map[string]bool {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	common := CommonAnswers(counts)
	var others int64
	for name, n := range counts {
		if !common[name] {
			others += n
		}
	}
	for i := len(common) - 1; i >= 0 && 0 < others && others < DefaultK; i-- { // names begins with the common ones
		delete(common, names[i])
		others += counts[names[i]]
	}
	if groups := len(common); groups == 0 || groups == 1 && others == 0 {
		return map[string]bool{}
	}
	return common
}
