package lang

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed phrases.tsv
var phraseText string

// Set phrases are short: longer texts have n-grams enough.
const (
	maxPhraseWords   = 5
	maxPhraseBytes   = 64
	phraseConfidence = 0.95 // 55 of the 58 labelled texts at hand that are one were in its language
)

// phrases are the tags of the set phrases, by their words without diacritics.
var phrases = sync.OnceValues(func() (map[string]string, error) { return readPhrases(phraseText) })

// readPhrases reads a table of tag and phrases, parted by semicolons.
func readPhrases(table string) (map[string]string, error) {
	tags := map[string]string{}
	var d Detector
	var t text.Text
	for i, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		tag, list, ok := strings.Cut(line, "\t")
		if !ok || tag == "" {
			return nil, fmt.Errorf("phrases, line %d: want a tag, a tab and phrases", i+1)
		}
		for _, phrase := range strings.Split(list, ";") {
			t.Read(phrase)
			key := d.join(&t)
			if key == nil {
				return nil, fmt.Errorf("phrases, line %d: %q is not one to %d words", i+1, phrase, maxPhraseWords)
			}
			if other, ok := tags[string(key)]; ok && other != tag {
				return nil, fmt.Errorf("phrases, line %d: %q stands under %s too", i+1, phrase, other)
			}
			tags[string(key)] = tag
		}
	}
	return tags, nil
}

// join returns the words of a text without diacritics, one space between them; nil if it
// has none or too many for a set phrase. Emoji, marks, handles, links and numbers do not
// count.
func (d *Detector) join(t *text.Text) []byte {
	d.phrase = d.phrase[:0]
	words := 0
	for i := range t.Tokens {
		k := &t.Tokens[i]
		switch k.Kind {
		case text.Run:
			return nil
		case text.Word:
			if words++; words > maxPhraseWords || len(d.phrase)+len(k.Bare) > maxPhraseBytes {
				return nil
			}
			if words > 1 {
				d.phrase = append(d.phrase, ' ')
			}
			if k.Short != nil {
				d.phrase = append(d.phrase, k.Short...)
				continue
			}
			d.phrase = append(d.phrase, k.Bare...)
		}
	}
	if words == 0 {
		return nil
	}
	return d.phrase
}

// Phrase returns the language of a text that is a set phrase: thanks, a wish, a reproach,
// and nothing besides. It allocates nothing.
func (d *Detector) Phrase(t *text.Text) (tag string, ok bool) {
	if key := d.join(t); key != nil {
		tag, ok = d.phrases[string(key)]
	}
	return tag, ok
}
