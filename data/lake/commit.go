package lake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Commit makes c part of the lake and the vault, in one step: the link(2) that
// gives the lake's manifest its name. Before it nothing is visible, after it
// everything is. It returns the new snapshot, or base itself and writes nothing if
// c changes nothing, or ErrConflict if base is not the newest.
//
// If an error comes with a snapshot, the commit stands and what failed is only
// showing it in lake/current or removing what it purges; the next Open or Commit
// makes up for it.
func (l *Lake) Commit(ctx context.Context, base *Snapshot, c Changes, m Meta) (*Snapshot, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.commit(ctx, base, &c, m)
	if err != nil {
		return s, fmt.Errorf("commit of %s on %d: %w", m.Stage, base.ID(), err)
	}
	return s, nil
}

func (l *Lake) commit(ctx context.Context, base *Snapshot, c *Changes, m Meta) (*Snapshot, error) {
	now, err := l.current(ctx)
	if err != nil {
		return nil, err
	}
	if now.ID() != base.ID() {
		return nil, ErrConflict
	}
	if err := l.finishPurge(ctx, base); err != nil {
		return nil, err
	}
	next := &Snapshot{lake: l}
	var fresh, freshVault []File
	if next.manifest.Tables, fresh, err = apply(base.manifest.Tables, c, false); err != nil {
		return nil, err
	}
	if next.vault.Tables, freshVault, err = apply(base.vault.Tables, c, true); err != nil {
		return nil, err
	}
	if next.vault.Positions, err = advance(base.vault.Positions, c.Cursors); err != nil {
		return nil, err
	}
	vaultChanged := l.vaultLost || !sameTables(base.vault.Tables, next.vault.Tables) || !maps.Equal(base.vault.Positions, next.vault.Positions)
	if !vaultChanged && sameTables(base.manifest.Tables, next.manifest.Tables) {
		if c.Purge && base.ID() > 0 {
			return base, l.purge(ctx, base)
		}
		return base, nil
	}
	if err := l.put(ctx, l.vault, c, freshVault); err != nil {
		return nil, err
	}
	if err := l.put(ctx, l.lake, c, fresh); err != nil {
		return nil, err
	}
	vaultName := base.manifest.Vault
	if vaultChanged {
		if vaultName, err = l.putVault(ctx, &next.vault); err != nil {
			return nil, err
		}
	}
	m.AsOf = m.AsOf.UTC()
	next.manifest = Manifest{ID: base.ID() + 1, Parent: base.ID(), Vault: vaultName, Purge: c.Purge, Meta: m, Tables: next.manifest.Tables}
	if err := l.putManifest(ctx, &next.manifest); err != nil {
		return nil, err
	}
	l.newest, l.vaultLost = next, false
	err = l.show(ctx, next)
	if err == nil {
		err = l.finishPurge(ctx, next)
	}
	return next, err
}

// apply returns tables with the changes of the lake's or the vault's half of c, and
// the files that are new in them. Unchanged tables are shared.
func apply(base []TableManifest, c *Changes, vault bool) (tables []TableManifest, fresh []File, err error) {
	byName := map[string][]PartitionManifest{}
	for _, t := range base {
		byName[t.Table] = t.Partitions
	}
	for name, t := range c.tables {
		if t.vault != vault {
			continue
		}
		if err := checkName(name); err != nil {
			return nil, nil, err
		}
		partitions := map[string]PartitionManifest{}
		for _, p := range byName[name] {
			partitions[p.Partition] = p
		}
		for _, key := range slices.Sorted(maps.Keys(t.partitions)) {
			p := t.partitions[key]
			old := partitions[key]
			if p.gone || len(p.Files) == 0 && p.From == "" {
				delete(partitions, key)
				continue
			}
			partitions[key] = p.PartitionManifest
			for _, f := range p.Files {
				if !slices.Contains(old.Files, f) {
					fresh = append(fresh, f.file(name, &p.PartitionManifest))
				}
			}
		}
		byName[name] = nil
		for _, key := range slices.Sorted(maps.Keys(partitions)) {
			byName[name] = append(byName[name], partitions[key])
		}
	}
	tables = []TableManifest{}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if len(byName[name]) > 0 {
			tables = append(tables, TableManifest{name, byName[name]})
		}
	}
	slices.SortFunc(fresh, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return tables, fresh, nil
}

func sameTables(a, b []TableManifest) bool {
	return slices.EqualFunc(a, b, func(a, b TableManifest) bool {
		return a.Table == b.Table && slices.EqualFunc(a.Partitions, b.Partitions, func(a, b PartitionManifest) bool {
			return a.Partition == b.Partition && a.From == b.From && slices.Equal(a.Files, b.Files)
		})
	})
}

// advance returns positions with cursors moved on. A position never goes back.
func advance(base, cursors map[data.AccountID]Position) (map[data.AccountID]Position, error) {
	next := maps.Clone(base)
	if next == nil {
		next = map[data.AccountID]Position{}
	}
	for _, a := range slices.Sorted(maps.Keys(cursors)) {
		if p := cursors[a]; p.Seq < base[a].Seq || p.Seq < 1 {
			return nil, fmt.Errorf("cursor of %s goes back from page %d to %d", a, base[a].Seq, p.Seq)
		}
		next[a] = cursors[a]
	}
	return next, nil
}
