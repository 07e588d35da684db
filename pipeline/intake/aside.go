package intake

import (
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// input is what an account reads, by its name with or without the hash of its content.
type input struct {
	account data.AccountID
	name    string
}

// inputs is a set of them.
type inputs map[input]bool

// has says whether the set has an input, by its whole name or without its hash.
func (s inputs) has(account data.AccountID, name string) bool {
	return s[input{account, name}] || s[input{account, data.BareInput(name)}]
}

func (s inputs) add(account data.AccountID, name string) {
	s[input{account, name}] = true
	s[input{account, data.BareInput(name)}] = true
}

// aside gathers rows set aside and notes.
type aside struct {
	rejects []data.Reject
	notes   []data.Note
	told    inputs // that these are of
	begun   inputs // that were read from their beginning, as pages name them
}

// add takes what a page tells. What earlier pages told of an input that it is the first
// page of is forgotten: a row that was corrected in the file must not be named for ever.
func (a *aside) add(p *data.Page) {
	if a.told == nil {
		a.told, a.begun = inputs{}, inputs{}
	}
	for _, name := range []string{p.Begins, p.Within} {
		first := input{p.Account, name}
		if name == "" {
			continue
		}
		a.begun[first] = true
		if a.told[first] {
			only := inputs{first: true}
			a.rejects = slices.DeleteFunc(a.rejects, func(r data.Reject) bool { return only.has(r.AccountID, r.Input) })
			a.notes = slices.DeleteFunc(a.notes, func(n data.Note) bool { return only.has(n.AccountID, n.Input) })
		}
	}
	for i := range p.Rejects {
		a.told.add(p.Rejects[i].AccountID, p.Rejects[i].Input)
	}
	for i := range p.Notes {
		a.told.add(p.Notes[i].AccountID, p.Notes[i].Input)
	}
	a.rejects, a.notes = append(a.rejects, p.Rejects...), append(a.notes, p.Notes...)
}

// fold puts them into their tables, and takes out what is stored of an earlier reading of
// the inputs that were begun. Only partitions of their accounts are read.
func (a *aside) fold(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	rejects, notes := map[string]bool{}, map[string]bool{}
	for b := range a.begun {
		rejects[lake.Rejects.Partition(&data.Reject{AccountID: b.account})] = true
		notes[lake.Notes.Partition(&data.Note{AccountID: b.account})] = true
	}
	if err := without(ctx, r, c, lake.Rejects, rejects, func(x *data.Reject) bool { return a.begun.has(x.AccountID, x.Input) }); err != nil {
		return err
	}
	if err := without(ctx, r, c, lake.Notes, notes, func(x *data.Note) bool { return a.begun.has(x.AccountID, x.Input) }); err != nil {
		return err
	}
	if err := lake.Upsert(ctx, r, c, lake.Rejects, a.rejects); err != nil {
		return err
	}
	return lake.Upsert(ctx, r, c, lake.Notes, a.notes)
}

// without takes old rows out of some partitions of a table. Those without any are not
// written.
func without[T any](ctx context.Context, r lake.Reader, c *lake.Changes, t lake.Table[T], of map[string]bool, old func(*T) bool) error {
	for _, part := range lake.Partitions(r, t) {
		if !of[part] {
			continue
		}
		rows, err := lake.Rows(ctx, r, t, partition.Only(part))
		if err != nil {
			return err
		}
		kept := slices.DeleteFunc(slices.Clone(rows), func(x T) bool { return old(&x) })
		if len(kept) == len(rows) {
			continue
		}
		if len(kept) == 0 {
			kept = nil // the partition goes
		}
		if err := lake.Replace(c, t, part, kept, ""); err != nil {
			return err
		}
	}
	return nil
}
