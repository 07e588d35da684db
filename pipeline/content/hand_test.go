package content_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

func keepLabels(b *pipelinetest.Bench, labels ...data.HandLabel) content.Kept {
	b.T.Helper()
	c, kept, err := content.KeepLabels(b.T.Context(), b.Now(), labels)
	b.Commit(c, err)
	return kept
}

// saysFormat is what a person says of a post some hours after an epoch.
func saysFormat(id data.PostID, f data.Format, hours int) data.HandLabel {
	return data.HandLabel{PostID: id, Platform: id.Platform(), Format: f, FormatAt: pipelinetest.When("2026-05-01").Add(time.Duration(hours) * time.Hour)}
}

func TestKeepLabels(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02 09:00"), pipelinetest.APost("x:2", "2026-04-02 09:00")},
		Aliases: []data.Alias{{Alias: "x:row-1", PostID: "x:1", Reason: "same link"}}})
	b.Classify()
	kept := keepLabels(b, saysFormat("x:row-1", data.FormatPoll, 1), saysFormat("x:9", data.FormatPoll, 1))
	if diff := cmp.Diff(content.Kept{Posts: 1, Unknown: []data.PostID{"x:9"}}, kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	untouched := pipelinetest.Hashes(b.Now(), lake.PostLabels)["platform=x/month=2026-04"]
	b.Classify()
	if diff := cmp.Diff(map[data.PostID]string{"x:1": "poll by human", "x:2": "text by rule"}, formats(t, b.Now())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if pipelinetest.Hashes(b.Now(), lake.PostLabels)["platform=x/month=2026-04"] != untouched {
		t.Error("a label of March has April labelled again")
	}
	// The same again, even later, is no news and no commit.
	before := b.Now().ID()
	if kept := keepLabels(b, saysFormat("x:1", data.FormatPoll, 5)); kept.Same != 1 || kept.Posts != 0 || b.Now().ID() != before {
		t.Errorf("again: %+v, commit %d after %d", kept, b.Now().ID(), before)
	}
	// Who changes their mind is heard; what was said before is not.
	keepLabels(b, saysFormat("x:1", data.FormatAlbum, 3))
	keepLabels(b, saysFormat("x:1", data.FormatVideo, 2))
	b.Classify()
	if got := formats(t, b.Now())["x:1"]; got != "album by human" {
		t.Errorf("after a change of mind: %s", got)
	}
	// New rules leave it alone, and a new id of the post takes it along.
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:11", "2026-03-02 09:00")}, Aliases: []data.Alias{{Alias: "x:1", PostID: "x:11", Reason: "same link"}}})
	b.Classify()
	if diff := cmp.Diff(map[data.PostID]string{"x:11": "album by human", "x:2": "text by rule"}, formats(t, b.Now())); diff != "" {
		t.Errorf("under another id (-want +got):\n%s", diff)
	}
}

// Whatever rules and people say and in what order: a person beats a rule field by
// field, and of what people say of one field the latest stands; of one moment the
// greater, so that order does not matter.
func TestHumanBeatsRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := data.PostLabel{PostID: "x:1", Format: data.FormatText, FormatBy: data.ByRule, DevicesBy: data.ByRule, Devices: []data.Device{data.DeviceThanks},
			PrimaryTopic: "visa", Topics: []data.Topic{"visa"}, TopicsBy: data.ByRule, Language: "en", LanguageBy: data.ByRule, Occasion: "other/fair"}
		var all data.HandLabel
		var wantFormat, wantTopic data.LabelBy = data.ByRule, data.ByRule
		format, topic := rule.Format, rule.PrimaryTopic
		var formatAt, topicAt data.Micros
		says := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) data.HandLabel {
			h := data.HandLabel{PostID: "x:1", Platform: "x"}
			at := data.Micros(rapid.Int64Range(1, 1<<40).Draw(t, "at"))
			if rapid.Bool().Draw(t, "says format") {
				h.Format, h.FormatAt = rapid.SampledFrom([]data.Format{data.FormatPoll, data.FormatVideo}).Draw(t, "format"), at
			} else {
				h.PrimaryTopic, h.TopicAt = rapid.SampledFrom([]data.Topic{"sport", "other"}).Draw(t, "topic"), at
			}
			return h
		}), 0, 5).Draw(t, "labels")
		for _, h := range says {
			all = data.MergeHandLabel(all, h)
			if h.FormatAt > formatAt || h.FormatAt == formatAt && h.FormatAt > 0 && h.Format > format {
				format, formatAt, wantFormat = h.Format, h.FormatAt, data.ByHuman
			}
			if h.TopicAt > topicAt || h.TopicAt == topicAt && h.TopicAt > 0 && h.PrimaryTopic > topic {
				topic, topicAt, wantTopic = h.PrimaryTopic, h.TopicAt, data.ByHuman
			}
		}
		got := all.Over(rule)
		if got.FormatBy != wantFormat || got.TopicsBy != wantTopic || got.Format != format || got.PrimaryTopic != topic || !slices.Contains(got.Topics, topic) ||
			got.DevicesBy != data.ByRule || got.Language != "en" || got.Occasion != "other/fair" {
			t.Fatalf("label %+v, want %s by %s and %s by %s, the rest by rule", got, format, wantFormat, topic, wantTopic)
		}
		if again := all.Over(got); !cmp.Equal(again, got) {
			t.Fatalf("saying it twice changes the label: %s", cmp.Diff(got, again))
		}
	})
}

