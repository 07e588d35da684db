package intake_test

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func asJSON(t pipelinetest.Failer, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("json: %v", err)
	}
	return string(b)
}

// traces lists how a name shows in text: plainly, encoded, or as an unkeyed hash
// that anybody can compute from a list of names.
func traces(name string) []string {
	all := []string{name}
	for _, form := range []string{name, "x:" + name, "@" + name} {
		m, s1, s2 := md5.Sum([]byte(form)), sha1.Sum([]byte(form)), sha256.Sum256([]byte(form))
		for _, sum := range [][]byte{m[:], s1[:], s2[:]} {
			all = append(all, hex.EncodeToString(sum)[:16], base64.StdEncoding.EncodeToString(sum)[:16],
				base64.URLEncoding.EncodeToString(sum)[:16], base32.StdEncoding.EncodeToString(sum)[:16])
		}
		all = append(all, hex.EncodeToString([]byte(form)), base64.RawStdEncoding.EncodeToString([]byte(form)))
	}
	return all
}

func TestStripLeavesNoAuthor(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfNDistinct(rapid.StringMatching(`zz[a-z0-9]{8}`), 1, 6, rapid.ID).Draw(t, "people")
		var replies []connectors.Reply
		var named []string // in the order of replies
		for i := range rapid.IntRange(1, 12).Draw(t, "replies") {
			p := rapid.SampledFrom(people).Draw(t, "author")
			other := rapid.SampledFrom(people).Draw(t, "mentioned")
			native := "native-" + pipelinetest.Sha(p + other)[:8] + string(rune('a'+i))
			named = append(named, native)
			replies = append(replies, pipelinetest.ARaw(native, p, "2026-03-03 10:00", "Hello @"+other+", thank you"))
		}
		page, err := s.Strip(connectors.Page{Replies: replies}, "test/1", 1)
		if err != nil {
			t.Fatalf("strip: %v", err)
		}
		stored := strings.ToLower(asJSON(t, page))
		for _, name := range slices.Concat(people, named) {
			for _, trace := range traces(name) {
				if strings.Contains(stored, strings.ToLower(trace)) {
					t.Fatalf("the stored page shows %q, a trace of %q", trace, name)
				}
			}
		}
		// Nothing ties a text to the key its author is counted under.
		texts := asJSON(t, page.Replies)
		for _, row := range page.Authors {
			for _, a := range row.Authors {
				if strings.Contains(texts, a.Key) {
					t.Fatalf("a reply holds author key %s", a.Key)
				}
			}
		}
	})
}

func TestStripKeysCannotBeJoined(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-12")
	key := func(s *intake.Stripper, r connectors.Reply) string {
		t.Helper()
		page := pipelinetest.Strip(t, s, r)
		for _, row := range page.Authors {
			if row.Dimension == data.DimTotal {
				return row.Authors[0].Key
			}
		}
		t.Fatal("nobody was counted")
		return ""
	}
	first := key(s, pipelinetest.ARaw("1", "ada", "2026-03-03", "Good"))
	if again := key(s, pipelinetest.ARaw("2", "ada", "2026-03-08", "Good")); again != first {
		t.Errorf("one person has two keys in one week: %s, %s", first, again)
	}
	if next := key(s, pipelinetest.ARaw("3", "ada", "2026-03-09", "Good")); next == first {
		t.Error("one person has the same key in two weeks")
	}
	other := *s
	other.Account.Mission = "Lima"
	if key(&other, pipelinetest.ARaw("4", "ada", "2026-03-03", "Good")) == first {
		t.Error("one person has the same key at two missions")
	}
	if key(s, pipelinetest.ARaw("5", "ada", "2026-03-03", "Good", func(r *connectors.Reply) { r.RootPost = "mastodon:1" })) == first {
		t.Error("one person has the same key on two platforms")
	}
}

