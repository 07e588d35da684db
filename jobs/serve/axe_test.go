package serve_test

import (
	"flag"
	"os"
	"testing"

	"github.com/digital-diplomacy/tailor/pipeline/report/axetest"
)

var (
	axeScript = flag.String("axe", "", "path of axe.min.js: check the pages for accessibility in a Chromium on the PATH")
	screens   = flag.String("screens", "", "folder for pictures of the pages that are checked")
)

// TestAxe comes in with a browser, runs axe-core over every page, light, dark and as
// wide as a phone, and goes through one with the keyboard. make axe gives it what it
// needs.
func TestAxe(t *testing.T) {
	if *axeScript == "" {
		t.Skip("no axe.min.js given; run: make axe")
	}
	axe := axetest.Load(t, *axeScript)
	u := aUnit(t)
	v, address := visit(t, u)
	browser := axetest.Start(t)
	paths := []struct{ name, path string }{
		{"refused", "/"}, {"reports", "/"}, {"desk", "/questions"}, {"status", "/status"}, {"tables", "/tables"}, {"rows", "/tables/posts"}, {"further rows", "/tables/posts?from=50"},
		{"filtered rows", "/tables/posts?column=lang_platform&op=null&value="}, {"no rows", "/tables/posts?column=url&op=is&value=none"}, {"no table", "/tables/none"},
		{"accounts", "/tables/accounts"}, {"dictionary", "/dictionary"}, {"no page", "/nothing"},
	}
	for _, view := range axetest.Views() {
		for _, p := range paths {
			if p.name == "reports" { // the first page is refused; from here on the browser is known
				browser.Open(t, address, view)
			}
			if p.name == "refused" && view.Name != "light" {
				continue
			}
			t.Run(p.name+" "+view.Name, func(t *testing.T) {
				axe.Check(t, browser, v.base+p.path, view)
				browser.Shoot(t, *screens, "serve "+p.name+" "+view.Name)
			})
		}
	}
	if err := os.RemoveAll(u.Reports()); err != nil {
		t.Fatal(err)
	}
	t.Run("no reports yet", func(t *testing.T) { axe.Check(t, browser, v.base+"/", axetest.Views()[0]) })
	t.Run("keyboard", func(t *testing.T) {
		browser.Open(t, v.base+"/tables/posts", axetest.Views()[0])
		type focus struct {
			Name, Text string
			Outline    float64
		}
		var order []string
		for range 40 {
			browser.Press(t, "Tab")
			var f focus
			browser.Eval(t, `(() => { const e = document.activeElement, s = getComputedStyle(e);
				return {Name: e.localName, Text: (e.getAttribute("aria-label") || e.name || e.textContent).trim().slice(0, 30), Outline: s.outlineStyle == "none" ? 0 : parseFloat(s.outlineWidth)}; })()`, &f)
			if f.Name == "body" {
				break
			}
			if f.Outline < 2 {
				t.Errorf("the focus on %s %q is not seen", f.Name, f.Text)
			}
			order = append(order, f.Name+" "+f.Text)
		}
		want := []string{"a Skip to the content", "a Reports", "a Answer desk", "a Status", "a Tables", "a Dictionary", "a What the columns mean", "select partition", "select column", "select op", "input value"}
		if len(order) < len(want)+2 {
			t.Fatalf("the keyboard reaches only %q", order)
		}
		for i, w := range want {
			if order[i] != w {
				t.Errorf("stop %d of the keyboard is %q, want %q", i+1, order[i], w)
			}
		}
	})
}
