package content_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// formats returns each post's format and who says so.
func formats(t pipelinetest.Failer, r lake.Reader) map[data.PostID]string {
	t.Helper()
	got := map[data.PostID]string{}
	for _, l := range pipelinetest.RowsOf(t, r, lake.PostLabels) {
		if got[l.PostID] != "" {
			t.Fatalf("%s is labelled twice", l.PostID)
		}
		got[l.PostID] = string(l.Format) + " by " + string(l.FormatBy)
	}
	return got
}

func TestClassifyHumanWins(t *testing.T) {
	video := func(p *data.Post) { p.FormatNative = "video" }
	one, two, three := pipelinetest.APost("x:1", "2026-03-02 09:00", video), pipelinetest.APost("x:2", "2026-03-03 09:00", video), pipelinetest.APost("x:3", "2026-03-04 09:00", video)
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{one, two}, Labels: []data.HandLabel{pipelinetest.ByHuman(one, data.FormatPoll)}})
	b.Classify()
	want := map[data.PostID]string{"x:1": "poll by human", "x:2": "video by rule"}
	if diff := cmp.Diff(want, formats(t, b.Now())); diff != "" {
		t.Fatalf("with the posts (-want +got):\n%s", diff)
	}
	for _, l := range pipelinetest.RowsOf(t, b.Now(), lake.PostLabels) {
		if l.TopicsBy != data.ByRule || l.LanguageBy != data.ByRule || l.Language != "en" {
			t.Errorf("%s: what no person labelled is %q by %s, %q by %s", l.PostID, l.PrimaryTopic, l.TopicsBy, l.Language, l.LanguageBy)
		}
	}
	// It survives a change of its partition, and one by hand may come later.
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02 09:00", func(p *data.Post) { p.Text, p.FormatNative, p.ObservedAt = "Edited", "photo", p.ObservedAt+1 })},
		Labels: []data.HandLabel{pipelinetest.ByHuman(two, data.FormatAlbum), pipelinetest.ByHuman(three, data.FormatStory)}})
	b.Classify()
	want = map[data.PostID]string{"x:1": "poll by human", "x:2": "album by human"}
	if diff := cmp.Diff(want, formats(t, b.Now())); diff != "" {
		t.Errorf("later (-want +got):\n%s", diff)
	}
	// One that came before its post waits for it.
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{three}})
	b.Classify()
	want["x:3"] = "story by human"
	if diff := cmp.Diff(want, formats(t, b.Now())); diff != "" {
		t.Errorf("once its post is there (-want +got):\n%s", diff)
	}
}

func TestClassifySkipsWhatIsUnchanged(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02 09:00"), pipelinetest.APost("x:2", "2026-04-02 09:00")}})
	first := b.Classify()
	if again := b.Classify(); again.ID() != first.ID() {
		t.Error("labelling unchanged posts is a commit")
	}
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:3", "2026-04-03 09:00")}})
	before := pipelinetest.Hashes(b.Now(), lake.PostLabels)
	after := pipelinetest.Hashes(b.Classify(), lake.PostLabels)
	if before["platform=x/month=2026-03"] != after["platform=x/month=2026-03"] || before["platform=x/month=2026-04"] == after["platform=x/month=2026-04"] {
		t.Errorf("labels changed from %v to %v, want a change in April alone", before, after)
	}
}

