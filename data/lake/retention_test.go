package lake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// twice commits two versions of one post and one reply, and returns the first
// snapshot.
func twice(t *testing.T, l *Lake, purge bool) (first *Snapshot) {
	t.Helper()
	for i, text := range []string{"to be forgotten", "kept"} {
		var c Changes
		p := aPost("1", may(3, 10))
		p.Text = text
		replace(t, &c, Posts, "platform=x/month=2026-05", p)
		replace(t, &c, Replies, "day=2026-05-31", data.Reply{ReplyID: "r", IngestedOn: "2026-05-31", Text: text})
		c.Purge = purge && i == 1
		if s := commit(t, l, c); i == 0 {
			first = s
		}
	}
	return first
}

// leftOf counts files anywhere under root that hold or link what a snapshot listed.
func leftOf(t *testing.T, root string, s *Snapshot) (n int) {
	t.Helper()
	all := append(files(s.manifest.Tables), files(s.vault.Tables)...)
	for name := range state(t, root) {
		for _, f := range all {
			if strings.Contains(name, f.Hash[:16]) {
				n++
			}
		}
		if strings.Contains(name, strings.TrimPrefix(s.manifest.Vault, commitsDir)) || strings.Contains(name, manifestName(s.ID())) {
			n++
		}
	}
	return n
}

func TestPurgeLeavesNothing(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	for _, store := range []Store{l.lake, l.vault} { // a killed writer's leavings
		d := store.(*dir)
		if err := os.WriteFile(filepath.Join(d.root, tmpDir, "put-1"), []byte("to be forgotten"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := d.PutIfAbsent(t.Context(), filesDir+"posts/0123456789abcdef.parquet", []byte("to be forgotten")); err != nil {
			t.Fatal(err)
		}
	}
	first := twice(t, l, true)
	if n := leftOf(t, root, first); n > 0 {
		t.Errorf("%d files of the purged snapshot are left", n)
	}
	for name, b := range state(t, root) {
		if strings.Contains(b, "to be forgotten") || strings.Contains(name, snapshotsDir+"/"+commitName(1)) {
			t.Errorf("%s is left", name)
		}
	}
	if _, err := Rows(t.Context(), first, Posts, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading the purged snapshot: %v", err)
	}
	if r := verified(t, l); len(r.Orphans) > 0 {
		t.Errorf("orphans: %q", r.Orphans)
	}
	verified(t, openLake(t, root))
}

func TestPurgeWithoutChange(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	first := twice(t, l, false)
	if leftOf(t, root, first) == 0 {
		t.Fatal("nothing to purge")
	}
	if s := commit(t, l, Changes{Purge: true}); s.ID() != 2 {
		t.Errorf("commit %d", s.ID())
	}
	if n := leftOf(t, root, first); n > 0 {
		t.Errorf("%d files are left", n)
	}
}

func TestCollect(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	first := twice(t, l, false)
	before := state(t, root)
	if err := l.Collect(t.Context(), time.Now().Add(23*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if after := state(t, root); len(after) != len(before) {
		t.Errorf("something young was removed: %d paths, then %d", len(before), len(after))
	}
	if got := rowsOf(t, first, Posts)[0].Text; got != "to be forgotten" {
		t.Errorf("the superseded snapshot reads %q", got)
	}
	if err := l.Collect(t.Context(), time.Now().Add(25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if n := leftOf(t, root, first); n > 0 {
		t.Errorf("%d files of the superseded snapshot are left", n)
	}
	if got := rowsOf(t, current(t, openLake(t, root)), Posts)[0].Text; got != "kept" {
		t.Errorf("the newest snapshot reads %q", got)
	}
	verified(t, l)
}

// TestCollectADamagedManifest: that of a superseded snapshot is needed by nobody. It stands
// in nothing's way and goes, however young it is; that of the newest is an error.
func TestCollectADamagedManifest(t *testing.T) {
	root := t.TempDir()
	twice(t, openLake(t, root), false)
	name := func(id int64) string { return filepath.Join(root, "lake", filepath.FromSlash(manifestName(id))) }
	empty := func(id int64) {
		t.Helper()
		if err := os.Remove(name(id)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name(id), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	empty(1)
	l := openLake(t, root)
	if r, err := l.Verify(t.Context(), VerifyOptions{}); err != nil || len(r.Problems) != 1 || r.Problems[0].Remedy == "" {
		t.Errorf("verify: %+v, %v, want one problem that a run mends", r, err)
	}
	if out, err := l.Superseded(t.Context(), time.Now(), false); err != nil || out.Commits != 1 {
		t.Errorf("superseded: %+v, %v, want one commit", out, err)
	}
	if err := l.Collect(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name(1)); err == nil {
		t.Error("the damaged manifest is still there")
	}
	if got := rowsOf(t, current(t, openLake(t, root)), Posts)[0].Text; got != "kept" {
		t.Errorf("the newest snapshot reads %q", got)
	}
	verified(t, l)

	empty(2)
	if _, err := Open(t.Context(), Options{Root: root}); !errors.Is(err, ErrDamaged) {
		t.Errorf("open: %v, want ErrDamaged", err)
	}
}

// forgetful is a store whose listings lack what stands under a prefix.
type forgetful struct {
	*dir
	lacks string
}

func (f *forgetful) List(ctx context.Context, prefix string) ([]string, error) {
	if strings.HasPrefix(prefix, f.lacks) {
		return nil, nil
	}
	return f.dir.List(ctx, prefix)
}

func TestCollectDoesNotTrustAnEmptyListing(t *testing.T) {
	for _, lacks := range []string{filesDir, commitsDir} {
		root := t.TempDir()
		l := openLake(t, root)
		twice(t, l, false)
		before := len(state(t, root))
		bad := newLake(&forgetful{l.lake.(*dir), lacks}, &forgetful{l.vault.(*dir), lacks})
		err := bad.Collect(t.Context(), time.Now().Add(48*time.Hour))
		if lacks == filesDir && (err == nil || !strings.Contains(err.Error(), "lacks")) {
			t.Errorf("Collect = %v", err)
		}
		after := state(t, root)
		for _, f := range append(files(current(t, l).manifest.Tables), files(current(t, l).vault.Tables)...) {
			if after["lake/"+f.Name]+after["vault/"+f.Name] == "" {
				t.Errorf("%s was removed", f.Name)
			}
		}
		if lacks == commitsDir && len(after) != before {
			t.Errorf("without a listing of commits %d of %d paths are left", len(after), before)
		}
		verified(t, openLake(t, root))
	}
}

// Open and Current make up for a writer that died before it swapped current.
func TestRepairCurrent(t *testing.T) {
	root := t.TempDir()
	twice(t, openLake(t, root), false)
	link := filepath.Join(root, "lake", currentLink)
	target := func() string {
		s, err := os.Readlink(link)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skipf("current is no symbolic link here: %v", err) // pointer_test.go has what else it can be
	}
	want := snapshotsDir + "/" + commitName(2)
	for name, breakIt := range map[string]func() error{
		"old": func() error {
			return errors.Join(os.Remove(link), os.Symlink(snapshotsDir+"/"+commitName(1), link), os.RemoveAll(filepath.Join(root, "lake", want)))
		},
		"gone":     func() error { return os.Remove(link) },
		"dangling": func() error { return os.RemoveAll(filepath.Join(root, "lake", snapshotsDir)) },
	} {
		if err := breakIt(); err != nil {
			t.Fatal(err)
		}
		l := openLake(t, root)
		if target() != want {
			t.Errorf("%s: after Open current is %s", name, target())
		}
		verified(t, l)
	}
}
