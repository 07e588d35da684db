package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// TestIngestCorrects: what a changed file says of a moment stands in place of what it
// said, be it less; what it does not know, another moment and another source stay.
func TestIngestCorrects(t *testing.T) {
	empty := pipelinetest.NewBench(t).Now()
	page := func(corrects bool, medium, text string, likes int64, edit ...func(*data.Post)) data.Page {
		p := pipelinetest.APost("x:1", "2026-04-02", append([]func(*data.Post){func(p *data.Post) {
			p.FormatNative, p.Text, p.Source, p.ObservedAt = medium, text, data.SourceExport, pipelinetest.When("2026-04-09")
		}}, edit...)...)
		s := pipelinetest.AReading(p, 0, likes, 1, 1)
		s.ObservedAt, s.Source = p.ObservedAt, p.Source
		return data.Page{Account: "oslo", Corrects: corrects, Posts: []data.Post{p}, Snapshots: []data.PostSnapshot{s}}
	}
	api := func(p *data.Post) { p.Source, p.ObservedAt = data.SourceAPI, pipelinetest.When("2026-04-10") }
	for _, c := range []struct {
		name         string
		pages        []data.Page
		medium, text string
		month        string
		likes        []int64
	}{
		{"two files of one moment", []data.Page{page(false, "video", "b", 12000), page(false, "photo", "a", 120)}, "video", "b", "2026-04", []int64{12000}},
		{"one file, corrected", []data.Page{page(false, "video", "b", 12000), page(true, "photo", "a", 120)}, "photo", "a", "2026-04", []int64{120}},
		{"a cell was emptied", []data.Page{page(false, "video", "b", 7), page(true, "", "a", 7)}, "video", "a", "2026-04", []int64{7}},
		{"another source", []data.Page{page(false, "video", "b", 12, api), page(true, "photo", "a", 9)}, "video", "b", "2026-04", []int64{9, 12}},
		{"the day of the post", []data.Page{page(false, "video", "b", 7, func(p *data.Post) { p.PublishedAt = pipelinetest.When("2026-05-02") }), page(true, "video", "b", 6)},
			"video", "b", "2026-04", []int64{6}},
	} {
		for _, cut := range []bool{false, true} {
			batches := [][]data.Page{c.pages}
			if cut {
				batches = [][]data.Page{c.pages[:1], c.pages[1:]}
			}
			r := stack(t, empty, batches...)
			posts, err := lake.Rows(t.Context(), r, lake.Posts, nil)
			if err != nil || len(posts) != 1 {
				t.Fatalf("%s: %d posts, %v", c.name, len(posts), err)
			}
			if p := posts[0]; p.FormatNative != c.medium || p.Text != c.text || p.PublishedAt.String()[:7] != c.month {
				t.Errorf("%s, cut %v: %q %q of %s, want %q %q of %s", c.name, cut, p.FormatNative, p.Text, p.PublishedAt, c.medium, c.text, c.month)
			}
			readings, err := lake.Rows(t.Context(), r, lake.PostSnapshots, nil)
			if err != nil {
				t.Fatal(err)
			}
			var likes []int64
			for _, s := range readings {
				likes = append(likes, *s.Likes)
			}
			if diff := cmp.Diff(c.likes, likes); diff != "" {
				t.Errorf("%s, cut %v: likes (-want +got):\n%s", c.name, cut, diff)
			}
		}
	}
}

// TestIngestCorrectsInAnySplit: pages in their order give one lake however a run was
// interrupted between them.
func TestIngestCorrectsInAnySplit(t *testing.T) {
	empty := pipelinetest.NewBench(t).Now()
	rapid.Check(t, func(t *rapid.T) {
		var pages []data.Page
		for i := range rapid.IntRange(1, 6).Draw(t, "pages") {
			p := observation(t, i)
			p.Account, p.Seq = "oslo", int64(i+1)
			p.Corrects = rapid.Bool().Draw(t, "corrects")
			pages = append(pages, p)
		}
		cut := func(label string) (batches [][]data.Page) {
			for i, p := range pages {
				if i == 0 || rapid.Bool().Draw(t, label) {
					batches = append(batches, nil)
				}
				batches[len(batches)-1] = append(batches[len(batches)-1], p)
			}
			return batches
		}
		one, two := pipelinetest.TreeOf(stack(t, empty, cut("one")...)), pipelinetest.TreeOf(stack(t, empty, cut("two")...))
		if one != two {
			t.Fatalf("two ways to cut give two lakes:\n%s", cmp.Diff(strings.Split(one, "\n"), strings.Split(two, "\n")))
		}
	})
}
