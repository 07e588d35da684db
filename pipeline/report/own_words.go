package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many rows and words the section on own words holds.
const (
	wordRows   = 8
	wordsShown = 6
)

// ownWords says which words stand out in the mission's own posts of the newest month.
func (b *builder) ownWords() page.Section {
	s := page.Section{ID: "words", Short: b.Word("short.words"), Heading: b.Say("words.none"), Lead: []voice.Line{b.Say("words.none_why")}}
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
	s.Heading, s.Follow = b.Say("words.some"), b.command("tailor words")
	s.Lead = []voice.Line{b.Say("words.read"), b.Say("words.not_cause")}
	table := &page.Table{Caption: b.Say("words.table"), Head: b.heads("account", "language", "compared", "period", "posts", "words")}
	for _, c := range keys[:min(len(keys), wordRows)] {
		versus := b.Say("words.others")
		if c.versus == data.VersusBefore {
			versus = b.Say("words.before")
		}
		rows := found[c]
		language := b.LanguageName(c.language)
		if language == nil {
			language = b.Say("level.und")
		}
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: b.account(c.account)}, Cells: []page.Cell{{Text: voice.Capital(language)}, {Text: versus},
			{Text: b.wordMonths(c.month, c.months)}, page.Number(voice.Own(b.Count(rows[0].All))), {Text: b.standouts(rows)}}})
	}
	s.Groups = []page.Group{{Class: "wide", Parts: []page.Part{{Table: table}}}}
	return s
}

// wordMonths names the month, or the three that were taken together.
func (b *builder) wordMonths(month string, months int64) voice.Line {
	kind, slot, ok := slotOf(month)
	if !ok || kind != byMonth {
		return voice.ForeignName(month)
	}
	if months <= 1 {
		return voice.Own(b.slot(kind, slot))
	}
	return b.Say("date.apart", "from", b.slot(kind, slot-int(months)+1), "to", b.slot(kind, slot))
}

// standouts lists the clearest words with the number of posts they stand in; a name that
// is also a word is told once.
func (b *builder) standouts(rows []data.Keyword) voice.Line {
	slices.SortFunc(rows, func(x, y data.Keyword) int {
		return tied(cmp.Or(cmp.Compare(y.Z, x.Z), cmp.Compare(x.Term, y.Term)), x, y)
	})
	said := map[string]bool{}
	var words []voice.Line
	for _, k := range rows {
		if folded := strings.ToLower(k.Term); !said[folded] && len(words) < wordsShown {
			said[folded] = true
			words = append(words, b.Say("words.term", "term", voice.ForeignName(k.Term), "count", k.Posts))
		}
	}
	return b.List(words)
}
