package content_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// ownWords counts and compares, and returns the snapshot after.
func ownWords(b *pipelinetest.Bench) *lake.Snapshot {
	b.T.Helper()
	b.Commit(content.Words(b.T.Context(), b.Now()))
	return b.Commit(content.Keywords(b.T.Context(), b.Now()))
}

// ownPost is a post of one of three configured accounts.
func ownPost(account data.AccountID, id, at, text string) data.Post {
	return pipelinetest.APost(data.PostID("x:"+id), at, func(p *data.Post) { p.AccountID, p.Text = account, text })
}

// configure stores two own accounts and one of others.
func configure(b *pipelinetest.Bench) {
	b.T.Helper()
	others := pipelinetest.AnAccount("peer", data.X, "Peer")
	others.Role = data.RolePeerMission
	b.Configure(pipelinetest.AnAccount("lima", data.X, "Oslo"), pipelinetest.AnAccount("oslo", data.X, "Oslo"), others)
}

// themes are posts of an account in a month, every third of which is about its theme.
func themes(account data.AccountID, month, theme string, n int) (posts []data.Post) {
	said := []string{"Meet us at the harbour on the day of music", "Our schools abroad open their doors again", "How to register a birth with the consulate", "The choir sang for a full house", "Read what the minister said about trade"}
	for i := range n {
		text := said[i%len(said)]
		if i%3 == 0 {
			text += ", and renew your " + theme
		}
		posts = append(posts, ownPost(account, fmt.Sprintf("%s-%s-%d", account, month, i), fmt.Sprintf("%s-%02d 09:00", month, i%28+1), text))
	}
	return posts
}

func TestWords(t *testing.T) {
	b := pipelinetest.NewBench(t)
	configure(b)
	reply := ownPost("oslo", "4", "2026-03-05 09:00", "answering somebody about a secret")
	reply.IsReply = true
	repost := ownPost("oslo", "5", "2026-03-05 09:00", "repeating a stranger")
	repost.IsRepost = true
	gone := ownPost("oslo", "6", "2026-03-05 09:00", "deleted words")
	gone.DeletedAt = gone.PublishedAt + 1
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{
		ownPost("oslo", "1", "2026-03-02 09:00", "The consulate in Oslo is closed on Monday, and so is the one in Bergen."),
		ownPost("oslo", "2", "2026-03-03 09:00", "Ambassador Anna Kowalska opens the concert at the old harbour tonight."),
		ownPost("oslo", "3", "2026-03-04 09:00", "护照续签请提前预约"), reply, repost, gone}},
		data.Page{Account: "peer", Posts: []data.Post{ownPost("peer", "7", "2026-03-05 09:00", "what others write about")}})
	b.Classify()
	ownWords(b)
	got := map[string]int64{}
	for _, w := range pipelinetest.RowsOf(t, b.Now(), lake.OwnWords) {
		if w.AccountID != "oslo" || w.Month != "2026-03" || w.Platform != data.X {
			t.Errorf("a row of %s, %s, %s", w.AccountID, w.Platform, w.Month)
		}
		got[w.Language+" "+string(w.Kind)+" "+w.Term] = w.Posts
	}
	for key, n := range map[string]int64{"en posts ": 2, "zh unread ": 1, "en word the": 2, "en word consulate": 1, "en word concert": 1, "en name Oslo": 1, "en name Bergen": 1} {
		if got[key] != n {
			t.Errorf("%q stands in %d posts, want %d", key, got[key], n)
		}
	}
	for _, key := range []string{"en word kowalska", "en word anna", "en name Anna Kowalska", "en word secret", "en word stranger", "en word deleted", "en word others"} {
		if n, ok := got[key]; ok {
			t.Errorf("%q is kept, in %d posts", key, n)
		}
	}
}

