package pipelinetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/brief"
	"github.com/digital-diplomacy/tailor/pipeline/explain"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// Advised is a lake of one account whose videos get thrice what its texts get,
// measured and labelled.
func Advised(t *testing.T) *Bench {
	t.Helper()
	b := NewBench(t)
	Put(b, lake.Accounts, "", AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	for i := range 40 {
		p := APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), fmt.Sprintf("2026-%02d-%02d %02d:00", 1+i/20, 1+i%20, 8+i%3))
		likes := int64(20 + i%5)
		if i%2 == 0 {
			p.FormatNative, likes = "video", 3*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, AReading(p, 30, likes, 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	return b
}

// Recommend commits advice on goals in UTC.
func Recommend(b *Bench, c data.Clock, goals ...string) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(advise.Recommend(b.T.Context(), b.Now(), advise.Advising{Zone: time.UTC, Goals: goals}, c))
}

// SmallMission is a lake of one account with five posts a week, on Monday to Friday at
// ten, for 16 weeks up to Sunday 3 May 2026. Videos get twice what photos get; texts are
// few and in between.
func SmallMission(t *testing.T) *Bench {
	t.Helper()
	b := NewBench(t)
	Put(b, lake.Accounts, "", AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	first := When("2026-01-12").Time()
	for i := range 80 {
		day := first.AddDate(0, 0, 7*(i/5)+i%5)
		p := APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), day.Format("2006-01-02")+" 10:00")
		p.FormatNative = "image"
		likes := int64(20 + 7*(i*i%9))
		switch {
		case i%4 == 1:
			p.FormatNative, likes = "video", 2*likes
		case i%13 == 3:
			p.FormatNative, likes = "text", likes+5
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, AReading(p, 30, likes, 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	return b
}

// BriefOf is the input of a mission's page.
func BriefOf(t *testing.T, b *Bench, mission, day string) report.Input {
	t.Helper()
	in, err := brief.Briefs(t.Context(), b.Now(), []string{mission}, nil, AsOf(day))
	if err != nil {
		t.Fatal(err)
	}
	return in[0]
}

// Told is a story as a person reads it, with single spaces.
func Told(t *testing.T, s *explain.Story) string {
	t.Helper()
	var b strings.Builder
	if err := s.Text(&b); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