func TestStripMasks(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	post := pipelinetest.APost("x:1", "2026-03-02 09:00", func(p *data.Post) {
		p.Text = "Thanks @zebra77 and @oslo, write to zebra77@mail.example"
		p.Links = []string{"https://x.com/zebra77", "https://mfa.example/visa"}
	})
	raw := connectors.Page{Posts: []data.Post{post}, Replies: []connectors.Reply{pipelinetest.ARaw("1", "ada", "2026-03-03", "@oslo ask @zebra77 or zebra77@mail.example")}}
	page, err := s.Strip(raw, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if stored := asJSON(t, page); strings.Contains(stored, "zebra77") {
		t.Errorf("a person's handle is stored: %s", stored)
	}
	if want := "Thanks @… and @oslo, write to [e-mail]"; page.Posts[0].Text != want {
		t.Errorf("post text %q, want %q", page.Posts[0].Text, want)
	}
	if want := "@oslo ask @… or [e-mail]"; page.Replies[0].Text != want {
		t.Errorf("reply text %q, want %q", page.Replies[0].Text, want)
	}
	if diff := cmp.Diff([]string{"https://mfa.example/visa"}, page.Posts[0].Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	if len(post.Links) != 2 || post.Links[0] != "https://x.com/zebra77" {
		t.Errorf("the links of the page given were changed: %q", post.Links)
	}
}

// total returns the tally of the mission's total, by week.
func total(rows []data.ReplyAuthors) map[string]int64 {
	n := map[string]int64{}
	for _, row := range rows {
		if row.Dimension == data.DimTotal {
			for _, a := range row.Authors {
				n[row.Week] += a.N
			}
		}
	}
	return n
}

func TestStripCountsEachReplyOnce(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-12")
	known := s.Keys.Reply(data.X, "known")
	s.Seen = func(id string) bool { return id == known }
	page := pipelinetest.Strip(t, s,
		pipelinetest.ARaw("1", "ada", "2026-03-03", "Good"), pipelinetest.ARaw("1", "ada", "2026-03-03", "Good, twice in the page"),
		pipelinetest.ARaw("known", "ada", "2026-03-03", "Good, taken in before"),
		pipelinetest.ARaw("2", "ada", "2026-03-03", "Good"), pipelinetest.ARaw("3", "bob", "2026-03-03", "Good"),
		pipelinetest.ARaw("4", "", "2026-03-03", "Good, nobody knows by whom"),
		pipelinetest.ARaw("5", "oslo", "2026-03-04", "Our answer", func(r *connectors.Reply) { r.ByAccount = true }))
	if len(page.Replies) != 5 {
		t.Errorf("%d replies, want 5: %v", len(page.Replies), page.Replies)
	}
	if diff := cmp.Diff(map[string]int64{"2026-W10": 3}, total(page.Authors)); diff != "" {
		t.Errorf("replies counted by author (-want +got):\n%s", diff)
	}
	var own, unauthored int
	for _, r := range page.Replies {
		if r.ByOwnAccount {
			own++
		} else if !r.Authored {
			unauthored++
		}
	}
	if own != 1 || unauthored != 1 {
		t.Errorf("%d own answers and %d replies without author, want 1 and 1", own, unauthored)
	}
	for _, row := range page.Authors {
		if row.Dimension == data.DimTotal && len(row.Authors) != 2 {
			t.Errorf("%d authors, want ada and bob", len(row.Authors))
		}
		if row.Mission != "Oslo" || row.Platform != data.X {
			t.Errorf("counted for %q on %q", row.Mission, row.Platform)
		}
	}
}

func TestStripSealedWeeks(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-25")
	s.Sealed = func(p data.Platform, week string) bool { return p == data.X && week == "2026-W10" }
	page := pipelinetest.Strip(t, s, pipelinetest.ARaw("1", "ada", "2026-03-03", "Late"), pipelinetest.ARaw("2", "bob", "2026-03-08 23:59", "Late"),
		pipelinetest.ARaw("3", "ada", "2026-03-09 00:00", "In time"),
		pipelinetest.ARaw("4", "oslo", "2026-03-08", "Our answer", func(r *connectors.Reply) { r.ByAccount = true }))
	if diff := cmp.Diff([]data.ReplyLate{{Mission: "Oslo", Platform: data.X, Week: "2026-W10", RootPost: "x:1", Late: 2}}, page.Late); diff != "" {
		t.Errorf("late (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int64{"2026-W11": 1}, total(page.Authors)); diff != "" {
		t.Errorf("counted (-want +got):\n%s", diff)
	}
	var texts []string
	for _, r := range page.Replies {
		texts = append(texts, r.Text)
	}
	if diff := cmp.Diff([]string{"Our answer", "In time"}, texts); diff != "" {
		t.Errorf("stored replies (-want +got):\n%s", diff)
	}
}

// A week whose authors were counted under a key that is gone: whoever replies again would
// count as two people under a new one.
func TestStripLostKey(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-25")
	s.Lost = func(p data.Platform, week string) bool { return p == data.X && week == "2026-W10" }
	page := pipelinetest.Strip(t, s, pipelinetest.ARaw("1", "ada", "2026-03-03", "Again"), pipelinetest.ARaw("2", "ada", "2026-03-09 00:00", "Next week"))
	if diff := cmp.Diff(map[string]int64{"2026-W11": 1}, total(page.Authors)); diff != "" {
		t.Errorf("counted (-want +got):\n%s", diff)
	}
	authored := map[string]bool{}
	for _, r := range page.Replies {
		authored[r.Text] = r.Authored
	}
	if diff := cmp.Diff(map[string]bool{"Again": false, "Next week": true}, authored); diff != "" {
		t.Errorf("replies with an author (-want +got):\n%s", diff)
	}
}

func TestStripParents(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	page := pipelinetest.Strip(t, s,
		pipelinetest.ARaw("10", "ada", "2026-03-03 10:00", "To the post", func(r *connectors.Reply) { r.Parent = "1" }),
		pipelinetest.ARaw("11", "bob", "2026-03-03 11:00", "To ada", func(r *connectors.Reply) { r.Parent = "10" }),
		pipelinetest.ARaw("12", "bob", "2026-03-03 12:00", "No parent said"))
	if p := page.Replies; p[0].ParentID != "" || p[1].ParentID != p[0].ReplyID || p[2].ParentID != "" || p[0].ReplyID == "" {
		t.Errorf("parents %q, %q, %q of %q; want none, the first reply, none", p[0].ParentID, p[1].ParentID, p[2].ParentID, p[0].ReplyID)
	}
}

func TestStripWithoutKeys(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	s.Keys = nil
	if page, err := s.Strip(connectors.Page{Replies: []connectors.Reply{pipelinetest.ARaw("1", "ada", "2026-03-03", "Good")}}, "test/1", 7); err == nil || len(page.Replies) > 0 {
		t.Errorf("replies were stripped without keys: %v", page)
	} else if !strings.Contains(err.Error(), "page 7 of oslo") || !strings.Contains(err.Error(), "keys") || strings.Contains(err.Error(), "ada") {
		t.Errorf("error %q", err)
	}
	if _, err := s.Strip(connectors.Page{Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02")}}, "test/1", 1); err != nil {
		t.Errorf("a page without replies needs no keys: %v", err)
	}
}

func TestStripAfterTheKeyIsGone(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-25")
	if err := s.Keys.DestroyWeek(intake.KeyScope(data.X, "Oslo"), "2026-W10"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Strip(connectors.Page{Replies: []connectors.Reply{pipelinetest.ARaw("1", "zebra77", "2026-03-03", "Good")}}, "test/1", 1)
	if err == nil || strings.Contains(err.Error(), "zebra77") {
		t.Errorf("error %v; want one that does not name the author", err)
	}
	s.Sealed = func(data.Platform, string) bool { return true }
	if page := pipelinetest.Strip(t, s, pipelinetest.ARaw("1", "zebra77", "2026-03-03", "Good")); len(page.Late) != 1 {
		t.Errorf("late %v, want one", page.Late)
	}
}

func TestStripCarriesTheRest(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	raw := connectors.Page{Input: "a.csv", Rejects: []data.Reject{{Input: "a.csv", Line: 3, Why: "no date"}},
		Notes:   []connectors.Note{{Input: "a.csv", What: "read as latin-1"}, {Input: "a.csv", What: "rounded", Count: 4}},
		Aliases: []data.Alias{{Alias: "x:2", PostID: "x:1"}}, Cursor: "next", Done: true}
	page, err := s.Strip(raw, "exports/1", 4)
	if err != nil {
		t.Fatal(err)
	}
	want := data.Page{Account: "oslo", Seq: 4, Connector: "exports/1", Input: "a.csv", Aliases: raw.Aliases,
		Rejects: []data.Reject{{AccountID: "oslo", Input: "a.csv", Line: 3, Why: "no date"}},
		Notes:   []data.Note{{AccountID: "oslo", Input: "a.csv", What: "read as latin-1"}, {AccountID: "oslo", Input: "a.csv", What: "rounded", Rows: data.N(4)}},
		Cursor:  "next", Done: true}
	if diff := cmp.Diff(want, page); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

func TestStripFormatOfRoot(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	s.Format = func(id data.PostID) data.Format {
		if id == "x:old" {
			return data.FormatPoll
		}
		return data.FormatUnknown
	}
	raw := connectors.Page{Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02", func(p *data.Post) { p.FormatNative = "video" })},
		Replies: []connectors.Reply{pipelinetest.ARaw("1", "ada", "2026-03-03 01:00", "Hello"), pipelinetest.ARaw("2", "ada", "2026-03-03 02:00", "Hello", func(r *connectors.Reply) { r.RootPost = "x:old" })}}
	page, err := s.Strip(raw, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if page.Replies[0].Format != data.FormatVideo || page.Replies[1].Format != data.FormatPoll {
		t.Errorf("formats %q and %q, want video of the page and poll of the lake", page.Replies[0].Format, page.Replies[1].Format)
	}
}
