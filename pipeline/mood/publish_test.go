package mood_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// replied takes raw replies through the stages up to the scored cells.
func replied(t *testing.T, day string, replies ...connectors.Reply) (*pipelinetest.Bench, *intake.Stripper) {
	t.Helper()
	b, s := pipelinetest.NewBench(t), pipelinetest.AStripper(t, day)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	b.Ingest(pipelinetest.Strip(t, s, replies...))
	b.Score()
	return b, s
}

// totals returns the rows of the mission's total by period.
func totals(t pipelinetest.Failer, r lake.Reader) map[string]data.Mood {
	t.Helper()
	found := map[string]data.Mood{}
	for _, m := range pipelinetest.RowsOf(t, r, lake.MoodTable) {
		if m.Breakdown == data.DimTotal {
			found[m.Period] = m
		}
	}
	return found
}

func TestSealWhenDue(t *testing.T) {
	b, _ := replied(t, "2026-03-05", pipelinetest.Crowd(10, "2026-03-03")...)
	open := b.Now()
	// W10 ends on 8 March; it seals on the 16th, 00:00.
	if c, err := mood.Seal(t.Context(), open, func(string) bool { return true }, pipelinetest.AsOf("2026-03-15 23:59")); err != nil || !c.Empty() {
		t.Errorf("a minute early: empty %v, error %v", c.Empty(), err)
	}
	if c, err := mood.Seal(t.Context(), open, func(string) bool { return false }, pipelinetest.AsOf("2026-03-18 23:59")); err != nil || !c.Empty() {
		t.Errorf("an incomplete pull within 14 days: empty %v, error %v", c.Empty(), err)
	}
	if c, err := mood.Seal(t.Context(), open, func(string) bool { return false }, pipelinetest.AsOf("2026-03-19")); err != nil || c.Empty() {
		t.Errorf("14 days after its first reply: empty %v, error %v", c.Empty(), err)
	}
	c, err := mood.Seal(t.Context(), open, func(m string) bool { return m == "Oslo" }, pipelinetest.AsOf("2026-03-16"))
	if !c.Purge {
		t.Error("hashes would stay in superseded snapshots")
	}
	b.Commit(c, err)
	if diff := cmp.Diff([]data.Seal{{Mission: "Oslo", Platform: data.X, Week: "2026-W10", SealedOn: "2026-03-16"}}, pipelinetest.RowsOf(t, b.Now(), lake.Seals)); diff != "" {
		t.Errorf("seals (-want +got):\n%s", diff)
	}
	if c, err := mood.Seal(t.Context(), b.Now(), func(string) bool { return true }, pipelinetest.AsOf("2026-04-16")); err != nil || !c.Empty() {
		t.Errorf("a sealed week is sealed again: empty %v, error %v", c.Empty(), err)
	}
}

func TestSealForgetsAuthors(t *testing.T) {
	replies := append(pipelinetest.Crowd(10, "2026-03-03"), pipelinetest.ARaw("extra", "person-2026-03-03-0", "2026-03-04", "good"))
	b, _ := replied(t, "2026-03-12", append(replies, pipelinetest.Crowd(3, "2026-03-10")...)...)
	var keys []string
	for _, row := range pipelinetest.RowsOf(t, b.Now(), lake.ReplyAuthors) {
		for _, a := range row.Authors {
			if row.Week == "2026-W10" {
				keys = append(keys, a.Key)
			}
		}
	}
	if len(keys) == 0 || len(pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen)) != 14 {
		t.Fatalf("%d keys and %d ids before sealing", len(keys), len(pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen)))
	}
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	for _, row := range pipelinetest.RowsOf(t, b.Now(), lake.ReplyAuthors) {
		switch {
		case row.Week == "2026-W11" && (row.Sealed || len(row.Authors) == 0):
			t.Errorf("an open week was sealed: %+v", row)
		case row.Week == "2026-W10" && (!row.Sealed || len(row.Authors) > 0):
			t.Errorf("a sealed week holds hashes: %+v", row)
		case row.Week == "2026-W10" && row.Dimension == data.DimTotal && (row.Distinct != 10 || row.Replies != 11 || row.MaxReplies != 2):
			t.Errorf("total %+v, want 10 people, 11 replies, 2 by the busiest", row)
		}
	}
	if seen := pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen); len(seen) != 3 || slices.ContainsFunc(seen, func(s data.ReplySeen) bool { return s.Week != "2026-W11" }) {
		t.Errorf("ids seen %+v, want those of W11", seen)
	}
	for _, doc := range lake.Dictionary() {
		for _, f := range b.Now().Files(doc.Name) {
			o, err := b.Now().OpenFile(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			bytes := make([]byte, o.Size())
			if _, err := o.ReadAt(bytes, 0); err != nil && o.Size() > 0 && err.Error() != "EOF" {
				t.Fatal(err)
			}
			o.Close()
			for _, k := range keys {
				if strings.Contains(string(bytes), k) {
					t.Errorf("a hash of the sealed week is left in %s", f.Name)
				}
			}
		}
	}
}

