package lake

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestCommitAndRead(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	empty := current(t, l)
	if empty.ID() != 0 || len(empty.Files("posts")) != 0 {
		t.Fatalf("an empty lake has commit %d", empty.ID())
	}
	var c Changes
	if !c.Empty() {
		t.Error("the zero Changes are not empty")
	}
	may, june := aPost("1", may(3, 10)), aPost("2", may(31, 23).Add(2*time.Hour))
	if err := Upsert(t.Context(), empty, &c, Posts, []data.Post{june, may}); err != nil {
		t.Fatal(err)
	}
	replace(t, &c, Replies, "day=2026-05-31", data.Reply{ReplyID: "r", IngestedOn: "2026-05-31"})
	c.Advance("oslo-x", Position{Seq: 1, Cursor: "c1"})
	s := commit(t, l, c)
	if s.ID() != 1 {
		t.Errorf("commit %d, want 1", s.ID())
	}
	check := func(r Reader) {
		t.Helper()
		if got := rowsOf(t, r, Posts); !cmp.Equal(got, []data.Post{may, june}) {
			t.Error(cmp.Diff([]data.Post{may, june}, got))
		}
		if got := Partitions(r, Posts); !slices.Equal(got, []string{"platform=x/month=2026-05", "platform=x/month=2026-06"}) {
			t.Errorf("Partitions = %q", got)
		}
		if got := rowsOf(t, r, Replies); len(got) != 1 || got[0].ReplyID != "r" {
			t.Errorf("replies = %v", got)
		}
		if got := From(r, "replies", "day=2026-05-31"); got != "from" {
			t.Errorf("From = %q", got)
		}
	}
	check(s)
	again := current(t, openLake(t, root))
	check(again)
	if again.Position("oslo-x") != (Position{Seq: 1, Cursor: "c1"}) {
		t.Errorf("position is %+v", again.Position("oslo-x"))
	}
	if n := len(rowsOf(t, empty, Posts)); n != 0 {
		t.Errorf("the old snapshot has %d posts now", n)
	}
	r := verified(t, l)
	if r.Files != 3 || r.Rows != 3 || len(r.Orphans) > 0 {
		t.Errorf("report is %+v", r)
	}
	tree, err := filepath.Glob(filepath.Join(shownAt(t, root), "posts/platform=x/month=*/part-*.parquet"))
	if err != nil || len(tree) != 2 {
		t.Errorf("current shows %q, %v", tree, err)
	}
	if _, err := os.Stat(filepath.Join(shownAt(t, root), "replies")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a vault table shows in the lake")
	}
}

// shownAt is the tree that current points at, be it by a link or, where none can be
// made, by a note.
func shownAt(t testing.TB, root string) string {
	t.Helper()
	d := &dir{root: filepath.Join(root, "lake")}
	commit, err := d.pointed(d.path(currentLink))
	if err != nil || commit == "" {
		t.Fatalf("current points at %q, %v", commit, err)
	}
	return d.path(snapshotsDir + "/" + commit)
}

