package measure_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// settledOf returns the values of a metric at the settled age: a number, or the
// reason there is none.
func settledOf(t pipelinetest.Failer, r lake.Reader, metric string) map[data.PostID]string {
	t.Helper()
	got := map[data.PostID]string{}
	for _, v := range pipelinetest.RowsOf(t, r, lake.PostMetrics) {
		switch {
		case v.Metric != metric || v.Age != metrics.AgeSettled:
		case v.Value != nil:
			got[v.PostID] = fmt.Sprintf("%.6g", *v.Value)
		default:
			got[v.PostID] = string(v.Missing)
		}
	}
	return got
}

// The expected numbers are worked out by hand from the counters beside them:
// likes + replies + shares on Mastodon and Facebook, with quotes on X, likes +
// replies on Instagram (the metric dictionary); divided by the followers within 7
// days of publishing.
func TestMeasureByHand(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	var page data.Page
	page.Account = "oslo"
	with := func(p data.Post, readings ...data.PostSnapshot) {
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, readings...)
	}
	on := func(id data.PostID, published string, edit ...func(*data.Post)) data.Post {
		return pipelinetest.APost(id, published, edit...)
	}

	p := on("mastodon:1", "2026-03-02 09:00")
	with(p, pipelinetest.AReading(p, 2, 1, 1, 1), pipelinetest.AReading(p, 30, 5, 2, 3)) // 5+2+3 = 10; 10/400
	p = on("mastodon:2", "2026-03-09 09:00")
	with(p, pipelinetest.AReading(p, 29, 0, 0, 0)) // 0; exactly 7 days after the count of 400
	p = on("mastodon:3", "2026-03-09 09:01")
	with(p, pipelinetest.AReading(p, 29, 8, 0, 0)) // a minute too far from 400
	p = on("mastodon:4", "2026-03-04 09:00")
	with(p, pipelinetest.AReading(p, 6, 9, 9, 9)) // six days old
	p = on("mastodon:5", "2026-03-04 10:00", func(p *data.Post) { p.IsRepost = true })
	with(p, pipelinetest.AReading(p, 30, 9, 9, 9)) // another's post
	p = on("mastodon:6", "2026-03-04 11:00")
	with(p) // never read
	p = on("x:1", "2026-03-03 09:00", func(p *data.Post) { p.Followers = data.N(1000) })
	s := pipelinetest.AReading(p, 28, 7, 1, 2)
	s.Quotes = data.N(1)
	with(p, s) // 7+1+2+1 = 11; 11/1000
	p = on("facebook:1", "2026-03-03 09:00", func(p *data.Post) { p.Followers = data.N(10) })
	s = pipelinetest.AReading(p, 40, 7, 1, 0)
	s.Shares, s.Missing = nil, data.Missing("").With("shares", data.Hidden)
	with(p, s)
	p = on("instagram:1", "2026-03-03", func(p *data.Post) { p.Followers = data.N(0) })
	s = pipelinetest.AReading(p, 40, 3, 1, 5)
	s.Shares, s.Missing = nil, data.Missing("").With("shares", data.Unsupported)
	with(p, s) // 3+1 = 4; no division by 0
	page.Accounts = []data.AccountSnapshot{pipelinetest.FollowersOn("oslo", data.Mastodon, "2026-03-02 09:00", 400), pipelinetest.FollowersOn("lima", data.Mastodon, "2026-03-09 09:01", 1)}
	b.Ingest(page)
	b.Measure()

	interactions := map[data.PostID]string{"mastodon:1": "10", "mastodon:2": "0", "mastodon:3": "8", "mastodon:4": "immature", "mastodon:6": "not_collected",
		"x:1": "11", "facebook:1": "hidden", "instagram:1": "4"}
	if diff := cmp.Diff(interactions, settledOf(t, b.Now(), metrics.MetricInteractions)); diff != "" {
		t.Errorf("settled interactions_public (-want +got):\n%s", diff)
	}
	rates := map[data.PostID]string{"mastodon:1": "0.025", "mastodon:2": "0", "mastodon:3": "no_followers", "mastodon:4": "immature", "mastodon:6": "not_collected",
		"x:1": "0.011", "facebook:1": "hidden", "instagram:1": "bad_input"}
	if diff := cmp.Diff(rates, settledOf(t, b.Now(), metrics.MetricERFollowers)); diff != "" {
		t.Errorf("settled er_followers (-want +got):\n%s", diff)
	}
	// The cells add the values up: 10 + 0 + 8 on Mastodon, 3 of 5 posts.
	var posts, n, sum int64
	for _, c := range pipelinetest.RowsOf(t, b.Now(), lake.EngagementCells) {
		if c.Platform == data.Mastodon && c.Metric == metrics.MetricInteractions && c.Age == metrics.AgeSettled {
			posts, n, sum = posts+c.Posts, n+c.N, sum+c.Sum
		}
	}
	if posts != 5 || n != 3 || math.Abs(float64(sum)/(1<<20)-18) > 1e-6 {
		t.Errorf("cells sum to %d posts, %d values, %g; want 5, 3, 18", posts, n, float64(sum)/(1<<20))
	}
}

