package report_test

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/digital-diplomacy/tailor/pipeline/report/axetest"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

var (
	axeScript = flag.String("axe", "", "path of axe.min.js: check pages for accessibility in a Chromium on the PATH")
	screens   = flag.String("screens", "", "folder for pictures and prints of the pages that are checked")
)

// TestAxe runs axe-core over every kind of page, light, dark and as wide as a phone: all
// of them in one language of each direction, the main ones in every language. make axe
// gives it what it needs.
func TestAxe(t *testing.T) {
	if *axeScript == "" {
		t.Skip("no axe.min.js given; run: make axe")
	}
	axe := axetest.Load(t, *axeScript)
	pages, views := map[string]string{}, map[string]page.View{}
	for _, lang := range voice.Languages() {
		for kind, v := range kinds(lang) {
			if lang == "en" || lang == "ar" || slices.Contains([]string{"full", "empty", "ministry", "crisis"}, kind) {
				pages[lang+" "+kind], views[lang+" "+kind] = renderView(t, v), v
			}
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, pages[r.URL.Query().Get("page")])
	}))
	defer server.Close()
	browser := axetest.Start(t)
	checked := 0
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		for _, view := range axetest.Views() {
			t.Run(name+" "+view.Name, func(t *testing.T) {
				axe.Check(t, browser, fmt.Sprintf("%s/?page=%s", server.URL, url.QueryEscape(name)), view)
				browser.Shoot(t, *screens, name+" "+view.Name)
				checked++
			})
		}
		if *screens != "" {
			t.Run(name+" print", func(t *testing.T) {
				browser.Open(t, fmt.Sprintf("%s/?page=%s", server.URL, url.QueryEscape(name)), axetest.Views()[0])
				browser.Print(t, *screens, name)
				inOrder(t, filepath.Join(*screens, strings.ReplaceAll(name, " ", "-")+".pdf"), views[name])
			})
		}
	}
	t.Logf("%d pages looked at in %d ways", len(pages), checked)
}

// inOrder takes the text out of a PDF and finds the page's headings one after the
// other. Of each it looks for one word: programs that take Arabic out of a PDF break
// words at marks, and write the ligature of lam and alef the wrong way round.
func inOrder(t *testing.T, path string, v page.View) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext on the PATH")
	}
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := letters(string(out))
	found := 0
	for _, heading := range append([]string{v.Heading.String()}, headings(v)...) {
		var word string
		for _, w := range strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }) {
			if w = letters(w); len(w) > len(word) && !strings.Contains(w, "ل") && oneScript(w) {
				word = w
			}
		}
		if utf8.RuneCountInString(word) < 4 {
			continue
		}
		_, after, ok := strings.Cut(text, word)
		if !ok {
			t.Errorf("%q of the heading %q does not stand behind the heading before it", word, heading)
			continue
		}
		text = after
		found++
	}
	if found < 1 {
		t.Errorf("no heading of %d was found", 1+len(v.Sections))
	}
}

// letters leaves letters alone: marks, and breaks at them, are where such programs err.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(s))
}

// oneScript reports whether a word does not join Latin letters to others: programs that
// take text out of a PDF order the two by what is seen.
func oneScript(w string) bool {
	latin := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	return !strings.ContainsFunc(w, func(r rune) bool { return latin != unicode.Is(unicode.Latin, r) })
}

func headings(v page.View) (all []string) {
	for _, s := range v.Sections {
		all = append(all, s.Heading.String())
	}
	return all
}
