package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Lake is a lake and its vault. It is safe for several goroutines. Several
// processes may read it while one writes; of two that commit on the same
// snapshot, one gets ErrConflict.
type Lake struct {
	lake, vault Store
	opened      func(File) // may be nil
	vaultLost   bool       // see [Options]; until the commit that makes it so

	mu     sync.Mutex
	newest *Snapshot // the last one read, or nil
}

// Options say where a lake stands.
type Options struct {
	Root      string         // directory of lake/ and vault/
	VaultKeys EncryptionKeys // with which the vault is encrypted; nil: not

	// VaultLost opens a lake whose vault cannot be read, as if that were empty, for
	// [Lake.GiveUpVault].
	VaultLost bool

	// Opened, if not nil, is told of each data file that is opened for reading, by several
	// goroutines at once: it shows what a computation looks at.
	Opened func(File)
}

// ErrConflict says that another commit was made on the snapshot a commit was based
// on. Nothing was changed: compute again from [Lake.Current].
var ErrConflict = errors.New("the lake has changed since the snapshot this commit is based on; run again")

// Open opens the lake and vault under a root, making them if need be and if the disk is
// fit for them ([Fit]), and repairs lake/current if the last writer died before it had
// swapped it.
func Open(ctx context.Context, o Options) (*Lake, error) {
	if _, err := os.Stat(filepath.Join(o.Root, "lake")); errors.Is(err, fs.ErrNotExist) {
		if err := Fit(o.Root); err != nil {
			return nil, err
		}
	}
	store, err := Dir(filepath.Join(o.Root, "lake"), 0o644)
	if err != nil {
		return nil, fmt.Errorf("open lake %s: %w", o.Root, err)
	}
	vault, err := Dir(filepath.Join(o.Root, "vault"), 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lake %s: %w", o.Root, err)
	}
	if o.VaultKeys != nil {
		if len(o.VaultKeys.Recipients()) == 0 {
			return nil, fmt.Errorf("open lake %s: vault keys have no recipient", o.Root)
		}
		vault = Sealed(vault, o.VaultKeys)
	}
	l := newLake(store, vault)
	l.opened, l.vaultLost = o.Opened, o.VaultLost
	if _, err := l.Current(ctx); err != nil {
		return nil, fmt.Errorf("open lake %s: %w", o.Root, err)
	}
	return l, nil
}

func newLake(lake, vault Store) *Lake { return &Lake{lake: lake, vault: vault} }

// Inbox returns the inbox of the vault.
func (l *Lake) Inbox() *Inbox { return &Inbox{l} }

// Current returns the newest snapshot; of an empty lake the one with ID 0. If
// lake/current does not show it, because the writer died in between or is just
// about to, Current sees to that.
func (l *Lake) Current(ctx context.Context) (*Snapshot, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.current(ctx)
	if err == nil {
		err = l.show(ctx, s)
	}
	if err != nil {
		return nil, fmt.Errorf("current snapshot: %w", err)
	}
	return s, nil
}

// current returns the newest snapshot.
func (l *Lake) current(ctx context.Context) (*Snapshot, error) { return l.newer(ctx, 0) }

// newer returns the newest snapshot, when reading that of commit tried found it
// gone.
func (l *Lake) newer(ctx context.Context, tried int64) (*Snapshot, error) {
	commits, err := l.commits(ctx)
	if err != nil {
		return nil, err
	}
	if len(commits) == 0 {
		return &Snapshot{lake: l}, nil
	}
	id := commits[len(commits)-1]
	if l.newest != nil && l.newest.ID() == id {
		return l.newest, nil
	}
	s, err := l.read(ctx, id)
	if errors.Is(err, fs.ErrNotExist) && id > tried {
		return l.newer(ctx, id) // a later commit has purged it just now
	}
	if err != nil {
		return nil, err
	}
	l.newest = s
	return s, nil
}

// commits returns the numbers of the commits that have a manifest, ascending.
func (l *Lake) commits(ctx context.Context) ([]int64, error) {
	names, err := l.lake.List(ctx, commitsDir)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(names))
	for _, name := range names {
		id, err := commitOf(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// read returns the snapshot of one commit.
func (l *Lake) read(ctx context.Context, id int64) (*Snapshot, error) {
	b, err := readObject(ctx, l.lake, manifestName(id))
	if err != nil {
		return nil, err
	}
	m, err := parseManifest(b, id)
	if err != nil {
		return nil, fmt.Errorf("manifest of commit %d: %w", id, err)
	}
	s := &Snapshot{lake: l, manifest: *m}
	if m.Vault == "" {
		return s, nil
	}
	v, err := l.readVault(ctx, id, m.Vault)
	if err != nil {
		return nil, err
	}
	s.vault = *v
	return s, nil
}

// show makes lake/current show a snapshot that was the newest when it was read. A
// writer that was overtaken meanwhile goes on to the newest, so that current never
// stays behind.
func (l *Lake) show(ctx context.Context, s *Snapshot) error {
	v, ok := l.lake.(viewer)
	if !ok || s.ID() == 0 {
		return nil
	}
	for {
		now, _, err := v.shown(ctx)
		if err != nil {
			return fmt.Errorf("lake/current: %w", err)
		}
		if now == commitName(s.ID()) {
			return nil
		}
		if err := v.show(ctx, commitName(s.ID()), links(s.manifest.Tables)); err != nil {
			return fmt.Errorf("lake/current: %w", err)
		}
		newest, err := l.current(ctx)
		if err != nil {
			return err
		}
		s = newest
	}
}

// links lists the files of a snapshot's tree.
func links(tables []TableManifest) []link {
	var all []link
	for _, f := range files(tables) {
		all = append(all, link{treeName(f.Table, f.Partition, f.Hash), f.Name})
	}
	return all
}
