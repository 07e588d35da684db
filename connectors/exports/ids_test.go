package exports

import (
	"fmt"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestDamageOf(t *testing.T) {
	for id, want := range map[string]damage{
		"1.20E+18": shortened, "1,22158E+17": shortened, "1E+18": shortened, "9.9e17": shortened, "1201234567890123456.0": shortened,
		"#NAME?": errored, "#REF!": errored, "########": errored,
		"1201234567890123456": intact, "abcE+18": intact, "615_122": intact, "12345.0": intact, "E+18": intact, "": intact,
	} {
		if got := damageOf(id, false); got != want {
			t.Errorf("damageOf(%q) = %d, want %d", id, got, want)
		}
	}
	if damageOf("1201234567890120000", false) != intact || damageOf("1201234567890120000", true) != rounded {
		t.Error("zeros at the end of a long id are damage only if all ids of the file have them")
	}
}

// Tools that run in a browser keep ids as numbers of 64 bits, which end long ones in
// other digits.
func TestIDsKeptAsNumbers(t *testing.T) {
	ids := []string{"122158123456789013", "122158123456789511", "122158123456790037", "122158123456798803", "122158123456789999", "122158123456712345"}
	text, kept := facebookHead, facebookHead
	for i, id := range ids {
		n, err := strconv.ParseFloat(id, 64)
		check(t, err)
		row := fmt.Sprintf(",Ruritania,x%d,05/%d/2026 08:30,https://www.facebook.com/r/posts/%s,4\n", i, 20+i, id)
		text += id + row
		kept += strconv.FormatFloat(n, 'f', -1, 64) + row
	}
	kept += "122158123456700030,Ruritania,y,05/27/2026 08:30,https://www.facebook.com/r/posts/pfbid0x,4\n"
	for name, c := range map[string]string{"as downloaded": text, "as numbers": kept} {
		p := readText(t, oslo, "posts.csv", c, nil)
		if len(p.Posts) != len(ids) {
			t.Fatalf("%s: %d posts, rejects %+v", name, len(p.Posts), p.Rejects)
		}
		for i, id := range ids {
			if p.Posts[i].PostID.Native() != id {
				t.Errorf("%s: post %s, want %s", name, p.Posts[i].PostID, id)
			}
		}
	}
	p := readText(t, oslo, "posts.csv", kept, nil)
	if byWhy(p.Rejects)[whyDamagedID] != 1 {
		t.Errorf("an id that no link makes good: rejects %+v", p.Rejects)
	}
}

const facebookHead = "Post ID,Page name,Title,Publish time,Permalink,Views\n"

// A spreadsheet's rounding of an id agrees with that id, and hardly with another.
func TestAgreesWithWhatASpreadsheetShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(1e16, 9e18).Draw(t, "id")
		full := fmt.Sprint(n)
		digits := rapid.IntRange(0, 5).Draw(t, "digits")
		shown := fmt.Sprintf("%.*E", digits, float64(n))
		if !agrees(full, shown) {
			t.Fatalf("agrees(%s, %s) = false", full, shown)
		}
		if rounded := fmt.Sprintf("%s%0*d", full[:15], len(full)-15, 0); !agrees(full, rounded) {
			t.Fatalf("agrees(%s, %s) = false", full, rounded)
		}
		other := fmt.Sprint(n + n/4)
		if digits >= 2 && agrees(other, shown) {
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
		if got := linkID(c.p, c.link); got != c.want {
			t.Errorf("linkID(%s, %q) = %q, want %q", c.p, c.link, got, c.want)
		}
	}
}

func TestHashtagsAndLinks(t *testing.T) {
	text := "#Ruritania and #ruritania, #٢٠٢٦ #10 #می\u200cخواهیم: see https://a.example/x. (http://b.example/y) #a#b https://"
	if got := fmt.Sprint(hashtags(text)); got != "[ruritania می\u200cخواهیم a b]" {
		t.Errorf("hashtags: %s", got)
	}
	if got := fmt.Sprint(links(text)); got != "[https://a.example/x http://b.example/y]" {
		t.Errorf("links: %s", got)
	}
}
