package all

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
)

// The demo's files are made from a ledger of what is true. Whatever an export or
// dump says there must arrive, counter by counter, but for the rows that were
// damaged on purpose.
func TestDemoArrives(t *testing.T) {
	dir := t.TempDir()
	if err := demo.WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	clock := data.Clock{AsOf: demo.AsOf(demo.Weeks)}
	accounts := map[data.AccountID]map[string]int{} // counters by post and file, as the ledger has them
	bad := map[data.AccountID]int{}
	want := map[data.AccountID]int{}
	for _, rec := range demo.Ledger() {
		for _, r := range rec.Readings {
			folder := strings.Split(r.File, "/")
			if len(folder) < 2 || folder[1] != "posts" {
				continue // hand-kept sheets need a mapping, threads have one reading
			}
			if accounts[rec.Account] == nil {
				accounts[rec.Account] = map[string]int{}
			}
			if r.Bad != "" {
				bad[rec.Account]++
				continue
			}
			want[rec.Account]++
			accounts[rec.Account][fmt.Sprint(rec.Post, r.Reactions, r.Comments, r.Shares)]++
		}
	}
	if len(accounts) < 3 {
		t.Fatalf("the demo has exports of %d accounts, want at least 3", len(accounts))
	}
	for id, readings := range accounts {
		a := connectors.Account{ID: id, Platform: "exports", Role: data.RoleOwn, Files: []connectors.File{{Path: path.Join(string(id), "posts", "*.csv")}}}
		d, err := Open(a, connectors.Env{Dir: dir, Clock: clock}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		snapshots, rejects := 0, map[string]int{}
		for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
			if err != nil {
				t.Fatal(err)
			}
			for i := range p.Snapshots {
				s := &p.Snapshots[i]
				snapshots++
				if s.Likes != nil && s.Replies != nil && s.Shares != nil {
					readings[fmt.Sprint(s.PostID, *s.Likes, *s.Replies, *s.Shares)]--
				}
			}
			for _, r := range p.Rejects {
				rejects[r.Why]++
			}
		}
		var lost []string
		for reading, n := range readings {
			if n > 0 {
				lost = append(lost, reading)
			}
		}
		if slices.Sort(lost); len(lost) > 0 {
			t.Errorf("%s: %d readings did not arrive, such as %s", id, len(lost), lost[0])
		}
		if snapshots < want[id] || snapshots > want[id]+bad[id] {
			t.Errorf("%s: %d snapshots, want %d and at most %d of damaged rows", id, snapshots, want[id], bad[id])
		}
		t.Logf("%s: %d of %d readings, %d damaged, rejects %v", id, snapshots, want[id], bad[id], rejects)
	}
}
