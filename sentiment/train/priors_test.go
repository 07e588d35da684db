package main

import (
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// TestJoined: a Hebrew word is listed with the particles written before it, unless the
// word that they make is listed itself; roles and words of two letters are not.
func TestJoined(t *testing.T) {
	l := lists{map[uint64]*prior{}, map[string]map[string]float64{}}
	for _, e := range []struct {
		word   string
		weight int8
	}{{"שקר", -1}, {"משקר", -2}, {"טוב", 1}, {"רע", -1}, {"מאוד", int8(model.Intensifier)}} {
		l.own("he", e.word, e.weight)
	}
	for _, tc := range []struct {
		word string
		want int8
	}{{"שקר", -1}, {"השקר", -1}, {"ושקר", -1}, {"משקר", -2}, {"המשקר", -2}, {"שהטוב", 1}, {"כשהטוב", 0}, {"הטוב", 1}, {"הרע", 0}} {
		got := int8(0)
		if e := l.entries[model.PriorKey("he", tc.word, false)]; e != nil {
			got = e.B
		}
		if got != tc.want {
			t.Errorf("%s weighs %d, want %d", tc.word, got, tc.want)
		}
	}
}