// The ids of a week keep overlapping pages from counting twice as long as the week
// is open on any platform.
func TestSealKeepsIDsOfOtherPlatforms(t *testing.T) {
	onMastodon := func(r *connectors.Reply) { r.RootPost, r.Native = "mastodon:1", "m"+r.Native }
	b, s := replied(t, "2026-03-03", pipelinetest.Crowd(3, "2026-03-02")...)
	s.Clock = pipelinetest.AsOf("2026-03-12")
	b.Ingest(pipelinetest.Strip(t, s, pipelinetest.Crowd(4, "2026-03-02", onMastodon)...))
	b.Score()
	// The pull is not complete: X is due 14 days after 3 March, Mastodon after the 12th.
	b.Commit(mood.Seal(t.Context(), b.Now(), func(string) bool { return false }, pipelinetest.AsOf("2026-03-18")))
	if seals := pipelinetest.RowsOf(t, b.Now(), lake.Seals); len(seals) != 1 || seals[0].Platform != data.X {
		t.Fatalf("seals %+v, want X alone", seals)
	}
	seen := map[string]bool{}
	for _, row := range pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen) {
		seen[row.ReplyID] = true
	}
	s.Seen = func(id string) bool { return seen[id] }
	s.Sealed = func(p data.Platform, week string) bool { return p == data.X }
	if again := pipelinetest.Strip(t, s, pipelinetest.Crowd(4, "2026-03-02", onMastodon)...); len(again.Replies) > 0 {
		t.Errorf("%d replies of the open platform would be counted twice", len(again.Replies))
	}
	b.Commit(mood.Seal(t.Context(), b.Now(), func(string) bool { return false }, pipelinetest.AsOf("2026-03-26")))
	if left := pipelinetest.RowsOf(t, b.Now(), lake.ReplySeen); len(left) > 0 {
		t.Errorf("ids are left once both are sealed: %+v", left)
	}
}

func TestPublishThreshold(t *testing.T) {
	for _, c := range []struct {
		name    string
		replies []connectors.Reply
		rules   mood.Publishing
		n       int64 // 0: suppressed
		basis   string
	}{
		{"nine people", pipelinetest.Crowd(9, "2026-03-03"), mood.Publishing{}, 0, ""},
		{"ten people", pipelinetest.Crowd(10, "2026-03-03"), mood.Publishing{}, 10, "authors"},
		{"ten replies by nine", append(pipelinetest.Crowd(9, "2026-03-03"), pipelinetest.ARaw("x", "person-2026-03-03-1", "2026-03-04", "good")), mood.Publishing{}, 0, ""},
		{"one wrote more than half", append(pipelinetest.Crowd(10, "2026-03-03"), twelveBy("busy")...), mood.Publishing{}, 0, ""},
		{"protected: 29", pipelinetest.Crowd(29, "2026-03-03"), mood.Publishing{Missions: map[string]privacy.Rule{"Oslo": {Protected: true}}}, 0, ""},
		{"protected: 30", pipelinetest.Crowd(30, "2026-03-03"), mood.Publishing{Missions: map[string]privacy.Rule{"Oslo": {Protected: true}}}, 30, "authors"},
		{"another mission's rule", pipelinetest.Crowd(10, "2026-03-03"), mood.Publishing{Missions: map[string]privacy.Rule{"Lima": {Protected: true}}}, 10, "authors"},
		{"29 without author", unauthored(29, 5), mood.Publishing{}, 0, ""},
		{"30 without author", unauthored(30, 5), mood.Publishing{}, 30, "replies"},
		{"30 without author under four posts", unauthored(30, 4), mood.Publishing{}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, _ := replied(t, "2026-03-05", c.replies...)
			b.Seal(pipelinetest.AsOf("2026-03-16"))
			b.Commit(mood.Publish(t.Context(), b.Now(), pipelinetest.WordScorer{}, c.rules, pipelinetest.AsOf("2026-03-16")))
			m, ok := totals(t, b.Now())["2026-W10"]
			if !ok {
				t.Fatal("the week has no row")
			}
			if c.n == 0 {
				if m.N != nil || m.Negative != nil || m.Positive != nil || m.Neutral != nil || m.Net != nil || m.Coverage != nil || m.Flood != nil ||
					m.Suppressed != privacy.TooFew || m.Frozen || m.Basis != "" {
					t.Errorf("%+v; want a notice without numbers", m)
				}
				return
			}
			if m.N == nil || *m.N != c.n || m.Basis != c.basis || !m.Frozen || m.Suppressed != "" || m.Negative == nil {
				t.Fatalf("%+v; want %d replies on the basis of %s, frozen", m, c.n, c.basis)
			}
			// Every fifth reply is bad and the others are good.
			if *m.Negative != 0.2 || *m.Positive != 0.8 || *m.Neutral != 0 {
				t.Errorf("shares %.2f %.2f %.2f, want 0.20 0.00 0.80", *m.Negative, *m.Neutral, *m.Positive)
			}
		})
	}
}