// remeasured lists the months that a measuring computed anew.
func remeasured(t *testing.T, b *pipelinetest.Bench) []string {
	t.Helper()
	before := b.Now()
	c, err := measure.Measure(t.Context(), before, nil)
	if err != nil {
		t.Fatal(err)
	}
	after := lake.Over(before, &c)
	var months []string
	for _, part := range lake.Partitions(after, lake.Posts) {
		if lake.From(before, lake.PostMetrics.Name, part) != lake.From(after, lake.PostMetrics.Name, part) {
			months = append(months, part)
		}
		if lake.From(after, lake.PostMetrics.Name, part) != lake.From(after, lake.EngagementCells.Name, part) {
			t.Errorf("values and cells of %s come from other inputs", part)
		}
	}
	b.Commit(c, nil)
	return months
}

// teaching ingests one post of each of fourteen months from January 2025 that teaches
// how counts grow, and returns them.
func teaching(b *pipelinetest.Bench) []data.Post {
	page := data.Page{Account: "oslo"}
	for m := range 14 {
		month := time.Date(2025, time.Month(1+m), 10, 9, 0, 0, 0, time.UTC)
		p := pipelinetest.APost(data.NewPostID(data.Mastodon, fmt.Sprint(m)), month.Format("2006-01-02 15:04"))
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 7, 10, 5, 5), pipelinetest.AReading(p, 28, 20, 5, 5))
	}
	b.Ingest(page)
	b.Classify()
	return page.Posts
}

func monthsOf2025(from, to int) (parts []string) {
	for m := from; m <= to; m++ {
		parts = append(parts, fmt.Sprintf("platform=mastodon/month=2025-%02d", m))
	}
	return parts
}

func TestMeasureOnlyWhatLearns(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	posts := teaching(b)
	if got := remeasured(t, b); len(got) != 14 {
		t.Fatalf("first, %d months were measured, want 14: %v", len(got), got)
	}
	if c, err := measure.Measure(t.Context(), b.Now(), nil); err != nil || !c.Empty() {
		t.Errorf("nothing changed: empty %v, error %v", c.Empty(), err)
	}
	// A late reading of May that teaches: it is among the latest six months of May to
	// October, and among the first six of January to April, which have fewer before.
	may := posts[4]
	untouched := pipelinetest.Hashes(b.Now(), lake.PostMetrics)
	b.Ingest(data.Page{Account: "oslo", Snapshots: []data.PostSnapshot{pipelinetest.AReading(may, 14, 12, 5, 5)}})
	if diff := cmp.Diff(monthsOf2025(1, 10), remeasured(t, b)); diff != "" {
		t.Errorf("measured anew (-want +got):\n%s", diff)
	}
	for part, hash := range pipelinetest.Hashes(b.Now(), lake.PostMetrics) {
		if changed := hash != untouched[part]; changed && part != "platform=mastodon/month=2025-05" {
			t.Errorf("%s: values changed", part)
		}
	}
	// One that teaches nothing is May's alone.
	b.Ingest(data.Page{Account: "oslo", Snapshots: []data.PostSnapshot{pipelinetest.AReading(may, 90, 40, 5, 5)}})
	if diff := cmp.Diff(monthsOf2025(5, 5), remeasured(t, b)); diff != "" {
		t.Errorf("after a reading of 90 days, measured anew (-want +got):\n%s", diff)
	}
	// A follower count matters to its month and those beside it only.
	b.Ingest(data.Page{Account: "oslo", Accounts: []data.AccountSnapshot{pipelinetest.FollowersOn("oslo", data.Mastodon, "2025-06-03", 100)}})
	if diff := cmp.Diff(monthsOf2025(5, 7), remeasured(t, b)); diff != "" {
		t.Errorf("after a follower count, measured anew (-want +got):\n%s", diff)
	}
	// So does a label: it names the cell, not the value.
	march := posts[2]
	b.Ingest(data.Page{Account: "oslo", Labels: []data.HandLabel{pipelinetest.ByHuman(march, data.FormatPoll)}})
	b.Classify()
	if diff := cmp.Diff(monthsOf2025(3, 3), remeasured(t, b)); diff != "" {
		t.Errorf("after a label, measured anew (-want +got):\n%s", diff)
	}
	for _, c := range pipelinetest.RowsOf(t, b.Now(), lake.EngagementCells) {
		if want := c.Platform == data.Mastodon && c.Week == march.PublishedAt.Week(); (c.Format == data.FormatPoll) != want {
			t.Errorf("a cell of %s in %s has format %s", c.Platform, c.Week, c.Format)
		}
	}
}

