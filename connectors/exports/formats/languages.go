package formats

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// languageFiles hold the words of more languages than stand in the lists of this package,
// a file for each: what a column or kind is called here, a colon, and its wordings, cut by
// bars. They were translated without an export at hand, but for those of Italian, Japanese,
// Vietnamese and Thai that public programs for such exports name. A language is
// added by a file. Words that Meta uses of counts and people of something else, like the
// Dutch for remarks, are Meta's alone.
//
//go:embed languages/*.txt
var languageFiles embed.FS

// languages are the wordings of all files by what they mean, in the order of the files'
// names.
var languages = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	entries, err := languageFiles.ReadDir("languages")
	if err != nil {
		return all // it is embedded
	}
	for _, e := range entries {
		text, err := languageFiles.ReadFile("languages/" + e.Name())
		if err != nil {
			continue
		}
		for meaning, words := range wordings(string(text)) {
			all[meaning] = append(all[meaning], words...)
		}
	}
	return all
})

// wordings reads one file of words; later lines of the same meaning add to the first.
func wordings(text string) map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(text) {
		meaning, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(meaning, "#") {
			continue
		}
		for word := range strings.SplitSeq(list, "|") {
			all[meaning] = append(all[meaning], strings.TrimSpace(word))
		}
	}
	return all
}

// elsewhere lists the wordings of the further languages.
func elsewhere(meanings ...string) []string {
	var words []string
	for _, m := range meanings {
		words = append(words, languages()[m]...)
	}
	return words
}

// KindWords lists how the further languages call a medium, folded; its English name is
// one of "carousel", "reel", "story", "live video", "poll", "event", "image", "video", "link"
// and "text".
func KindWords(english string) []string { return kindWords()[english] }

var kindWords = sync.OnceValue(func() map[string][]string {
	kinds := map[string][]string{}
	for _, english := range []string{"carousel", "reel", "story", "live video", "poll", "event", "image", "video", "link", "text"} {
		meaning := english
		if english == "text" {
			meaning = "text post" // "text" names the column
		}
		for _, w := range elsewhere(meaning) {
			kinds[english] = append(kinds[english], parse.Fold(w))
		}
	}
	return kinds
})

// totals are the words that a row of sums begins with, folded.
var totals = sync.OnceValue(func() []string {
	words := []string{"total", "totals", "grand total", "sub total", "sum", "overall", "totaux", "total général", "totales", "total general", "totais", "total geral",
		"gesamt", "summe", "gesamtsumme", "insgesamt", "totalt", "summa", "suma", "soma", "مجموع", "اجمالي", "итого", "всего"}
	words = append(words, elsewhere("total")...)
	for i, w := range words {
		words[i] = parse.Fold(w)
	}
	slices.Sort(words)
	return slices.Compact(words)
})

// IsTotal reports a folded word that a row of sums begins with.
func IsTotal(folded string) bool {
	_, found := slices.BinarySearch(totals(), folded)
	return found
}
