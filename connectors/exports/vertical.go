package exports

import (
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
)

// errVertical is what is said of a list of one post's figures, as LinkedIn and others give for a
// single post.
var errVertical = &fault{whyUnknownFile, "it lists the figures of one post from top to bottom, and a table with a row for each post is needed; " +
	"download all posts of the page or profile together, or write the figures into a sheet with one row for each post"}

// vertical reports rows of a name and its value, whose names are those of a known table's
// columns.
func vertical(rows [][]string) bool {
	var names []string
	for _, row := range rows {
		filled := 0
		for _, c := range row {
			if trim(c) != "" {
				filled++
			}
		}
		switch {
		case filled > 2:
			return false
		case filled == 2 && len(row) > 0:
			names = append(names, row[0])
		}
	}
	h := formats.NewHeader(names)
	return len(names) >= 4 && 2*formats.KnownNames(&h) > len(names)
}
