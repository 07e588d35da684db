package measure_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// oddPosts makes up posts of a year with everything that a source can do to them: any
// precision, paid scope and format, readings at any age and across the breaks of
// Meta's counters, lifetimes, counts that fall, are hidden, or were not asked for.
func oddPosts(random *rand.Rand, account data.AccountID, platform data.Platform, n int) data.Page {
	page := data.Page{Account: account}
	start := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	pick := func(share float64) bool { return random.Float64() < share }
	for w := range 40 {
		page.Accounts = append(page.Accounts, data.AccountSnapshot{AccountID: account, Platform: platform, ObservedAt: data.At(start.AddDate(0, 0, 9*w)), Source: data.SourceAPI, Followers: data.N(int64(900 + 10*w + random.IntN(9)))})
	}
	for i := range n {
		at := start.Add(time.Duration(random.Int64N(int64(300 * 24 * time.Hour)))).Truncate(time.Second)
		p := data.Post{PostID: data.NewPostID(platform, fmt.Sprint(account, "-", i)), AccountID: account, Platform: platform, PublishedAt: data.At(at), Precision: data.BySecond,
			Text: "The consular section is open on Monday.", Paid: data.Organic, ObservedAt: data.At(at), Source: data.SourceAPI, IsReply: pick(0.1), IsRepost: pick(0.05)}
		p.FormatNative = []string{"text", "photo", "video"}[random.IntN(3)]
		switch {
		case pick(0.05):
			p.Precision, p.PublishedAt = data.ByDay, data.At(at.Truncate(24*time.Hour))
		case pick(0.05):
			p.Precision, p.PublishedAt = data.ByMonth, data.At(time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC))
		case pick(0.1):
			p.Paid = []data.Paid{data.PaidFor, data.PaidMixed, data.PaidUnknown}[random.IntN(3)]
		}
		if pick(0.2) {
			p.Followers = data.N(random.Int64N(2000))
		}
		page.Posts = append(page.Posts, p)
		size := int64(5 + random.IntN(400))
		var hours []int
		switch {
		case pick(0.1): // read once, or never
			hours = slices.Repeat([]int{random.IntN(2000)}, random.IntN(2))
		case pick(0.5): // as a walk reads
			hours = []int{3, 6, 12, 21, 25, 48, 72, 150, 169, 240, 500, 600, 673}
		default: // whenever
			for range 2 + random.IntN(8) {
				hours = append(hours, random.IntN(1000))
			}
		}
		for _, h := range hours {
			count := func(share float64) data.Count {
				return data.N(max(0, int64(float64(size)*share*float64(h)/float64(h+30))-int64(random.IntN(20)/19)))
			}
			s := data.PostSnapshot{PostID: p.PostID, AccountID: account, Platform: platform, PublishedAt: p.PublishedAt, ObservedAt: data.At(at.Add(time.Duration(h) * time.Hour)),
				Source: data.SourceAPI, Lifetime: pick(0.01), Likes: count(1), Shares: count(0.5), Replies: count(0.3), Reach: count(20), Impressions: count(30), Views: count(25), Saves: count(0.1)}
			if platform == data.X {
				s.Quotes = count(0.1)
			}
			if pick(0.03) {
				s.Shares, s.Missing = nil, s.Missing.With("shares", data.Hidden)
			}
			if pick(0.03) {
				s.Reach = nil
			}
			if pick(0.02) {
				s.Source = data.SourceExport
			}
			page.Snapshots = append(page.Snapshots, s)
		}
	}
	return page
}

// Every figure that measuring stores is computed anew in SQL, from the same snapshots
// and by formulas that were written from the method and not from the program.
func TestOracle(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("duckdb"); err != nil {
		t.Skip("no duckdb on the PATH: oracle/README.md says where to get it")
	}
	root := t.TempDir()
	l, err := lake.Open(t.Context(), lake.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	b := pipelinetest.BenchOn(t, l)
	random := rand.New(rand.NewPCG(3, 5))
	for i, platform := range []data.Platform{data.Mastodon, data.X, data.Facebook, data.Instagram, data.WhatsApp} {
		b.Ingest(oddPosts(random, data.AccountID(fmt.Sprint("account-", i)), platform, 150))
	}
	b.Classify()
	b.Measure()
	out, err := exec.CommandContext(t.Context(), "../../oracle/run.sh", root).CombinedOutput()
	if err != nil {
		t.Errorf("oracle/run.sh: %v\n%s", err, out)
	}
}
