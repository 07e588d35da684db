package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// VerifyOptions say how deep Verify looks.
type VerifyOptions struct {
	// ReadData decodes every row of every table.
	ReadData bool
}

// VerifyReport is what Verify found.
type VerifyReport struct {
	Commit   int64     `json:"commit"`
	Files    int64     `json:"files"` // of the newest snapshot, lake and vault
	Rows     int64     `json:"rows"`  // as the manifests say; with ReadData as read
	Bytes    int64     `json:"bytes"`
	Pages    int64     `json:"pages"` // in the inbox
	Problems []Problem `json:"problems,omitempty"`
	// Orphans are objects that no snapshot lists: harmless, removed by Collect.
	Orphans []string `json:"orphans,omitempty"`
}

// Problem is something that is not as a manifest says.
type Problem struct {
	Name string `json:"name"` // object or path
	What string `json:"what"`

	// Remedy is what mends it, if not the file's coming back from a copy.
	Remedy string `json:"remedy,omitempty"`
}

// OK reports whether there is no problem.
func (r *VerifyReport) OK() bool { return len(r.Problems) == 0 }

func (r *VerifyReport) problem(name string, err error) {
	p := Problem{Name: name, What: err.Error()}
	if errors.Is(err, fs.ErrPermission) {
		p.Remedy = "run this as the user who owns the data folder, or give the folder and all in it to the one who runs it"
	}
	r.Problems = append(r.Problems, p)
}

// Verify checks everything that is stored: that all manifests are whole; that each
// file of the newest snapshot exists and has its size and SHA-256; that every other
// file holds what its name says; that lake/current is the newest snapshot's tree
// and equals its manifest; that the inbox's pages are whole and without gaps. With
// ReadData also schema version, columns, row count, partition, order and
// uniqueness of all rows. What is wrong stands in the report; the error says only
// that Verify itself could not go on.
func (l *Lake) Verify(ctx context.Context, o VerifyOptions) (VerifyReport, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var r VerifyReport
	if err := l.verify(ctx, o, &r); err != nil {
		return r, fmt.Errorf("verify: %w", err)
	}
	return r, nil
}

func (l *Lake) verify(ctx context.Context, o VerifyOptions, r *VerifyReport) error {
	l.newest = nil // read the manifests again
	commits, err := l.commits(ctx)
	if err != nil {
		r.problem(commitsDir, err)
		return ctx.Err()
	}
	newest := &Snapshot{lake: l}
	listed := map[string]bool{}
	for i, id := range commits {
		s, err := l.read(ctx, id)
		if errors.Is(err, fs.ErrNotExist) && i < len(commits)-1 {
			continue // superseded, and half removed by a purge or Collect that died
		}
		if err != nil {
			r.problem(manifestName(id), err)
			if i < len(commits)-1 && lost(err) {
				r.Problems[len(r.Problems)-1].Remedy = "tailor run: it removes this record of a superseded commit, which nothing needs"
			}
			continue
		}
		listed[s.manifest.Vault] = true
		for _, f := range append(files(s.manifest.Tables), files(s.vault.Tables)...) {
			listed[f.Name] = true
		}
		if i == len(commits)-1 {
			newest = s
		}
	}
	r.Commit = newest.ID()
	good := map[string]bool{}
	for _, store := range []Store{l.lake, l.vault} {
		tables := newest.manifest.Tables
		if store == l.vault {
			tables = newest.vault.Tables
		}
		for _, f := range files(tables) {
			r.Files, r.Rows, r.Bytes = r.Files+1, r.Rows+f.Rows, r.Bytes+f.Bytes
			if _, err := readFile(ctx, newest, f); err != nil {
				r.problem(f.Name, err)
				if p := &r.Problems[len(r.Problems)-1]; store == l.vault && p.Remedy == "" {
					p.Remedy = "bring the named files back from a copy of the vault; if there is none: tailor recover"
				}
				continue
			}
			good[f.Name] = true
		}
		if err := l.verifyOthers(ctx, store, good, listed, r); err != nil {
			return err
		}
	}
	if err := l.verifyTree(ctx, newest, r); err != nil {
		return err
	}
	if err := l.verifyInbox(ctx, newest, r); err != nil {
		return err
	}
	if o.ReadData {
		l.verifyRows(ctx, newest, good, r)
	}
	return ctx.Err()
}

// verifyOthers checks the files of older snapshots and the orphans by their names,
// which are hashes of what they hold.
func (l *Lake) verifyOthers(ctx context.Context, s Store, good, listed map[string]bool, r *VerifyReport) error {
	for _, prefix := range []string{filesDir, commitsDir} {
		names, err := s.List(ctx, prefix)
		if err != nil {
			return err
		}
		for _, name := range names {
			if good[name] || prefix == commitsDir && s == l.lake {
				continue
			}
			if !listed[name] {
				r.Orphans = append(r.Orphans, name)
			}
			if slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Name == name }) {
				continue
			}
			b, err := readObject(ctx, s, name)
			base, _, _ := strings.Cut(path.Base(name), ".")
			switch {
			case err != nil:
				r.problem(name, err)
			case !strings.HasPrefix(hashOf(b), base) || len(base) < 16:
				r.problem(name, errors.New("does not hold what its name says"))
			}
		}
	}
	return ctx.Err()
}

// verifyTree checks that lake/current shows the newest snapshot and nothing else.
func (l *Lake) verifyTree(ctx context.Context, newest *Snapshot, r *VerifyReport) error {
	v, ok := l.lake.(viewer)
	if !ok || newest.ID() == 0 {
		return nil
	}
	current, trees, err := v.shown(ctx)
	if err != nil {
		return err
	}
	if current != commitName(newest.ID()) {
		r.problem(currentLink, fmt.Errorf("shows commit %q, the newest is %d", current, newest.ID()))
	}
	if !slices.Contains(trees, commitName(newest.ID())) {
		return nil
	}
	wrong, err := v.differ(ctx, commitName(newest.ID()), links(newest.manifest.Tables))
	for _, p := range wrong {
		r.problem(path.Join(snapshotsDir, commitName(newest.ID()), p), errors.New("the tree differs from the manifest here"))
		r.Problems[len(r.Problems)-1].Remedy = "remove the folder lake/" + path.Join(snapshotsDir, commitName(newest.ID())) + ": it holds nothing of its own, and the next run makes it again"
	}
	return err
}

func (l *Lake) verifyInbox(ctx context.Context, newest *Snapshot, r *VerifyReport) error {
	pages, err := l.Inbox().sorted(ctx)
	if err != nil {
		r.problem(inboxDir, err)
		return ctx.Err()
	}
	r.Pages = int64(len(pages))
	for i, p := range pages {
		if _, err := l.Inbox().page(ctx, p.name); err != nil {
			r.problem(p.name, err)
		}
		first := i == 0 || pages[i-1].account != p.account
		if at := newest.Position(p.account).Seq; first && p.seq > at+1 || !first && p.seq != pages[i-1].seq+1 {
			r.problem(p.name, errors.New("the page before it is missing"))
		}
	}
	return nil
}