// A person's label belongs to the post, not to the month the post was first taken
// to be published in.
func TestClassifyHumanFollowsTheMoment(t *testing.T) {
	byDay := pipelinetest.APost("x:1", "2026-04-01", func(p *data.Post) { p.Source, p.FormatNative = data.SourceExport, "video" })
	bySecond := pipelinetest.APost("x:1", "2026-03-31 23:30", func(p *data.Post) { p.FormatNative = "video" })
	for _, c := range []struct {
		name  string
		pages []data.Page
	}{
		{"the moment changes", []data.Page{{Posts: []data.Post{byDay}, Labels: []data.HandLabel{pipelinetest.ByHuman(byDay, data.FormatPoll)}}, {Posts: []data.Post{bySecond}}}},
		{"both come at once", []data.Page{{Posts: []data.Post{bySecond, byDay}, Labels: []data.HandLabel{pipelinetest.ByHuman(byDay, data.FormatPoll)}}}},
		{"the moment is known better", []data.Page{{Posts: []data.Post{bySecond}}, {Posts: []data.Post{byDay}, Labels: []data.HandLabel{pipelinetest.ByHuman(byDay, data.FormatPoll)}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := pipelinetest.NewBench(t)
			for _, p := range c.pages {
				p.Account = "oslo"
				b.Ingest(p)
				b.Classify()
			}
			if diff := cmp.Diff(map[data.PostID]string{"x:1": "poll by human"}, formats(t, b.Now())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if l := pipelinetest.RowsOf(t, b.Now(), lake.PostLabels); len(l) != 1 || l[0].PublishedAt != bySecond.PublishedAt {
				t.Errorf("labels %+v, want one at %s", l, bySecond.PublishedAt)
			}
		})
	}
}

// What no person said of a post goes on being labelled by rule.
func TestClassifyRulesGoOn(t *testing.T) {
	post := pipelinetest.APost("x:1", "2026-03-02 09:00")
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{post}, Labels: []data.HandLabel{pipelinetest.ByHuman(post, data.FormatPoll)}})
	b.Classify()
	edited := post
	edited.Text, edited.ObservedAt = "Passeport : prenez rendez-vous pour renouveler votre passeport à l'ambassade", post.ObservedAt+1
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{edited}})
	b.Classify()
	want := content.Label(&edited, sentiment.DefaultTopics(), nil)
	got := pipelinetest.RowsOf(t, b.Now(), lake.PostLabels)[0]
	if got.Format != data.FormatPoll || got.PrimaryTopic != want.PrimaryTopic || got.Language != want.Language || !cmp.Equal(got.Devices, want.Devices) {
		t.Errorf("label %+v, want the poll by hand and the rest as by rule %+v", got, want)
	}
}

func TestLabel(t *testing.T) {
	topics := sentiment.DefaultTopics()
	p := pipelinetest.APost("x:1", "2026-03-02 09:00", func(p *data.Post) { p.Text = "How do I renew my passport at the embassy?" })
	l := content.Label(&p, topics, nil)
	if l.PrimaryTopic != "passport" || l.Language != "en" || l.Format != data.FormatText {
		t.Errorf("label %+v, want passport, en, text", l)
	}
	p.Text, p.LangPlatform = "🎉", "no"
	if l := content.Label(&p, topics, nil); l.Language != "no" {
		t.Errorf("language %q, want what the platform says where the text does not tell", l.Language)
	}
}

// Where the settings name an account's languages these decide between near relatives;
// else what most of its posts of the month are in.
func TestLabelLanguagesOfAccount(t *testing.T) {
	texts := []string{"Hvilket arrangement skal vi holde i august? Si fra i kommentarfeltet.",
		"Skjemaet ligger på siden vår under Tjenester. Det tar omtrent tre uker.", "Ambassaden holder stengt på fredag. Velkommen tilbake på mandag.",
		"Vi inviterer til konsert i hagen neste lørdag klokken to.", "Die Botschaft ist am Freitag geschlossen."}
	var posts []data.Post
	for i, text := range texts {
		posts = append(posts, pipelinetest.APost(data.PostID(fmt.Sprintf("x:%d", i)), "2026-03-02 09:00", func(p *data.Post) { p.Text = text }))
	}
	role := data.RoleOwn
	read := func(languages ...string) (tags []string) {
		b := pipelinetest.NewBench(t)
		account := pipelinetest.AnAccount("oslo", data.X, "Oslo")
		account.Role, account.Languages = role, languages
		pipelinetest.Put(b, lake.Accounts, "", account)
		b.Ingest(data.Page{Account: "oslo", Posts: posts})
		b.Classify()
		for _, l := range pipelinetest.RowsOf(t, b.Now(), lake.PostLabels) {
			tags = append(tags, l.Language)
		}
		return tags
	}
	want := []string{"nb", "nb", "nb", "nb", "de"}
	for _, languages := range [][]string{nil, {"nb", "en"}} {
		if diff := cmp.Diff(want, read(languages...)); diff != "" {
			t.Errorf("with %v (-want +got):\n%s", languages, diff)
		}
	}
	if got := read("da"); got[0] != "da" {
		t.Errorf("an account that writes in Danish: %v, want the first in da", got)
	}
	role = data.RolePeerMission // the settings lend it the unit's languages
	if diff := cmp.Diff(want, read("da")); diff != "" {
		t.Errorf("a peer (-want +got):\n%s", diff)
	}
}
