package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of the vault of what inputs held that could not be used as it stood.
var (
	Rejects = Table[data.Reject]{
		Name: "rejects", Version: 1, Vault: true, Doc: "a row of an input that could not be used, kept aside",
		Partition: func(r *data.Reject) string { return segment("account", string(r.AccountID)) },
		Compare: func(a, b *data.Reject) int {
			return cmp.Or(compareBy(string(a.AccountID), string(b.AccountID), a.Input, b.Input), cmp.Compare(a.Line, b.Line),
				compareBy(a.Field, b.Field, a.Why, b.Why, a.Hint, b.Hint, a.Row, b.Row))
		},
	}
	Notes = Table[data.Note]{
		Name: "notes", Version: 1, Vault: true, Doc: "something a person should know of an input although no row was lost",
		Partition: undivided[data.Note],
		Compare: func(a, b *data.Note) int {
			return compareBy(string(a.AccountID), string(b.AccountID), a.Input, b.Input, a.What, b.What, a.Hint, b.Hint)
		},
	}
)