// many is a lake with n own posts, of which a tenth are videos.
func many(t *testing.T, n int) *pipelinetest.Bench {
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"), data.Account{AccountID: "peer", Platform: data.X, Role: data.RolePeerMission})
	var posts []data.Post
	for i := range n {
		posts = append(posts, pipelinetest.APost(data.PostID(fmt.Sprintf("x:%d", i)), "2026-03-02 09:00", func(p *data.Post) {
			if i%10 == 0 {
				p.FormatNative = "video"
			}
			if i%25 == 1 {
				p.AccountID = "peer"
			}
			p.IsReply = i%25 == 2
		}))
	}
	b.Ingest(data.Page{Account: "oslo", Posts: posts})
	b.Classify()
	return b
}

func drawPosts(b *pipelinetest.Bench, most int, day string) *content.PostLabelling {
	b.T.Helper()
	l, err := content.DrawPosts(b.T.Context(), b.Now(), most, pipelinetest.AsOf(day))
	if err != nil {
		b.T.Fatal(err)
	}
	b.Commit(l.Record(b.T.Context(), b.Now()))
	return l
}

func TestDrawPosts(t *testing.T) {
	b := many(t, 500)
	first := drawPosts(b, 20, "2026-05-01")
	again := drawPosts(b, 20, "2026-05-08")
	if len(first.Tasks) != 20 || first.New() != 20 || again.New() != 0 || !cmp.Equal(first.Tasks, again.Tasks) {
		t.Errorf("%d posts, %d new; again %d new", len(first.Tasks), first.New(), again.New())
	}
	for _, task := range first.Tasks {
		if task.Post.AccountID != "oslo" || task.Post.IsReply {
			t.Errorf("drawn: %+v", task.Post)
		}
	}
	var labels []data.HandLabel
	for _, task := range first.Tasks[:15] {
		labels = append(labels, saysFormat(task.Post.PostID, data.FormatVideo, 1))
	}
	keepLabels(b, labels...)
	b.Classify()
	next := drawPosts(b, 20, "2026-05-15")
	if next.Done != 15 || next.New() != 15 || !cmp.Equal(next.Tasks[:5], first.Tasks[15:]) {
		t.Errorf("then %d done, %d new", next.Done, next.New())
	}
	// All that is left is drawn for certain.
	all := drawPosts(b, 5000, "2026-05-22")
	if len(all.Tasks)+all.Done != 460 {
		t.Errorf("%d open and %d done, want the 460 own posts that are no replies", len(all.Tasks), all.Done)
	}
	for _, d := range pipelinetest.RowsOf(t, b.Now(), lake.PostDraws) {
		if d.Odds != data.LabelScale {
			t.Fatalf("%s is in the sample with %d, want certainty", d.PostID, d.Odds)
		}
	}
}

func TestAgree(t *testing.T) {
	b := many(t, 300)
	l := drawPosts(b, 60, "2026-05-01")
	var labels []data.HandLabel
	for _, task := range l.Tasks {
		f := task.Label.Format
		if f == data.FormatVideo {
			f = data.FormatLive // the rules cannot tell
		}
		labels = append(labels, saysFormat(task.Post.PostID, f, 1))
	}
	keepLabels(b, labels...)
	keepLabels(b, saysFormat("x:3", data.FormatPoll, 1)) // not drawn unless it is in the sample
	agree := func() []data.LabelAgreement {
		b.Commit(content.Agree(t.Context(), b.Now(), sentiment.DefaultTopics()))
		return pipelinetest.RowsOf(t, b.Now(), lake.LabelAgreements)
	}
	rows := agree()
	before := b.Now().ID()
	agree()
	if b.Now().ID() != before {
		t.Error("counting again what did not change is a commit")
	}
	var n, polls int64
	var live, text float64
	for _, c := range rows {
		n += c.N
		switch {
		case c.True == "poll":
			polls += c.N
		case c.True == "live" && c.Read == "video":
			live += float64(c.Weight) / data.LabelScale
		case c.True == "text" && c.Read == "text":
			text += float64(c.Weight) / data.LabelScale
		default:
			t.Errorf("cell %+v", c)
		}
	}
	if n != 60 && n != 61 || polls > 1 {
		t.Errorf("%d posts counted, %d polls", n, polls)
	}
	// 30 of 300 posts are videos, fewer of own accounts; the sample takes them likelier.
	if live < 12 || live > 50 || text < 180 || text > 310 {
		t.Errorf("the weights tell of %.0f films and %.0f texts", live, text)
	}
	if c := rows[0]; c.Version != content.RulesVersion(sentiment.DefaultTopics()) || c.Lever != "format" || c.Platform != data.X || c.Language != "en" {
		t.Errorf("cell %+v", c)
	}
}
