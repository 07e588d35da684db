package main

import (
	"cmp"
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
	entries map[uint64]*prior
	scores  map[string]map[string]float64 // of the merged lexicon, by language and bare word
}

// prior is an entry and how much it would be missed: the table has no room for some.
type prior struct {
	model.Entry
	rank int // 0 first
}

// Ranks of entries. English words were rated by people, those of most languages are
// translated, and beginnings of words were listed by nobody.
const (
	rankOwn = iota // of Tailor's lists; emoji
	rankRated
	rankListed
	rankStem
)

func (l lists) at(language, word string, stem bool, rank int) *model.Entry {
	k := model.PriorKey(language, word, stem)
	if l.entries[k] == nil {
		l.entries[k] = &prior{Entry: model.Entry{Key: k}, rank: rank}
	}
	e := l.entries[k]
	e.rank = min(e.rank, rank)
	return &e.Entry
}

// listed puts the score of the merged lexicon.
func (l lists) listed(language, word string, score float64) {
	if sign, ok := emoticon(word); ok {
		l.at("emoji", sign, false, rankOwn).A = int8(math.Round(100 * score))
		return
	}
	_, bare := text.FoldWord(word)
	if bare == "" || strings.Contains(bare, " ") {
		return
	}
	rank := rankListed
	if language == "en" {
		rank = rankRated
	}
	for _, to := range append([]string{language}, dialects[language]...) {
		l.at(to, bare, false, rank).A = int8(math.Round(100 * score))
		if l.scores[to] == nil {
			l.scores[to] = map[string]float64{}
		}
		l.scores[to][bare] = score
	}
}

// emoticon returns how the tokenizer writes a word that is an emoticon.
func emoticon(word string) (sign string, ok bool) {
	var t text.Text
	t.Read(word)
	if len(t.Tokens) != 1 || t.Tokens[0].Kind != text.Emoticon {
		return "", false
	}
	return string(t.Tokens[0].Norm), true
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
				l.at(language, stem, true, rankStem).A = int8(math.Round(100 * stemWeight * s.score / s.words))
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
		l.at(to, bare, stem, rankOwn).B = n
	}
	if stem || len(bare) < leastJoined {
		return
	}
	for _, particle := range joined[language] {
		if e := l.at(language, particle+bare, false, rankOwn); e.B == 0 {
			e.B = n
		}
	}
}

// makePriors reads the merged lexicon, the ranking of emoji and Tailor's own lists.
func makePriors(data, own string) (model.Priors, error) {
	l := lists{map[uint64]*prior{}, map[string]map[string]float64{}}
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
	all := slices.SortedFunc(maps.Values(l.entries), func(a, b *prior) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Key, b.Key))
	})
	entries := make([]model.Entry, len(all))
	for i, p := range all {
		entries[i] = p.Entry
	}
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
