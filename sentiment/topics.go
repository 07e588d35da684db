package sentiment

import (
	"crypto/sha256"
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
	type key struct{ lang, entry string }
	sets := map[key]topicSet{}
	var order []key
	err := readTable(r, 3, func(f []string) error {
		i := slices.Index(data.Topics(), data.Topic(f[0]))
		if i < 0 || f[0] == string(data.TopicOther) {
			return fmt.Errorf("no topic named %q: use one of %v", f[0], data.Topics())
		}
		k := key{f[1], foldEntry(f[2])}
		if _, ok := sets[k]; !ok {
			order = append(order, k)
		}
		sets[k] |= 1 << i
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load topics: %w", err)
	}
	l := &TopicLexicon{lists: map[string]*matcher[topicSet]{}, all: newMatcher[topicSet]("")}
	digest := sha256.New()
	anyLang := map[string]topicSet{}
	var entries []string
	for _, k := range order {
		fmt.Fprintf(digest, "%s\t%s\t%d\n", k.lang, k.entry, sets[k])
		m := l.lists[k.lang]
		if m == nil {
			m = newMatcher[topicSet](k.lang)
			l.lists[k.lang] = m
		}
		if err := m.add(k.entry, sets[k]); err != nil {
			return nil, fmt.Errorf("load topics: an entry of language %q: %w", k.lang, err)
		}
		if _, ok := anyLang[k.entry]; !ok {
			entries = append(entries, k.entry)
		}
		anyLang[k.entry] |= sets[k]
	}
	for _, e := range entries {
		if err := l.all.add(e, anyLang[e]); err != nil {
			return nil, fmt.Errorf("load topics: an entry of all languages: %w", err)
		}
	}
	l.version = fmt.Sprintf("topics-%x", digest.Sum(nil)[:4])
	return l, nil
}

// Version names the table: labels of another version are made anew.
func (l *TopicLexicon) Version() string { return l.version }

// foldEntry folds an entry as a matcher keys it: beginnings of words without
// diacritics.
func foldEntry(entry string) string {
	word, star := strings.CutSuffix(entry, "*")
	folded, bare := text.FoldWord(word)
	if star {
		return bare + "*"
	}
	return folded
}

// Topics names what a text is about by the embedded lists; see [TopicLexicon.Topics].
func Topics(s, lang string) (primary data.Topic, all []data.Topic) {
	return topics().Topics(s, lang)
}

// Topics returns all topics with an entry in the text, sorted, and the one with
// most entries. Of topics with equally many a consular one comes first, then the
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
	return a.first < b.first
}
