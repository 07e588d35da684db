package effects

import (
	"math"
	"testing"
)

func TestFollowersAreAnOffset(t *testing.T) {
	rows := []*observation{{followers: 100}, {}, {followers: 400}, {followers: 400}}
	got := followerOffset(rows)
	if math.Abs(got[2]-got[0]-math.Log(4)) > 1e-12 || got[1] != got[0] || math.Abs(got[0]+got[1]+got[2]+got[3]) > 1e-12 {
		t.Errorf("offset = %v", got)
	}
	if followerOffset([]*observation{{followers: 100}, {}, {}}) != nil || followerOffset([]*observation{{followers: 7}, {followers: 7}}) != nil {
		t.Error("followers that are mostly unknown, or never change, make an offset")
	}
}
