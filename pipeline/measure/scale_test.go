//go:build unix

package measure_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// How large a lake TestScale measures, and where it is kept to be measured again.
var (
	scalePosts    = flag.Int("scale", 0, "TestScale: posts; 0 is a small lake, of which only the work is counted and not the time")
	scaleAccounts = flag.Int("scale-accounts", 1000, "TestScale: accounts")
	scaleRoot     = flag.String("scale-root", "", "TestScale: folder that keeps the lake, to look at it afterwards; default one that goes")
)

const scaleMonths = 60 // five years

// ministry makes up many accounts' posts and readings, month by month.
type ministry struct {
	accounts, perMonth int // posts of one account
	months             int
	on                 []data.Platform
	end                time.Time
}

func (c *ministry) account(i int) (data.AccountID, data.Platform) {
	return data.AccountID(fmt.Sprintf("account-%04d", i)), c.on[i%len(c.on)]
}

// month commits one month of every account: posts, labels, readings at six ages as far
// as they lie before the end, and a follower count a week.
func (c *ministry) month(t *testing.T, l *lake.Lake, start time.Time) {
	posts, labels := map[string][]data.Post{}, map[string][]data.PostLabel{}
	readings, counts := map[string][]data.PostSnapshot{}, map[string][]data.AccountSnapshot{}
	next := start.AddDate(0, 1, 0)
	gap := next.Sub(start) / time.Duration(c.perMonth+1)
	random := rand.New(rand.NewPCG(7, uint64(start.Unix())))
	for a := range c.accounts {
		id, platform := c.account(a)
		part := fmt.Sprintf("platform=%s/month=%s", platform, start.Format("2006-01"))
		for at := start.Add(time.Hour); at.Before(next) && at.Before(c.end); at = at.AddDate(0, 0, 7) {
			counts[part] = append(counts[part], data.AccountSnapshot{AccountID: id, Platform: platform, ObservedAt: data.At(at), Source: data.SourceAPI, Followers: data.N(int64(1000 + a + int(at.Unix()/86400%5000)))})
		}
		for i := range c.perMonth {
			at := start.Add(gap*time.Duration(i+1) + time.Duration(a)*time.Second)
			if !at.Before(c.end) {
				break
			}
			p, label := c.post(id, platform, at)
			posts[part], labels[part] = append(posts[part], p), append(labels[part], label)
			final := math.Exp(3 + random.NormFloat64())
			for _, age := range []time.Duration{21 * time.Hour, 25 * time.Hour, 156 * time.Hour, 170 * time.Hour, 660 * time.Hour, 680 * time.Hour} {
				if at.Add(age).Before(c.end) {
					readings[part] = append(readings[part], c.reading(&p, age, final))
				}
			}
		}
	}
	var ch lake.Changes
	for part := range posts {
		for _, err := range []error{lake.Replace(&ch, lake.Posts, part, posts[part], ""), lake.Replace(&ch, lake.PostLabels, part, labels[part], ""),
			lake.Replace(&ch, lake.PostSnapshots, part, readings[part], ""), lake.Replace(&ch, lake.AccountSnapshots, part, counts[part], "")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	commitScale(t, l, ch, start)
}

func (c *ministry) post(id data.AccountID, platform data.Platform, at time.Time) (data.Post, data.PostLabel) {
	formats := []data.Format{data.FormatText, data.FormatImage, data.FormatVideo, data.FormatLink}
	h := fnv.New64a()
	fmt.Fprint(h, id, at.Unix())
	r := rand.New(rand.NewPCG(11, h.Sum64()))
	p := data.Post{PostID: data.NewPostID(platform, fmt.Sprintf("%s-%d", id, at.Unix())), AccountID: id, Platform: platform, PublishedAt: data.At(at),
		Precision: data.BySecond, Text: strings.Repeat("The consular section is open on Monday from nine to noon; bring your old passport. ", 1+r.IntN(4)), FormatNative: "text",
		Paid: data.Organic, ObservedAt: data.At(at), Source: data.SourceAPI}
	l := data.PostLabel{PostID: p.PostID, AccountID: id, Platform: platform, PublishedAt: p.PublishedAt, Format: formats[r.IntN(len(formats))],
		FormatBy: data.ByRule, DevicesBy: data.ByRule, PrimaryTopic: data.Topics()[r.IntN(6)], TopicsBy: data.ByRule, Language: []string{"en", "nb", "fr"}[r.IntN(3)], LanguageBy: data.ByRule, Version: "1"}
	if r.IntN(5) == 0 {
		l.Devices = []data.Device{data.DeviceQuestion}
	}
	return p, l
}

// declare commits the accounts of the config: four to a mission, one on each platform.
func (c *ministry) declare(t *testing.T, l *lake.Lake) {
	var rows []data.Account
	for a := range c.accounts {
		id, platform := c.account(a)
		rows = append(rows, data.Account{AccountID: id, Platform: platform, Role: data.RoleOwn, Mission: fmt.Sprintf("Mission %03d", a/4),
			Audience: []string{"general", "diaspora"}[a/4%2], Languages: []string{"en", "nb", "fr"}})
	}
	var ch lake.Changes
	if err := lake.Replace(&ch, lake.Accounts, "", rows, ""); err != nil {
		t.Fatal(err)
	}
	commitScale(t, l, ch, c.end)
}

func (c *ministry) reading(p *data.Post, age time.Duration, final float64) data.PostSnapshot {
	n := final * (1 - math.Exp(-age.Hours()/40))
	part := func(share float64) data.Count { return data.N(int64(n * share)) }
	s := data.PostSnapshot{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt, ObservedAt: p.PublishedAt.Add(age),
		Source: data.SourceAPI, Likes: part(1), Shares: part(0.3), Replies: part(0.2), RepliesScope: "all"}
	switch p.Platform {
	case data.X:
		s.Quotes, s.Impressions, s.Views = part(0.1), part(90), part(80)
	case data.Facebook, data.Instagram:
		s.Reach, s.Saves, s.Views = part(60), part(0.1), part(90)
	}
	return s
}

// night brings what a night brings: a day's new posts, and one more reading of every
// post of the last 28 days.
func (c *ministry) night(t *testing.T, l *lake.Lake) {
	s, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var posts []data.Post
	var labels []data.PostLabel
	var readings []data.PostSnapshot
	since := data.At(c.end.AddDate(0, 0, -28))
	for a := range c.accounts {
		id, platform := c.account(a)
		p, label := c.post(id, platform, c.end.Add(time.Duration(a)*time.Second))
		posts, labels = append(posts, p), append(labels, label)
	}
	months := map[string]bool{c.end.Format("2006-01"): true, since.Month(): true}
	for p, err := range lake.Scan(t.Context(), s, lake.Posts, func(part string) bool { return months[partition.Month(part)] }) {
		if err != nil {
			t.Fatal(err)
		}
		if p.PublishedAt >= since {
			readings = append(readings, c.reading(&p, data.At(c.end).Sub(p.PublishedAt), 40))
		}
	}
	var ch lake.Changes
	for _, err := range []error{lake.Upsert(t.Context(), s, &ch, lake.Posts, posts), lake.Upsert(t.Context(), s, &ch, lake.PostLabels, labels),
		lake.Upsert(t.Context(), s, &ch, lake.PostSnapshots, readings)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	commitScale(t, l, ch, c.end)
	t.Logf("a night: %d new posts, %d readings", len(posts), len(readings))
}

func commitScale(t *testing.T, l *lake.Lake, c lake.Changes, at time.Time) {
	s, err := l.Current(t.Context())
	if err == nil {
		_, err = l.Commit(t.Context(), s, c, lake.Meta{Stage: "test", AsOf: at})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// measureAll measures until nothing is left, as the job does, and returns what it took
// of the processors and how many partitions of values it wrote.
func measureAll(t *testing.T, l *lake.Lake) (took time.Duration, parts int) {
	runtime.GC()
	began := pipelinetest.ProcessorTime(t)
	for {
		s, err := l.Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c, err := measure.Measure(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Empty() {
			return pipelinetest.ProcessorTime(t) - began, parts
		}
		after := lake.Over(s, &c)
		for _, part := range lake.Partitions(after, lake.Posts) {
			if lake.From(s, lake.PostMetrics.Name, part) != lake.From(after, lake.PostMetrics.Name, part) {
				parts++
			}
		}
		commitScale(t, l, c, time.Unix(0, 0))
	}
}

// A night's measuring does the work of a night: of five years' months it writes the two
// that changed. With -scale=2000000 it prints what that takes.
func TestScale(t *testing.T) {
	t.Parallel()
	c := &ministry{accounts: *scaleAccounts, months: scaleMonths, end: time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC),
		on: []data.Platform{data.Mastodon, data.X, data.Facebook, data.Instagram}}
	c.perMonth = *scalePosts / scaleMonths / c.accounts
	if *scalePosts == 0 {
		c.accounts, c.perMonth, c.months, c.on = 2, 12, 9, c.on[:2]
	}
	root := *scaleRoot
	if root == "" {
		root = t.TempDir()
	}
	l, err := lake.Open(t.Context(), lake.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	c.declare(t, l)
	for m := range c.months {
		c.month(t, l, time.Date(c.end.Year(), c.end.Month()-time.Month(c.months-1-m), 1, 0, 0, 0, 0, time.UTC))
	}
	posts := rowCount(t, l, lake.Posts.Name)
	t.Logf("made %d posts with %d readings in %v", posts, rowCount(t, l, lake.PostSnapshots.Name), time.Since(began).Round(time.Second))
	pipelinetest.ResetPeak(t)
	full, all := measureAll(t, l)
	t.Logf("in full: %v, %d months, %d values, %d cells, peak %d MiB", full.Round(time.Millisecond), all, rowCount(t, l, lake.PostMetrics.Name), rowCount(t, l, lake.EngagementCells.Name), pipelinetest.Peak())
	c.night(t, l)
	pipelinetest.ResetPeak(t)
	night, some := measureAll(t, l)
	t.Logf("a night: %v, %d months, 1/%.1f of a full one, peak %d MiB", night.Round(time.Millisecond), some, full.Seconds()/night.Seconds(), pipelinetest.Peak())
	if again, none := measureAll(t, l); none != 0 {
		t.Errorf("with nothing new %d months were measured", none)
	} else {
		t.Logf("with nothing new: %v", again.Round(time.Millisecond))
	}
	if all != c.months*len(c.on) || some != 2*len(c.on) {
		t.Errorf("measured %d months in full and %d in a night, want %d and %d", all, some, c.months*len(c.on), 2*len(c.on))
	}
	if *scalePosts > 0 && night > full/20 {
		t.Errorf("a night takes %v, more than a twentieth of %v", night, full)
	}
}

func rowCount(t *testing.T, l *lake.Lake, table string) (n int64) {
	s, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files(table) {
		n += f.Rows
	}
	return n
}
