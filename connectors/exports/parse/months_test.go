package parse

import (
	"strings"
	"testing"
)

// No name may stand for two months, in whatever language and however it is shortened.
func TestMonthNamesAgree(t *testing.T) {
	seen := map[string]int{}
	for i, line := range monthsByLine() {
		for _, name := range strings.Fields(line) {
			f := Fold(name)
			if m, twice := seen[f]; twice && m != i+1 {
				t.Errorf("%q is month %d and month %d", name, m, i+1)
			}
			seen[f] = i + 1
			if got := MonthOf(f); got != i+1 {
				t.Errorf("%q is month %d in one list and %d in another", name, i+1, got)
			}
			if isFiller(f) {
				t.Errorf("%q is a month and a weekday or small word", name)
			}
		}
	}
}
