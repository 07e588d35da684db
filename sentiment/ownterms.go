package sentiment

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// OwnTermsVersion names the rules by which terms of own posts are found.
const OwnTermsVersion = "terms/2"

// Terms is what one own post speaks of: each term once, sorted.
type Terms struct {
	Words   []string // two letters or more, in small letters, words of hashtags among them
	Names   []string // places and organisations of an English text, as written
	Persons []string // what was taken for a person's name, as written: never to be kept
	Handles []string // of configured accounts, like "@ruritania"
	Unread  bool     // the text is of a script that writes no spaces: its words are not told apart
}

// TermReader finds the terms of the unit's own posts. It is not for replies, of which
// nothing is read but what closed lists name. It must not be used by two goroutines at
// once.
type TermReader struct {
	handles map[string]bool
	names   func() *prose.Model
	text    text.Text
}

// NewTermReader returns a reader that knows the handles of configured accounts, with
// or without "@".
func NewTermReader(handles []string) *TermReader {
	r := &TermReader{handles: map[string]bool{}, names: english}
	for _, h := range handles {
		h = foldHandle(h)
		user, _, _ := strings.Cut(h, "@") // as people on the same server write it
		for _, h := range []string{h, user} {
			if h != "" {
				r.handles[h] = true
			}
		}
	}
	return r
}

// foldHandle is a handle as handles are compared.
func foldHandle(h string) string {
	return strings.ToLower(strings.TrimLeft(strings.TrimSpace(h), "@＠"))
}

// Read finds the terms of a post in a language. Words of a person's name are left out
// of Words, where the name is recognised: in English only.
func (r *TermReader) Read(post, lang string) Terms {
	var t Terms
	plain := r.plain(post, &t)
	if lang == "en" {
		r.find(plain, &t)
	}
	hidden := r.words(t.Persons)
	r.text.Read(plain)
	words := map[string]bool{}
	runs := 0
	for i := range r.text.Tokens {
		switch k := &r.text.Tokens[i]; k.Kind {
		case text.Run:
			runs++
		case text.Word:
			if w := string(k.Lower); utf8.RuneCountInString(w) > 1 && !k.Has(text.Digits) && !hidden[w] {
				words[w] = true
			}
		}
	}
	if runs > len(words) {
		return Terms{Handles: t.Handles, Unread: true}
	}
	t.Words = slices.Sorted(maps.Keys(words))
	return t
}

// masks takes out what stands for something that was masked.
var masks = strings.NewReplacer("@…", " . ", "[e-mail]", " . ", "[phone]", " . ", "[number]", " . ", "[link]", " . ")

// plain returns the text without handles, links and masks, and notes the handles.
func (r *TermReader) plain(post string, t *Terms) string {
	var b strings.Builder
	for _, w := range strings.Fields(masks.Replace(post)) {
		bare := strings.TrimFunc(w, func(c rune) bool { return unicode.IsPunct(c) && c != '@' && c != '_' })
		at := strings.HasPrefix(bare, "@") || strings.HasPrefix(bare, "＠")
		switch {
		case at:
			if h := foldHandle(bare); r.handles[h] {
				t.Handles = append(t.Handles, "@"+h)
			}
			w = "." // so that what stands on both sides is not joined to one name
		case strings.Contains(w, "@"), strings.Contains(w, "://"), strings.HasPrefix(bare, "www."):
			w = "."
		}
		b.WriteString(w)
		b.WriteByte(' ')
	}
	slices.Sort(t.Handles)
	t.Handles = slices.Compact(t.Handles)
	return b.String()
}

// words returns the words that names are made of.
func (r *TermReader) words(names []string) map[string]bool {
	parts := map[string]bool{}
	for _, n := range names {
		r.text.Read(n)
		for i := range r.text.Tokens {
			if k := &r.text.Tokens[i]; k.Kind == text.Word {
				parts[string(k.Lower)] = true
			}
		}
	}
	return parts
}

// nameContext is how many words on each side of a capital the recogniser is shown. It
// looks at the neighbours of a word, and its tagger at two words on each side. With
// three, of 1,341 names in 1,500 agencies' posts one differed from the whole texts'.
const nameContext = 3

// aroundNames returns the stretches of a text that may hold names: words that begin
// with a capital and their neighbours. The recogniser takes a tenth of a millisecond
// for each word, and most words are small.
func aroundNames(plain string) string {
	words := strings.Fields(plain)
	var b strings.Builder
	shown := 0 // words up to here are shown, or passed over
	for i, w := range words {
		if !capital(w) {
			continue
		}
		from := max(shown, i-nameContext)
		if from > shown && b.Len() > 0 {
			b.WriteString("; ") // so that stretches are not joined to one name
		}
		for shown = from; shown < min(len(words), i+nameContext+1); shown++ {
			b.WriteString(words[shown])
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// capital says whether a word begins with one, after quotation marks and brackets.
func capital(word string) bool {
	i := strings.IndexFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
	if i < 0 {
		return false
	}
	c, _ := utf8.DecodeRuneInString(word[i:])
	return unicode.IsUpper(c)
}

// find looks for names in an English text.
func (r *TermReader) find(plain string, t *Terms) {
	model := r.names()
	if model == nil || !strings.ContainsFunc(plain, unicode.IsUpper) {
		return
	}
	// The recogniser forgets a name that a text ends with.
	doc, err := prose.NewDocument(aroundNames(strings.ReplaceAll(plain, "#", " "))+".", prose.WithSegmentation(false), prose.UsingModel(model))
	if err != nil {
		return
	}
	for _, e := range doc.Entities() {
		name := strings.TrimFunc(e.Text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		first, _ := utf8.DecodeRuneInString(name)
		switch {
		case utf8.RuneCountInString(name) < 2 || !unicode.IsUpper(first):
		case e.Label == "PERSON":
			t.Persons = append(t.Persons, name)
		default: // GPE, GSP, LOCATION, FACILITY, ORGANIZATION: it takes one for the other too often to keep them apart
			t.Names = append(t.Names, name)
		}
	}
	slices.Sort(t.Persons)
	t.Persons = slices.Compact(t.Persons)
	slices.Sort(t.Names)
	t.Names = slices.Compact(t.Names)
}
