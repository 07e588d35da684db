package exports

import (
	"fmt"
	"strconv"
	"testing"
)

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
