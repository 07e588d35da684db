package voice

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed messages/*.yaml
var catalogues embed.FS

// tongues are the languages that a page can be written in, English first.
var tongues = [...]string{"en", "fr", "es", "pt", "ar", "fa", "he", "hi", "uk", "ru", "zh"}

// Languages lists the languages that a page can be written in, as BCP 47 tags; the
// first is the one that is used where none is asked for.
func Languages() []string { return tongues[:] }

// Voice words and numbers a page in one language.
type Voice struct {
	lang  string
	tag   language.Tag
	print *message.Printer
	loc   *i18n.Localizer
	fixed map[string]string // messages that no count bends
	forms []string          // names of a noun's further forms, in order
}

// Lang is the language that is spoken, a BCP 47 tag of [Languages].
func (v *Voice) Lang() string { return v.lang }

// IsEnglish reports whether the language is English, the one that other parts of the
// program word their notes in.
func (v *Voice) IsEnglish() bool { return v.lang == tongues[0] }

// RightToLeft reports whether the language is written from the right.
func (v *Voice) RightToLeft() bool { return slices.Contains([]string{"ar", "fa", "he"}, v.lang) }

// library holds every catalogue, read once; it is never written to afterwards.
var library = sync.OnceValues(func() (map[string]*Voice, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	voices := map[string]*Voice{}
	ids := map[string][]*i18n.Message{}
	for _, lang := range tongues {
		file, err := bundle.LoadMessageFileFS(catalogues, path.Join("messages", lang+".yaml"))
		if err != nil {
			return nil, fmt.Errorf("messages in %s: %w", lang, err)
		}
		ids[lang] = file.Messages
	}
	for _, lang := range tongues {
		tag := language.MustParse(lang)
		v := &Voice{lang: lang, tag: tag, print: message.NewPrinter(tag), loc: i18n.NewLocalizer(bundle, lang), fixed: map[string]string{}}
		for _, m := range slices.Concat(ids[tongues[0]], ids[lang]) { // what a catalogue lacks is said in English
			if delete(v.fixed, m.ID); !counts(m) {
				v.fixed[m.ID] = m.Other
			}
		}
		v.forms = strings.Fields(v.fixed["forms"])
		voices[lang] = v
	}
	return voices, nil
})

// counts reports whether a count decides on the form of a message.
func counts(m *i18n.Message) bool {
	return m.Zero+m.One+m.Two+m.Few+m.Many != ""
}

// In returns the voice of a language; an unknown one, "" too, is English.
func In(lang string) *Voice {
	voices, err := library()
	if err != nil {
		panic(err) // the catalogues are part of the program, and a test reads them
	}
	if v, ok := voices[lang]; ok {
		return v
	}
	return voices[tongues[0]]
}

// pattern returns a message as it stands in the catalogue, in the form for n.
func (v *Voice) pattern(id string, n int64) (string, bool) {
	if p, ok := v.fixed[id]; ok {
		return p, true
	}
	p, err := v.loc.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateParser: template.IdentityParser{}})
	return p, err == nil || p != ""
}

// Say fills a message. Arguments are pairs of a name and what stands in its place:
// a text of ours, a Line, a noun, or an int64, which is written in the language's
// digits and, if it is named n, decides on the message's form.
func (v *Voice) Say(id string, args ...any) Line {
	var n int64
	for i := 0; i+1 < len(args); i += 2 {
		if c, ok := args[i+1].(int64); ok && args[i] == "n" {
			n = c
		}
	}
	p, ok := v.pattern(id, n)
	if !ok {
		return Own(id)
	}
	return v.fill(p, args)
}

// fill puts arguments into the places of a pattern.
func (v *Voice) fill(pattern string, args []any) Line {
	var l Line
	for {
		before, rest, found := strings.Cut(pattern, "{")
		l = append(l, Own(before)...)
		if !found {
			return Joined(l)
		}
		name, after, _ := strings.Cut(rest, "}")
		name, form, _ := strings.Cut(name, ".")
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == name {
				l = append(l, v.inserted(args[i+1], form)...)
			}
		}
		pattern = after
	}
}

func (v *Voice) inserted(arg any, form string) Line {
	switch a := arg.(type) {
	case Line:
		return a
	case Noun:
		return a.in(slices.Index(v.forms, form) + 1)
	case string:
		return Own(a)
	case int64:
		return Own(v.Count(a))
	}
	return nil
}

// Word is a message without places.
func (v *Voice) Word(id string) string { return v.Say(id).String() }

// Noun is a name in all forms that a sentence may ask for; the first is the one
// that stands by itself.
type Noun []Line

// Noun reads a noun of the catalogue.
func (v *Voice) Noun(id string, args ...any) Noun {
	p, _ := v.pattern(id, 0)
	var n Noun
	for form := range strings.SplitSeq(p, " | ") {
		n = append(n, v.fill(form, args))
	}
	return n
}

// foreignNoun is a name of someone else, which nothing bends.
func foreignNoun(l Line) Noun { return Noun{l} }

func (n Noun) in(form int) Line {
	if form < len(n) {
		return n[form]
	}
	return n.Line()
}

// Line is the noun by itself.
func (n Noun) Line() Line {
	if len(n) == 0 {
		return nil
	}
	return n[0]
}

// List joins lines as the language lists things.
func (v *Voice) List(parts []Line) Line { return v.ListBy("list.pair", parts) }

// ListBy joins lines; the message last joins the last two.
func (v *Voice) ListBy(last string, parts []Line) Line {
	switch n := len(parts); n {
	case 0:
		return nil
	case 1:
		return parts[0]
	default:
		l := parts[0]
		for _, p := range parts[1 : n-1] {
			l = v.Say("list.comma", "a", l, "b", p)
		}
		pattern, _ := v.pattern(last, 0)
		return v.fill(v.linked(pattern, parts[n-1]), []any{"a", l, "b", parts[n-1]})
	}
}
