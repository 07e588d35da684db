// Package patient opens, renames and removes files that another program may be holding
// for a moment. On Unix that is no obstacle, and these are os.Open, os.Rename, os.Remove
// and os.RemoveAll. On Windows a file that a scanner, an indexer or an analyst's query has
// open can be neither removed nor replaced: there they try again for two seconds.
//
// Nothing that Tailor opened itself may still be open: this is for others' files.
package patient

import (
	"fmt"
	"time"
)

// patience is how long a file that is in use is waited for, and first is the pause
// after the first try; it doubles, up to a quarter of a second.
const (
	patience = 2 * time.Second
	first    = 5 * time.Millisecond
	longest  = 250 * time.Millisecond
)

// retry calls do until it succeeds, fails for another reason than that the file is in
// use, or patience ends; its last error then says what to do.
func retry(do func() error, inUse func(error) bool) error {
	deadline := time.Now().Add(patience)
	for pause := first; ; pause = min(2*pause, longest) {
		err := do()
		if err == nil || !inUse(err) {
			return err
		}
		if time.Now().Add(pause).After(deadline) {
			return fmt.Errorf("%w (another program holds it, or what is below it, open: close that program and try again)", err)
		}
		time.Sleep(pause)
	}
}
