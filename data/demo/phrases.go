package demo

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/data"
)

//go:embed texts/*.tsv
var texts embed.FS

// kind is what a phrase is for.
type kind string

// Kinds of phrases; the first four are what a person who replies may do.
const (
	question  kind = "question"
	thanks    kind = "thanks"
	complaint kind = "complaint"
	remark    kind = "remark"
	answer    kind = "answer"
	opener    kind = "opener"
	closer    kind = "closer"
	who       kind = "who"
	when      kind = "when"
	ownPost   kind = "post"
	occasion  kind = "national_day" // a post of its own kind, once a year
)

// phrase is one line of texts/, with slots {who}, {when}, {n} and {city}.
type phrase struct {
	topic data.Topic
	text  string
}

// phrasebook holds the decks of phrases by language and kind.
type phrasebook struct {
	r     *rand.Rand
	decks map[string]*deck[phrase]
}

// replyLanguages lists the languages of texts/replies.*.tsv; "und" has no words.
func replyLanguages() []string {
	return []string{"ar", "de", "en", "es", "fr", "hi", "it", "nb", "ru", "tr", "uk", "und", "zh"}
}

// newPhrasebook reads the embedded texts; r orders the decks.
func newPhrasebook(r *rand.Rand) *phrasebook {
	byDeck := map[string][]phrase{}
	for _, language := range replyLanguages() {
		for _, f := range fields("texts/replies." + language + ".tsv") {
			k := language + "/" + f[0]
			byDeck[k] = append(byDeck[k], phrase{data.Topic(f[1]), f[2]})
		}
	}
	for _, f := range fields("texts/posts.tsv") {
		k := f[0] + "/" + string(ownPost)
		if f[1] == string(occasion) {
			k = f[0] + "/" + string(occasion)
		}
		byDeck[k] = append(byDeck[k], phrase{data.Topic(f[1]), f[2]})
	}
	b := &phrasebook{r: r, decks: map[string]*deck[phrase]{}}
	for k, phrases := range byDeck {
		b.decks[k] = newDeck(r, phrases)
	}
	return b
}

// fields returns the three fields of each line of an embedded file. The files are
// part of the program, so a bad line is a fault of the program.
func fields(name string) [][]string {
	b, err := texts.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var rows [][]string
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			panic(fmt.Sprintf("%s:%d: want three fields, got %d", name, i+1, len(f)))
		}
		rows = append(rows, f)
	}
	return rows
}

// say returns a phrase of a kind in a language, slots filled, and its topic. A
// language without such a phrase says nothing.
func (b *phrasebook) say(language string, k kind, city string) (string, data.Topic) {
	d, ok := b.decks[language+"/"+string(k)]
	if !ok {
		return "", ""
	}
	p := d.deal()
	return capitals(b.fill(p.text, language, city), language), p.topic
}

func (b *phrasebook) fill(text, language, city string) string {
	for _, slot := range []kind{who, when} {
		name := "{" + string(slot) + "}"
		if strings.Contains(text, name) {
			text = strings.ReplaceAll(text, name, b.decks[language+"/"+string(slot)].deal().text)
		}
	}
	text = strings.ReplaceAll(text, "{n}", fmt.Sprint(2+b.r.IntN(18)))
	return strings.ReplaceAll(text, "{city}", city)
}

// capitals makes the first letter of every sentence a capital.
func capitals(text, language string) string {
	upper := unicode.ToUpper
	if language == "tr" {
		upper = unicode.TurkishCase.ToUpper
	}
	var out strings.Builder
	begin, ended := true, false
	for _, c := range text {
		switch {
		case begin && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			c, begin, ended = upper(c), false, false
		case strings.ContainsRune(".?!", c):
			ended = true
		case unicode.IsSpace(c):
			begin = begin || ended
		default:
			ended = false
		}
		out.WriteRune(c)
	}
	return out.String()
}
