package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// roles of Tailor's word lists.
var roles = map[string]model.Role{"negator": model.Negator, "negator_after": model.NegatorAfter,
	"negator_around": model.NegatorAround, "intensifier": model.Intensifier, "diminisher": model.Diminisher}

// dialects are languages that take over the lists of another one.
var dialects = map[string][]string{"ar": {"arq", "ary"}, "ur": {}, "id": {"ace", "ban", "bjn", "mad", "min", "nij", "bbc"}}

// priorsLoad is how full the table of priors is.
const priorsLoad = 0.7

// lists gathers priors by key.
type lists struct {
	entries map[uint64]*model.Entry
	scores  map[string]map[string]float64 // of the merged lexicon, by language and bare word
}

func (l lists) at(language, word string, stem bool) *model.Entry {
	k := model.PriorKey(language, word, stem)
	if l.entries[k] == nil {
		l.entries[k] = &model.Entry{Key: k}
	}
	return l.entries[k]
}

// listed puts the score of the merged lexicon.
func (l lists) listed(language, word string, score float64) {
	_, bare := text.FoldWord(word)
	if bare == "" || strings.Contains(bare, " ") {
		return
	}
	for _, to := range append([]string{language}, dialects[language]...) {
		l.at(to, bare, false).A = int8(math.Round(100 * score))
		if l.scores[to] == nil {
			l.scores[to] = map[string]float64{}
		}
		l.scores[to][bare] = score
	}
}

// inflected are languages whose words end in many ways, of which the merged lexicon
// has one.
var inflected = []string{"de", "en", "es", "fr", "it", "pl", "pt", "ro", "ru", "sr", "sv", "uk"}

// Stems of the merged lexicon: a word of 6 letters or more less its last two. Those
// of words that do not agree are left out; the others count for less than a word.
const (
	leastStemmed = 6
	stemCut      = 2
	stemWeight   = 0.7
	stemAgrees   = 0.5
)

// stems adds the beginnings of the merged lexicon's words.
func (l lists) stems() {
	for _, language := range inflected {
		type sum struct{ score, size, words float64 }
		sums := map[string]sum{}
		for _, word := range slices.Sorted(maps.Keys(l.scores[language])) {
			r, score := []rune(word), l.scores[language][word]
			if len(r) < leastStemmed {
				continue
			}
			s := sums[string(r[:len(r)-stemCut])]
			s.score += score
			s.size += math.Abs(score)
			s.words++
			sums[string(r[:len(r)-stemCut])] = s
		}
		for stem, s := range sums {
			if math.Abs(s.score) >= stemAgrees*s.size {
				l.at(language, stem, true).A = int8(math.Round(100 * stemWeight * s.score / s.words))
			}
		}
	}
}

// joined are the particles that a language writes together with the next word; the rules
// for word lists cut them off, the model looks a word up as it stands.
var joined = map[string][]string{"he": {"ה", "ו", "ש", "ב", "ל", "מ", "כ", "וה", "שה"}}

// leastJoined is how many bytes a word needs to be listed with what is joined before it.
const leastJoined = 6

// own puts an entry of Tailor's lists.
func (l lists) own(language, word string, n int8) {
	word, stem := strings.CutSuffix(word, "*")
	_, bare := text.FoldWord(word)
	if bare == "" || strings.Contains(bare, " ") {
		return
	}
	for _, to := range append([]string{language}, dialects[language]...) {
		l.at(to, bare, stem).B = n
	}
	if stem || len(bare) < leastJoined {
		return
	}
	for _, particle := range joined[language] {
		if e := l.at(language, particle+bare, false); e.B == 0 {
			e.B = n
		}
	}
}

// makePriors reads the merged lexicon, the ranking of emoji and Tailor's own lists.
func makePriors(data, own string) (model.Priors, error) {
	l := lists{map[uint64]*model.Entry{}, map[string]map[string]float64{}}
	if err := l.merged(filepath.Join(data, "lexicons", "merged.tsv.gz")); err != nil {
		return model.Priors{}, err
	}
	if err := l.ranking(filepath.Join(data, "lexicons", "emoji-sentiment.csv")); err != nil {
		return model.Priors{}, err
	}
	l.stems()
	names, err := filepath.Glob(filepath.Join(own, "*.tsv"))
	if err != nil || len(names) == 0 {
		return model.Priors{}, fmt.Errorf("no word lists in %s; run from the root of the module", own)
	}
	for _, name := range names {
		if err := l.file(name); err != nil {
			return model.Priors{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	var entries []model.Entry
	for _, e := range l.entries {
		entries = append(entries, *e)
	}
	slices.SortFunc(entries, func(a, b model.Entry) int {
		if (a.B != 0) != (b.B != 0) {
			return b2i(b.B != 0) - b2i(a.B != 0)
		}
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	t, left := model.NewTable(int(float64(len(entries))/priorsLoad/4), entries)
	fmt.Fprintf(os.Stderr, "priors: %d entries, %d left out, %d bytes\n", len(entries), left, t.Bytes())
	return model.Priors{Table: t}, nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
