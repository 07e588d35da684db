package content

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// TestKeywordsOfChance: posts of two accounts that write alike. In hardly any of 200
// comparisons anything may stand out; keyChance bounds it at one in twenty.
func TestKeywordsOfChance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	write := func(n int) *termCounts {
		c := &termCounts{of: map[term]int64{}}
		for range n {
			seen := map[string]bool{}
			for range 15 {
				seen[fmt.Sprint(int(2000/(random.Float64()*1999+1)))] = true // as frequent as words: Zipf
			}
			for w := range seen {
				c.add(data.TermWord, w, 1)
			}
			c.add(data.TermPosts, "", 1)
		}
		return c
	}
	wrong := 0
	for i := range 200 {
		sizes := [][2]int{{20, 60}, {30, 300}, {100, 100}, {15, 15}}[i%4]
		if len(compare(data.Keyword{}, write(sizes[0]), write(sizes[1]))) > 0 {
			wrong++
		}
	}
	if wrong > 10 {
		t.Errorf("something stands out in %d of 200 comparisons of posts that are alike", wrong)
	}
	t.Logf("something stands out in %d of 200", wrong)
}
