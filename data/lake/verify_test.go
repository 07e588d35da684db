package lake

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// stored lists the regular files under a root, data files once.
func stored(t *testing.T, root string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// One flipped bit in any file is found, and so is any file that is gone.
func TestVerifyFindsDamage(t *testing.T) {
	for _, keys := range []EncryptionKeys{nil, newKeys(t)} {
		root := t.TempDir()
		l, err := Open(t.Context(), Options{Root: root, VaultKeys: keys})
		if err != nil {
			t.Fatal(err)
		}
		twice(t, l, false)
		appendPage(t, l, "b", 1)
		appendPage(t, l, "b", 2)
		if r := verified(t, l); len(r.Orphans) > 0 || r.Pages != 2 {
			t.Fatalf("report is %+v", r)
		}
		all := stored(t, root)
		if len(all) < 10 {
			t.Fatalf("only %d files", len(all))
		}
		for _, name := range all {
			whole, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, at := range []int{0, len(whole) / 3, len(whole) - 1} {
				bad := slices.Clone(whole)
				bad[at] ^= 0x10
				overwrite(t, name, bad)
				damaged(t, l, name)
			}
			overwrite(t, name, whole[:len(whole)-1])
			damaged(t, l, name)
			overwrite(t, name, whole)
		}
		verified(t, l)
		newest := current(t, l)
		for _, f := range append(files(newest.manifest.Tables), files(newest.vault.Tables)...) {
			for _, name := range all {
				if strings.Contains(name, f.Hash[:16]) {
					aside := filepath.Join(root, "aside")
					if err := os.Rename(name, aside); err != nil {
						t.Fatal(err)
					}
					damaged(t, l, name)
					if err := os.Rename(aside, name); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		verified(t, l)
	}
}

// overwrite changes a file in place, so that hard links to it change too.
func overwrite(t *testing.T, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func damaged(t *testing.T, l *Lake, name string) {
	t.Helper()
	if r, err := l.Verify(t.Context(), VerifyOptions{}); err != nil || r.OK() {
		t.Errorf("%s is damaged; Verify finds nothing (%v)", name, err)
	}
}

// Files whose bytes are as the manifest says, but whose rows are not as the table
// says, are found by reading them.
func TestVerifyReadsRows(t *testing.T) {
	good := []data.Alias{{Alias: "x:1"}, {Alias: "x:2"}}
	mayPost, junePost := aPost("1", may(3, 0)), aPost("1", may(31, 23).Add(3600e9))
	for what, change := range map[string]func(c *Changes) error{
		"order":       func(c *Changes) error { return packAs(c, Aliases, "", []data.Alias{good[1], good[0]}) },
		"double key":  func(c *Changes) error { return packAs(c, Aliases, "", []data.Alias{good[0], good[0]}) },
		"partition":   func(c *Changes) error { return packAs(c, Posts, "platform=x/month=2026-06", []data.Post{mayPost}) },
		"wrong table": func(c *Changes) error { return packAs(c, Table[data.Alias]{Name: "unheard_of"}, "", good) },
		"version": func(c *Changes) error {
			young := Aliases
			young.Version = 2
			return packAs(c, young, "", good)
		},
		"wrong root": func(c *Changes) error {
			open := Replies
			open.Vault = false
			return packAs(c, open, "day=2026-05-31", []data.Reply{{ReplyID: "r", IngestedOn: "2026-05-31"}})
		},
		"key in two partitions": func(c *Changes) error {
			if err := packAs(c, Posts, "platform=x/month=2026-05", []data.Post{mayPost}); err != nil {
				return err
			}
			junePost.PublishedAt = may(31, 23).Add(2 * 3600e9)
			return packAs(c, Posts, "platform=x/month=2026-06", []data.Post{junePost})
		},
		"row count": func(c *Changes) error {
			err := packAs(c, Aliases, "", good)
			c.get("aliases", "").Files[0].Rows = 3
			return err
		},
	} {
		l := openLake(t, t.TempDir())
		var c Changes
		if err := change(&c); err != nil {
			t.Fatal(err)
		}
		commit(t, l, c)
		shallow, err := l.Verify(t.Context(), VerifyOptions{})
		if err != nil || !shallow.OK() {
			t.Errorf("%s: without ReadData: %+v, %v", what, shallow.Problems, err)
		}
		deep, err := l.Verify(t.Context(), VerifyOptions{ReadData: true})
		if err != nil || len(deep.Problems) != 1 {
			t.Errorf("%s: with ReadData: %+v, %v, want one problem", what, deep.Problems, err)
		}
	}
}

// packAs stores rows as they are.
func packAs[T any](c *Changes, t Table[T], partition string, rows []T) error {
	p, err := pack(&t, partition, rows, "")
	if err == nil {
		c.set(t.Name, t.Vault, p)
	}
	return err
}

func TestVerifyNamesOrphans(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	twice(t, l, false)
	b := []byte("an orphan of a killed run, named by its content")
	name := objectName("posts", "platform=x/month=2026-05", hashOf(b))
	if err := l.lake.PutIfAbsent(t.Context(), name, b); err != nil {
		t.Fatal(err)
	}
	if r := verified(t, l); !slices.Equal(r.Orphans, []string{name}) {
		t.Errorf("orphans are %q", r.Orphans)
	}
	stray := filepath.Join(root, "lake", currentLink, "posts", "stray.parquet")
	if err := os.WriteFile(stray, b, 0o600); err != nil {
		t.Fatal(err)
	}
	damaged(t, l, stray)
}
