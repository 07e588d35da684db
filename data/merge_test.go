package data

import (
	cmpor "cmp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lawful checks that merge is commutative, associative and idempotent on what draw
// makes. canonical is merge(x, x): rows as merge leaves them.
func lawful[T any](t *testing.T, merge func(a, b T) T, draw func(*rapid.T) T) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := draw(t), draw(t), draw(t)
		if diff := cmp.Diff(merge(a, b), merge(b, a)); diff != "" {
			t.Fatalf("not commutative: %s", diff)
		}
		if diff := cmp.Diff(merge(merge(a, b), c), merge(a, merge(b, c))); diff != "" {
			t.Fatalf("not associative: %s", diff)
		}
		once := merge(a, a)
		if diff := cmp.Diff(once, merge(once, once)); diff != "" {
			t.Fatalf("not idempotent: %s", diff)
		}
		if diff := cmp.Diff(merge(a, b), merge(merge(a, b), b)); diff != "" {
			t.Fatalf("merging again changes something: %s", diff)
		}
	})
}

func drawCount(t *rapid.T, label string) Count {
	return rapid.Ptr(rapid.Int64Range(0, 2), true).Draw(t, label)
}

func drawString[S ~string](t *rapid.T, label string, values ...S) S {
	return rapid.SampledFrom(values).Draw(t, label)
}

func drawPost(t *rapid.T) Post {
	list := rapid.SampledFrom([][]string{nil, {"a"}, {"a", "b"}})
	return Post{
		PostID: "x:1", AccountID: drawString[AccountID](t, "account", "", "a", "b"), Platform: X,
		PublishedAt: Micros(rapid.Int64Range(0, 2).Draw(t, "published")), Precision: drawString(t, "precision", BySecond, ByDay, ByYear),
		URL: drawString(t, "url", "", "u", "v"), Text: drawString(t, "text", "", "s", "t"), MediaCount: drawCount(t, "media"),
		Hashtags: list.Draw(t, "hashtags"), IsReply: rapid.Bool().Draw(t, "reply"), Paid: drawString(t, "paid", "", PaidUnknown, Organic, PaidFor),
		DeletedAt: Micros(rapid.Int64Range(0, 2).Draw(t, "deleted")), Followers: drawCount(t, "followers"),
		ObservedAt: Micros(rapid.Int64Range(1, 3).Draw(t, "observed")), Source: drawString(t, "source", SourceAPI, SourceExport, SourceFeed, "other"),
	}
}

func TestMergePostLaws(t *testing.T) { lawful(t, MergePost, drawPost) }

func TestMergePostSnapshotLaws(t *testing.T) {
	lawful(t, MergePostSnapshot, func(t *rapid.T) PostSnapshot {
		return PostSnapshot{PostID: "x:1", ObservedAt: 1, Lifetime: rapid.Bool().Draw(t, "lifetime"),
			Likes: drawCount(t, "likes"), Clicks: drawCount(t, "clicks"), RepliesScope: drawString(t, "scope", "", "all", "direct"),
			Reactions: rapid.SampledFrom([]map[string]int64{nil, {"a": 1}, {"a": 2, "b": 1}, {"b": 3}}).Draw(t, "reactions"),
			Missing: drawString[Missing](t, "missing", "", "clicks=unsupported", "clicks=hidden", "clicks=expired;likes=bad_input",
				"likes=not_collected;reactions=unsupported;text=made_up")}
	})
}

func TestMergeAccountSnapshotLaws(t *testing.T) {
	lawful(t, MergeAccountSnapshot, func(t *rapid.T) AccountSnapshot {
		return AccountSnapshot{AccountID: "a", Platform: drawString(t, "platform", "", X), Followers: drawCount(t, "followers"), PostsTotal: drawCount(t, "posts"),
			Precision: drawString(t, "precision", "", "exact", "rounded"), Missing: drawString[Missing](t, "missing", "", "followers=hidden", "followers=unsupported;following=hidden")}
	})
}

func TestMergePostLabelLaws(t *testing.T) {
	by := []LabelBy{ByHuman, ByRule, ByModel}
	lawful(t, MergePostLabel, func(t *rapid.T) PostLabel {
		return PostLabel{PostID: "x:1", PublishedAt: Micros(rapid.Int64Range(1, 2).Draw(t, "published")),
			Format: drawString(t, "format", FormatText, FormatVideo), FormatBy: drawString(t, "format_by", by...),
			Devices: rapid.SampledFrom([][]Device{nil, {DeviceHumour}}).Draw(t, "devices"), DevicesBy: drawString(t, "devices_by", by...),
			PrimaryTopic: drawString[Topic](t, "topic", "visa", "sport"), TopicsBy: drawString(t, "topics_by", by...),
			Language: drawString(t, "language", "en", "nb"), LanguageBy: drawString(t, "language_by", by...),
			Occasion: drawString(t, "occasion", "", "national day"), Version: drawString(t, "version", "labels/9", "labels/10", "labels/09")}
	})
}

// Merging all observations in any order and grouping gives, for each field, the
// latest observation that has it: the definition, computed without merging. Of a post
// that any observation calls deleted, no words are left.
func TestMergePostTakesTheLatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(drawPost), 1, 6).Draw(t, "observations")
		merged := all[0]
		for _, p := range rapid.Permutation(all).Draw(t, "order") {
			merged = MergePost(merged, p)
		}
		var text string
		var best stamp
		deleted := false
		for _, p := range all {
			deleted = deleted || p.DeletedAt != 0
			s := stamp{p.ObservedAt, p.Source}
			if c := s.compare(best); p.Text != "" && (text == "" || c > 0 || c == 0 && p.Text > text) {
				text, best = p.Text, s
			}
		}
		if deleted {
			text = ""
		}
		if merged.Text != text || deleted && (merged.URL != "" || merged.Hashtags != nil || strings.Contains(merged.Older, "text=")) {
			t.Fatalf("text is %q, want %q", merged.Text, text)
		}
	})
}

