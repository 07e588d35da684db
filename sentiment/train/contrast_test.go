package main

import "testing"

// TestContrast: a key that one class alone has is held down less than one that both
// have alike, and by as much for either of two classes of equally many texts.
func TestContrast(t *testing.T) {
	const common, telling = 1, 2
	var all []example
	var lists []listing
	var weights []float64
	for i := range 40 {
		keys := []uint64{common}
		if i%2 == 0 {
			keys = append(keys, telling)
		}
		all = append(all, example{label: i % 2})
		lists = append(lists, compact(keys))
		weights = append(weights, 1)
	}
	f := frequent(lists, func(int) bool { return true }, 1)
	loose := f.contrast(all, lists, weights, 2)
	for c := range loose {
		a, _ := f.find.get(common)
		b, _ := f.find.get(telling)
		if loose[c][b] < 4*loose[c][a] {
			t.Errorf("class %d: telling %v, common %v", c, loose[c][b], loose[c][a])
		}
		if loose[c][b] != loose[0][b] {
			t.Errorf("class %d: telling %v, for the other class %v", c, loose[c][b], loose[0][b])
		}
	}
}
