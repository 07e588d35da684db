package formats

import (
	"fmt"
	"strings"
)

// KnownNames counts the cells of a header that some format knows.
func KnownNames(h *Header) int { return len(known().known(h)) }

// UnknownHeader is a header that no format fits. Names may hold what a person wrote, as
// the first row of a table need not be a header; they belong in no message that is stored.
type UnknownHeader struct {
	What  string   // what is wrong, for people
	Names []string // the cells as written
}

// Columns lists the first cells of the header.
func (e *UnknownHeader) Columns() string { return shorten(e.Names) }

// Error says what is nearest and what lacks.
func (e *UnknownHeader) Error() string { return e.What }

func shorten(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

// Quote lists names in quotation marks.
func Quote(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(quoted, ", ")
}
