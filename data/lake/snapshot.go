package lake

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Snapshot is one commit of the lake and the vault. It never changes.
type Snapshot struct {
	lake     *Lake
	manifest Manifest
	vault    vaultManifest
}

// ID returns the number of the commit; 0 is the empty lake.
func (s *Snapshot) ID() int64 { return s.manifest.ID }

// Manifest returns the lake's manifest. It is not to be changed.
func (s *Snapshot) Manifest() Manifest { return s.manifest }

// Position returns up to which page an account's inbox is in this snapshot.
func (s *Snapshot) Position(a data.AccountID) Position { return s.vault.Positions[a] }

// Files implements [Reader].
func (s *Snapshot) Files(table string) []File {
	all := files(one(s.manifest.Tables, table))
	return append(all, files(one(s.vault.Tables, table))...)
}

// OpenFile implements [Reader].
func (s *Snapshot) OpenFile(ctx context.Context, f File) (Object, error) {
	if s.lake.opened != nil {
		s.lake.opened(f)
	}
	store := s.lake.lake
	if s.vaulted(f.Table) {
		store = s.lake.vault
	}
	o, err := store.Open(ctx, f.Name)
	if err != nil {
		return nil, fmt.Errorf("commit %d: %w", s.ID(), err)
	}
	return o, nil
}

// vaulted reports whether a table stands in the vault.
func (s *Snapshot) vaulted(table string) bool { return len(one(s.vault.Tables, table)) > 0 }

func (s *Snapshot) noted(table, name string) string {
	p := partition(s.manifest.Tables, table, name)
	if p == nil {
		p = partition(s.vault.Tables, table, name)
	}
	if p == nil {
		return ""
	}
	return p.From
}

// one returns the manifest of one table.
func one(tables []TableManifest, table string) []TableManifest {
	i := slices.IndexFunc(tables, func(t TableManifest) bool { return t.Table == table })
	if i < 0 {
		return nil
	}
	return tables[i : i+1]
}
