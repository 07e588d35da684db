package voice

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// catalogue reads one language's messages by id, and by plural form.
func catalogue(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	b, err := catalogues.ReadFile("messages/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, err := i18n.ParseMessageFileBytes(b, lang+".yaml", map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, m := range file.Messages {
		forms := map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
		maps.DeleteFunc(forms, func(_, text string) bool { return text == "" })
		all[m.ID] = forms
	}
	return all
}

var placed = regexp.MustCompile(`\{(\w+)(?:\.(\w+))?\}`)

// places are the names that the forms of a message are filled with.
func placesOf(forms map[string]string) []string {
	found := map[string]bool{}
	for _, text := range forms {
		for _, m := range placed.FindAllStringSubmatch(text, -1) {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestCatalogues holds every language to the English messages: none missing, none
// over, the same places, and the plural forms that CLDR gives the language.
func TestCatalogues(t *testing.T) {
	english := catalogue(t, "en")
	for _, lang := range tongues {
		messages := catalogue(t, lang)
		forms := strings.Fields(messages["forms"]["other"])
		for id := range english {
			if messages[id] == nil && id != "forms" {
				t.Errorf("%s: %s is missing", lang, id)
			}
		}
		for id, texts := range messages {
			if english[id] == nil {
				t.Errorf("%s: %s is not an English message", lang, id)
				continue
			}
			if got, want := placesOf(texts), placesOf(english[id]); !slices.Equal(got, want) {
				t.Errorf("%s: %s has places %v, want %v", lang, id, got, want)
			}
			for form, text := range texts {
				if left := placed.ReplaceAllString(text, ""); strings.ContainsAny(left, "{}") {
					t.Errorf("%s: %s holds a broken place: %s", lang, id, text)
				}
				for _, m := range placed.FindAllStringSubmatch(text, -1) {
					if m[2] != "" && !slices.Contains(forms, m[2]) {
						t.Errorf("%s: %s asks for form %q, which the language does not list", lang, id, m[2])
					}
				}
				if form != "other" && !slices.Contains(pluralForms(lang), form) {
					t.Errorf("%s: %s has the form %s, which the language does not know", lang, id, form)
				}
			}
			if len(texts) > 1 {
				for _, form := range pluralForms(lang) {
					// A million of something may be bent by its own rule; "other" serves.
					if texts[form] == "" && !(form == "many" && slices.Contains([]string{"fr", "es", "pt"}, lang)) {
						t.Errorf("%s: %s lacks the form %s", lang, id, form)
					}
				}
			}
			if prefix, _, _ := strings.Cut(id, "."); slices.Contains([]string{"format", "device", "posts"}, prefix) {
				if n := len(strings.Split(texts["other"], " | ")); n != 1+len(forms) {
					t.Errorf("%s: %s has %d forms, want %d", lang, id, n, 1+len(forms))
				}
			}
		}
		for _, kind := range []string{"date.months", "date.short"} {
			if n := len(strings.Split(messages[kind]["other"], "|")); n != 12 {
				t.Errorf("%s: %s names %d months", lang, kind, n)
			}
		}
	}
}

// pluralForms are the forms that whole numbers take in a language, by x/text, which
// go-i18n does not use: two readings of CLDR.
func pluralForms(lang string) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	found := map[string]bool{"other": true}
	for n := range 1000 {
		form := plural.Cardinal.MatchPlural(language.MustParse(lang), n, 0, 0, 0, 0)
		if lang == "he" && form == plural.Many {
			continue // dropped from CLDR in version 42
		}
		found[names[form]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// TestPlurals pins the form that counts take where languages differ most.
func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		lang string
		n    int64
		want string
	}{
		{"en", 1, "1 post"}, {"en", 0, "0 posts"}, {"fr", 0, "0 publication"}, {"fr", 2, "2 publications"},
		{"ar", 0, "لا منشورات"}, {"ar", 1, "منشور واحد"}, {"ar", 2, "منشوران"}, {"ar", 3, "٣ منشورات"}, {"ar", 11, "١١ منشورًا"}, {"ar", 100, "١٠٠ منشور"},
		{"he", 1, "פרסום אחד"}, {"he", 2, "שני פרסומים"}, {"he", 20, "20 פרסומים"},
		{"ru", 1, "1 публикация"}, {"ru", 3, "3 публикации"}, {"ru", 11, "11 публикаций"}, {"ru", 21, "21 публикация"},
		{"uk", 4, "4 дописи"}, {"uk", 5, "5 дописів"}, {"hi", 2, "2 पोस्ट"}, {"fa", 12, "۱۲ پست"}, {"zh", 3, "3 条帖子"},
	} {
		if got := In(c.lang).Say("n.post", "n", c.n).String(); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

// TestMessagesInSource checks that every message the pages and their charts ask for
// exists, that none stands there unused, and that each is given what its places need.
func TestMessagesInSource(t *testing.T) {
	english := catalogue(t, "en")
	fset := token.NewFileSet()
	asked, prefixes := map[string]bool{}, map[string]bool{"format.": true, "device.": true}
	speaks := map[string]bool{} // folders with a file that says something
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.BasicLit:
				text, err := strconv.Unquote(x.Value)
				switch {
				case x.Kind != token.STRING || err != nil:
				case english[text] != nil:
					asked[text] = true
				case strings.HasSuffix(text, ".") || strings.HasSuffix(text, "_"):
					prefixes[text] = true
				}
			case *ast.CallExpr:
				if checkCall(t, fset, english, x) {
					speaks[file.Name.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"report", "chart", "voice"} {
		if !speaks[folder] {
			t.Errorf("nothing in package %s says a message; the walk must have missed it", folder)
		}
	}
	for id := range english {
		used := asked[id]
		for p := range prefixes {
			used = used || len(p) > 1 && strings.HasPrefix(id, p)
		}
		if !used {
			t.Errorf("%s is never said", id)
		}
	}
}

// checkCall checks a call of Say with a constant id and constant names: the message
// must exist, and every place of it be given. It reports whether it was one.
func checkCall(t *testing.T, fset *token.FileSet, english map[string]map[string]string, call *ast.CallExpr) bool {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Say", "Word", "Noun"}, fun.Sel.Name) || len(call.Args) == 0 {
		return false
	}
	id, ok := literal(call.Args[0])
	if !ok {
		return false
	}
	where := fset.Position(call.Pos())
	if english[id] == nil {
		t.Errorf("%s: no message %q", where, id)
		return true
	}
	if call.Ellipsis.IsValid() {
		return true // put together elsewhere; TestSaysEverything sees it
	}
	given := map[string]bool{}
	for i := 1; i < len(call.Args); i += 2 {
		if name, ok := literal(call.Args[i]); ok {
			given[name] = true
		}
	}
	for _, name := range placesOf(english[id]) {
		if !given[name] {
			t.Errorf("%s: %s is not given {%s}", where, id, name)
		}
	}
	return true
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}

// TestEnglishSentences holds every message to 25 words in English.
func TestEnglishSentences(t *testing.T) {
	for id, forms := range catalogue(t, "en") {
		for _, text := range forms {
			for _, sentence := range regexp.MustCompile(`[.!?](\s+|$)`).Split(text, -1) {
				if n := len(strings.Fields(sentence)); n > 25 {
					t.Errorf("%s: %d words: %s", id, n, sentence)
				}
			}
		}
	}
}

// TestNoEnglishLeft checks that no language repeats an English message of several
// words: it would be one that nobody translated.
func TestNoEnglishLeft(t *testing.T) {
	english := catalogue(t, "en")
	for _, lang := range tongues[1:] {
		for id, forms := range catalogue(t, lang) {
			if text := placed.ReplaceAllString(forms["other"], ""); forms["other"] == english[id]["other"] && len(strings.Fields(text)) > 1 && regexp.MustCompile(`\pL{3}`).MatchString(text) {
				t.Errorf("%s: %s is English: %s", lang, id, forms["other"])
			}
		}
	}
}