// What was made unchanged is not made again; a new month touches those it is compared
// with and no other.
func TestWordsSkip(t *testing.T) {
	b := pipelinetest.NewBench(t)
	configure(b)
	b.Ingest(data.Page{Account: "oslo", Posts: slices.Concat(themes("oslo", "2025-01", "passport", 12), themes("oslo", "2026-03", "visa", 12))})
	b.Classify()
	first := ownWords(b)
	if again := ownWords(b); again.ID() != first.ID() {
		t.Error("counting unchanged posts is a commit")
	}
	b.Ingest(data.Page{Account: "oslo", Posts: themes("oslo", "2026-04", "visa", 12)})
	b.Classify()
	before := b.Now()
	after := ownWords(b)
	for _, part := range []string{"platform=x/month=2025-01", "platform=x/month=2026-03"} {
		for _, table := range []string{lake.OwnWords.Name, lake.Keywords.Name} {
			if was := lake.From(before, table, part); was == "" || was != lake.From(after, table, part) {
				t.Errorf("%s of %s was made anew", table, part)
			}
		}
	}
	var c lake.Changes
	if err := lake.Replace(&c, lake.Posts, "platform=x/month=2026-04", nil, ""); err != nil {
		t.Fatal(err)
	}
	b.Commit(c, nil)
	ownWords(b)
	for _, part := range slices.Concat(lake.Partitions(b.Now(), lake.OwnWords), lake.Partitions(b.Now(), lake.Keywords)) {
		if part == "platform=x/month=2026-04" {
			t.Error("words of posts that are gone are still there")
		}
	}
}

func TestKeywords(t *testing.T) {
	b := pipelinetest.NewBench(t)
	configure(b)
	b.Ingest(
		data.Page{Account: "oslo", Posts: slices.Concat(themes("oslo", "2026-02", "licence", 40), themes("oslo", "2026-03", "passport", 30))},
		data.Page{Account: "lima", Posts: themes("lima", "2026-03", "licence", 30)})
	b.Classify()
	got := map[string]data.Keyword{}
	for _, k := range pipelinetest.RowsOf(t, ownWords(b), lake.Keywords) {
		got[fmt.Sprint(k.AccountID, " ", k.Month, " ", k.Versus, " ", k.Term)] = k
	}
	for _, key := range []string{"oslo 2026-03 others passport", "oslo 2026-03 before passport", "lima 2026-03 others licence"} {
		k, ok := got[key]
		if !ok {
			t.Errorf("%q does not stand out", key)
			continue
		}
		if k.Kind != data.TermWord || k.Posts != 10 || k.All != 30 || k.Other != 0 || k.Months != 1 || k.Z < content.KeyZ || k.LogOdds <= 0 {
			t.Errorf("%q: %+v", key, k)
		}
		delete(got, key)
	}
	if len(got) > 0 {
		t.Errorf("these stand out, too: %v", got)
	}
}

// A month with too few posts is taken together with the two before.
func TestKeywordsOfSmallMissions(t *testing.T) {
	b := pipelinetest.NewBench(t)
	configure(b)
	var pages []data.Page
	for _, month := range []string{"2026-03", "2026-04", "2026-05"} {
		pages = append(pages, data.Page{Account: "oslo", Posts: themes("oslo", month, "passport", 9)}, data.Page{Account: "lima", Posts: themes("lima", month, "licence", 9)})
	}
	b.Ingest(pages...)
	b.Classify()
	found, err := content.OwnWords(t.Context(), ownWords(b), "oslo", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Month != "2026-05" || found[0].Posts != 9 {
		t.Fatalf("found %+v", found)
	}
	others, before := found[0].Comparisons[0], found[0].Comparisons[1]
	if others.Months != 3 || others.Posts != 27 || others.Other != 27 || others.TooFew || len(others.Keywords) != 1 || others.Keywords[0].Term != "passport" {
		t.Errorf("against others: %+v", others)
	}
	if want := (content.WordsComparison{Versus: data.VersusBefore, Months: 3, Posts: 27, TooFew: true, Keywords: []content.Standout{}}); !cmp.Equal(want, before) {
		t.Errorf("against before: %+v, want too few posts", before)
	}
	if none, err := content.OwnWords(t.Context(), b.Now(), "oslo", "2020-01"); err != nil || len(none) != 0 {
		t.Errorf("a month without posts: %+v, %v", none, err)
	}
}
