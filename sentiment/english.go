package sentiment

import (
	"sync"

	"github.com/jdkato/prose/v2"
)

// english is prose's model of English: parts of speech, and names. It is loaded when the
// first English sentence needs it (0.5 s) and shared, as prose otherwise loads it anew for
// each text.
var english = sync.OnceValue(func() *prose.Model {
	doc, err := prose.NewDocument("", prose.WithSegmentation(false))
	if err != nil {
		return nil
	}
	return doc.Model
})
