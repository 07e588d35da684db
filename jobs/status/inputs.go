package status

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// inputsOf fills in what was set aside, notes, and closed weeks. Files that are gone are
// only counted.
func inputsOf(ctx context.Context, u *jobs.Unit, s *lake.Snapshot, st *State, c *tally.Tally) error {
	away, files := u.Gone(), map[string]bool{}
	gone := func(account data.AccountID, input string) bool {
		is := away(account, input)
		if is {
			files[data.BareInput(input)] = true
		}
		return is
	}
	st.Late = c.Late
	for _, r := range c.SetAside {
		if !gone(r.Account, r.Input) {
			st.SetAside = append(st.SetAside, r)
		}
	}
	st.Gone = int64(len(files)) // of which rows were set aside; a note asks for nothing
	for _, f := range s.Files(lake.Seals.Name) {
		st.Weeks += int(f.Rows)
	}
	notes, err := lake.Rows(ctx, s, lake.Notes, nil)
	for _, n := range notes {
		if !gone(n.AccountID, n.Input) {
			st.Notes = append(st.Notes, n)
		}
	}
	return err
}

// Inputs prints what a person must know of what was read: rows set aside, and notes.
func (st *State) Inputs(w io.Writer) {
	printSetAside(w, st.SetAside)
	if st.Gone > 0 {
		fmt.Fprintf(w, "gone since: %s with rows set aside\n", jobs.Plural(st.Gone, "file", "files"))
	}
	if len(st.SetAside)+int(st.Gone) > 0 && len(st.Notes) > 0 {
		fmt.Fprintln(w)
	}
	printNotes(w, st.Notes)
}

// noPost are reasons of rows that never were a post: nothing is to be done about them.
var noPost = [...]string{"total_row", "blank_row", "repeated_header", "description_row"}

// wholeFile are reasons that are of a file and not of a row in it.
var wholeFile = [...]string{"unrecognised_file", "unreadable_file", "wrong_platform", "no_consent"}

// printSetAside prints rows and files that were set aside with what to do, each once
// however many accounts read the file, and in one line those with nothing to do.
func printSetAside(w io.Writer, all []tally.SetAside) {
	type told struct{ input, why, hint string }
	var order []told
	rows := map[told]int64{}
	var none int64
	for _, r := range all {
		if slices.Contains(noPost[:], r.Why) {
			none += r.Rows
			continue
		}
		k := told{data.BareInput(r.Input), r.Why, r.Hint}
		if rows[k] == 0 {
			order = append(order, k)
		}
		rows[k] = max(rows[k], r.Rows)
	}
	if len(order) > 0 {
		fmt.Fprintln(w, "set aside, nothing guessed:")
	}
	for _, k := range order {
		line := k.input + ": "
		if slices.Contains(wholeFile[:], k.why) {
			line += "not read: "
		} else {
			line += fmt.Sprintf("%s, %s: ", jobs.Plural(rows[k], "row", "rows"), strings.ReplaceAll(k.why, "_", " "))
		}
		fmt.Fprintln(w, "  "+strings.TrimSuffix(line+k.hint, ": "))
	}
	if none > 0 {
		fmt.Fprintf(w, "left out: %s of sums, repeated headers or explanations\n", jobs.Plural(none, "row", "rows"))
	}
}

// printNotes prints notes, those that say the same of several inputs once, whatever day.
func printNotes(w io.Writer, notes []data.Note) {
	type note struct{ what, hint string }
	inputs := map[note][]string{}
	var order []note
	texts := make([]string, len(notes))
	for i, n := range notes {
		texts[i] = n.What
	}
	texts = data.SpanDays(texts)
	for i, n := range notes {
		k := note{texts[i], n.Hint}
		if inputs[k] == nil {
			order = append(order, k)
		}
		inputs[k] = append(inputs[k], data.BareInput(n.Input))
	}
	if len(order) > 0 {
		fmt.Fprintln(w, "to know:")
	}
	for _, k := range order {
		inputs[k] = slices.Compact(slices.Sorted(slices.Values(inputs[k])))
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
