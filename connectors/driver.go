package connectors

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
)

// Driver reads one account from one kind of source.
//
// Fetch returns the page after cursor; "" starts at the beginning. A cursor is
// opaque to callers, stays valid across processes, and never stands behind a row
// that was not returned. Fetch returns Done with the last page, and after it, as
// long as the input does not change, an empty page with Done and the same cursor.
// A row that cannot be used is a reject, not an error. Errors wrap one of the
// kinds of this package where one fits; on an error the page is not used. A driver
// that holds files between calls has a method Close, which lets go of them;
// [Source.Pages] calls it where it ends, for whatever reason, and Fetch may be called
// again.
type Driver interface {
	Info() Info
	Fetch(ctx context.Context, cursor string) (Page, error)
}

// Info says what a driver is.
type Info struct {
	Name    string // like "exports"
	Version string // goes up when the same input gives other rows
	Source  data.SourceKind
}

// String is the name and version, like "exports/1".
func (i Info) String() string { return i.Name + "/" + i.Version }
