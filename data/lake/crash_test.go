package lake

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/digital-diplomacy/tailor/data"
)

var kills = flag.Int("kills", 40, "how often TestKill kills the writer")

// TestMain lets the test binary be its own child: a writer to be killed, or a
// foreign reader.
func TestMain(m *testing.M) {
	run := map[string]func(root string) error{"writer": writeUntilKilled, "reader": readUntilTold}[os.Getenv("LAKE_TEST_CHILD")]
	if run == nil {
		os.Exit(m.Run())
	}
	if err := run(os.Getenv("LAKE_TEST_ROOT")); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

func child(t *testing.T, role, root string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "LAKE_TEST_CHILD="+role, "LAKE_TEST_ROOT="+root)
	return cmd
}

// writeUntilKilled does what runs do: appends pages, commits them to the lake and
// the vault, prunes, collects, now and then purges. It prints what it was promised.
func writeUntilKilled(root string) error {
	ctx := context.Background()
	l, err := Open(ctx, Options{Root: root})
	if err != nil {
		return err
	}
	for {
		s, err := l.Current(ctx)
		if err != nil {
			return err
		}
		at, err := l.Inbox().Last(ctx, s, "a")
		if err != nil {
			return err
		}
		for range 2 {
			at.Seq++
			native := fmt.Sprint(at.Seq)
			day := may(1, 0).Add(time.Duration(at.Seq) * 7 * time.Hour)
			p := data.Page{Account: "a", Seq: at.Seq, Cursor: native, Posts: []data.Post{aPost(native, day)}}
			if err := l.Inbox().Append(ctx, p); err != nil {
				return err
			}
			fmt.Println("stored", at.Seq)
		}
		if err := takeIn(ctx, l, s); err != nil {
			return err
		}
		fmt.Println("committed", at.Seq)
	}
}

// takeIn commits all pending pages: their posts to the lake, a row for each to the
// vault.
func takeIn(ctx context.Context, l *Lake, s *Snapshot) error {
	var c Changes
	var posts []data.Post
	var seen []data.ReplySeen
	for p, err := range l.Inbox().Pending(ctx, s) {
		if err != nil {
			return err
		}
		posts = append(posts, p.Posts...)
		seen = append(seen, data.ReplySeen{AccountID: "a", Week: "2026-W07", ReplyID: p.Cursor})
		c.Advance(p.Account, Position{p.Seq, p.Cursor, p.Done})
	}
	if err := errors.Join(Upsert(ctx, s, &c, Posts, posts), Upsert(ctx, s, &c, ReplySeen, seen)); err != nil {
		return err
	}
	c.Purge = s.ID()%5 == 4
	next, err := l.Commit(ctx, s, c, Meta{Run: "run", Stage: "ingest"})
	if err != nil {
		return err
	}
	if err := l.Inbox().Prune(ctx, next); err != nil {
		return err
	}
	if s.ID()%7 == 6 {
		return l.Collect(ctx, time.Now().Add(48*time.Hour))
	}
	return nil
}