func twelveBy(author string) []connectors.Reply {
	var replies []connectors.Reply
	for i := range 12 {
		replies = append(replies, pipelinetest.ARaw(fmt.Sprint(author, i), author, "2026-03-04", "good"))
	}
	return replies
}

func unauthored(n, posts int) []connectors.Reply {
	replies := pipelinetest.Crowd(n, "2026-03-03", func(r *connectors.Reply) { r.Author, r.HasAuthor = "", false })
	for i := range replies {
		replies[i].RootPost = data.NewPostID(data.X, fmt.Sprint(i%posts))
	}
	return replies
}

func TestPublishOnceForGood(t *testing.T) {
	b, s := replied(t, "2026-03-05", pipelinetest.Crowd(12, "2026-03-03")...)
	if open := pipelinetest.RowsOf(t, b.Publish(pipelinetest.AsOf("2026-03-12")), lake.MoodTable); len(open) > 0 {
		t.Errorf("an open week is shown: %+v", open)
	}
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	first := b.Publish(pipelinetest.AsOf("2026-03-16"))
	if again := b.Publish(pipelinetest.AsOf("2026-03-16")); again.ID() != first.ID() {
		t.Error("publishing again is a commit")
	}
	published := frozen(t, first)
	if len(published) == 0 || totals(t, first)["2026-W10"].SealedOn != "2026-03-16" {
		t.Fatalf("mood %+v", published)
	}
	// Later weeks, one of them too small, and later as-of dates leave it as it is.
	s.Clock = pipelinetest.AsOf("2026-03-17")
	b.Ingest(pipelinetest.Strip(t, s, append(pipelinetest.Crowd(4, "2026-03-10"), pipelinetest.Crowd(15, "2026-03-17")...)...))
	b.Score()
	for _, day := range []string{"2026-03-23", "2026-03-30", "2026-04-20", "2026-07-30"} {
		b.Seal(pipelinetest.AsOf(day))
		last := b.Publish(pipelinetest.AsOf(day))
		now := frozen(t, last)
		for key, row := range published {
			if diff := cmp.Diff(row, now[key]); diff != "" {
				t.Errorf("as of %s, %s changed (-published +now):\n%s", day, key, diff)
			}
		}
		if again := b.Publish(pipelinetest.AsOf(day)); again.ID() != last.ID() {
			t.Errorf("as of %s, publishing again is a commit", day)
		}
		// No week is shown twice in a breakdown.
		weeks := map[string]string{}
		for _, m := range now {
			if m.Basis == data.BasisWeeks {
				continue // adds up what is shown, and discloses no more
			}
			for _, w := range m.Weeks {
				at := string(m.Breakdown) + " " + w
				if other, ok := weeks[at]; ok && other != m.Period {
					t.Errorf("as of %s, %s is in %s and %s", day, at, other, m.Period)
				}
				weeks[at] = m.Period
			}
		}
		published = now
	}
	if m := totals(t, b.Now())["2026-W12"]; m.N == nil || *m.N != 15 {
		t.Errorf("W12 %+v, want 15 replies", m)
	}
}