func TestMergePostExamples(t *testing.T) {
	day := At(time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC))
	second := day.Add(10 * time.Hour)
	export := Post{PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: day, Precision: ByDay, Text: "as exported", URL: "https://x.example/1",
		Paid: PaidFor, ObservedAt: day.Add(240 * time.Hour), Source: SourceExport}
	api := Post{PostID: "x:1", AccountID: "a", Platform: X, PublishedAt: second, Precision: BySecond, Text: "as pulled",
		Paid: PaidUnknown, ObservedAt: day.Add(24 * time.Hour), Source: SourceAPI, IsReply: true}
	got := MergePost(api, export)
	if got.Text != "as exported" || got.PublishedAt != second || got.Precision != BySecond || got.Paid != PaidFor || !got.IsReply || got.URL == "" {
		t.Errorf("merged to %+v", got)
	}
	if want := "published_at=1777852800000000/api"; got.Older != want { // 2026-05-04T00:00:00Z
		t.Errorf("older is %q, want %q", got.Older, want)
	}
	// A third observation, between the two: it beats neither text nor moment.
	between := api
	between.ObservedAt, between.Source, between.Text, between.PublishedAt = day.Add(48*time.Hour), SourceFeed, "as fed", second+1
	if got := MergePost(got, between); got.Text != "as exported" || got.PublishedAt != second+1 || !strings.Contains(got.Older, "/feed") {
		t.Errorf("merged to %+v", got)
	}
	// At one moment the API beats the export.
	api.ObservedAt = export.ObservedAt
	if got := MergePost(export, api); got.Text != "as pulled" || got.Source != SourceAPI || got.URL == "" {
		t.Errorf("merged to %+v", got)
	}
}

func TestMergeSnapshotExamples(t *testing.T) {
	a := PostSnapshot{PostID: "x:1", Likes: N(0), Missing: "clicks=unsupported;saves=not_collected"}
	b := PostSnapshot{PostID: "x:1", Clicks: N(7), Missing: "likes=hidden;saves=hidden", Lifetime: true}
	want := PostSnapshot{PostID: "x:1", Likes: N(0), Clicks: N(7), Missing: "saves=hidden", Lifetime: true}
	if diff := cmp.Diff(want, MergePostSnapshot(a, b)); diff != "" {
		t.Error(diff)
	}
}

func TestCompareVersions(t *testing.T) {
	sorted := []string{"", "labels", "labels/1", "labels/2", "labels/9", "labels/10", "labels/10a", "labels/011", "labels/11", "rules/1.2", "rules/1.10"}
	for i, a := range sorted {
		for j, b := range sorted {
			if got := compareVersions(a, b); got != cmpInt(i, j) {
				t.Errorf("compareVersions(%q, %q) = %d", a, b, got)
			}
		}
	}
}

func cmpInt(i, j int) int {
	switch {
	case i < j:
		return -1
	case i > j:
		return 1
	}
	return 0
}

func TestMergeHandLabelLaws(t *testing.T) {
	lawful(t, MergeHandLabel, func(t *rapid.T) HandLabel {
		at := func(name string) Micros { return Micros(rapid.Int64Range(0, 2).Draw(t, name)) }
		return HandLabel{PostID: "x:1", Platform: X, PublishedAt: at("published"), Format: drawString(t, "format", FormatText, FormatVideo), FormatAt: at("format_at"),
			Devices: rapid.SampledFrom([][]Device{nil, {DeviceHumour}}).Draw(t, "devices"), DevicesAt: at("devices_at"),
			PrimaryTopic: drawString[Topic](t, "topic", "visa", "sport"), TopicAt: at("topic_at"),
			Occasion: drawString(t, "occasion", "", "crisis/Floods"), OccasionAt: at("occasion_at"), Language: drawString(t, "language", "en", "nb"), LanguageAt: at("language_at")}
	})
}

func TestMergePostDrawLaws(t *testing.T) {
	lawful(t, MergePostDraw, func(t *rapid.T) PostDraw {
		return PostDraw{PostID: "x:1", DrawnOn: drawString(t, "day", "", "2026-05-01", "2026-05-08"), Odds: rapid.Int64Range(1, 3).Draw(t, "odds"), Place: rapid.Int64Range(0, 2).Draw(t, "place")}
	})
}

// TestConcede: of two readings of one moment and source by one file the later stands in
// every field that it knows, and what it does not know stays.
func TestConcede(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, now := drawPost(t), drawPost(t)
		now.ObservedAt, now.Source, now.PublishedAt = old.ObservedAt, old.Source, now.PublishedAt+1
		old.DeletedAt, now.DeletedAt = 0, 0
		was := old
		ConcedePost(&old, &now)
		got := MergePost(old, now)
		str := func(was, now string) string { return cmpor.Or(now, was) }
		if got.Text != str(was.Text, now.Text) || got.URL != str(was.URL, now.URL) ||
			now.Precision.fineness() >= was.Precision.fineness() && (got.PublishedAt != now.PublishedAt || got.Precision != now.Precision) {
			t.Fatalf("%+v corrected by %+v is %+v", was, now, got)
		}
		want := was.Followers
		if now.Followers != nil {
			want = now.Followers
		}
		if diff := cmp.Diff(want, got.Followers); diff != "" {
			t.Fatalf("followers: %s", diff)
		}
		later := now
		later.ObservedAt++
		if kept := old; ConcedePost(&kept, &later) {
			t.Fatal("a reading of another moment makes way")
		}
	})
}