// The writer is killed at random moments, again and again in one lake. Nothing it
// was promised may be lost, nothing torn, nothing half.
func TestKill(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	random := rand.New(rand.NewSource(1))
	commits := int64(0)
	for k := range *kills {
		stored, committed := killed(t, root, 1+random.Intn(9), time.Duration(random.Intn(30_000))*time.Microsecond)
		l := openLake(t, root)
		s := current(t, l)
		verified(t, l)
		at := s.Position("a").Seq
		if at < committed {
			t.Fatalf("kill %d: the lake is at page %d, %d was committed", k, at, committed)
		}
		if last(t, l, "a").Seq < stored {
			t.Fatalf("kill %d: page %d was stored, the last is %d", k, stored, last(t, l, "a").Seq)
		}
		want := map[string]bool{}
		for seq := range at {
			want[fmt.Sprint(seq+1)] = true
		}
		posts, seen := map[string]bool{}, map[string]bool{}
		for _, p := range rowsOf(t, s, Posts) {
			posts[p.PostID.Native()] = true
		}
		for _, r := range rowsOf(t, s, ReplySeen) {
			seen[r.ReplyID] = true
		}
		if !maps.Equal(posts, want) || !maps.Equal(seen, want) {
			t.Fatalf("kill %d: position %d, but %d posts and %d rows in the vault", k, at, len(posts), len(seen))
		}
		commits = s.ID()
	}
	if commits < int64(*kills)/4 {
		t.Errorf("only %d commits in %d kills: the writer was killed too early to tell anything", commits, *kills)
	}
	t.Logf("%d kills, %d commits", *kills, commits)
	l := openLake(t, root)
	if err := takeIn(t.Context(), l, current(t, l)); err != nil {
		t.Fatal(err)
	}
	if err := l.Collect(t.Context(), time.Now().Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if r := verified(t, l); len(r.Orphans) > 0 || r.Pages > 0 {
		t.Errorf("%d orphans and %d pages are left", len(r.Orphans), r.Pages)
	}
	for _, store := range []Store{l.lake, l.vault} {
		if left, err := os.ReadDir(filepath.Join(store.(*dir).root, tmpDir)); err != nil || len(left) > 0 {
			t.Errorf("%v is left, %v", left, err)
		}
	}
}

// killed starts a writer, kills it a while after it has printed some lines, so that
// the speed of the machine does not matter, and returns the last page it was told
// is stored and the last it was told is committed.
func killed(t *testing.T, root string, lines int, after time.Duration) (stored, committed int64) {
	t.Helper()
	cmd := child(t, "writer", root)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for told := bufio.NewScanner(out); told.Scan(); {
		var n int64
		line := told.Text()
		if lines--; lines == 0 {
			timer.Reset(after)
		}
		switch {
		case strings.HasPrefix(line, "error:"):
			t.Fatalf("the writer failed: %s", line)
		case scanned(line, "stored %d", &n):
			stored = n
		case scanned(line, "committed %d", &n):
			committed = n
		}
	}
	cmd.Wait() // killed: an error
	return stored, committed
}

func scanned(line, format string, n *int64) bool {
	_, err := fmt.Sscanf(line, format, n)
	return err == nil
}

// Every store call of a commit fails in turn, with and without having taken effect,
// alone or with all that follow. Then the state is the old or the new one, never
// between, and the next try leads to the state of a run without faults.
func TestFailEachCall(t *testing.T) {
	t.Parallel()
	for _, mode := range []struct {
		faults
		purge bool
	}{{faults{}, false}, {faults{once: true}, true}, {faults{once: true, after: true}, true}} {
		want := outcome(t, new(faults), mode.purge)
		n := 0
		for f := (faults{}); n == 0 || f.calls >= f.failAt; {
			n++
			f = mode.faults
			f.failAt, f.err = n, errInjected
			if diff := cmp.Diff(want, outcome(t, &f, mode.purge)); diff != "" {
				t.Fatalf("call %d failed (once %t, after %t, purge %t): %s", n, mode.once, mode.after, mode.purge, diff)
			}
		}
		if n < 15 {
			t.Errorf("only %d calls", n)
		}
	}
}

// outcome commits under faults on a lake with one commit, repeats without, and
// returns what the newest snapshot holds and what stands in the lake.
func outcome(t *testing.T, f *faults, purge bool) map[string]string {
	t.Helper()
	root := t.TempDir()
	var first Changes
	replace(t, &first, Posts, "platform=x/month=2026-05", aPost("old", may(1, 0)))
	replace(t, &first, ReplySeen, "week=2026-W07", data.ReplySeen{Week: "2026-W07", ReplyID: "old"})
	commit(t, openLake(t, root), first)

	changes := func(s *Snapshot) Changes {
		var c Changes
		replace(t, &c, Posts, "platform=x/month=2026-05", aPost("new", may(2, 0)))
		replace(t, &c, Aliases, "", data.Alias{Alias: "x:a", PostID: "x:new"})
		replace(t, &c, ReplySeen, "week=2026-W07", data.ReplySeen{Week: "2026-W07", ReplyID: "new"})
		c.Advance("a", Position{Seq: 1})
		c.Purge = purge
		return c
	}
	l := openFaulty(t, root, f)
	if s, err := l.Current(t.Context()); err == nil {
		if _, err := l.Commit(t.Context(), s, changes(s), Meta{Run: "run", Stage: "test"}); err == nil && f.failAt > 0 && f.calls >= f.failAt && !f.once {
			t.Errorf("call %d failed, Commit did not", f.failAt)
		}
	} else if !errors.Is(err, errInjected) {
		t.Errorf("Current = %v", err)
	}

	again := openLake(t, root)
	s := current(t, again)
	posts, seen := rowsOf(t, s, Posts), rowsOf(t, s, ReplySeen)
	if len(posts) != 1 || len(seen) != 1 || posts[0].PostID.Native() != seen[0].ReplyID || (s.Position("a").Seq == 1) != (seen[0].ReplyID == "new") {
		t.Errorf("call %d failed: posts %v, vault %v, position %v", f.failAt, posts, seen, s.Position("a"))
	}
	verified(t, again)
	commit(t, again, changes(s))
	verified(t, again)
	if err := again.Collect(t.Context(), time.Now().Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	return state(t, root)
}

// marked returns changes that write a version into every table of the lake.
func marked(version int) Changes {
	v := fmt.Sprintf("version %06d", version)
	var c Changes
	const x = "platform=x/month=2026-05"
	err := errors.Join(
		Replace(&c, Accounts, "", []data.Account{{AccountID: "a", Handle: v}}, ""),
		Replace(&c, AccountSnapshots, x, []data.AccountSnapshot{{AccountID: "a", Platform: "x", ObservedAt: may(1, 0), Precision: v}}, ""),
		Replace(&c, Aliases, "", []data.Alias{{Alias: "x:1", Reason: v}}, ""),
		Replace(&c, Posts, x, []data.Post{{Platform: "x", PublishedAt: may(1, 0), Text: v}}, ""),
		Replace(&c, PostLabels, x, []data.PostLabel{{Platform: "x", PublishedAt: may(1, 0), Version: v}}, ""),
		Replace(&c, PostSnapshots, x, []data.PostSnapshot{{Platform: "x", PublishedAt: may(1, 0), ViewsDefinition: v}}, ""),
		Replace(&c, PostMetrics, x, []data.PostMetric{{Platform: "x", PublishedAt: may(1, 0), Dictionary: v}}, ""),
		Replace(&c, EngagementCells, x, []data.EngagementCell{{Platform: "x", Week: "2026-W20", Missing: v}}, ""),
		Replace(&c, FormatEffects, "period=2026-W20", []data.FormatEffect{{Period: "2026-W20", Model: v}}, ""),
		Replace(&c, AdviceTable, "period=2026-W20", []data.Advice{{Period: "2026-W20", Model: v}}, ""),
		Replace(&c, MoodTable, "", []data.Mood{{Scorer: v}}, ""),
	)
	if err != nil {
		panic(err)
	}
	return c
}

// readUntilTold reads all tables through lake/current, as any Parquet reader would,
// until a file stop appears: it resolves current once per pass and looks at nothing
// but Parquet files.
func readUntilTold(root string) error {
	passes, versions := 0, map[string]bool{}
	for {
		if _, err := os.Stat(filepath.Join(root, "stop")); err == nil {
			fmt.Println("passes", passes, "versions", len(versions))
			return nil
		}
		tree, err := filepath.EvalSymlinks(filepath.Join(root, "lake", currentLink))
		if err != nil {
			return err
		}
		found := map[string][]string{}
		err = filepath.WalkDir(tree, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			rows := make([]parquet.Row, 4)
			n, _ := parquet.NewReader(f).ReadRows(rows)
			rel, _ := filepath.Rel(tree, p)
			table, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			for _, row := range rows[:n] {
				for _, value := range row {
					if s := value.String(); strings.HasPrefix(s, "version ") {
						found[s] = append(found[s], table)
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(found) != 1 {
			return fmt.Errorf("mixed versions: %v", found)
		}
		for v, tables := range found {
			if len(slices.Compact(slices.Sorted(slices.Values(tables)))) != 11 {
				return fmt.Errorf("%s stands in %v only", v, tables)
			}
			versions[v] = true
		}
		passes++
	}
}

// A foreign reader in a process of its own reads all tables in a loop during a
// hundred commits: no error, no mixed version.
func TestForeignReader(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	l := openLake(t, root)
	commit(t, l, marked(0))
	cmd := child(t, "reader", root)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for v := range 100 {
		commit(t, l, marked(v+1))
	}
	if err := os.WriteFile(filepath.Join(root, "stop"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	var passes, versions int
	if _, scan := fmt.Sscanf(out.String(), "passes %d versions %d", &passes, &versions); err != nil || scan != nil {
		t.Fatalf("the reader ended with %v: %s", err, out.String())
	}
	if passes < 20 || versions < 10 {
		t.Errorf("the reader made %d passes and saw %d versions: too few to tell anything", passes, versions)
	}
	t.Logf("%d passes, %d versions seen", passes, versions)
}
