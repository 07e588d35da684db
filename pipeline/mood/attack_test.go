package mood_test

import (
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// Whoever knows when the embassy answered, which is public, and reads how long that took must
// not learn the moment at which somebody asked.
func TestAnswerTimeTellsNoMoment(t *testing.T) {
	b, _ := replied(t, "2026-03-08", pipelinetest.ARaw("q", "target", "2026-03-03 10:07", "When do you open?"),
		pipelinetest.ARaw("a", "oslo", "2026-03-04 05:44", "Monday", func(r *connectors.Reply) { r.ByAccount, r.Parent = true, "q" }))
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	m := totals(t, b.Publish(pipelinetest.AsOf("2026-03-16")))["2026-W10"]
	if m.AnswerSecs == nil || *m.AnswerSecs != 20*3600 {
		t.Errorf("published: %v, want 20 hours", m.AnswerSecs)
	}
	if cell := pipelinetest.RowsOf(t, b.Now(), lake.ReplyCells)[0]; len(cell.AnswerSecs) != 1 || cell.AnswerSecs[0] != 20*3600 {
		t.Errorf("stored: %v, want 20 hours", cell.AnswerSecs)
	}
}

// A post that is deleted before its replies were scored takes the texts along. The week of
// their authors must be sealed all the same, or hashes and key stay for ever.
func TestSealEndsWeeksWithoutTexts(t *testing.T) {
	b, s := pipelinetest.NewBench(t), pipelinetest.AStripper(t, "2026-03-05")
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	b.Ingest(pipelinetest.Strip(t, s, pipelinetest.ARaw("r", "target", "2026-03-03", "good")))
	if c, err := mood.Seal(t.Context(), b.Now(), func(string) bool { return true }, pipelinetest.AsOf("2026-04-16")); err != nil || !c.Empty() {
		t.Errorf("a week that waits to be scored is sealed: empty %v, error %v", c.Empty(), err)
	}
	b.Commit(mood.Expire(b.Now(), 0, pipelinetest.AsOf("2026-03-05"))) // the texts leave
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	for _, a := range pipelinetest.RowsOf(t, b.Now(), lake.ReplyAuthors) {
		if !a.Sealed || len(a.Authors) > 0 {
			t.Errorf("hashes are left: %+v", a)
		}
	}
	if seals := pipelinetest.RowsOf(t, b.Now(), lake.Seals); len(seals) != 1 { // by these keys are destroyed
		t.Errorf("seals %+v, want one", seals)
	}
}

// An account that leaves the settings, or goes to another mission, must not leave the ids of
// the replies under its posts behind.
func TestSealDropsIDsOfGoneAccounts(t *testing.T) {
	b, _ := replied(t, "2026-03-05", pipelinetest.Crowd(3, "2026-03-03")...)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("rome", data.X, "Rome"))
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	b.Commit(mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-04-16")))
	b.Seal(pipelinetest.AsOf("2026-04-16"))
	if seen := pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen); len(seen) > 0 {
		t.Errorf("ids are left: %+v", seen)
	}
}

// One reply under a post is one cell. What it was taken to say must not be found in the vault
// for ever, nor what a person labelled of it; how many there were may, and must, for late ones
// are told by it.
func TestVaultForgetsWhatOneSaid(t *testing.T) {
	b, _ := replied(t, "2026-03-05", append(pipelinetest.Crowd(12, "2026-03-03"), pipelinetest.ARaw("t", "target", "2026-03-04", "bad", func(r *connectors.Reply) { r.RootPost = "x:2" }))...)
	pipelinetest.Put(b, lake.ReplyLabels, "week=2026-W10", data.ReplyLabel{Mission: "Oslo", Platform: data.X, Week: "2026-W10", Language: "en",
		Scorer: "s", Predicted: "negative", True: "negative", N: 1, Weight: data.LabelScale, Squares: data.LabelScale})
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	shown := totals(t, b.Publish(pipelinetest.AsOf("2026-03-16")))["2026-W10"]
	told := func() (classes, n int64) {
		for _, c := range pipelinetest.RowsOf(t, b.Now(), lake.ReplyCells) {
			classes += c.Negative + c.Neutral + c.Positive + c.Abstained + c.Questions + c.Answered + c.Abuse + c.NearDup + int64(len(c.AnswerSecs))
			n += c.N
		}
		return classes, n
	}
	// 2026-Q1 ends on 29 March; 13 and 3 weeks later is 19 July.
	b.Publish(pipelinetest.AsOf("2026-07-18"))
	if classes, n := told(); classes == 0 || n != 13 {
		t.Fatalf("a day early: %d said of %d replies", classes, n)
	}
	c, err := mood.Publish(t.Context(), b.Now(), pipelinetest.WordScorer{}, mood.Publishing{}, pipelinetest.AsOf("2026-07-20"))
	if !c.Purge {
		t.Error("superseded snapshots keep what was said")
	}
	b.Commit(c, err)
	if classes, n := told(); classes != 0 || n != 13 {
		t.Errorf("%d said of %d replies, want none of 13", classes, n)
	}
	if labels := pipelinetest.RowsOf(t, b.Now(), lake.ReplyLabels); len(labels) > 0 {
		t.Errorf("labels are left: %+v", labels)
	}
	if again := totals(t, b.Now())["2026-W10"]; again.N == nil || shown.Net == nil || *again.N != *shown.N || *again.Net != *shown.Net {
		t.Errorf("what was published changed: %+v, was %+v", again, shown)
	}
	if c, err := mood.Publish(t.Context(), b.Now(), pipelinetest.WordScorer{}, mood.Publishing{}, pipelinetest.AsOf("2026-07-21")); err != nil || !c.Empty() && c.Purge {
		t.Errorf("again: purge %v, error %v", c.Purge, err)
	}
}