// state returns all paths under a root with their contents and link targets.
func state(t testing.TB, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		switch {
		case err != nil:
			return err
		case e.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(p)
			all[rel] = "-> " + target
			return err
		case e.IsDir():
			all[rel] = "dir"
			return nil
		}
		b, err := os.ReadFile(p)
		all[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestNoRealChangeWritesNothing(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	fill := func(r Reader) Changes {
		var c Changes
		if err := Upsert(t.Context(), r, &c, Posts, []data.Post{aPost("1", may(3, 10)), aPost("2", may(4, 10))}); err != nil {
			t.Fatal(err)
		}
		replace(t, &c, PostSnapshots, "platform=x/month=2026-05", aSnapshot("2", may(4, 10), 5, 7), aSnapshot("1", may(3, 10), 5, 7))
		replace(t, &c, Mood(), "")
		c.Advance("a", Position{Seq: 3})
		return c
	}
	first := commit(t, l, fill(current(t, l)))
	before := state(t, root)
	second := commit(t, l, fill(first))
	if second != first {
		t.Errorf("commit %d on %d, want none", second.ID(), first.ID())
	}
	if diff := cmp.Diff(before, state(t, root)); diff != "" {
		t.Error(diff)
	}
	var c Changes
	if err := Replace(&c, PostSnapshots, "platform=x/month=2026-05", rowsOf(t, first, PostSnapshots), "other inputs"); err != nil {
		t.Fatal(err)
	}
	if s := commit(t, l, c); s.ID() != 2 || From(s, "post_snapshots", "platform=x/month=2026-05") != "other inputs" {
		t.Errorf("a new From is not committed")
	}
}

// Mood returns the mood table; it stands here for a table with no rows.
func Mood() Table[data.Mood] { return MoodTable }

func TestReplaceNilAndEmpty(t *testing.T) {
	l := openLake(t, t.TempDir())
	var c Changes
	replace(t, &c, Aliases, "", data.Alias{Alias: "x:1", PostID: "x:2"})
	commit(t, l, c)
	c = Changes{}
	if err := Replace(&c, Aliases, "", []data.Alias{}, "nothing"); err != nil {
		t.Fatal(err)
	}
	s := commit(t, l, c)
	if From(s, "aliases", "") != "nothing" || len(Partitions(s, Aliases)) != 0 || len(rowsOf(t, s, Aliases)) != 0 {
		t.Error("an empty partition is not noted")
	}
	verified(t, l)
	c = Changes{}
	if err := Replace[data.Alias](&c, Aliases, "", nil, "gone"); err != nil {
		t.Fatal(err)
	}
	if s = commit(t, l, c); From(s, "aliases", "") != "" || s.ID() != 3 {
		t.Error("a partition did not go")
	}
	verified(t, l)
}

func TestReplaceRefuses(t *testing.T) {
	var c Changes
	nan := math.NaN()
	for what, err := range map[string]error{
		"row of another partition": Replace(&c, Posts, "platform=x/month=2026-06", []data.Post{aPost("1", may(3, 10))}, ""),
		"path as partition":        Replace(&c, Posts, "../x=y", []data.Post{}, ""),
		"partition without value":  Replace(&c, Posts, "platform=", []data.Post{}, ""),
		"invalid UTF-8":            Replace(&c, Aliases, "", []data.Alias{{Alias: "x:\xff"}}, ""),
		"invalid UTF-8 in a list":  Replace(&c, Accounts, "", []data.Account{{Languages: []string{"\xff"}}}, ""),
		"NaN":                      Replace(&c, MoodTable, "", []data.Mood{{Net: &nan}}, ""),
		"cell of another month":    Replace(&c, EngagementCells, "platform=x/month=2026-07", []data.EngagementCell{{Platform: "x", Week: "2026-W07"}}, ""),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	if !c.Empty() {
		t.Error("a refused Replace left something")
	}
}

// 2026-W18 is 27 April to 3 May: a cell of it belongs to the month of its posts.
func TestCellsStandInBothMonthsOfAWeek(t *testing.T) {
	cell := data.EngagementCell{Platform: "x", Week: "2026-W18", Posts: 1}
	for partition, want := range map[string]bool{"platform=x/month=2026-04": true, "platform=x/month=2026-05": true,
		"platform=x/month=2026-06": false, "platform=y/month=2026-04": false, "": false} {
		if got := fitsCell(partition)(&cell); got != want {
			t.Errorf("fitsCell(%q, W18) = %v", partition, got)
		}
	}
	for week, want := range map[string]string{"2014": "platform=x/month=2014-01", "2014-03": "platform=x/month=2014-03", "2026-W18": "platform=x/month=2026-04"} {
		cell.Week = week
		if got := EngagementCells.Partition(&cell); got != want || !fitsCell(got)(&cell) {
			t.Errorf("partition of week %s is %q, want %q", week, got, want)
		}
	}
}

func TestShuffledRowsGiveSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) data.PostSnapshot {
			s := aSnapshot(fmt.Sprint(rapid.IntRange(0, 5).Draw(t, "post")), may(rapid.IntRange(1, 3).Draw(t, "day"), 0), rapid.IntRange(0, 3).Draw(t, "hours"), 0)
			s.Likes = rapid.Ptr(rapid.Int64Range(0, 3), true).Draw(t, "likes")
			s.Reactions = rapid.MapOf(rapid.SampledFrom([]string{"a", "b", "c"}), rapid.Int64Range(0, 3)).Draw(t, "reactions")
			return s
		}), 1, 30).Draw(t, "rows")
		var a, b Changes
		const p = "platform=x/month=2026-05"
		if err := Replace(&a, PostSnapshots, p, rows, ""); err != nil {
			t.Fatal(err)
		}
		shuffled := rapid.Permutation(rows).Draw(t, "shuffled")
		if err := Replace(&b, PostSnapshots, p, shuffled, ""); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a.get("post_snapshots", p).content, b.get("post_snapshots", p).content); diff != "" {
			t.Fatal(diff)
		}
		// In two steps, through Upsert, too.
		var c Changes
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		for _, part := range [][]data.PostSnapshot{shuffled[:cut], shuffled[cut:]} {
			if err := Upsert(t.Context(), &Snapshot{}, &c, PostSnapshots, part); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(a.get("post_snapshots", p).content, c.get("post_snapshots", p).content); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Tables without Merge keep the larger of two unlike rows of one key, in any order.
func TestLargerRowWinsWithoutMerge(t *testing.T) {
	rows := []data.Alias{{Alias: "x:1", PostID: "x:2"}, {Alias: "x:1", PostID: "x:3"}, {Alias: "x:1", PostID: "x:2", Reason: "z"}}
	for range 10 {
		rand.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		var c Changes
		if err := Replace(&c, Aliases, "", rows, ""); err != nil {
			t.Fatal(err)
		}
		if got := rowsOf(t, Over(&Snapshot{}, &c), Aliases); !cmp.Equal(got, []data.Alias{{Alias: "x:1", PostID: "x:3"}}) {
			t.Errorf("got %v", got)
		}
	}
}

// A post is one post even if a file knows only its day and an API the second, in
// another month.
func TestUpsertMovesAPostToItsMonth(t *testing.T) {
	l := openLake(t, t.TempDir())
	byFile := aPost("1", may(31, 0))
	byFile.Precision, byFile.Source, byFile.URL = data.ByDay, data.SourceExport, "https://x.example/1"
	other := aPost("2", may(31, 5))
	var c Changes
	if err := Upsert(t.Context(), current(t, l), &c, Posts, []data.Post{byFile, other}); err != nil {
		t.Fatal(err)
	}
	s := commit(t, l, c)

	june := may(31, 0).Add(25 * time.Hour)
	byAPI := aPost("1", june)
	c = Changes{}
	if err := Upsert(t.Context(), s, &c, Posts, []data.Post{byAPI}); err != nil {
		t.Fatal(err)
	}
	s = commit(t, l, c)
	want := []data.Post{other, data.MergePost(byFile, byAPI)}
	if got := rowsOf(t, s, Posts); !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if want[1].PublishedAt != june || want[1].URL == "" {
		t.Errorf("merged to %+v", want[1])
	}
	verified(t, l)

	// And the whole month goes with its last post.
	c = Changes{}
	later := aPost("2", june)
	later.ObservedAt = june.Add(time.Hour)
	if err := Upsert(t.Context(), s, &c, Posts, []data.Post{later}); err != nil {
		t.Fatal(err)
	}
	s = commit(t, l, c)
	if got := Partitions(s, Posts); !slices.Equal(got, []string{"platform=x/month=2026-06"}) {
		t.Errorf("partitions are %q", got)
	}
	found, err := Find(t.Context(), s, Posts, map[string]bool{"x:2": true, "x:none": true}, nil)
	if err != nil || len(found) != 1 || found["x:2"].PublishedAt != june {
		t.Errorf("Find = %v, %v", found, err)
	}
	verified(t, l)
}

func TestUpsertSeesEarlierChanges(t *testing.T) {
	l := openLake(t, t.TempDir())
	base := current(t, l)
	var c Changes
	at := func(n int64) data.Micros { return may(1, 0) + data.Micros(n) }
	replace(t, &c, AccountSnapshots, "platform=x/month=2026-05", data.AccountSnapshot{AccountID: "a", Platform: "x", ObservedAt: at(1), Followers: data.N(5)})
	for _, n := range []int64{7, 3} {
		rows := []data.AccountSnapshot{{AccountID: "a", Platform: "x", ObservedAt: at(1), Followers: data.N(n)}, {AccountID: "b", Platform: "x", ObservedAt: at(n)}}
		if err := Upsert(t.Context(), base, &c, AccountSnapshots, rows); err != nil {
			t.Fatal(err)
		}
	}
	got := rowsOf(t, commit(t, l, c), AccountSnapshots)
	if len(got) != 3 || *got[0].Followers != 7 {
		t.Errorf("got %+v", got)
	}
}

func TestConflict(t *testing.T) {
	root := t.TempDir()
	one, two := openLake(t, root), openLake(t, root)
	base := current(t, one)
	other := current(t, two)
	var c, d Changes
	replace(t, &c, Aliases, "", data.Alias{Alias: "x:1"})
	replace(t, &d, Aliases, "", data.Alias{Alias: "x:2"})
	if _, err := one.Commit(t.Context(), base, c, Meta{}); err != nil {
		t.Fatal(err)
	}
	if s, err := two.Commit(t.Context(), other, d, Meta{}); !errors.Is(err, ErrConflict) || s != nil {
		t.Errorf("second commit on one base = %v, %v, want ErrConflict", s, err)
	}
	if got := rowsOf(t, current(t, two), Aliases); len(got) != 1 || got[0].Alias != "x:1" {
		t.Errorf("rows are %v", got)
	}
	verified(t, two)
}

// Two that both saw commit 0 as the newest until the last moment.
func TestConflictAtTheLink(t *testing.T) {
	m := newMemory()
	l := newLake(m, newMemory())
	if err := l.putManifest(t.Context(), &Manifest{ID: 1}); err != nil {
		t.Fatal(err)
	}
	if err := l.putManifest(t.Context(), &Manifest{ID: 1, Vault: "x"}); !errors.Is(err, ErrConflict) {
		t.Errorf("second manifest of one number = %v", err)
	}
	// Collected long ago: number 7 is free again, 6 is gone, 20 is current.
	if err := l.putManifest(t.Context(), &Manifest{ID: 20, Parent: 0}); err != nil {
		t.Fatal(err)
	}
	if err := l.putManifest(t.Context(), &Manifest{ID: 7, Parent: 6}); !errors.Is(err, ErrConflict) {
		t.Errorf("manifest without a parent = %v", err)
	}
	if _, ok := m.objects[manifestName(7)]; ok {
		t.Error("it was left")
	}
}

func TestCursorsNeverGoBack(t *testing.T) {
	l := openLake(t, t.TempDir())
	var c Changes
	c.Advance("a", Position{Seq: 5})
	s := commit(t, l, c)
	c = Changes{}
	c.Advance("a", Position{Seq: 4})
	if _, err := l.Commit(t.Context(), s, c, Meta{}); err == nil {
		t.Error("a cursor went back")
	}
}

func TestPartitionOfSeveralFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a million rows")
	}
	l := openLake(t, t.TempDir())
	rows := make([]data.ReplySeen, rowsPerFile+5)
	for i := range rows {
		rows[i] = data.ReplySeen{AccountID: "a", Week: "2026-W07", ReplyID: fmt.Sprintf("%08d", i)}
	}
	var c Changes
	replace(t, &c, ReplySeen, "week=2026-W07", rows...)
	s := commit(t, l, c)
	if n := len(s.Files("reply_seen")); n != 2 {
		t.Errorf("%d files, want 2", n)
	}
	if r := verified(t, l); r.Rows != int64(len(rows)) {
		t.Errorf("%d rows, want %d", r.Rows, len(rows))
	}
}

