package lang

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestPackedSums: sums by lanes are the sums number by number, up to the most vectors
// that lanes hold.
func TestPackedSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kinds := make([][Width]int8, 3)
		for i := range kinds {
			for j := range kinds[i] {
				kinds[i][j] = int8(rapid.IntRange(-128, 127).Draw(t, "number"))
			}
		}
		list := pack(kinds)
		var slots []uint32
		var want, got [Width]int32
		n := rapid.IntRange(0, perSum).Draw(t, "n")
		for i := range n {
			slots = append(slots, uint32(i%3))
			for j, v := range kinds[i%3] {
				want[j] += int32(v)
			}
		}
		sum := sumOf(list, slots)
		sum.unpack(&got, n)
		if got != want {
			t.Errorf("%d vectors sum to %v, want %v", n, got, want)
		}
	})
}

func TestExp(t *testing.T) {
	for x := float32(0); x > -16; x -= 0.001 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > 1e-5*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if exp(-20) != 0 {
		t.Error("exp(-20) is not 0")
	}
}

// TestLongestWord: the n-grams of the longest word that is looked at fit into lanes.
func TestLongestWord(t *testing.T) {
	word := make([]byte, 10*maxWord)
	for i := range word {
		word[i] = 'a' + byte(i%26)
	}
	if n := len(AppendFeatures(nil, word)); n > perSum {
		t.Errorf("a word has %d features, lanes hold %d", n, perSum)
	}
}
