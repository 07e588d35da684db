package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// put stores files that are new.
func (l *Lake) put(ctx context.Context, s Store, c *Changes, fresh []File) error {
	for _, f := range fresh {
		if err := putSame(ctx, s, f.Name, c.get(f.Table, f.Partition).content[f.Hash]); err != nil {
			return err
		}
	}
	return nil
}

// putSame stores an object that is named by its content. A killed or conflicting
// commit may have left it.
func putSame(ctx context.Context, s Store, name string, b []byte) error {
	err := s.PutIfAbsent(ctx, name, b)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := readObject(ctx, s, name)
	if err != nil {
		return err
	}
	if !bytes.Equal(there, b) {
		return fmt.Errorf("%s is damaged: it does not hold what its name says; run verify, and remove it if no manifest lists it", name)
	}
	return nil
}

func (l *Lake) putVault(ctx context.Context, v *vaultManifest) (name string, err error) {
	b, err := marshalJSON(v)
	if err != nil {
		return "", err
	}
	name = vaultManifestName(b)
	return name, putSame(ctx, l.vault, name, b)
}

// putManifest is the commit.
func (l *Lake) putManifest(ctx context.Context, m *Manifest) error {
	b, err := enclose(m)
	if err != nil {
		return err
	}
	err = l.lake.PutIfAbsent(ctx, manifestName(m.ID), b)
	if errors.Is(err, fs.ErrExist) {
		return ErrConflict
	}
	if err != nil {
		return err
	}
	if m.Parent == 0 {
		return nil
	}
	// A writer that slept for days may find the number free because Collect has
	// removed that manifest. Collect removes the oldest first, so if the parent is
	// there, the number was never taken.
	o, err := l.lake.Open(ctx, manifestName(m.Parent))
	if errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrConflict, l.lake.Remove(ctx, manifestName(m.ID)))
	}
	if err != nil {
		return err
	}
	return o.Close()
}
