package sentiment

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed topics.tsv
var topicText string

// topicSet has a bit for each place in data.Topics.
type topicSet uint32

// TopicLexicon is a closed list of words and phrases by topic and language. It
// knows nothing that is not in its table, so it cannot pick out a theme that a unit
// did not write down. It is safe for concurrent use.
type TopicLexicon struct {
	lists   map[string]*matcher[topicSet]
	all     *matcher[topicSet] // entries of all languages, for texts in none of them
	version string
}

var topics = sync.OnceValue(func() *TopicLexicon {
	l, err := LoadTopics(strings.NewReader(topicText))
	if err != nil {
		panic(fmt.Sprintf("embedded table topics.tsv: %v", err))
	}
	return l
})

// DefaultTopics returns the embedded lists.
func DefaultTopics() *TopicLexicon { return topics() }

// LoadTopics reads a table "topic, language, word or phrase", separated by tabs, in
// the form of the embedded one: lines that begin with # are comments, a word ending
// in * stands for every word it begins, topics are those of data.Topics. The same
// entry may stand under several topics. An error names the line.
func LoadTopics(r io.Reader) (*TopicLexicon, error) {
	t, err := readTopics(r)
	if err != nil {
		return nil, fmt.Errorf("load topics: %w", err)
	}
	return t.lexicon(nil)
}

// Version names the table: labels of another version are made anew.
func (l *TopicLexicon) Version() string { return l.version }

// Topics returns all topics with an entry in the text, sorted, and the one with
// most entries. Of topics with equally many a consular one comes first, politics last, else the
// one that is met first. Without any entry both are data.TopicOther. A language
// without a list, or "und", is read with the lists of all languages.
func (l *TopicLexicon) Topics(s, lang string) (primary data.Topic, all []data.Topic) {
	m := l.lists[lang]
	if m == nil {
		m = l.all
	}
	var t text.Text
	t.Read(s)
	hits := countTopics(m, t.Tokens)
	names := data.Topics()
	best := -1
	for i := range hits {
		if hits[i].n == 0 {
			continue
		}
		all = append(all, names[i])
		if best < 0 || ahead(names, hits[:], i, best) {
			best = i
		}
	}
	if best < 0 {
		return data.TopicOther, []data.Topic{data.TopicOther}
	}
	slices.Sort(all)
	return names[best], all
}

// topicHits says how often and where first a topic was met.
type topicHits struct{ n, first int }

func countTopics(m *matcher[topicSet], tokens []text.Token) (hits [32]topicHits) {
	var buf []byte
	for i := 0; i < len(tokens); {
		used := 1
		note := func(s topicSet) {
			for k := range hits {
				if s&(1<<k) == 0 {
					continue
				}
				if hits[k].n == 0 {
					hits[k].first = i
				}
				hits[k].n++
			}
		}
		switch tokens[i].Kind {
		case text.Word, text.Number:
			if s, n := m.at(tokens, i, &buf); n > 0 {
				note(s)
				used = n
			}
		case text.Run:
			for run := tokens[i].Norm; len(run) > 0; {
				s, n, ok := m.inRun(run)
				if ok {
					note(s)
				}
				run = run[n:]
			}
		}
		i += used
	}
	return hits
}

// ahead reports whether topic i comes before topic j.
func ahead(names []data.Topic, hits []topicHits, i, j int) bool {
	a, b := hits[i], hits[j]
	if a.n != b.n {
		return a.n > b.n
	}
	if ca, cb := names[i].Consular(), names[j].Consular(); ca != cb {
		return ca
	}
	if pi, pj := names[i] == "politics", names[j] == "politics"; pi != pj {
		return pj // ministers and governments are named in posts on everything else, too
	}
	return a.first < b.first
}
