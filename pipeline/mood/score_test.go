package mood_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func TestScoreCounts(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{
		pipelinetest.ARow("R1", "2026-03-03 10:00", "2026-03-05", "good"), pipelinetest.ARow("R2", "2026-03-03 11:00", "2026-03-05", "bad, idiot"),
		pipelinetest.ARow("R3", "2026-03-03 12:00", "2026-03-05", "plain", func(r *data.Reply) { r.Authored = false }),
		pipelinetest.ARow("R4", "2026-03-03 13:00", "2026-03-05", "When do you open?"),
		pipelinetest.ARow("R5", "2026-03-08 23:59", "2026-03-05", "good"),
		pipelinetest.ARow("R6", "2026-03-09 00:00", "2026-03-05", "good"),
		pipelinetest.ARow("R7", "2026-03-03 14:00", "2026-03-05", "bon", func(r *data.Reply) { r.Language = "fr" }),
		pipelinetest.ARow("A1", "2026-03-03 15:00", "2026-03-05", "good", pipelinetest.AnAnswer("R4")),
	}})
	cell := func(week, language string, n int64) data.ReplyCell {
		return data.ReplyCell{RootPost: "x:1", AccountID: "oslo", Mission: "Oslo", Platform: data.X, Format: data.FormatText, Language: language,
			Topic: data.TopicOther, Week: week, IngestedOn: "2026-03-05", Scorer: "words/1", N: n}
	}
	english := cell("2026-W10", "en", 5)
	english.Positive, english.Negative, english.Neutral, english.Abstained = 2, 1, 1, 1
	english.Questions, english.Answered, english.AnswerSecs = 1, 1, []int64{7200}
	english.Abuse, english.Unauthored = 1, 1
	french, next := cell("2026-W10", "fr", 1), cell("2026-W11", "en", 1)
	french.Abstained, next.Positive = 1, 1
	if diff := cmp.Diff([]data.ReplyCell{english, french, next}, pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	before := b.Now()
	if c, err := mood.Score(t.Context(), before, pipelinetest.WordScorer{}); err != nil || !c.Empty() {
		t.Errorf("scoring again: empty %v, error %v", c.Empty(), err)
	}
}

func TestScoreAnswers(t *testing.T) {
	asked := pipelinetest.When("2026-03-03 10:00")
	for _, c := range []struct {
		name     string
		waits    []time.Duration
		answered int64
		seconds  []int64
	}{
		{"no answer", nil, 0, nil},
		{"48 hours to the second", []time.Duration{48 * time.Hour}, 1, []int64{172800}},
		{"a second more", []time.Duration{48*time.Hour + time.Second}, 0, []int64{172800}},
		{"the first of two", []time.Duration{72 * time.Hour, time.Hour}, 1, []int64{3600}},
		{"before it was asked", []time.Duration{-time.Minute}, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			replies := []data.Reply{pipelinetest.ARow("Q", "2026-03-03 10:00", "2026-03-05", "When?"), pipelinetest.ARow("R", "2026-03-03 10:00", "2026-03-05", "good")}
			for i, wait := range c.waits {
				a := pipelinetest.ARow("A"+string(rune('0'+i)), "2026-03-03 10:00", "2026-03-05", "Monday", pipelinetest.AnAnswer("Q"))
				a.PublishedAt = asked.Add(wait)
				replies = append(replies, a)
			}
			b := pipelinetest.NewBench(t)
			b.Ingest(data.Page{Account: "oslo", Replies: replies})
			cell := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)[0]
			if cell.Questions != 1 || cell.Answered != c.answered || !cmp.Equal(cell.AnswerSecs, c.seconds) {
				t.Errorf("questions %d, answered %d in %v; want 1, %d in %v", cell.Questions, cell.Answered, cell.AnswerSecs, c.answered, c.seconds)
			}
		})
	}
}

func TestScoreFindsAnswersOfAnotherDay(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{pipelinetest.ARow("Q", "2026-03-03 10:00", "2026-03-03", "When?")}})
	if cell := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)[0]; cell.Answered != 0 {
		t.Fatalf("answered before the answer came: %+v", cell)
	}
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{pipelinetest.ARow("A", "2026-03-04 10:00", "2026-03-04", "Monday", pipelinetest.AnAnswer("Q"))}})
	cells := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)
	if len(cells) != 1 || cells[0].Answered != 1 || cells[0].IngestedOn != "2026-03-03" {
		t.Errorf("cells %+v, want the one of 3 March with an answer", cells)
	}
	if again := b.Score(); again.ID() != b.Now().ID() {
		t.Error("scoring again is a commit")
	}
}

