package jobs

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// SetAside counts rows of one input that were set aside for one reason.
type SetAside struct {
	Account data.AccountID `json:"account"`
	Input   string         `json:"input"`
	Why     string         `json:"why"`
	Hint    string         `json:"hint"`
	Rows    int64          `json:"rows"`
}

// addSetAside adds rows to those of the same input and reason.
func addSetAside(all []SetAside, more SetAside) []SetAside {
	i, there := slices.BinarySearchFunc(all, more, func(a, b SetAside) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Input, b.Input), cmp.Compare(a.Why, b.Why), cmp.Compare(a.Hint, b.Hint))
	})
	if !there {
		return slices.Insert(all, i, more)
	}
	all[i].Rows += more.Rows
	return all
}

// statusInputs fills in what was set aside, notes, and closed weeks.
func statusInputs(ctx context.Context, s *lake.Snapshot, st *Status, c *counted) error {
	for _, p := range c.Partitions {
		for _, more := range p.SetAside {
			st.SetAside = addSetAside(st.SetAside, more)
		}
		st.Late += p.Late
	}
	for _, f := range s.Files(lake.Seals.Name) {
		st.Weeks += int(f.Rows)
	}
	var err error
	st.Notes, err = lake.Rows(ctx, s, lake.Notes, nil)
	return err
}

// Inputs prints what a person must know of what was read: rows set aside, and notes.
func (st *Status) Inputs(w io.Writer) {
	if len(st.SetAside) > 0 {
		fmt.Fprintln(w, "set aside, nothing guessed:")
	}
	for _, r := range st.SetAside {
		fmt.Fprintf(w, "  %s, %s: %d rows: %s", r.Account, r.Input, r.Rows, r.Why)
		if r.Hint != "" {
			fmt.Fprintf(w, "; %s", r.Hint)
		}
		fmt.Fprintln(w)
	}
	printNotes(w, st.Notes)
}

// printNotes prints notes, those that say the same of several inputs once.
func printNotes(w io.Writer, notes []data.Note) {
	type note struct{ what, hint string }
	inputs := map[note][]string{}
	var order []note
	for _, n := range notes {
		k := note{n.What, n.Hint}
		if inputs[k] == nil {
			order = append(order, k)
		}
		name, _, _ := strings.Cut(n.Input, " sha256:")
		inputs[k] = append(inputs[k], string(n.AccountID)+", "+name)
	}
	if len(order) > 0 {
		fmt.Fprintln(w, "\nto know:")
	}
	for _, k := range order {
		fmt.Fprintf(w, "  %s", k.what)
		if k.hint != "" {
			fmt.Fprintf(w, "; %s", k.hint)
		}
		fmt.Fprintf(w, "\n    in %s", inputs[k][0])
		if more := len(inputs[k]) - 1; more > 0 {
			fmt.Fprintf(w, " and %d more", more)
		}
		fmt.Fprintln(w)
	}
}