// A month may hold both a sum of its published weeks and what the other weeks are
// shown as together; neither may take the other's place.
func TestPublishSumsBesideMonths(t *testing.T) {
	var replies []connectors.Reply
	for _, week := range []string{"2026-03-03", "2026-03-17"} { // W10 and W12: not by themselves
		replies = append(replies, pipelinetest.Crowd(9, week)...)
	}
	replies = append(replies, twelveBy("busy")...) // in W10
	for _, week := range []string{"2026-03-10", "2026-03-24"} {
		replies = append(replies, pipelinetest.Crowd(12, week)...)
	}
	b, _ := replied(t, "2026-03-29", replies...)
	b.Seal(pipelinetest.AsOf("2026-04-10"))
	before := frozen(t, b.Publish(pipelinetest.AsOf("2026-04-10")))
	together := func(rows []data.Mood, weeks ...string) (found []int64) {
		for _, m := range rows {
			if m.Breakdown == data.DimTotal && m.Period == "2026-M03" && slices.Equal(m.Weeks, weeks) && m.N != nil {
				found = append(found, *m.N)
			}
		}
		return found
	}
	if got := together(pipelinetest.RowsOf(t, b.Now(), lake.MoodTable), "2026-W10", "2026-W12"); !slices.Equal(got, []int64{30}) {
		t.Fatalf("W10 and W12 together show %v replies, want 30; published: %v", got, before)
	}
	b.Publish(pipelinetest.AsOf("2026-05-01"))
	rows := pipelinetest.RowsOf(t, b.Now(), lake.MoodTable)
	if got := together(rows, "2026-W10", "2026-W12"); !slices.Equal(got, []int64{30}) {
		t.Errorf("what was published of W10 and W12 is %v later, want 30", got)
	}
	if got := together(rows, "2026-W11", "2026-W13"); !slices.Equal(got, []int64{24}) {
		t.Errorf("the sum of W11 and W13 is %v, want 24", got)
	}
}

// frozen returns the published rows by their key.
func frozen(t pipelinetest.Failer, r lake.Reader) map[string]data.Mood {
	t.Helper()
	rows := map[string]data.Mood{}
	for _, m := range pipelinetest.RowsOf(t, r, lake.MoodTable) {
		if m.Frozen {
			rows[strings.Join([]string{m.Mission, m.Period, string(m.Breakdown), m.Value}, "|")] = m
		}
	}
	return rows
}

func TestPublishAnswering(t *testing.T) {
	ask := func(id, at string) connectors.Reply {
		return pipelinetest.ARaw(id, "asks-"+id, at, "When do you open?")
	}
	answer := func(id, to, at string) connectors.Reply {
		return pipelinetest.ARaw(id, "oslo", at, "Monday", func(r *connectors.Reply) { r.ByAccount, r.Parent = true, to })
	}
	// Three questions: one answered in an hour, one in three days, one never.
	b, _ := replied(t, "2026-03-08", ask("q1", "2026-03-03 10:00"), ask("q2", "2026-03-03 10:00"), ask("q3", "2026-03-03 10:00"),
		answer("a1", "q1", "2026-03-03 11:00"), answer("a2", "q2", "2026-03-06 10:00"))
	b.Seal(pipelinetest.AsOf("2026-03-16"))
	m := totals(t, b.Publish(pipelinetest.AsOf("2026-03-16")))["2026-W10"]
	if m.N != nil || m.Negative != nil {
		t.Errorf("three people are shown: %+v", m)
	}
	if m.Questions == nil || *m.Questions != 3 || *m.Answered != 1 || m.AnswerSecs == nil || *m.AnswerSecs != 3*86400 {
		t.Errorf("questions %v, answered %v, median %v; want 3, 1, 259200", m.Questions, m.Answered, m.AnswerSecs)
	}
}

func TestPublishNothing(t *testing.T) {
	b := pipelinetest.NewBench(t)
	if c, err := mood.Publish(t.Context(), b.Now(), pipelinetest.WordScorer{}, mood.Publishing{}, pipelinetest.AsOf("2026-03-16")); err != nil || !c.Empty() {
		t.Errorf("an empty lake: empty %v, error %v", c.Empty(), err)
	}
	if c, err := mood.Seal(t.Context(), b.Now(), func(string) bool { return true }, pipelinetest.AsOf("2026-03-16")); err != nil || !c.Empty() {
		t.Errorf("an empty lake: empty %v, error %v", c.Empty(), err)
	}
	if c, err := mood.Score(t.Context(), b.Now(), pipelinetest.WordScorer{}); err != nil || !c.Empty() {
		t.Errorf("an empty lake: empty %v, error %v", c.Empty(), err)
	}
}
