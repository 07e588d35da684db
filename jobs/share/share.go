// Package share writes what units may share of their accounts, and takes in what others
// shared.
package share

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/pipeline/exchange"
	"github.com/digital-diplomacy/tailor/pipeline/sharing"
)

// File is a file that was written to be shared.
type File struct {
	Path string `json:"path"`
	*sharing.Shared
}

// Write writes what may be shared of own accounts to a file, under a name that is the
// unit's if as is empty.
func Write(ctx context.Context, u *jobs.Unit, path, as string, named bool) (*File, error) {
	if as == "" {
		as = u.Config.Unit.Name
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	shared, err := sharing.Share(ctx, s, sharing.Options{As: as, Named: named, Terms: u.Terms()}, u.Clock)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := exchange.Write(&b, &shared.File); err != nil {
		return nil, err
	}
	if _, err := patient.Replace(path, b.Bytes(), 0o644); err != nil {
		return nil, fmt.Errorf("share: %w", err)
	}
	return &File{path, shared}, nil
}

// Text tells what is in the file and what is not.
func (s *File) Text(w io.Writer) error {
	fmt.Fprintf(w, "%s: %d cells and %d effects of %d accounts, as %s.\n", s.Path, s.Cells, s.Effects, len(s.Accounts), s.As)
	for _, id := range slices.Sorted(maps.Keys(s.Accounts)) {
		if s.Accounts[id] != string(id) {
			fmt.Fprintf(w, "  %s is %s in it\n", id, s.Accounts[id])
		}
	}
	fmt.Fprintf(w, "Left out: %d cells of too few posts; %d effects of too few posts, on other metrics or on levels of your own.\n", s.Small, s.Private)
	for _, id := range s.Bound {
		fmt.Fprintf(w, "  %s: its platform's terms do not let its numbers be passed on\n", id)
	}
	_, err := fmt.Fprintf(w, "Nothing of replies is in it. Read it before you send it: zstd -dc %s\n", s.Path)
	return err
}

// Pooled is what became of files that others shared.
type Pooled struct {
	Files []PooledFile `json:"files"`
}

// PooledFile is one of them.
type PooledFile struct {
	Path     string            `json:"path"`
	SharedBy string            `json:"shared_by,omitempty"`
	SharedOn string            `json:"shared_on,omitempty"`
	Cells    int               `json:"cells"`
	Effects  int               `json:"effects"`
	Other    string            `json:"other_dictionary,omitempty"` // if it counts by another version
	Model    string            `json:"other_model,omitempty"`      // if its effects were estimated by another version
	Rejects  []exchange.Reject `json:"rejects,omitempty"`
	Error    string            `json:"error,omitempty"` // nothing of it was taken
}

// Pool takes in files that other units shared. Each stands by itself: one that cannot be
// used is named, and the others are committed.
func Pool(ctx context.Context, u *jobs.Unit, paths []string) (out *Pooled, err error) {
	release, err := lockToPool(u)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	out = &Pooled{}
	for _, path := range paths {
		file := PooledFile{Path: path}
		if err := poolFile(ctx, u, &file); err != nil {
			if ctx.Err() != nil {
				return out, err
			}
			file.Error = err.Error()
		}
		out.Files = append(out.Files, file)
	}
	return out, nil
}

func lockToPool(u *jobs.Unit) (release func() error, err error) {
	held, err := lock.Root(u.Root, lock.Holder{PID: os.Getpid(), Started: u.Wall(), Command: "tailor pool"})
	if err != nil {
		return nil, err
	}
	return held.Release, nil
}

func poolFile(ctx context.Context, u *jobs.Unit, file *PooledFile) error {
	in, err := os.Open(file.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	f, rejects, err := exchange.Read(in)
	if err != nil {
		return err
	}
	file.SharedBy, file.SharedOn, file.Rejects = f.Header.SharedBy, f.Header.SharedOn, rejects
	if f.Header.Dictionary != sharing.DictionaryVersion {
		file.Other = f.Header.Dictionary
	}
	if f.Header.Model != sharing.ModelVersion {
		file.Model = f.Header.Model
	}
	err = u.Commit(ctx, "pool", func(r lake.Reader) (lake.Changes, error) {
		return sharing.Pool(r, f, u.Config.Unit.Name, u.Clock)
	})
	if err == nil {
		file.Cells, file.Effects = len(f.Cells), len(f.Effects)
	}
	return err
}

// Unpool removes all that a unit shared.
func Unpool(ctx context.Context, u *jobs.Unit, unit string) (err error) {
	release, err := lockToPool(u)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	return u.Commit(ctx, "pool", func(r lake.Reader) (lake.Changes, error) { return sharing.Unpool(r, unit) })
}

// shownRejects is how many bad rows of a file are named.
const shownRejects = 20

// Text tells what became of each file.
func (p *Pooled) Text(w io.Writer) error {
	for _, f := range p.Files {
		if f.Error != "" {
			fmt.Fprintf(w, "%s: nothing taken: %s\n", f.Path, f.Error)
			continue
		}
		fmt.Fprintf(w, "%s: %d cells and %d effects shared by %s on %s\n", f.Path, f.Cells, f.Effects, f.SharedBy, f.SharedOn)
		if f.Other != "" {
			fmt.Fprintf(w, "  counted by %s, not by %s: kept, not to be added to yours, and no estimate borrows from it\n", f.Other, sharing.DictionaryVersion)
		}
		if f.Model != "" {
			fmt.Fprintf(w, "  estimated by %s, not by %s: kept, and no estimate borrows from it\n", f.Model, sharing.ModelVersion)
		}
		for i, r := range f.Rejects {
			if i == shownRejects {
				fmt.Fprintf(w, "  and %d more bad rows\n", len(f.Rejects)-i)
				break
			}
			fmt.Fprintf(w, "  line %d left out: %s %s\n", r.Line, r.Field, r.Why)
		}
	}
	return nil
}

// Err returns a [jobs.PartialError] if a file or a row could not be used.
func (p *Pooled) Err() error {
	partial := &jobs.PartialError{All: true}
	for _, f := range p.Files {
		if f.Error == "" {
			partial.All = false
		}
		switch {
		case f.Error != "":
			partial.Failed = append(partial.Failed, fmt.Errorf("%s: nothing taken", f.Path))
		case len(f.Rejects) > 0:
			partial.Failed = append(partial.Failed, fmt.Errorf("%s: %d rows left out", f.Path, len(f.Rejects)))
		}
	}
	if partial.Failed == nil {
		return nil
	}
	return partial
}