func TestScoreNearDuplicates(t *testing.T) {
	const slogan = "Down with the consulate and everybody who works for it"
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{
		pipelinetest.ARow("R1", "2026-03-03 10:00", "2026-03-03", slogan),
		pipelinetest.ARow("R2", "2026-03-03 11:00", "2026-03-03", slogan+"!!"),
		pipelinetest.ARow("R3", "2026-03-08 12:00", "2026-03-08", "@… "+slogan, func(r *data.Reply) { r.RootPost = "x:2" }),
		pipelinetest.ARow("R4", "2026-03-09 00:00", "2026-03-09", slogan), // another week
		pipelinetest.ARow("R5", "2026-03-03 12:00", "2026-03-03", slogan, func(r *data.Reply) { r.Mission = "Lima"; r.RootPost = "x:9" }),
		pipelinetest.ARow("R6", "2026-03-03 13:00", "2026-03-03", "A reply like no other one under this post"),
	}})
	marked := map[string]int64{}
	for _, c := range pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells) {
		marked[c.Mission+" "+string(c.RootPost)+" "+c.Week] += c.NearDup
	}
	want := map[string]int64{"Oslo x:1 2026-W10": 1, "Oslo x:2 2026-W10": 1, "Oslo x:1 2026-W11": 0, "Lima x:9 2026-W10": 0}
	if diff := cmp.Diff(want, marked); diff != "" {
		t.Errorf("near-duplicates (-want +got):\n%s", diff)
	}
}

func TestScoreLeavesSealedWeeks(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{
		pipelinetest.ARow("R1", "2026-03-03 10:00", "2026-03-09", "When?"), pipelinetest.ARow("R2", "2026-03-09 10:00", "2026-03-09", "When?"),
	}})
	before := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)
	pipelinetest.Put(b, lake.Seals, "", data.Seal{Mission: "Oslo", Platform: data.X, Week: "2026-W10", SealedOn: "2026-03-16"})
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{
		pipelinetest.ARow("R3", "2026-03-03 10:00", "2026-03-16", "good"), pipelinetest.ARow("A1", "2026-03-03 11:00", "2026-03-16", "Monday", pipelinetest.AnAnswer("R1")),
		pipelinetest.ARow("A2", "2026-03-09 11:00", "2026-03-16", "Monday", pipelinetest.AnAnswer("R2")),
	}})
	after := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)
	if len(after) != 2 {
		t.Fatalf("cells %+v, want two", after)
	}
	if diff := cmp.Diff(before[0], after[0]); diff != "" {
		t.Errorf("the sealed week's cell changed:\n%s", diff)
	}
	if after[1].Answered != 1 {
		t.Errorf("the open week's question is not answered: %+v", after[1])
	}
}

func TestExpire(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Replies: []data.Reply{
		pipelinetest.ARow("R1", "2026-03-03", "2026-03-04", "good"), pipelinetest.ARow("R2", "2026-03-03", "2026-03-05", "bad"), pipelinetest.ARow("R3", "2026-03-03", "2026-03-06", "plain"),
	}})
	cells := pipelinetest.RowsOf(t, b.Score(), lake.ReplyCells)
	left := func() (days []string) {
		t.Helper()
		for _, r := range pipelinetest.RowsOf(t, b.Now(), lake.Replies) {
			days = append(days, r.IngestedOn)
		}
		return days
	}
	if c, err := mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-03-17 23:59")); err != nil || !c.Empty() {
		t.Errorf("a minute before the 14th day is over: empty %v, purge %v, error %v", c.Empty(), c.Purge, err)
	}
	c, err := mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-03-18 00:00"))
	if !c.Purge {
		t.Error("expired texts would stay in superseded snapshots")
	}
	b.Commit(c, err)
	if diff := cmp.Diff([]string{"2026-03-05", "2026-03-06"}, left()); diff != "" {
		t.Errorf("days left (-want +got):\n%s", diff)
	}
	b.Commit(mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-04-20 08:00")))
	if days := left(); days != nil {
		t.Errorf("days %v are left a month later", days)
	}
	b.Score()
	if diff := cmp.Diff(cells, pipelinetest.RowsOf(t, b.Now(), lake.ReplyCells)); diff != "" {
		t.Errorf("cells did not outlive the texts (-before +after):\n%s", diff)
	}
	if c, err := mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-05-20")); err != nil || !c.Empty() {
		t.Errorf("nothing to expire: empty %v, error %v", c.Empty(), err)
	}
	report, err := b.Lake.Verify(t.Context(), lake.VerifyOptions{ReadData: true})
	if err != nil {
		t.Fatalf("verify: %v", err)
	}
	if len(report.Orphans) > 0 {
		t.Errorf("expired files are still there: %v", report.Orphans)
	}
}
