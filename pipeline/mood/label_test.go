package mood_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// TestLabelling: a sample is asked over two sessions, nobody twice, equal input gives
// an equal sample, only counts stay, and the ids leave with the texts.
func TestLabelling(t *testing.T) {
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	pipelinetest.Put(b, lake.Replies, "day=2026-03-04", weekOf("r")...)
	clock := pipelinetest.AsOf("2026-03-10")
	label := func() *mood.Labelling {
		l, err := mood.LabelReplies(t.Context(), b.Now(), pipelinetest.WordScorer{}, clock, mood.Living(14, clock))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	first := label()
	if first.Week != "2026-W10" || len(first.Tasks) != 10 {
		t.Fatalf("week %s, %d replies", first.Week, len(first.Tasks))
	}
	if diff := cmp.Diff(mood.DrawsOf(first), mood.DrawsOf(label())); diff != "" {
		t.Errorf("a second look draws others:\n%s", diff)
	}
	if c, err := first.Record(t.Context(), b.Now()); err != nil || !c.Empty() {
		t.Errorf("nothing said changes something: %v", err)
	}
	other := label()
	for i := range 3 {
		first.Judge(i, sentiment.Negative)
	}
	first.Skip(3)
	c, err := first.Record(t.Context(), b.Now())
	if !c.Purge {
		t.Error("the state before would stay beside the one after")
	}
	b.Commit(c, err)
	other.Judge(0, sentiment.Positive) // meanwhile, at another terminal
	b.Commit(other.Record(t.Context(), b.Now()))

	count := func() (n int64) {
		for _, l := range pipelinetest.RowsOf(t, b.Now(), lake.ReplyLabels) {
			n += l.N
			if l.Mission != "Oslo" || l.Scorer != "words/1" || l.True != "negative" || l.Weight < l.N*data.LabelScale {
				t.Errorf("label %+v", l)
			}
		}
		return n
	}
	if got := count(); got != 3 {
		t.Errorf("%d labels are counted, want 3", got)
	}
	second := label()
	if second.Done != 4 || len(second.Tasks) != 6 {
		t.Fatalf("the second session asks %d after %d, want 6 after 4", len(second.Tasks), second.Done)
	}
	for i := range second.Tasks {
		for _, task := range first.Tasks[:4] {
			if mood.IDOf(task) == mood.IDOf(second.Tasks[i]) {
				t.Errorf("a reply is asked twice")
			}
		}
		second.Judge(i, sentiment.Negative)
	}
	b.Commit(second.Record(t.Context(), b.Now()))
	if got := count(); got != 9 {
		t.Errorf("%d labels are counted, want 9", got)
	}
	b.Commit(mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-03-19")))
	if left := pipelinetest.RowsOf(t, b.Now(), lake.ReplyLabelled); len(left) > 0 {
		t.Errorf("ids are left after their texts: %v", left)
	}
	if got := count(); got != 9 {
		t.Errorf("%d labels are left, want 9", got)
	}
}

// aLabel counts n labels of weight 10.
func aLabel(week, predicted, truth string, n int64) data.ReplyLabel {
	return data.ReplyLabel{Mission: "Oslo", Platform: data.X, Week: week, Language: "en", Scorer: "words/1", Predicted: predicted, True: truth,
		N: n, Weight: n * 10 * data.LabelScale, Squares: n * 100 * data.LabelScale}
}

// aMonth is four weeks that are scored and sealed: of 20 replies 16 are read as good
// and 4 as bad in each.
func aMonth(t *testing.T) *pipelinetest.Bench {
	b, s := pipelinetest.NewBench(t), pipelinetest.AStripper(t, "2026-03-29")
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	replies := pipelinetest.Crowd(20, "2026-03-03")
	for _, day := range []string{"2026-03-10", "2026-03-17", "2026-03-24"} {
		replies = append(replies, pipelinetest.Crowd(20, day)...)
	}
	page := pipelinetest.Strip(t, s, replies...)
	for i := range page.Replies { // no two alike: a crowd of copies would not be tested
		q := &page.Replies[i]
		word, _, _ := strings.Cut(strings.TrimPrefix(q.Text, "This is a "), " ")
		q.Text = word + " " + strings.Map(func(r rune) rune { return 'e' + r%10 }, pipelinetest.Sha(fmt.Sprint(i)))[:40]
	}
	b.Ingest(page)
	b.Score()
	b.Seal(pipelinetest.AsOf("2026-05-01"))
	return b
}

// TestPublishLabelled: 30 labels of a month's own replies take the matrix's place in its
// total, 29 do not, and labels that contradict the matrix leave no share.
func TestPublishLabelled(t *testing.T) {
	weeks := []string{"2026-W10", "2026-W11", "2026-W12", "2026-W13"}
	month := func(labels func(week string) []data.ReplyLabel) data.Mood {
		b := aMonth(t)
		for _, w := range weeks {
			if rows := labels(w); len(rows) > 0 {
				pipelinetest.Put(b, lake.ReplyLabels, "week="+w, rows...)
			}
		}
		m, ok := totals(t, b.Publish(pipelinetest.AsOf("2026-05-01")))["2026-M03"]
		if !ok {
			t.Fatal("the month has no row")
		}
		return m
	}
	plain := month(func(string) []data.ReplyLabel { return nil })
	if plain.Negative == nil || math.Abs(*plain.Negative-0.2) > 0.051 {
		t.Fatalf("by the matrix: %+v", plain)
	}
	// A third of what was read as good is bad.
	errs := func(week string) []data.ReplyLabel {
		return []data.ReplyLabel{aLabel(week, "positive", "positive", 4), aLabel(week, "positive", "negative", 2), aLabel(week, "negative", "negative", 2)}
	}
	if m := month(errs); m.Negative == nil || math.Abs(*m.Negative-0.2-0.8/3) > 0.051 {
		t.Errorf("by 32 labels: negative %v, want about 0.47", m.Negative)
	}
	few := func(week string) []data.ReplyLabel { return errs(week)[:2] }
	if diff := cmp.Diff(plain, month(few)); diff != "" {
		t.Errorf("24 labels change the month:\n%s", diff)
	}
	refuting := func(week string) []data.ReplyLabel {
		return []data.ReplyLabel{aLabel(week, "positive", "positive", 8), aLabel(week, "positive", "negative", 4), aLabel(week, "negative", "negative", 3)}
	}
	if m := month(refuting); m.Negative != nil || m.Positive != nil || m.Suppressed != mood.LabelsDisagree || *m.Coverage != 0 {
		t.Errorf("60 labels that contradict the matrix leave %+v", m)
	}
	agreeing := func(week string) []data.ReplyLabel {
		return []data.ReplyLabel{aLabel(week, "positive", "positive", 10), aLabel(week, "negative", "negative", 4)}
	}
	if m := month(agreeing); m.Negative == nil || m.Suppressed != "" {
		t.Errorf("56 labels that agree with the matrix leave %+v", m)
	}
	older := func(week string) []data.ReplyLabel {
		rows := refuting(week)
		for i := range rows {
			rows[i].Scorer = "words/0"
		}
		return rows
	}
	if diff := cmp.Diff(plain, month(older)); diff != "" {
		t.Errorf("labels of another scorer change the month:\n%s", diff)
	}
}

// TestPublishLabelledLater: what was published stays as it is, whatever labels come.
func TestPublishLabelledLater(t *testing.T) {
	b := aMonth(t)
	before := frozen(t, b.Publish(pipelinetest.AsOf("2026-05-01")))
	pipelinetest.Put(b, lake.ReplyLabels, "week=2026-W10", aLabel("2026-W10", "positive", "negative", 60))
	if diff := cmp.Diff(before, frozen(t, b.Publish(pipelinetest.AsOf("2026-05-02")))); diff != "" {
		t.Errorf("labels change what was published:\n%s", diff)
	}
}
