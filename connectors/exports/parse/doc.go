// Package parse reads what people and programs write into the cells of a table: counts
// with whatever marks between their digits, moments in a dozen languages and in the
// days of a workbook, and words that are to be compared. It reads in one way or not at
// all: of what can mean two things the verdict says so, and only who knows the whole
// file may settle it, by [Dates.Order], [Dates.From] and [Dates.To].
package parse
