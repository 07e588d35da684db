package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"filippo.io/age"
)

// ErrVault says that the vault's part of a commit cannot be read: what it held, or the key
// it was encrypted with, is gone. The lake's part may be whole.
var ErrVault = errors.New("the vault cannot be read")

// readVault reads the vault's part of a commit.
func (l *Lake) readVault(ctx context.Context, id int64, name string) (*vaultManifest, error) {
	if l.vaultLost {
		return &vaultManifest{}, nil
	}
	b, err := readObject(ctx, l.vault, name)
	if noMatch := (*age.NoIdentityMatchError)(nil); errors.As(err, &noMatch) {
		return nil, fmt.Errorf("%w: commit %d is encrypted with another key than the one that is there", ErrVault, id)
	}
	if errors.Is(err, fs.ErrNotExist) && l.encrypted(ctx, name) {
		return nil, fmt.Errorf("%w: commit %d is encrypted, and the key is not there", ErrVault, id)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: manifest of commit %d: %w", ErrVault, id, err)
	}
	v, err := parseVaultManifest(b, name)
	if err != nil {
		return nil, fmt.Errorf("%w: manifest of commit %d: %w", ErrVault, id, err)
	}
	return v, nil
}

// encrypted reports whether the vault, opened without a key, holds an object that needs one.
func (l *Lake) encrypted(ctx context.Context, name string) bool {
	o, err := l.vault.Open(ctx, name+sealedSuffix)
	if err != nil {
		return false
	}
	_ = o.Close()
	return true
}

// VaultWhole reads every file that the newest snapshot has in the vault, and returns an
// [ErrVault] that names the first one that is missing or damaged.
func (l *Lake) VaultWhole(ctx context.Context) error {
	s, err := l.Current(ctx)
	if err != nil {
		return err
	}
	for _, f := range files(s.vault.Tables) {
		if _, err := readFile(ctx, s, f); ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrVault, f.Name, err)
		}
	}
	return nil
}

// GiveUpVault makes a commit of changes by which the vault holds these and nothing else,
// and removes whatever it held, pages and superseded snapshots too. l must have been opened
// with [Options.VaultLost]. Cursors are among what is lost: all accounts are read from
// their beginning again.
func (l *Lake) GiveUpVault(ctx context.Context, c Changes, m Meta) (*Snapshot, error) {
	if !l.vaultLost {
		return nil, errors.New("give up the vault: the lake was not opened as one whose vault is lost")
	}
	base, err := l.Current(ctx)
	if err != nil {
		return nil, err
	}
	held, err := l.vault.List(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("give up the vault: %w", err)
	}
	for _, name := range held { // first: page numbers begin anew, and a name may be taken by what cannot be read
		if err := l.vault.Remove(ctx, name); err != nil {
			return nil, fmt.Errorf("give up the vault: %w", err)
		}
	}
	c.Purge = true
	return l.Commit(ctx, base, c, m)
}
