package data

import (
	"cmp"
	"slices"
	"strings"
)

// FoldWord makes host-country, HostCountry and host_country one word.
func FoldWord(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// WordDistance counts the letters to insert, drop, change or swap with their neighbour
// to turn a into b, after folding (optimal string alignment). Words far longer
// than any key count as far.
func WordDistance(a, b string) int {
	x, y := []rune(FoldWord(a)), []rune(FoldWord(b))
	if len(x) > 64 {
		return len(x)
	}
	var before, last []int
	for i := range len(x) + 1 {
		row := make([]int, len(y)+1)
		for j := range row {
			switch {
			case i == 0 || j == 0:
				row[j] = i + j
			default:
				change := last[j-1]
				if x[i-1] != y[j-1] {
					change++
				}
				row[j] = min(last[j]+1, row[j-1]+1, change)
				if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
					row[j] = min(row[j], before[j-2]+1)
				}
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}

// NearestWord returns the valid word with the least distance, the first of several;
// "" if there are none.
func NearestWord(word string, valid []string) string {
	if len(valid) == 0 {
		return ""
	}
	return slices.MinFunc(valid, func(a, b string) int { return cmp.Compare(WordDistance(word, a), WordDistance(word, b)) })
}
