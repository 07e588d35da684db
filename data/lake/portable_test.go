package lake

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// unportable says why a path below a root cannot be copied to Windows or macOS; "" if
// it can. The rules are those of "Naming Files, Paths, and Namespaces" at
// learn.microsoft.com; a name is reserved with whatever extension.
func unportable(name string) string {
	for s := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		base, _, _ := strings.Cut(strings.ToLower(s), ".")
		base = strings.TrimRight(base, " ")
		switch {
		case slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, base),
			len(base) == 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '0' && base[3] <= '9':
			return s + " is the name of a device"
		case strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
			return s + " ends in a dot or space, which Windows drops"
		case strings.ContainsAny(s, "<>:\"\\|?*") || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }):
			return s + " holds a letter that Windows does not take"
		}
	}
	return ""
}

// below lists every file and folder below a root.
func below(t *testing.T, root string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, _ fs.DirEntry, err error) error {
		if rel, relErr := filepath.Rel(root, p); err == nil && relErr == nil && rel != "." {
			names = append(names, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// Ids that are names of devices on Windows make folders that are none, and a lake that
// can be copied there, and to where case does not count.
func TestPortableNames(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	var want []data.Page
	var c Changes
	var rejects []data.Reject
	for _, id := range []data.AccountID{"aux", "com1", "con", "lpt9", "nul", "prn"} {
		want = append(want, appendPage(t, l, id, 1))
		rejects = append(rejects, data.Reject{AccountID: id, Input: "a.csv", Why: "no number", Hint: "look"})
	}
	for i := range rejects {
		replace(t, &c, Rejects, Rejects.Partition(&rejects[i]), rejects[i])
	}
	post := aPost("1", may(1, 0))
	replace(t, &c, Posts, Posts.Partition(&post), post)
	s := commit(t, l, c)
	if got := pending(t, l); !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if got := rowsOf(t, s, Rejects); len(got) != len(rejects) {
		t.Errorf("%d rows of accounts with such names, want %d", len(got), len(rejects))
	}
	folded := map[string]string{}
	for _, name := range below(t, root) {
		if why := unportable(name); why != "" {
			t.Errorf("%s: %s", name, why)
		}
		if other, ok := folded[strings.ToLower(name)]; ok {
			t.Errorf("%s and %s are one where case does not count", name, other)
		}
		folded[strings.ToLower(name)] = name
	}
	for name, want := range map[string]bool{"a/con/b": true, "nul.tar.gz": true, "COM7": true, "a.": true, "a ": true, "a:b": true,
		"account=con": false, "con-2026-W01.html": false, "company": false} {
		if got := unportable(name) != ""; got != want {
			t.Errorf("unportable(%q) = %t", name, got)
		}
	}
}

// A lake works below a root whose own path is longer than the 260 letters that older
// programs on Windows take; there Go's paths may be of any length.
func TestLongRoot(t *testing.T) {
	root := filepath.Join(t.TempDir(), strings.Repeat(strings.Repeat("d", 60)+string(filepath.Separator), 5))
	if len(root) < 300 {
		t.Fatalf("the root has %d letters", len(root))
	}
	l := openLake(t, root)
	appendPage(t, l, "oslo-x", 1)
	for i := range 3 {
		var c Changes
		post := aPost(fmt.Sprint(i), may(1+i, 0))
		replace(t, &c, Posts, Posts.Partition(&post), post)
		c.Purge = i == 2
		commit(t, l, c)
	}
	l = openLake(t, root)
	s := current(t, l)
	if got := rowsOf(t, s, Posts); len(got) != 1 || s.ID() != 3 {
		t.Errorf("%d posts in commit %d, want the last one in commit 3", len(got), s.ID())
	}
	if len(pending(t, l)) != 1 {
		t.Error("the page is gone from the inbox")
	}
	verified(t, l)
	tree := filepath.Join(root, "lake", snapshotsDir, commitName(s.ID()))
	found, err := filepath.Glob(filepath.Join(tree, "posts", "*", "*", "*.parquet"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the tree holds %q, %v", found, err)
	}
	if _, err := os.Stat(found[0]); err != nil {
		t.Error(err)
	}
}
