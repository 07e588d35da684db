package sharing_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/exchange"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/sharing"
)

// aMission is a measured lake of one account with 20 posts a month for three months, of
// which one in five is a video that gets so many times what an image gets.
func aMission(t *testing.T, account data.AccountID, video float64) *pipelinetest.Bench {
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount(account, data.Mastodon, "Mission "+string(account)))
	page := data.Page{Account: account}
	for i := range 60 {
		day := pipelinetest.When("2026-01-05").Time().AddDate(0, 0, i*3/2)
		p := pipelinetest.APost(data.NewPostID(data.Mastodon, string(account)+day.Format("0102")), day.Format(time.DateOnly)+" 10:00", func(p *data.Post) { p.AccountID = account })
		p.FormatNative = "image"
		likes := float64(12 + 11*(i*i%7))
		if i%5 == 2 {
			p.FormatNative, likes = "video", video*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 30, int64(likes), 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	return b
}

func fileOf(t *testing.T, b *pipelinetest.Bench, as string, named bool) *exchange.File {
	t.Helper()
	s, err := sharing.Share(t.Context(), b.Now(), sharing.Options{As: as, Named: named}, pipelinetest.AsOf("2026-05-01"))
	if err != nil {
		t.Fatal(err)
	}
	return &s.File
}

func take(b *pipelinetest.Bench, f *exchange.File, day string) {
	b.Commit(sharing.Pool(b.Now(), f, "nobody", pipelinetest.AsOf(day)))
}

// advised makes effects as of a day and returns that of videos.
func advised(t *testing.T, b *pipelinetest.Bench, day string, a advise.Advising) data.FormatEffect {
	t.Helper()
	a.Zone = time.UTC
	c, err := advise.Recommend(t.Context(), b.Now(), a, pipelinetest.AsOf(day))
	b.Commit(c, err)
	period := pipelinetest.AsOf(day).Now().Week()
	for _, e := range pipelinetest.RowsOf(t, b.Now(), lake.FormatEffects) {
		if e.Period == period && e.Level == "video" && e.AccountID != "" && e.Goal == "interactions_public" {
			return e
		}
	}
	t.Fatal("no effect of videos")
	return data.FormatEffect{}
}

func width(e data.FormatEffect) float64 { return *e.High / *e.Low }

// Two missions share with each other, again and again: each is surer for what the other
// found, and what each shares stays what its own posts say, so that nothing comes back to
// where it came from.
func TestNothingSharedComesBack(t *testing.T) {
	t.Parallel()
	a, b := aMission(t, "oslo", 1.6), aMission(t, "rome", 1.5)
	alone := advised(t, a, "2026-05-01", advise.Advising{})
	advised(t, b, "2026-05-01", advise.Advising{})
	first := fileOf(t, a, "A", false)
	for range 2 {
		take(b, fileOf(t, a, "A", false), "2026-05-01")
		lent := advised(t, b, "2026-05-01", advise.Advising{})
		if lent.FromShared == nil || *lent.FromShared <= 0 || lent.Accounts != 2 {
			t.Fatalf("B borrows nothing of A: %+v", lent)
		}
		take(a, fileOf(t, b, "B", false), "2026-05-01")
		with := advised(t, a, "2026-05-01", advise.Advising{})
		if width(with) >= width(alone) || *with.OwnLift != *alone.OwnLift {
			t.Errorf("A alone %v to %v, with B %v to %v", *alone.Low, *alone.High, *with.Low, *with.High)
		}
		if diff := cmp.Diff(first.Effects, fileOf(t, a, "A", false).Effects); diff != "" || len(first.Effects) == 0 {
			t.Errorf("what A shares holds what it borrowed:\n%s", diff)
		}
	}
	// The switch leaves it out, to the byte.
	if off := advised(t, a, "2026-05-01", advise.Advising{Alone: true}); off.Inputs != alone.Inputs || cmp.Diff(off, alone) != "" {
		t.Errorf("left out, effects differ:\n%s", cmp.Diff(off, alone))
	}
}

// Nothing is borrowed from what was not there yet, from what was counted or estimated
// otherwise, and from an account that is read here.
func TestWhatIsNotBorrowed(t *testing.T) {
	t.Parallel()
	a := aMission(t, "oslo", 1.6)
	advised(t, a, "2026-05-01", advise.Advising{})
	for name, change := range map[string]func(*exchange.File){
		"another dictionary":   func(f *exchange.File) { f.Header.Dictionary = "metrics/1" },
		"another model":        func(f *exchange.File) { f.Header.Model = "effects/1" },
		"a later file":         func(f *exchange.File) { f.Header.SharedOn = "2026-05-02" },
		"an account read here": func(f *exchange.File) { *f = *fileOf(t, a, "A", true) },
	} {
		own := data.AccountID("rome")
		if name == "an account read here" {
			own = "oslo"
		}
		b := aMission(t, own, 1.5)
		then := advise.Advising{Past: name == "a later file"}
		before := advised(t, b, "2026-05-01", then)
		f := fileOf(t, a, "A", false)
		change(f)
		take(b, f, "2026-06-01")
		after := advised(t, b, "2026-05-01", then)
		if *after.Low != *before.Low || *after.High != *before.High || after.FromShared != nil {
			t.Errorf("%s: %v to %v, before %v to %v", name, *after.Low, *after.High, *before.Low, *before.High)
		}
	}
	// On the day it was shared it counts, in a backfill, too.
	b := aMission(t, "rome", 1.5)
	take(b, fileOf(t, a, "A", false), "2026-06-01")
	if e := advised(t, b, "2026-05-03", advise.Advising{Past: true}); e.FromShared == nil || e.Model != effects.Model {
		t.Error("a file of the first of May is not known on the third")
	}
}
