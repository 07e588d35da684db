package sentiment

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// topicKey is an entry of a topic table, folded.
type topicKey struct{ lang, entry string }

// topicTable are entries on their way to a TopicLexicon.
type topicTable struct {
	sets    map[topicKey]topicSet
	written map[topicKey]string // as a person wrote it first
	order   []topicKey
}

// readTopics reads the table of [LoadTopics].
func readTopics(r io.Reader) (*topicTable, error) {
	t := &topicTable{sets: map[topicKey]topicSet{}, written: map[topicKey]string{}}
	err := readTable(r, 3, func(f []string) error {
		topic, err := topicPlace(f[0])
		if err == nil {
			t.add(topic, f[1], f[2])
		}
		return err
	})
	return t, err
}

// topicPlace returns the place in data.Topics of a topic that may have entries.
func topicPlace(name string) (int, error) {
	names := slices.DeleteFunc(data.Topics(), func(t data.Topic) bool { return t == data.TopicOther })
	if !slices.Contains(names, data.Topic(name)) {
		return 0, fmt.Errorf("no topic named %.40q: use one of %v", name, names)
	}
	return slices.Index(data.Topics(), data.Topic(name)), nil
}

// add takes in an entry of one more topic and reports whether it is new.
func (t *topicTable) add(topic int, lang, entry string) bool {
	k := topicKey{lang, foldEntry(entry)}
	if _, ok := t.sets[k]; !ok {
		t.order = append(t.order, k)
		t.written[k] = entry
	}
	had := t.has(topic, k)
	t.sets[k] |= 1 << topic
	return !had
}

func (t *topicTable) has(topic int, k topicKey) bool { return t.sets[k]&(1<<topic) != 0 }

// remove takes an entry from one topic and reports whether it stood there.
func (t *topicTable) remove(topic int, lang, entry string) bool {
	k := topicKey{lang, foldEntry(entry)}
	if !t.has(topic, k) {
		return false
	}
	t.sets[k] &^= 1 << topic
	return true
}

// languages lists the languages that have entries, sorted.
func (t *topicTable) languages() []string {
	langs := map[string]bool{}
	for _, k := range t.order {
		langs[k.lang] = true
	}
	return slices.Sorted(maps.Keys(langs))
}

// lexicon builds the lists. Where listed is not nil, languages outside it get no list
// of their own: their entries are found where all lists are read.
func (t *topicTable) lexicon(listed []string) (*TopicLexicon, error) {
	l := &TopicLexicon{lists: map[string]*matcher[topicSet]{}, all: newMatcher[topicSet]("")}
	digest := sha256.New()
	for _, lang := range listed {
		l.lists[lang] = newMatcher[topicSet](lang) // even if every entry of it was removed
	}
	anyLang := map[string]topicSet{}
	var entries []string
	for _, k := range t.order {
		set := t.sets[k]
		if set == 0 {
			continue
		}
		fmt.Fprintf(digest, "%s\t%s\t%d\n", k.lang, k.entry, set)
		m := l.lists[k.lang]
		switch {
		case m == nil && listed == nil:
			m = newMatcher[topicSet](k.lang)
			l.lists[k.lang] = m
		case m == nil:
			fmt.Fprintln(digest, "read with all lists")
		}
		if m != nil {
			if err := m.add(k.entry, set); err != nil {
				return nil, fmt.Errorf("load topics: an entry of language %q: %w", k.lang, err)
			}
		}
		if _, ok := anyLang[k.entry]; !ok {
			entries = append(entries, k.entry)
		}
		anyLang[k.entry] |= set
	}
	for _, e := range entries {
		if err := l.all.add(e, anyLang[e]); err != nil {
			return nil, fmt.Errorf("load topics: an entry of all languages: %w", err)
		}
	}
	l.version = fmt.Sprintf("topics-%x", digest.Sum(nil)[:4])
	return l, nil
}

// checkEntry says what is wrong with an entry of a language, nil if nothing is.
func checkEntry(lang, entry string) error {
	return newMatcher[topicSet](lang).add(entry, 1)
}

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
