package status

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

const oldAccounts = 4

// oldUnit is a unit with so many years of posts of a few accounts, sealed weeks and rows
// that were set aside, and the records of four runs a day.
func oldUnit(tb testing.TB, years int, opened func(lake.File)) *jobs.Unit {
	tb.Helper()
	ctx := context.Background()
	now := time.Date(2026, 11, 20, 7, 0, 0, 0, time.UTC)
	text := "version: 1\nunit: {name: Embassy of Ruritania, home: XR}\nroot: data\nkeys_dir: keys\ndeliver: []\nschedule: {report: never}\naccounts:\n"
	for i := range oldAccounts {
		text += fmt.Sprintf("  - {id: a%d, platform: mastodon, handle: '@e%d@social.example'}\n", i, i)
	}
	cfg, err := config.Parse([]byte(text), filepath.Join(tb.TempDir(), "tailor.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	u, err := jobs.Open(ctx, jobs.Options{Config: cfg, Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Opened: opened, Look: true})
	if err != nil {
		tb.Fatal(err)
	}
	base, err := u.Lake().Current(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	var changes lake.Changes
	var posts []data.Post
	var seals []data.Seal
	var rejects []data.Reject
	for day := range years * 365 {
		at := data.At(now.AddDate(0, 0, -day))
		for i := range oldAccounts {
			id := data.AccountID(fmt.Sprintf("a%d", i))
			posts = append(posts, data.Post{PostID: data.PostID(fmt.Sprintf("mastodon:https://social.example/%d/%d", i, day)), AccountID: id, Platform: data.Mastodon,
				PublishedAt: at, Precision: data.BySecond, ObservedAt: at, Source: data.SourceAPI, Text: "Opening hours", Paid: data.Organic})
			if day%30 == 0 {
				rejects = append(rejects, data.Reject{AccountID: id, Input: fmt.Sprintf("file-%d.csv", day), Line: int64(day + 1), Why: "no number", Hint: "look at the line"})
			}
		}
		if day%7 == 0 {
			seals = append(seals, data.Seal{Mission: "Embassy of Ruritania", Platform: data.Mastodon, Week: at.Week(), Late: 1})
		}
	}
	for _, err := range []error{
		lake.Upsert(ctx, base, &changes, lake.Posts, posts), lake.Upsert(ctx, base, &changes, lake.Seals, seals), lake.Upsert(ctx, base, &changes, lake.Rejects, rejects),
	} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := u.Lake().Commit(ctx, base, changes, lake.Meta{Stage: "ingest", AsOf: now}); err != nil {
		tb.Fatal(err)
	}
	record(tb, u.Root, now, years)
	return u
}

// record writes the records of so many years, as runs left them.
func record(tb testing.TB, root string, now time.Time, years int) {
	tb.Helper()
	stages := ""
	for _, s := range jobs.Stages() {
		if s.Job == jobs.JobPull {
			stages += fmt.Sprintf(`{"name":%q,"status":"done"},`, s.Name)
		}
	}
	stages = strings.TrimSuffix(stages, ",")
	for at := now.AddDate(-years, 0, 0); at.Before(now); at = at.Add(6 * time.Hour) {
		dir := filepath.Join(root, "ledger", "runs")
		if at.Format("2006-01") != now.Format("2006-01") {
			dir = filepath.Join(dir, at.Format("2006-01"))
		}
		if err := os.MkdirAll(dir, 0o750); err != nil {
			tb.Fatal(err)
		}
		id := fmt.Sprintf("r%d", at.Unix())
		r := fmt.Sprintf(`{"id":%q,"started":%q,"finished":%q,"command":"schedule: pull","job":"pull","status":"done","stages":[%s],"accounts":[{"id":"a0","status":"done"}]}`,
			id, at.Format(time.RFC3339), at.Add(time.Minute).Format(time.RFC3339), stages)
		if err := os.WriteFile(filepath.Join(dir, at.Format("20060102T150405.000000Z")+"-"+id+".json"), []byte(r), 0o640); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestStatusOfYears looks at the status of one and of five years: after the first look no
// data file of posts, seals and rejects is opened again, and after a change of one month
// only that month's is.
func TestStatusOfYears(t *testing.T) {
	for _, years := range []int{1, 5} {
		var opened atomic.Int64
		u := oldUnit(t, years, func(lake.File) { opened.Add(1) })
		first, err := Of(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		if first.Accounts[0].Posts != int64(years*365) || first.Weeks < years*52 || first.Late < int64(years*52) || len(first.SetAside) < years*12*oldAccounts {
			t.Errorf("%d years: the status counts %+v, %d weeks, %d late, %d rows set aside", years, first.Accounts[0], first.Weeks, first.Late, len(first.SetAside))
		}
		if first.Accounts[0].Latest.Format(time.RFC3339) != "2026-11-20T07:00:00Z" {
			t.Errorf("the latest post is of %s", first.Accounts[0].Latest)
		}
		opened.Store(0)
		again, err := Of(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		if n := opened.Load(); n > 0 {
			t.Errorf("%d years: a second look opens %d data files, want none", years, n)
		}
		if again.Accounts[0].Posts != first.Accounts[0].Posts || again.Late != first.Late || len(again.SetAside) != len(first.SetAside) {
			t.Errorf("a second look tells something else: %+v", again.Accounts[0])
		}

		base, err := u.Lake().Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var changes lake.Changes
		at := data.At(time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC))
		if err := lake.Upsert(t.Context(), base, &changes, lake.Posts, []data.Post{{PostID: "mastodon:https://social.example/0/new", AccountID: "a0", Platform: data.Mastodon,
			PublishedAt: at, Precision: data.BySecond, ObservedAt: at, Source: data.SourceAPI, Paid: data.Organic}}); err != nil {
			t.Fatal(err)
		}
		if _, err := u.Lake().Commit(t.Context(), base, changes, lake.Meta{Stage: "ingest", AsOf: u.Clock.AsOf}); err != nil {
			t.Fatal(err)
		}
		opened.Store(0)
		grown, err := Of(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		if n := opened.Load(); n != 1 || grown.Accounts[0].Posts != first.Accounts[0].Posts+1 {
			t.Errorf("%d years: after a post more the status opens %d data files and counts %d, want one and %d", years, n, grown.Accounts[0].Posts, first.Accounts[0].Posts+1)
		}
		if err := os.Remove(tally.Path(u.Root)); err != nil {
			t.Fatal(err)
		}
		if anew, err := Of(t.Context(), u); err != nil || anew.Accounts[0].Posts != grown.Accounts[0].Posts {
			t.Errorf("without what was kept: %v, %+v", err, anew)
		}
	}
}

// TestScheduleLooksBackSoFar has a job that was never done, or not for long, among the
// records of years.
func TestScheduleLooksBackSoFar(t *testing.T) {
	u := oldUnit(t, 1, nil)
	cfg := *u.Config
	cfg.Schedule.Report = "Mon 07:00" // no record holds the stage
	now := u.Wall().Add(-time.Hour)
	all, err := jobs.Schedule(&cfg, u.Ledger(), now)
	if err != nil {
		t.Fatal(err)
	}
	report := all[0]
	if !report.IsDue || !report.Last.IsZero() || now.Sub(report.Next) < 90*24*time.Hour {
		t.Errorf("a report that no record tells of: %+v; want it due for three months", report)
	}
	if pull := all[1]; pull.IsDue || pull.Last.IsZero() {
		t.Errorf("the pull of five hours ago: %+v", pull)
	}
}

// BenchmarkStatus looks at the status of one and of five years with four accounts.
func BenchmarkStatus(b *testing.B) {
	for _, years := range []int{1, 5} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			u := oldUnit(b, years, nil)
			if _, err := Of(b.Context(), u); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				fresh, err := jobs.Open(b.Context(), u.Options)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Of(b.Context(), fresh); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestStatusOfADamagedRecord: a record of a run that a power cut left empty is told of, and
// hides nothing else.
func TestStatusOfADamagedRecord(t *testing.T) {
	u := oldUnit(t, 1, nil)
	name := filepath.Join(u.Root, "ledger", "runs", "20991231T000000.000000Z-r1.json")
	if err := os.WriteFile(name, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	st, err := Of(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := st.Text(&text); err != nil {
		t.Fatal(err)
	}
	if len(st.Damaged) != 1 || len(st.Runs) != statusRuns-1 || st.Accounts[0].Posts == 0 || !strings.Contains(text.String(), "is damaged: move it away") {
		t.Errorf("%v damaged, %d runs\n%s", st.Damaged, len(st.Runs), text.String())
	}
}