func TestInputHash(t *testing.T) {
	a, b := File{Table: "posts", Partition: "p", Hash: "1"}, File{Table: "posts", Partition: "q", Hash: "2"}
	h := InputHash(nil, []string{"v1"}, a, b)
	if h != InputHash(nil, []string{"v1"}, b, a) {
		t.Error("the order of files shows")
	}
	for _, other := range []string{InputHash(nil, []string{"v2"}, a, b), InputHash(nil, nil, a, b), InputHash(nil, []string{"v1"}, a),
		InputHash(nil, []string{"v", "1"}, a, b), InputHash(nil, []string{"v1"}, a, File{Table: "posts", Partition: "r", Hash: "2"})} {
		if h == other {
			t.Error("unlike inputs have equal hashes")
		}
	}
}

func TestSealedVault(t *testing.T) {
	root := t.TempDir()
	o := Options{Root: root, VaultKeys: newKeys(t)}
	l, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var c Changes
	replace(t, &c, Replies, "day=2026-05-31", data.Reply{ReplyID: "r", IngestedOn: "2026-05-31", Text: "a canary of a reply"})
	replace(t, &c, Posts, "platform=x/month=2026-05", aPost("1", may(3, 10)))
	c.Advance("a", Position{Seq: 1, Cursor: "canary cursor"})
	commit(t, l, c)
	if err := l.Inbox().Append(t.Context(), data.Page{Account: "a", Seq: 2, Cursor: "canary cursor"}); err != nil {
		t.Fatal(err)
	}
	for name, b := range state(t, filepath.Join(root, "vault")) {
		if strings.Contains(b, "canary") || strings.Contains(b, "PAR1") || strings.Contains(b, "reply_id") {
			t.Errorf("%s is not encrypted", name)
		}
	}
	again, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, current(t, again), Replies); len(got) != 1 || got[0].Text != "a canary of a reply" {
		t.Errorf("replies are %v", got)
	}
	verified(t, again)
	if _, err := Open(t.Context(), Options{Root: root}); !errors.Is(err, ErrVault) || !strings.Contains(err.Error(), "the key is not there") {
		t.Errorf("opened without keys: %v", err)
	}
	if err := again.Collect(t.Context(), time.Now().Add(48*time.Hour)); err != nil {
		t.Error(err)
	}
	verified(t, again)
}

// Equal input in two folders: equal bytes, manifests included.
func TestTwoLakesAreEqual(t *testing.T) {
	var states [2]map[string]string
	for i := range states {
		root := t.TempDir()
		l := openLake(t, root)
		for k := range 3 {
			s := current(t, l)
			var c Changes
			if err := Upsert(t.Context(), s, &c, Posts, []data.Post{aPost(fmt.Sprint(k), may(1+k, 0)), aPost("x", may(9, 0))}); err != nil {
				t.Fatal(err)
			}
			c.Advance("b", Position{Seq: int64(k + 1)})
			c.Advance("a", Position{Seq: int64(k + 1)})
			commit(t, l, c)
		}
		states[i] = state(t, root)
	}
	if diff := cmp.Diff(states[0], states[1]); diff != "" {
		t.Error(diff)
	}
}

func TestEnvelopeRefusesEveryFlip(t *testing.T) {
	b, err := enclose(map[string]string{"text": "a <b> & \u2028"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		for bit := range 8 {
			bad := bytes.Clone(b)
			bad[i] ^= 1 << bit
			var v map[string]string
			if disclose(bad, &v) == nil {
				t.Errorf("flipping bit %d of byte %d (%q) is not seen", bit, i, b[i])
			}
		}
	}
}
