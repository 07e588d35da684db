package formats

import "github.com/digital-diplomacy/tailor/data"

// Fitted is a format laid over the header of one file: which column is which field.
type Fitted struct {
	Name      string           // of the format or mapping
	Title     string           // for people; "" for a mapping
	Rows      string           // kind of rows
	Platform  data.Platform    // "" if rows say it
	Columns   int              // cells of the header
	Cols      [numFields][]int // by [Field], the best name first
	Reactions []int            // by kinds; -1 if the file lacks one
	Kinds     []string         // of reactions
	Views     string           // views_definition
	Followers bool             // a row's followers are the account's on that day
	Caution   string           // what a person must know of every such file; "" if nothing

	// MonthFirst says that dates in numbers, like 05/03/2026, begin with the month, whatever
	// the language of the file.
	MonthFirst bool
	// Beside says that the columns stand to the right of another table in the same rows, and
	// may be blank where that one is longer.
	Beside bool
}

// Has reports whether the file has a column for a field.
func (f *Fitted) Has(one Field) bool { return len(f.Cols[one]) > 0 }

// Used counts the columns that a field was found for.
func (f *Fitted) Used() (n int) {
	for _, cols := range f.Cols {
		n += len(cols)
	}
	return n
}
