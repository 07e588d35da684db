package ids

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestDamageOf(t *testing.T) {
	for id, want := range map[string]Damage{
		"1.20E+18": Shortened, "1,22158E+17": Shortened, "1E+18": Shortened, "9.9e17": Shortened, "1201234567890123456.0": Shortened,
		"#NAME?": Errored, "#REF!": Errored, "########": Errored,
		"1201234567890123456": Intact, "abcE+18": Intact, "615_122": Intact, "12345.0": Intact, "E+18": Intact, "": Intact,
	} {
		if got := DamageOf(id, false); got != want {
			t.Errorf("damageOf(%q) = %d, want %d", id, got, want)
		}
	}
	if DamageOf("1201234567890120000", false) != Intact || DamageOf("1201234567890120000", true) != Rounded {
		t.Error("zeros at the end of a long id are damage only if all ids of the file have them")
	}
}

// A spreadsheet's rounding of an id agrees with that id, and hardly with another.
func TestAgreesWithWhatASpreadsheetShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(1e16, 9e18).Draw(t, "id")
		full := fmt.Sprint(n)
		digits := rapid.IntRange(0, 5).Draw(t, "digits")
		shown := fmt.Sprintf("%.*E", digits, float64(n))
		if !Agrees(full, shown) {
			t.Fatalf("agrees(%s, %s) = false", full, shown)
		}
		if rounded := fmt.Sprintf("%s%0*d", full[:15], len(full)-15, 0); !Agrees(full, rounded) {
			t.Fatalf("agrees(%s, %s) = false", full, rounded)
		}
		other := fmt.Sprint(n + n/4)
		if digits >= 2 && Agrees(other, shown) {
			t.Fatalf("agrees(%s, %s) = true", other, shown)
		}
	})
}

func TestLinkID(t *testing.T) {
	for _, c := range []struct {
		p          data.Platform
		link, want string
	}{
		{data.X, "https://x.com/name/status/123?s=20", "123"}, {data.X, "https://x.com/name", ""}, {data.X, "https://x.com/name/status/abc", ""},
		{data.Facebook, "https://www.facebook.com/page/posts/123", "123"}, {data.Facebook, "https://www.facebook.com/permalink.php?story_fbid=12&id=3", "12"},
		{data.Facebook, "https://www.facebook.com/page/posts/pfbid0abc", ""}, {data.Facebook, "https://www.facebook.com/page/photos/a.1/22/", "22"},
		{data.Facebook, "https://www.facebook.com/reel/77", "77"}, {data.Facebook, "https://www.facebook.com/123", ""},
		{data.YouTube, "https://www.youtube.com/watch?v=ABCDEFGHIJK&t=1", "ABCDEFGHIJK"}, {data.YouTube, "https://youtu.be/ABCDEFGHIJK", "ABCDEFGHIJK"},
		{data.YouTube, "https://www.youtube.com/shorts/ABCDEFGHIJK", "ABCDEFGHIJK"}, {data.TikTok, "https://www.tiktok.com/@a/video/9", "9"},
		{data.Instagram, "https://www.instagram.com/p/CODE/", ""}, {data.X, "::", ""}, {data.Facebook, "", ""},
	} {
		if got := OfLink(c.p, c.link); got != c.want {
			t.Errorf("linkID(%s, %q) = %q, want %q", c.p, c.link, got, c.want)
		}
	}
}
