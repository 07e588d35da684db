package sentiment

import (
	_ "embed"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed abuse.tsv
var abuseText string

var abuseLists = sync.OnceValue(func() map[string]*matcher[bool] {
	lists := map[string]*matcher[bool]{}
	mustTable("abuse.tsv", abuseText, 2, func(f []string) error {
		m := lists[f[0]]
		if m == nil {
			m = newMatcher[bool](f[0])
			lists[f[0]] = m
		}
		return m.add(f[1], true)
	})
	return lists
})

// abusive reports whether a text has an insult of a short list of its language. It
// is for triage: what it flags may be quoting, joking or a harsh opinion, and it
// misses most of what is abusive. Nothing may be removed or answered by it alone.
func abusive(m *matcher[bool], tokens []text.Token, buf *[]byte) bool {
	for i := range tokens {
		switch tokens[i].Kind {
		case text.Word:
			if _, n := m.at(tokens, i, buf); n > 0 {
				return true
			}
		case text.Run:
			for run := tokens[i].Norm; len(run) > 0; {
				_, n, ok := m.inRun(run)
				if ok {
					return true
				}
				run = run[n:]
			}
		}
	}
	return false
}
