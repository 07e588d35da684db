package status

import (
	"fmt"
	"io"
	"strings"
)

// platforms prints what a person must know of how platforms were asked: what was not
// read, and what they send that this version does not know.
func (st *State) platforms(w io.Writer) {
	var lines []string
	for _, a := range st.Accounts {
		if a.Gap != "" {
			lines = append(lines, fmt.Sprintf("%s: not read yet: %s; the next run goes on there", a.Account, a.Gap))
		}
		if a.Limited > 0 {
			lines = append(lines, fmt.Sprintf("%s: the platform asked to wait %d times in %d requests", a.Account, a.Limited, a.Requests))
		}
		if len(a.Unknown) > 0 {
			lines = append(lines, fmt.Sprintf("%s: the platform sends fields that this version does not know: %s; a newer version may read them",
				a.Account, strings.Join(a.Unknown, ", ")))
		}
	}
	if len(lines) > 0 {
		fmt.Fprintf(w, "\nplatforms:\n  %s\n", strings.Join(lines, "\n  "))
	}
}
