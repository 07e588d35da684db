package intake

import (
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// begun is an input that an account reads from its beginning, with or without the hash
// of its content.
type begun struct {
	account data.AccountID
	input   string
}

// tells says whether rows of an input were told by an earlier reading of b.
func (b begun) tells(account data.AccountID, input string) bool {
	return account == b.account && (input == b.input || data.BareInput(input) == b.input)
}

// begin forgets what the pages so far told of an input that is now read anew.
func (in *intake) begin(b begun) {
	in.begun = append(in.begun, b)
	in.rejects = slices.DeleteFunc(in.rejects, func(r data.Reject) bool { return b.tells(r.AccountID, r.Input) })
	in.notes = slices.DeleteFunc(in.notes, func(n data.Note) bool { return b.tells(n.AccountID, n.Input) })
}

// setAside takes in rows set aside and notes. Those of an earlier reading of the same
// input go: a row that was corrected in the file must not be named for ever.
func (in *intake) setAside(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	old := func(account data.AccountID, input string) bool {
		return slices.ContainsFunc(in.begun, func(b begun) bool { return b.tells(account, input) })
	}
	if len(in.begun) > 0 {
		if err := without(ctx, r, c, lake.Rejects, func(x *data.Reject) bool { return old(x.AccountID, x.Input) }); err != nil {
			return err
		}
		if err := without(ctx, r, c, lake.Notes, func(x *data.Note) bool { return old(x.AccountID, x.Input) }); err != nil {
			return err
		}
	}
	if err := lake.Upsert(ctx, r, c, lake.Rejects, in.rejects); err != nil {
		return err
	}
	return lake.Upsert(ctx, r, c, lake.Notes, in.notes)
}

// without takes old rows out of a table. Partitions without any are not written.
func without[T any](ctx context.Context, r lake.Reader, c *lake.Changes, t lake.Table[T], old func(*T) bool) error {
	for _, part := range lake.Partitions(r, t) {
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
