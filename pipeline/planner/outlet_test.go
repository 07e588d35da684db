package planner_test

import (
	"fmt"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// An account of files that holds posts of two platforms gets a plan for each, made of that
// platform's own formats.
func TestEachPlatformIsPlanned(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("files", "exports", "Oslo"))
	page := data.Page{Account: "files"}
	for i := range 40 {
		for _, c := range []struct {
			platform data.Platform
			native   string
		}{{data.YouTube, "video"}, {data.Facebook, "photo"}} {
			p := pipelinetest.APost(data.NewPostID(c.platform, fmt.Sprint(i)), fmt.Sprintf("2026-%02d-%02d 10:00", 3+i/20, 1+i%20))
			p.AccountID, p.FormatNative = "files", c.native
			page.Posts = append(page.Posts, p)
			page.Snapshots = append(page.Snapshots, pipelinetest.AReading(p, 30, int64(20+i%5), 2, 2))
		}
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	plan := next(b, "2026-05-04 06:00")
	if len(plan.Accounts) != 2 || plan.Accounts[0].Platform != data.Facebook || plan.Accounts[1].Platform != data.YouTube {
		t.Fatalf("planned for %+v, want one plan for each platform", plan.Accounts)
	}
	n := map[data.Platform]int{}
	for _, e := range plan.Entries {
		n[e.Platform]++
		if e.Platform == data.YouTube && e.Format == data.FormatImage || e.Platform == data.Facebook && e.Format == data.FormatVideo {
			t.Errorf("%s on %s, where none was ever posted", e.Format, e.Platform)
		}
	}
	if n[data.Facebook] == 0 || n[data.YouTube] == 0 {
		t.Errorf("posts by platform: %v", n)
	}
}
