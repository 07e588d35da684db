package sentiment

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed languages/languages.tsv
var languageText string

// maxLanguages bounds the rows of languages.tsv.
const maxLanguages = 96

// languageTable is languages.tsv, indexed. It is never changed after loading.
type languageTable struct {
	tags     []string
	prior    []float32
	byScript [scripts][]uint8
	words    map[string][]uint8             // folded word -> languages that list it
	bare     map[string][]uint8             // word without diacritics -> languages that list it with some
	letters  map[rune]*[maxLanguages]bool   // telling letter -> languages that use it
	trigrams [scripts]map[[3]rune][]float32 // scaled log-likelihood by candidate of the script
}

var languages = sync.OnceValue(loadLanguages)

func lower(r rune) rune { return unicode.ToLower(r) }

func loadLanguages() *languageTable {
	m := &languageTable{words: map[string][]uint8{}, bare: map[string][]uint8{}, letters: map[rune]*[maxLanguages]bool{}}
	var listed [][]string
	mustTable("languages.tsv", languageText, 5, func(f []string) error {
		s := slices.Index(scriptNames[:], f[1])
		if s <= 0 || len(m.tags) >= maxLanguages {
			return fmt.Errorf("no script named %q", f[1])
		}
		l := uint8(len(m.tags))
		m.tags = append(m.tags, f[0])
		prior, ok := priors[f[2]]
		if !ok {
			return fmt.Errorf("no frequency named %q", f[2])
		}
		m.prior = append(m.prior, prior)
		m.byScript[s] = append(m.byScript[s], l)
		for _, r := range f[3] {
			if m.letters[lower(r)] == nil {
				m.letters[lower(r)] = new([maxLanguages]bool)
			}
			m.letters[lower(r)][l] = true
		}
		listed = append(listed, strings.Fields(f[4]))
		return nil
	})
	for l, words := range listed {
		for i, w := range words {
			folded, bare := FoldWord(w)
			words[i] = folded
			m.words[folded] = addLanguage(m.words[folded], uint8(l))
			if bare != folded {
				m.bare[bare] = addLanguage(m.bare[bare], uint8(l))
			}
		}
	}
	for s := range m.byScript {
		if len(m.byScript[s]) > 1 {
			m.trigrams[s] = countTrigrams(m.byScript[s], listed)
		}
	}
	return m
}

func addLanguage(list []uint8, l uint8) []uint8 {
	if slices.Contains(list, l) {
		return list
	}
	return append(list, l)
}

// countTrigrams returns, for the languages of one script,
// log((n+a)/(N+aV)) of each trigram of their listed words, a = 0.2, less the mean
// over the languages, so that a trigram no language has says nothing.
func countTrigrams(candidates []uint8, listed [][]string) map[[3]rune][]float32 {
	counts := map[[3]rune][]float64{}
	sums := make([]float64, len(candidates))
	for j, l := range candidates {
		for _, w := range listed[l] {
			r := append(append([]rune{' '}, []rune(w)...), ' ')
			for i := 0; i+2 < len(r); i++ {
				k := [3]rune(r[i : i+3])
				if counts[k] == nil {
					counts[k] = make([]float64, len(candidates))
				}
				counts[k][j]++
				sums[j]++
			}
		}
	}
	const a = 0.2
	table := make(map[[3]rune][]float32, len(counts))
	for k, n := range counts {
		row, mean := make([]float32, len(n)), 0.0
		for j := range n {
			v := math.Log((n[j] + a) / (sums[j] + a*float64(len(counts))))
			row[j] = float32(v)
			mean += v / float64(len(n))
		}
		for j := range row {
			row[j] = float32(trigramScale * (float64(row[j]) - mean))
		}
		table[k] = row
	}
	return table
}
