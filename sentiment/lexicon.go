package sentiment

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

//go:embed lexicon/*.tsv
var lexiconFiles embed.FS

// rulesRevision counts changes of what is done with the word lists: scoring rules,
// thresholds, folding. It is part of [Lexicon.Version], so raise it with each.
const rulesRevision = 3

// role says what an entry of a sentiment lexicon does.
type role int8

const (
	polarity      role = iota + 1
	negator            // turns what follows
	negatorAfter       // turns what stands before
	negatorAround      // turns what stands before, else what follows
	intensifier        // strengthens what follows
	diminisher         // weakens what follows
)

var roles = map[string]role{"polarity": polarity, "negator": negator, "negator_after": negatorAfter,
	"negator_around": negatorAround, "intensifier": intensifier, "diminisher": diminisher}

// feeling is one entry of a sentiment lexicon. weight is -3 to 3 and 0 for all
// roles but polarity; a polarity of 0 keeps a longer or accented word from being
// read as a shorter one.
type feeling struct {
	role   role
	weight int8
}

// Lexicon is a scorer by word lists. The zero value is not usable; see [NewLexicon].
// It is safe for concurrent use.
type Lexicon struct {
	version   string
	lists     map[string]*matcher[feeling]
	emoji     map[string]int8
	questions *questionLexicon
	abuse     map[string]*matcher[bool]
	confusion map[string]Confusion
}

// NewLexicon loads the embedded word lists.
func NewLexicon() (*Lexicon, error) {
	l := &Lexicon{lists: map[string]*matcher[feeling]{}, emoji: map[string]int8{}, questions: questions(), abuse: abuseLists()}
	names, err := fs.Glob(lexiconFiles, "lexicon/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("sentiment lexicons: %w", err)
	}
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		b, err := lexiconFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sentiment lexicons: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(b))
		sum.Write(b)
		lang := strings.TrimSuffix(strings.TrimPrefix(name, "lexicon/"), ".tsv")
		if err := l.load(lang, string(b)); err != nil {
			return nil, fmt.Errorf("sentiment lexicon %s: %w", name, err)
		}
	}
	// What asks and what insults is counted under the same version.
	sum.Write([]byte(questionText))
	sum.Write([]byte(abuseText))
	l.version = fmt.Sprintf("lexicon-%d-%s", rulesRevision, hex.EncodeToString(sum.Sum(nil))[:8])
	if l.confusion, err = measuredConfusion(confusionText, l.version); err != nil {
		return nil, fmt.Errorf("confusion.tsv: %w", err)
	}
	return l, nil
}

// load reads one word list; "emoji" is the list for all languages.
func (l *Lexicon) load(lang, text string) error {
	m := newMatcher[feeling](lang)
	err := readTable(strings.NewReader(text), 3, func(f []string) error {
		e, err := parseFeeling(f[1], f[2])
		if err != nil {
			return err
		}
		if lang == "emoji" {
			l.emoji[f[0]] = e.weight
			return nil
		}
		return m.add(f[0], e)
	})
	if lang != "emoji" {
		l.lists[lang] = m
	}
	return err
}

func parseFeeling(kind, weight string) (feeling, error) {
	r, ok := roles[kind]
	if !ok {
		return feeling{}, fmt.Errorf("kind %q is not one of polarity, negator, negator_after, negator_around, intensifier, diminisher", kind)
	}
	if r != polarity {
		if weight != "" {
			return feeling{}, fmt.Errorf("a %s has no weight", kind)
		}
		return feeling{role: r}, nil
	}
	w, err := strconv.Atoi(weight)
	if err != nil || w < -3 || w > 3 {
		return feeling{}, fmt.Errorf("weight %q is not a whole number from -3 to 3", weight)
	}
	return feeling{r, int8(w)}, nil
}

// Languages lists the languages that have a word list, sorted.
func (l *Lexicon) Languages() []string {
	var tags []string
	for tag := range l.lists {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return tags
}