// watched is a snapshot that notes which files are opened.
type watched struct {
	*lake.Snapshot
	opened []lake.File
}

func (w *watched) OpenFile(ctx context.Context, f lake.File) (lake.Object, error) {
	w.opened = append(w.opened, f)
	return w.Snapshot.OpenFile(ctx, f)
}

// A month that did not change is not read again: with nothing new no file is opened,
// and with new posts in the youngest month only that month's posts, snapshots and
// labels are. Of the months before it, the small tables of what was learned of them.
func TestMeasureOpensOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	posts := teaching(b)
	b.Measure()
	w := &watched{Snapshot: b.Now()}
	if c, err := measure.Measure(t.Context(), w, nil); err != nil || !c.Empty() || len(w.opened) > 0 {
		t.Errorf("nothing changed: empty %v, error %v, opened %v", c.Empty(), err, w.opened)
	}
	last := posts[len(posts)-1]
	p := pipelinetest.APost("mastodon:new", "2026-02-20 09:00")
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{p}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(p, 1, 3, 0, 0), pipelinetest.AReading(last, 10, 11, 5, 5)}})
	w = &watched{Snapshot: b.Now()}
	if _, err := measure.Measure(t.Context(), w, nil); err != nil {
		t.Fatal(err)
	}
	of := map[string]map[string]bool{}
	for _, f := range w.opened {
		if of[f.Table] == nil {
			of[f.Table] = map[string]bool{}
		}
		of[f.Table][f.Partition] = true
	}
	for _, table := range []string{lake.Posts.Name, lake.PostSnapshots.Name, lake.PostLabels.Name} {
		if diff := cmp.Diff(map[string]bool{"platform=mastodon/month=2026-02": true}, of[table]); diff != "" {
			t.Errorf("opened of %s (-want +got):\n%s", table, diff)
		}
	}
	for _, table := range []string{lake.PostMetrics.Name, lake.EngagementCells.Name, lake.GroupRates.Name, lake.AccountSnapshots.Name} {
		if len(of[table]) > 0 {
			t.Errorf("opened %v of %s", of[table], table)
		}
	}
}

func TestMeasureForgetsPostsThatAreGone(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	stays, goes, alone := pipelinetest.APost("mastodon:1", "2026-03-02 09:00"), pipelinetest.APost("mastodon:2", "2026-03-03 09:00"), pipelinetest.APost("mastodon:3", "2026-04-03 09:00")
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{stays, goes, alone},
		Snapshots: []data.PostSnapshot{pipelinetest.AReading(stays, 30, 1, 1, 1), pipelinetest.AReading(goes, 30, 1, 1, 1), pipelinetest.AReading(alone, 30, 1, 1, 1)}})
	b.Measure()
	pipelinetest.Put(b, lake.Posts, "platform=mastodon/month=2026-03", stays)
	pipelinetest.Put(b, lake.Posts, "platform=mastodon/month=2026-04", []data.Post(nil)...)
	b.Measure()
	if diff := cmp.Diff(map[data.PostID]string{"mastodon:1": "3"}, settledOf(t, b.Now(), metrics.MetricInteractions)); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if parts := lake.Partitions(b.Now(), lake.EngagementCells); !slices.Equal(parts, []string{"platform=mastodon/month=2026-03"}) {
		t.Errorf("cells stand in %v", parts)
	}
	if c, err := measure.Measure(t.Context(), b.Now(), nil); err != nil || !c.Empty() {
		t.Errorf("measuring again: empty %v, error %v", c.Empty(), err)
	}
}

