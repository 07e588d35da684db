// Package formats knows the tables that platforms export: which columns each has, by what
// names, in every language that was seen.
//
// A format is known by a subset of its columns, compared as [parse.FoldHeader] makes them,
// because platforms add, drop, reorder and reword columns from month to month.
// [Recognise] lays the format that fits best over a [Header] and returns a [Fitted]: which
// column is which [Field]. What the cells hold is not looked at here.
//
// A new format is a function that returns its columns by field, in the file of its
// platform, and a line in formats.go. Names of columns that several platforms use stand in
// words.go; those of further languages in the folder languages, a file for each.
package formats
