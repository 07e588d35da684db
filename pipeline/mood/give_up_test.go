package mood_test

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// TestGiveUp: weeks are closed from the first post of a mission on a platform to the present
// one; dates of old documents close no centuries.
func TestGiveUp(t *testing.T) {
	now := time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)
	at := func(year int, month time.Month, day int) data.Micros {
		return data.At(time.Date(year, month, day, 9, 0, 0, 0, time.UTC))
	}
	l, err := lake.Open(t.Context(), lake.Options{Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	base, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var c lake.Changes
	if err := lake.Upsert(t.Context(), base, &c, lake.Accounts, []data.Account{
		{AccountID: "oslo-x", Platform: data.X, Role: data.RoleOwn, Mission: "Oslo"},
		{AccountID: "oslo-facebook", Platform: data.Facebook, Role: data.RoleOwn, Mission: "Oslo"},
		{AccountID: "peer-x", Platform: data.X, Role: data.RolePeerMission},
	}); err != nil {
		t.Fatal(err)
	}
	if err := lake.Upsert(t.Context(), base, &c, lake.Posts, []data.Post{
		{PostID: "x:1", AccountID: "oslo-x", Platform: data.X, PublishedAt: at(2026, 5, 31)}, // a Sunday
		{PostID: "x:2", AccountID: "peer-x", Platform: data.X, PublishedAt: at(2025, 1, 1)},
		{PostID: "facebook:1", AccountID: "oslo-facebook", Platform: data.Facebook, PublishedAt: at(1814, 5, 17)},
	}); err != nil {
		t.Fatal(err)
	}
	s, err := l.Commit(t.Context(), base, c, lake.Meta{Stage: "ingest", AsOf: now})
	if err != nil {
		t.Fatal(err)
	}
	if c, err = mood.GiveUp(t.Context(), s, data.Clock{AsOf: now}); err != nil {
		t.Fatal(err)
	}
	if s, err = l.Commit(t.Context(), s, c, lake.Meta{Stage: "recover", AsOf: now}); err != nil {
		t.Fatal(err)
	}
	seals, err := lake.Rows(t.Context(), s, lake.Seals, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[data.Platform][]string{}
	for _, seal := range seals {
		if seal.Mission != "Oslo" || seal.SealedOn != "2026-06-03" {
			t.Errorf("seal %+v", seal)
		}
		got[seal.Platform] = append(got[seal.Platform], seal.Week)
	}
	if x := got[data.X]; len(x) != 2 || x[0] != "2026-W22" || x[1] != "2026-W23" {
		t.Errorf("%d weeks on X, from %s to %s", len(x), x[0], x[len(x)-1])
	}
	if f := got[data.Facebook]; len(f) < 1100 || len(f) > 1180 || f[0] != "2004-W01" || f[len(f)-1] != "2026-W23" {
		t.Errorf("%d weeks on Facebook, from %s", len(f), f[0])
	}
}