// Twelve posts with 10 likes each and as many answers with none: the answers have values,
// and neither the cells nor what the next post is compared with know of them.
func TestMeasureKeepsAnswersApart(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	page := data.Page{Account: "oslo"}
	add := func(i, likes int, edit ...func(*data.Post)) {
		p := pipelinetest.APost(data.PostID(fmt.Sprintf("mastodon:%02d", i)), fmt.Sprintf("2026-03-%02d 09:00", 1+i/2), edit...)
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 30, int64(likes), 0, 0))
	}
	for i := range 24 {
		if i%2 == 0 {
			add(i, 10)
		} else {
			add(i, 0, func(p *data.Post) { p.IsReply = true })
		}
	}
	b.Ingest(page)
	b.Classify()
	r := b.Measure()
	values := settledOf(t, r, metrics.MetricInteractions)
	if len(values) != 24 || values["mastodon:01"] != "0" || values["mastodon:02"] != "10" {
		t.Errorf("values %v", values)
	}
	var posts, sum int64
	for _, c := range pipelinetest.RowsOf(t, r, lake.EngagementCells) {
		if c.Metric == metrics.MetricInteractions && c.Age == metrics.AgeSettled {
			posts, sum = posts+c.Posts, sum+c.Sum>>20
		}
	}
	if posts != 12 || sum != 120 {
		t.Errorf("cells tell of %d posts with %d interactions, want 12 with 120", posts, sum)
	}
	var compared int
	for _, o := range pipelinetest.RowsOf(t, r, lake.PostOverperformance) {
		if o.Age != metrics.AgeSettled {
			continue
		}
		compared++
		if o.Expected != nil && *o.Expected != 10 {
			t.Errorf("%s is expected to have %v interactions, want 10", o.PostID, *o.Expected)
		}
	}
	if compared != 12 {
		t.Errorf("%d posts are compared, want 12", compared)
	}
}

func TestMeasureRepostsOnce(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("mastodon:1", "2026-03-02 09:00", func(p *data.Post) { p.IsRepost = true })}})
	b.Measure()
	if c, err := measure.Measure(t.Context(), b.Now(), nil); err != nil || !c.Empty() {
		t.Errorf("a month of reposts is measured again: empty %v, error %v", c.Empty(), err)
	}
}

// Months measured one after the other as they come in give the values that one
// measuring of all gives.
func TestMeasureBitByBit(t *testing.T) {
	t.Parallel()
	step, whole := pipelinetest.NewBench(t), pipelinetest.NewBench(t)
	for m := 1; m <= 3; m++ {
		page := data.Page{Account: "oslo"}
		for i := range 25 {
			p := pipelinetest.APost(data.NewPostID(data.Mastodon, fmt.Sprint(m, "-", i)), fmt.Sprintf("2026-%02d-%02d 09:00", m, 1+i))
			page.Posts = append(page.Posts, p)
			page.Snapshots = append(page.Snapshots, pipelinetest.AReading(p, 7, int64(20+i), 1, 1))
			if m < 3 {
				page.Snapshots = append(page.Snapshots, pipelinetest.AReading(p, 28, int64(30+i), 2, 1))
			}
		}
		step.Ingest(page)
		step.Measure()
		whole.Ingest(page)
	}
	whole.Measure()
	if diff := cmp.Diff(pipelinetest.TreeOf(whole.Now()), pipelinetest.TreeOf(step.Now())); diff != "" {
		t.Errorf("(-at once +month by month):\n%s", diff)
	}
	estimated := 0
	for _, v := range pipelinetest.RowsOf(t, step.Now(), lake.PostMetrics) {
		if v.Flag == metrics.FlagEstimated {
			estimated++
		}
	}
	if estimated == 0 {
		t.Error("no value was scaled by what earlier months taught, so this test tells nothing")
	}
}

// Every metric that is defined is stored in a table that exists, and the dictionary
// names every metric of the method.
func TestEveryMetricHasATable(t *testing.T) {
	t.Parallel()
	tables := map[string]bool{}
	for _, doc := range lake.Dictionary() {
		tables[doc.Name] = true
	}
	defined := map[string]bool{}
	for _, d := range metrics.Dictionary() {
		if defined[d.ID] {
			t.Errorf("%s is defined twice", d.ID)
		}
		defined[d.ID] = true
		if !tables[d.Table] || d.Formula == "" || d.Of == "" || d.Unit == "" || d.Source == "" {
			t.Errorf("%s lacks its table, formula, unit, source or what it is of: %+v", d.ID, d)
		}
	}
	for _, id := range []string{"interactions_public", "interactions_owned", "conversation", "redistribution", "reach", "er_followers", "er_reach", "er_impressions",
		"er_views", "er_sum", "er_median", "overperformance", "responsiveness", "answer_rate", "answer_time", "growth_weekly", "net_sentiment"} {
		if !defined[id] {
			t.Errorf("%s is not defined", id)
		}
	}
}
