package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// How many rows and words the section on own words holds.
const (
	wordRows   = 8
	wordsShown = 6
)

// ownWords says which words stand out in the mission's own posts of the newest month.
func (b *builder) ownWords() Section {
	s := Section{ID: "words", Short: b.word("short.words"), Heading: b.say("words.none"), Lead: []Line{b.say("words.none_why")}}
	type corpus struct {
		account  data.AccountID
		language string
		versus   data.Contrast
		month    string
		months   int64
	}
	newest := map[data.AccountID]string{}
	for _, k := range b.in.Keywords {
		newest[k.AccountID] = max(newest[k.AccountID], k.Month)
	}
	found := map[corpus][]data.Keyword{}
	for _, k := range b.in.Keywords {
		if k.Month == newest[k.AccountID] {
			c := corpus{k.AccountID, k.Language, k.Versus, k.Month, k.Months}
			found[c] = append(found[c], k)
		}
	}
	if len(found) == 0 {
		return s
	}
	keys := make([]corpus, 0, len(found))
	for c := range found {
		keys = append(keys, c)
	}
	slices.SortFunc(keys, func(x, y corpus) int {
		return cmp.Or(cmp.Compare(x.account, y.account), cmp.Compare(x.language, y.language), cmp.Compare(y.versus, x.versus), cmp.Compare(x.months, y.months))
	})
	s.Heading, s.Follow = b.say("words.some"), b.command("tailor words")
	s.Lead = []Line{b.say("words.read"), b.say("words.not_cause")}
	table := &Table{Caption: b.say("words.table"), Head: b.heads("account", "language", "compared", "period", "posts", "words")}
	for _, c := range keys[:min(len(keys), wordRows)] {
		versus := b.say("words.others")
		if c.versus == data.VersusBefore {
			versus = b.say("words.before")
		}
		rows := found[c]
		language := b.languageName(c.language)
		if language == nil {
			language = b.say("level.und")
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: b.account(c.account)}, Cells: []Cell{{Text: capital(language)}, {Text: versus},
			{Text: b.wordMonths(c.month, c.months)}, {own(b.count(rows[0].All)), "n"}, {Text: b.standouts(rows)}}})
	}
	s.Groups = []Group{{Class: "wide", Parts: []Part{{Table: table}}}}
	return s
}

// wordMonths names the month, or the three that were taken together.
func (b *builder) wordMonths(month string, months int64) Line {
	kind, slot, ok := slotOf(month)
	if !ok || kind != byMonth {
		return foreignName(month)
	}
	if months <= 1 {
		return own(b.slot(kind, slot))
	}
	return b.say("date.apart", "from", b.slot(kind, slot-int(months)+1), "to", b.slot(kind, slot))
}

// standouts lists the clearest words with the number of posts they stand in; a name that
// is also a word is told once.
func (b *builder) standouts(rows []data.Keyword) Line {
	slices.SortFunc(rows, func(x, y data.Keyword) int {
		return tied(cmp.Or(cmp.Compare(y.Z, x.Z), cmp.Compare(x.Term, y.Term)), x, y)
	})
	said := map[string]bool{}
	var words []Line
	for _, k := range rows {
		if folded := strings.ToLower(k.Term); !said[folded] && len(words) < wordsShown {
			said[folded] = true
			words = append(words, b.say("words.term", "term", foreignName(k.Term), "count", k.Posts))
		}
	}
	return b.list(words)
}
