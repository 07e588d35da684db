package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func TestConfigure(t *testing.T) {
	b := pipelinetest.NewBench(t)
	accounts := []data.Account{pipelinetest.AnAccount("oslo", data.X, "Oslo"), pipelinetest.AnAccount("lima", data.X, "Lima")}
	first := b.Configure(accounts...)
	if accounts[0].AccountID != "oslo" {
		t.Error("the accounts given were sorted in place")
	}
	if again := b.Configure(accounts[1], accounts[0]); again.ID() != first.ID() {
		t.Error("the same accounts in another order are a change")
	}
	b.Configure(accounts[0])
	if rows := pipelinetest.RowsOf(t, b.Now(), lake.Accounts); len(rows) != 1 || rows[0].AccountID != "oslo" {
		t.Errorf("accounts %+v, want oslo alone", rows)
	}
}

// TestConfigureTellsPlatforms: an account of files has the platform of its posts where
// they stand on one, none where they stand on several or there are none, and what the
// config says goes before.
func TestConfigureTellsPlatforms(t *testing.T) {
	post := func(id data.PostID, account data.AccountID, at string) data.Post {
		return pipelinetest.APost(id, at, func(p *data.Post) { p.AccountID = account })
	}
	accounts := []data.Account{
		{AccountID: "set", Platform: data.Mastodon, Role: data.RoleOwn}, {AccountID: "one", Role: data.RoleOwn, Languages: []string{"en"}},
		{AccountID: "both", Role: data.RoleOwn}, {AccountID: "none", Role: data.RoleOwn},
	}
	b := pipelinetest.NewBench(t)
	configure := func() (lake.Changes, map[data.AccountID]data.Platform) {
		var c lake.Changes
		if err := intake.Configure(t.Context(), b.Now(), &c, accounts); err != nil {
			t.Fatal(err)
		}
		got := map[data.AccountID]data.Platform{}
		for _, a := range pipelinetest.RowsOf(t, lake.Over(b.Now(), &c), lake.Accounts) {
			got[a.AccountID] = a.Platform
		}
		return c, got
	}
	c, got := configure()
	if diff := cmp.Diff(map[data.AccountID]data.Platform{"set": data.Mastodon, "one": "", "both": "", "none": ""}, got); diff != "" {
		t.Errorf("without posts (-want +got):\n%s", diff)
	}
	b.Commit(c, nil)
	pipelinetest.Put(b, lake.Posts, "platform=facebook/month=2026-03", post("facebook:1", "one", "2026-03-02"), post("facebook:2", "both", "2026-03-03"))
	pipelinetest.Put(b, lake.Posts, "platform=facebook/month=2026-04", post("facebook:3", "one", "2026-04-02"))
	pipelinetest.Put(b, lake.Posts, "platform=x/month=2026-03", post("x:1", "both", "2026-03-02"), post("x:2", "set", "2026-03-02"))
	c, got = configure()
	want := map[data.AccountID]data.Platform{"set": data.Mastodon, "one": data.Facebook, "both": "", "none": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with posts (-want +got):\n%s", diff)
	}
	b.Commit(c, nil)
	if c, _ = configure(); !c.Empty() {
		t.Error("configuring again changes something")
	}
	pipelinetest.Put(b, lake.Posts, "platform=facebook/month=2026-05", post("facebook:4", "one", "2026-05-02"))
	if c, _ = configure(); !c.Empty() {
		t.Error("a further post on the same platform changes the accounts")
	}
	pipelinetest.Put(b, lake.Posts, "platform=x/month=2026-05", post("x:9", "one", "2026-05-02"))
	if _, got = configure(); got["one"] != "" {
		t.Errorf("an account with posts on two platforms is said to be on %s", got["one"])
	}
}
