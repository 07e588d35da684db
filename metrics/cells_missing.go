package metrics

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

type reasonCount struct {
	why data.Reason
	n   int64
}

// countReason counts one more post without a value.
func countReason(counts []reasonCount, why data.Reason) []reasonCount {
	for i := range counts {
		if counts[i].why == why {
			counts[i].n++
			return counts
		}
	}
	return append(counts, reasonCount{why, 1})
}

// mergeMissing adds two texts of counts by reason.
func mergeMissing(a, b string) string {
	if a == "" {
		return b
	}
	if b == "" {
		return a
	}
	return missingText(append(missingCounts(a), missingCounts(b)...))
}

// missingText writes counts by reason, like "immature=3;not_bracketed=1". It sorts
// them.
func missingText(counts []reasonCount) string {
	if len(counts) == 0 {
		return ""
	}
	slices.SortFunc(counts, func(a, b reasonCount) int { return cmp.Compare(a.why, b.why) })
	b := make([]byte, 0, 32)
	for i := 0; i < len(counts); {
		why, n := counts[i].why, int64(0)
		for ; i < len(counts) && counts[i].why == why; i++ {
			n += counts[i].n
		}
		if len(b) > 0 {
			b = append(b, ';')
		}
		b = append(append(b, why...), '=')
		b = strconv.AppendInt(b, n, 10)
	}
	return string(b)
}

func missingCounts(text string) []reasonCount {
	var counts []reasonCount
	for part := range strings.SplitSeq(text, ";") {
		if why, n, ok := strings.Cut(part, "="); ok {
			k, _ := strconv.ParseInt(n, 10, 64)
			counts = append(counts, reasonCount{data.Reason(why), k})
		}
	}
	return counts
}
