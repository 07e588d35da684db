package lake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// Names of a local lake's view for foreign readers.
const (
	snapshotsDir = "_snapshots"
	currentLink  = "current"
)

// viewer is what a local store can do beyond Store: show a commit as a tree of
// hard links, for readers that know nothing of manifests.
type viewer interface {
	// show makes the tree of a commit if there is none and points current at it.
	show(ctx context.Context, commit string, links []link) error
	// shown returns the commit that current points at, "" if none, and all trees.
	shown(ctx context.Context) (current string, trees []string, err error)
	// hide removes the tree of a commit.
	hide(ctx context.Context, commit string) error
	// differ returns the paths at which the tree of a commit is not as links say.
	differ(ctx context.Context, commit string, links []link) ([]string, error)
}

// link is one file of a tree: path within the tree, name of the object.
type link struct{ path, object string }

// show builds the tree aside and renames it into place, so that a tree that
// exists is whole; then it swaps current, so that it always points at a whole tree.
func (d *dir) show(ctx context.Context, commit string, links []link) (err error) {
	tree := d.path(snapshotsDir + "/" + commit)
	if _, err := os.Stat(tree); errors.Is(err, fs.ErrNotExist) {
		if err := d.buildTree(ctx, tree, links); err != nil {
			return fmt.Errorf("build tree %s: %w", tree, err)
		}
	} else if err != nil {
		return err
	}
	return d.point(commit)
}

func (d *dir) buildTree(ctx context.Context, tree string, links []link) (err error) {
	if err := d.makeDirs(snapshotsDir); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(filepath.Join(d.root, tmpDir), "tree-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, patient.RemoveAll(aside))
		}
	}()
	if err := os.Chmod(aside, d.mode); err != nil {
		return err
	}
	made := ""
	for _, l := range links {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := filepath.Join(aside, filepath.FromSlash(l.path))
		if parent := filepath.Dir(to); parent != made {
			if err := os.MkdirAll(parent, d.mode); err != nil {
				return err
			}
			made = parent
		}
		if err := os.Link(d.path(l.object), to); err != nil {
			return err
		}
	}
	if err := patient.Rename(aside, tree); err != nil {
		if _, there := os.Stat(tree); there == nil { // another process repaired it first
			return patient.RemoveAll(aside)
		}
		return err
	}
	return syncDir(filepath.Dir(tree))
}

func (d *dir) shown(ctx context.Context) (current string, trees []string, err error) {
	entries, err := os.ReadDir(d.path(snapshotsDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil, err
	}
	for _, e := range entries {
		trees = append(trees, e.Name())
	}
	current, err = d.pointed(d.path(currentLink))
	if err != nil {
		return "", nil, err
	}
	if !slices.Contains(trees, current) {
		current = "" // dangling: to be made again
	}
	return current, trees, ctx.Err()
}

// hide renames the tree away first, so that no half-removed tree has a name.
func (d *dir) hide(ctx context.Context, commit string) error {
	aside, err := os.MkdirTemp(filepath.Join(d.root, tmpDir), "old-*")
	if err != nil {
		return err
	}
	err = patient.Rename(d.path(snapshotsDir+"/"+commit), filepath.Join(aside, commit))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, patient.RemoveAll(aside), ctx.Err())
}

func (d *dir) differ(ctx context.Context, commit string, links []link) (wrong []string, err error) {
	tree := d.path(snapshotsDir + "/" + commit)
	want := map[string]bool{}
	for _, l := range links {
		want[l.path] = true
		same, err := sameContent(filepath.Join(tree, filepath.FromSlash(l.path)), d.path(l.object))
		if err != nil || !same {
			wrong = append(wrong, l.path)
		}
	}
	err = filepath.WalkDir(tree, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		rel, err := filepath.Rel(tree, p)
		if name := filepath.ToSlash(rel); err == nil && !want[name] {
			wrong = append(wrong, name)
		}
		return err
	})
	return wrong, err
}

// sameContent reports whether two paths lead to the same file or to files of the same
// bytes: who copies a lake as folders are copied makes two files of every link.
func sameContent(a, b string) (bool, error) {
	fa, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer fa.Close()
	fb, err := os.Open(b)
	if err != nil {
		return false, err
	}
	defer fb.Close()
	ia, err := fa.Stat()
	if err != nil {
		return false, err
	}
	ib, err := fb.Stat()
	if err != nil || os.SameFile(ia, ib) {
		return err == nil, err
	}
	if ia.Size() != ib.Size() {
		return false, nil
	}
	ra, rb := bufio.NewReader(fa), bufio.NewReader(fb)
	for {
		x, errA := ra.ReadByte()
		y, errB := rb.ReadByte()
		switch {
		case errors.Is(errA, io.EOF) && errors.Is(errB, io.EOF):
			return true, nil
		case errA != nil || errB != nil:
			return false, errors.Join(errA, errB)
		case x != y:
			return false, nil
		}
	}
}
